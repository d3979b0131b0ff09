-- Who people are, how they prove it, and their presets.

CREATE TABLE `users` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `discord_user_id` BIGINT NULL,
    `twitch_name` VARCHAR(200) NULL,
    `rtgg_id` VARCHAR(200) NULL,
    `rtgg_access_token` VARCHAR(200) NULL,
    `display_name` VARCHAR(200) NULL,
    `created` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updated` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `test_user` BOOL NOT NULL DEFAULT 0,
    UNIQUE KEY `discord_user_id` (`discord_user_id`),
    UNIQUE KEY `racetime_id` (`rtgg_id`),
    UNIQUE KEY `uid_users_racetim_297b46` (`rtgg_id`),
    KEY `idx_users_display_f54130` (`display_name`)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `srlnick` (
    `discord_user_id` BIGINT NOT NULL PRIMARY KEY,
    `twitch_name` VARCHAR(200) NULL,
    `rtgg_id` VARCHAR(200) NULL,
    `display_name` VARCHAR(200) NULL,
    KEY `idx_srlnick_display_b50acb` (`display_name`),
    KEY `idx_srlnick_rtgg_id_f7ec99` (`rtgg_id`),
    KEY `idx_srlnick_twitch__ac21e3` (`twitch_name`)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `nick_verification` (
    `key` BIGINT NOT NULL PRIMARY KEY,
    `discord_user_id` BIGINT NULL,
    `timestamp` DATETIME(6) NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `racerverification` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `message_id` BIGINT NULL,
    `channel_id` BIGINT NULL,
    `guild_id` BIGINT NOT NULL,
    `role_id` BIGINT NOT NULL,
    `racetime_categories` VARCHAR(2000) NULL,
    `use_alttpr_ladder` BOOL NOT NULL DEFAULT 0,
    `minimum_races` INT NOT NULL,
    `time_period_days` INT NOT NULL DEFAULT 365,
    `reverify_period_days` INT NULL,
    `revoke_ineligible` BOOL NOT NULL DEFAULT 0,
    `audit_channel_id` BIGINT NULL,
    `created` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updated` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `verifiedracer` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `user_id` INT NOT NULL,
    `racer_verification_id` INT NOT NULL,
    `estimated_count` INT NULL,
    `created` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `last_verified` DATETIME(6) NULL,
    CONSTRAINT `fk_verified_users_ea937e10` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE RESTRICT,
    CONSTRAINT `fk_verified_racerver_82fe307a` FOREIGN KEY (`racer_verification_id`)
        REFERENCES `racerverification` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;

-- The column `name` came of a rename that forgot its NOT NULL.
CREATE TABLE `presetnamespaces` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `name` VARCHAR(50) NULL,
    `discord_user_id` BIGINT NOT NULL,
    UNIQUE KEY `uid_presetnames_discord_601a6a` (`discord_user_id`),
    UNIQUE KEY `uid_presetnames_name_46f871` (`name`)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `presetnamespacecollaborators` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `namespace_id` INT NOT NULL,
    `discord_user_id` BIGINT NOT NULL,
    UNIQUE KEY `uid_presetnames_namespa_3c3b20` (`namespace_id`, `discord_user_id`),
    CONSTRAINT `fk_presetna_presetna_3df99947` FOREIGN KEY (`namespace_id`)
        REFERENCES `presetnamespaces` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `presets` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `randomizer` VARCHAR(50) NOT NULL,
    `preset_name` VARCHAR(50) NOT NULL,
    `namespace_id` INT NOT NULL,
    `content` LONGTEXT NOT NULL,
    `modified` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `generated_count` INT NOT NULL DEFAULT 0,
    UNIQUE KEY `uid_presets_randomi_02e1e0` (`randomizer`, `preset_name`, `namespace_id`),
    CONSTRAINT `fk_presets_presetna_5e0ca128` FOREIGN KEY (`namespace_id`)
        REFERENCES `presetnamespaces` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;
