-- What Discord servers keep: settings, directories, roles by reaction or voice channel, elections.

CREATE TABLE `config` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `guild_id` BIGINT NOT NULL,
    `parameter` VARCHAR(45) NOT NULL,
    `value` VARCHAR(45) NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `discord_server_categories` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `order` INT NOT NULL DEFAULT 0,
    `guild_id` BIGINT NOT NULL,
    `channel_id` BIGINT NOT NULL,
    `category_title` VARCHAR(200) NOT NULL,
    `category_description` VARCHAR(200) NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `discord_server_lists` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `server_description` VARCHAR(200) NOT NULL,
    `invite_id` VARCHAR(45) NOT NULL,
    `category_id` INT NOT NULL,
    CONSTRAINT `fk_discord__discord__39f1fc92` FOREIGN KEY (`category_id`)
        REFERENCES `discord_server_categories` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `inquirymessageconfig` (
    `message_id` BIGINT NOT NULL PRIMARY KEY,
    `role_id` BIGINT NOT NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `reaction_group` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `guild_id` BIGINT NOT NULL,
    `channel_id` BIGINT NOT NULL,
    `message_id` BIGINT NOT NULL,
    `name` VARCHAR(400) NULL,
    `description` VARCHAR(1000) NULL,
    `bot_managed` INT NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;

-- `description` is in the model and in no migration.
CREATE TABLE `reaction_role` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `guild_id` BIGINT NOT NULL,
    `reaction_group_id` INT NOT NULL,
    `role_id` BIGINT NULL,
    `name` VARCHAR(45) NULL,
    `emoji` VARCHAR(200) NULL,
    `protect_mentions` SMALLINT NULL,
    CONSTRAINT `fk_reaction_reaction_b36466fe` FOREIGN KEY (`reaction_group_id`)
        REFERENCES `reaction_group` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `voice_role` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `guild_id` BIGINT NOT NULL,
    `voice_channel_id` BIGINT NOT NULL,
    `role_id` BIGINT NOT NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `ranked_choice_election` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `guild_id` BIGINT NULL,
    `channel_id` BIGINT NULL,
    `message_id` BIGINT NULL,
    `owner_id` BIGINT NOT NULL,
    `title` VARCHAR(200) NOT NULL,
    `description` VARCHAR(2000) NULL,
    `show_vote_count` BOOL NOT NULL DEFAULT 1,
    `active` BOOL NOT NULL DEFAULT 1,
    `created` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updated` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `private` BOOL NOT NULL DEFAULT 0,
    `seats` SMALLINT NOT NULL DEFAULT 1,
    `results` LONGTEXT NULL,
    `voter_role_id` BIGINT NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `ranked_choice_authorized_voters` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `user_id` BIGINT NOT NULL,
    `election_id` INT NOT NULL,
    CONSTRAINT `fk_ranked_c_ranked_c_27c3c173` FOREIGN KEY (`election_id`)
        REFERENCES `ranked_choice_election` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `ranked_choice_candidate` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `created` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updated` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `election_id` INT NOT NULL,
    `name` VARCHAR(200) NULL,
    `winner` BOOL NULL,
    CONSTRAINT `fk_ranked_c_ranked_c_1b1d69be` FOREIGN KEY (`election_id`)
        REFERENCES `ranked_choice_election` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `ranked_choice_votes` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `user_id` BIGINT NOT NULL,
    `rank` INT NULL,
    `created` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updated` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `candidate_id` INT NOT NULL,
    `election_id` INT NOT NULL,
    CONSTRAINT `fk_ranked_c_ranked_c_790ef614` FOREIGN KEY (`election_id`)
        REFERENCES `ranked_choice_election` (`id`) ON DELETE CASCADE,
    CONSTRAINT `fk_ranked_c_ranked_c_0cbab0b9` FOREIGN KEY (`candidate_id`)
        REFERENCES `ranked_choice_candidate` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;
