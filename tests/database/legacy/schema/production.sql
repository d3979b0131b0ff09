-- How the first production database differs: its oldest tables were made by hand or by other tools, before the first
-- migration, which left alone what existed.

ALTER TABLE `audit_messages`
    MODIFY `message_date` DATETIME NULL,
    MODIFY `deleted` INT NULL,
    ADD KEY `idx_audit_messages_message_id` (`message_id`);

ALTER TABLE `reaction_group` ADD UNIQUE KEY `message_id` (`message_id`);

ALTER TABLE `reaction_role`
    MODIFY `name` VARCHAR(45) NOT NULL,
    MODIFY `emoji` VARCHAR(200) NOT NULL,
    MODIFY `protect_mentions` TINYINT NULL,
    ADD COLUMN `description` VARCHAR(400) NULL AFTER `emoji`;

ALTER TABLE `spoiler_races`
    MODIFY `date` DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    MODIFY `started` DATETIME NULL,
    ADD UNIQUE KEY `srl_id` (`srl_id`);

ALTER TABLE `srl_races` ADD UNIQUE KEY `srl_id` (`srl_id`);

-- A script made old tables compare byte by byte; it left out the messages.
ALTER TABLE `audit_generated_games` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE `config` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE `daily` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE `discord_server_categories` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE `discord_server_lists` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE `nick_verification` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE `patch_distribution` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE `reaction_group` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE `reaction_role` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE `sgdailies` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE `smz3_multiworld` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE `spoiler_races` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE `srl_races` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE `srlnick` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE `tournament_games` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE `tournament_results` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE `voice_role` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Left behind by earlier tools. Some have neither a primary key nor today's character set.
CREATE TABLE `alembic_version` (`version_num` VARCHAR(32) NOT NULL PRIMARY KEY) ENGINE=InnoDB CHARACTER SET latin1;
CREATE TABLE `permissions` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `guild_id` BIGINT NOT NULL,
    `role_id` BIGINT NOT NULL,
    `permission` VARCHAR(45) NOT NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;
CREATE TABLE `seed_presets` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `name` VARCHAR(45) NOT NULL,
    `randomizer` VARCHAR(45) NOT NULL,
    `customizer` TINYINT NULL,
    `settings` JSON NOT NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;
CREATE TABLE `discord_server_list` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `server_name` VARCHAR(200) NOT NULL
) ENGINE=InnoDB CHARACTER SET latin1;
CREATE TABLE `voicerole` (`guild_id` BIGINT NOT NULL, `role_id` BIGINT NOT NULL) ENGINE=InnoDB CHARACTER SET utf8mb4;
CREATE TABLE `gtbk_games` (
    `game_id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `channel` VARCHAR(200) NOT NULL,
    `status` VARCHAR(45) NULL,
    `timestamp` TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
) ENGINE=InnoDB CHARACTER SET utf8mb4;
CREATE TABLE `gtbk_guesses` (
    `guess_id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `game_id` INT NOT NULL,
    `twitch_user` VARCHAR(200) NOT NULL,
    `guess` INT NOT NULL,
    CONSTRAINT `fk_gtbk_guesses_game` FOREIGN KEY (`game_id`) REFERENCES `gtbk_games` (`game_id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;
CREATE TABLE `gtbk_whitelist` (`username` VARCHAR(45) NULL) ENGINE=InnoDB CHARACTER SET utf8mb4;
CREATE TABLE `mention_counters` (
    `role_id` BIGINT NOT NULL PRIMARY KEY,
    `guild_id` BIGINT NULL,
    `last_used` DATETIME NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;
CREATE TABLE `twitch_command_text` (
    `channel` VARCHAR(200) NOT NULL,
    `command` VARCHAR(45) NOT NULL,
    `content` VARCHAR(4000) NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;

INSERT INTO `alembic_version` VALUES ('1c5fdb6e9f4a');
INSERT INTO `permissions` (`guild_id`, `role_id`, `permission`) VALUES (307860211333595146, 402239158082256896, 'admin');
INSERT INTO `seed_presets` (`name`, `randomizer`, `customizer`, `settings`) VALUES ('open', 'alttpr', 0, '{"mode": "open"}');
INSERT INTO `discord_server_list` (`server_name`) VALUES ('Café');
INSERT INTO `voicerole` VALUES (307860211333595146, 9223372036854775807), (307860211333595146, 9223372036854775807);
INSERT INTO `gtbk_games` (`channel`, `status`, `timestamp`) VALUES ('speedgaming', 'COMPLETED', '2019-06-01 20:00:00');
INSERT INTO `gtbk_guesses` (`game_id`, `twitch_user`, `guess`) VALUES (1, 'runner', 22);
INSERT INTO `gtbk_whitelist` VALUES (NULL), ('moderator');
INSERT INTO `mention_counters` VALUES (402239158082256896, NULL, '2020-02-29 23:59:59');
INSERT INTO `twitch_command_text` VALUES ('speedgaming', 'hello', 'Hello 👋');
