-- Qualifiers that are run one at a time. Columns that came late lack the NOT NULL and the default of their model.

CREATE TABLE `asynctournament` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `name` VARCHAR(45) NOT NULL,
    `guild_id` BIGINT NOT NULL,
    `channel_id` BIGINT NOT NULL,
    `owner_id` BIGINT NOT NULL,
    `created` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updated` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `active` BOOL NOT NULL DEFAULT 1,
    `report_channel_id` BIGINT NULL,
    `allowed_reattempts` SMALLINT NULL,
    `customization` VARCHAR(45) NOT NULL DEFAULT 'default',
    `runs_per_pool` SMALLINT NOT NULL DEFAULT 1,
    UNIQUE KEY `channel_id` (`channel_id`)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `asynctournamentwhitelist` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `discord_user_id` BIGINT NULL,
    `created` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updated` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `tournament_id` INT NOT NULL,
    `user_id` INT NOT NULL,
    CONSTRAINT `fk_asynctou_asynctou_dbcd135c` FOREIGN KEY (`tournament_id`)
        REFERENCES `asynctournament` (`id`) ON DELETE CASCADE,
    CONSTRAINT `fk_asynctou_users_7774d4d6` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `asynctournamentpermissions` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `discord_role_id` BIGINT NULL,
    `role` VARCHAR(45) NOT NULL,
    `created` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updated` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `tournament_id` INT NOT NULL,
    `user_id` INT NULL,
    CONSTRAINT `fk_asynctou_asynctou_b1833ce5` FOREIGN KEY (`tournament_id`)
        REFERENCES `asynctournament` (`id`) ON DELETE CASCADE,
    CONSTRAINT `fk_asynctou_users_4d24175e` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `asynctournamentpermalinkpool` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `name` VARCHAR(45) NOT NULL,
    `created` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updated` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `tournament_id` INT NOT NULL,
    `preset` VARCHAR(45) NULL,
    UNIQUE KEY `uid_asynctourna_tournam_f7028a` (`tournament_id`, `name`),
    CONSTRAINT `fk_asynctou_asynctou_fcfa7dda` FOREIGN KEY (`tournament_id`)
        REFERENCES `asynctournament` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `asynctournamentpermalink` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `url` VARCHAR(200) NULL,
    `created` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updated` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `live_race` BOOL NOT NULL DEFAULT 0,
    `pool_id` INT NOT NULL,
    `notes` VARCHAR(200) NULL,
    `par_time` DOUBLE NULL,
    `par_updated_at` DATETIME(6) NULL,
    CONSTRAINT `fk_asynctou_asynctou_156ebe55` FOREIGN KEY (`pool_id`)
        REFERENCES `asynctournamentpermalinkpool` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `asynctournamentliverace` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `match_title` VARCHAR(200) NULL,
    `racetime_slug` VARCHAR(200) NULL,
    `episode_id` INT NULL,
    `status` VARCHAR(45) NOT NULL DEFAULT 'scheduled',
    `created` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updated` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `tournament_id` INT NOT NULL,
    `pool_id` INT NOT NULL,
    `permalink_id` INT NULL,
    UNIQUE KEY `racetime_slug` (`racetime_slug`),
    UNIQUE KEY `episode_id` (`episode_id`),
    CONSTRAINT `fk_asynctou_asynctou_7eb2f298` FOREIGN KEY (`tournament_id`)
        REFERENCES `asynctournament` (`id`) ON DELETE CASCADE,
    CONSTRAINT `fk_asynctou_asynctou_331f22e7` FOREIGN KEY (`pool_id`)
        REFERENCES `asynctournamentpermalinkpool` (`id`) ON DELETE CASCADE,
    CONSTRAINT `fk_asynctou_asynctou_b38c783e` FOREIGN KEY (`permalink_id`)
        REFERENCES `asynctournamentpermalink` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `asynctournamentrace` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `thread_id` BIGINT NULL,
    `thread_open_time` DATETIME(6) NULL,
    `thread_timeout_time` DATETIME(6) NULL,
    `start_time` DATETIME(6) NULL,
    `end_time` DATETIME(6) NULL,
    `created` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updated` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `status` VARCHAR(45) NOT NULL DEFAULT 'pending',
    `reattempted` BOOL NULL,
    `runner_notes` LONGTEXT NULL,
    `runner_vod_url` VARCHAR(400) NULL,
    `review_status` VARCHAR(20) NOT NULL DEFAULT 'pending',
    `reviewed_at` DATETIME(6) NULL,
    `reviewer_notes` LONGTEXT NULL,
    `score` DOUBLE NULL,
    `score_updated_at` DATETIME(6) NULL,
    `permalink_id` INT NOT NULL,
    `tournament_id` INT NOT NULL,
    `user_id` INT NOT NULL,
    `reviewed_by_id` INT NULL,
    `live_race_id` INT NULL,
    `run_collection_rate` VARCHAR(100) NULL,
    `run_igt` VARCHAR(100) NULL,
    `reattempt_reason` LONGTEXT NULL,
    CONSTRAINT `fk_asynctou_asynctou_652b97e9` FOREIGN KEY (`tournament_id`)
        REFERENCES `asynctournament` (`id`) ON DELETE CASCADE,
    CONSTRAINT `fk_asynctou_asynctou_10537e98` FOREIGN KEY (`permalink_id`)
        REFERENCES `asynctournamentpermalink` (`id`) ON DELETE CASCADE,
    CONSTRAINT `fk_asynctou_users_306c561f` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE,
    CONSTRAINT `fk_asynctou_users_2566e29f` FOREIGN KEY (`reviewed_by_id`) REFERENCES `users` (`id`) ON DELETE CASCADE,
    CONSTRAINT `fk_asynctou_asynctou_d1ab3397` FOREIGN KEY (`live_race_id`)
        REFERENCES `asynctournamentliverace` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `asynctournamentreviewnotes` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `created` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `note` LONGTEXT NOT NULL,
    `race_id` INT NOT NULL,
    `author_id` INT NOT NULL,
    CONSTRAINT `fk_asynctou_asynctou_98fa4948` FOREIGN KEY (`race_id`)
        REFERENCES `asynctournamentrace` (`id`) ON DELETE CASCADE,
    CONSTRAINT `fk_asynctou_users_4f203cf2` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE RESTRICT
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `asynctournamentauditlog` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `action` VARCHAR(45) NOT NULL,
    `created` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updated` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `details` LONGTEXT NULL,
    `tournament_id` INT NOT NULL,
    `user_id` INT NULL,
    CONSTRAINT `fk_asynctou_asynctou_07157358` FOREIGN KEY (`tournament_id`)
        REFERENCES `asynctournament` (`id`) ON DELETE CASCADE,
    CONSTRAINT `fk_asynctou_users_832328f7` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;
