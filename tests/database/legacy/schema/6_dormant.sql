-- Multiworld sign-ups and in-house scheduling: tables that nothing writes any more.

CREATE TABLE `smz3_multiworld` (
    `message_id` BIGINT NOT NULL PRIMARY KEY,
    `owner_id` BIGINT NULL,
    `randomizer` VARCHAR(45) NULL,
    `preset` VARCHAR(45) NULL,
    `status` VARCHAR(20) NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `multiworld` (
    `message_id` BIGINT NOT NULL PRIMARY KEY,
    `owner_id` BIGINT NULL,
    `randomizer` VARCHAR(45) NULL,
    `preset` VARCHAR(45) NULL,
    `status` VARCHAR(20) NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `multiworldentrant` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `discord_user_id` BIGINT NULL,
    `multiworld_id` BIGINT NOT NULL,
    CONSTRAINT `fk_multiwor_multiwor_3a24fc55` FOREIGN KEY (`multiworld_id`)
        REFERENCES `multiworld` (`message_id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `scheduleevent` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `event_slug` VARCHAR(50) NOT NULL,
    `name` LONGTEXT NOT NULL,
    `description` LONGTEXT NOT NULL,
    `stream_delay` INT NOT NULL DEFAULT 0,
    `open_player_signup` BOOL NOT NULL DEFAULT 1,
    `open_restreamer_signup` BOOL NOT NULL DEFAULT 1,
    `open_commentator_signup` BOOL NOT NULL DEFAULT 1,
    `open_tracker_signup` BOOL NOT NULL DEFAULT 1,
    `max_players` INT NOT NULL DEFAULT 2,
    `max_commentators` INT NOT NULL DEFAULT 2,
    `max_trackers` INT NOT NULL DEFAULT 1,
    `max_restreamers` INT NOT NULL DEFAULT 1,
    UNIQUE KEY `uid_scheduleeve_event_s_7967a5` (`event_slug`)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `schedulerole` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `name` VARCHAR(50) NOT NULL,
    `event_id` INT NOT NULL,
    CONSTRAINT `fk_schedule_schedule_b9016a5b` FOREIGN KEY (`event_id`)
        REFERENCES `scheduleevent` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `schedulerolemember` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `role_id` INT NOT NULL,
    `user_id` INT NOT NULL,
    CONSTRAINT `fk_schedule_schedule_14b0cb3e` FOREIGN KEY (`role_id`)
        REFERENCES `schedulerole` (`id`) ON DELETE CASCADE,
    CONSTRAINT `fk_schedule_users_b183447c` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `schedulebroadcastchannels` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `channel_type` VARCHAR(200) NOT NULL DEFAULT 'twitch',
    `channel_name` VARCHAR(200) NOT NULL,
    `display_name` VARCHAR(200) NOT NULL,
    `event_id` INT NOT NULL,
    CONSTRAINT `fk_schedule_schedule_b11b2a07` FOREIGN KEY (`event_id`)
        REFERENCES `scheduleevent` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `scheduleepisode` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `scheduled_at` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updated_at` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `when_countdown` DATETIME(6) NOT NULL,
    `runner_notes` LONGTEXT NULL,
    `private_notes` LONGTEXT NULL,
    `approved` BOOL NOT NULL DEFAULT 0,
    `approved_at` DATETIME(6) NULL,
    `approved_by_id` INT NULL,
    `channel_id` INT NULL,
    `event_id` INT NOT NULL,
    CONSTRAINT `fk_schedule_schedule_4297675f` FOREIGN KEY (`event_id`)
        REFERENCES `scheduleevent` (`id`) ON DELETE CASCADE,
    CONSTRAINT `fk_schedule_schedule_d1480866` FOREIGN KEY (`channel_id`)
        REFERENCES `schedulebroadcastchannels` (`id`) ON DELETE CASCADE,
    CONSTRAINT `fk_schedule_users_d8e820d4` FOREIGN KEY (`approved_by_id`) REFERENCES `users` (`id`) ON DELETE RESTRICT
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `scheduleepisodeplayer` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `episode_id` INT NOT NULL,
    `user_id` INT NOT NULL,
    CONSTRAINT `fk_schedule_schedule_ea65c076` FOREIGN KEY (`episode_id`)
        REFERENCES `scheduleepisode` (`id`) ON DELETE CASCADE,
    CONSTRAINT `fk_schedule_users_feb1c535` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE RESTRICT
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `scheduleepisodecommentator` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `approved` BOOL NOT NULL DEFAULT 0,
    `approved_at` DATETIME(6) NULL,
    `submitted_at` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `submitter_notes` LONGTEXT NULL,
    `approved_by_id` INT NULL,
    `episode_id` INT NOT NULL,
    `user_id` INT NOT NULL,
    CONSTRAINT `fk_schedule_schedule_335fd700` FOREIGN KEY (`episode_id`)
        REFERENCES `scheduleepisode` (`id`) ON DELETE CASCADE,
    CONSTRAINT `fk_schedule_users_0e3289dd` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE RESTRICT,
    CONSTRAINT `fk_schedule_users_117371e6` FOREIGN KEY (`approved_by_id`) REFERENCES `users` (`id`) ON DELETE RESTRICT
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `scheduleepisodecommentatorpreferredpartner` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `episode_id` INT NOT NULL,
    `user_id` INT NOT NULL,
    CONSTRAINT `fk_schedule_schedule_ed6a869b` FOREIGN KEY (`episode_id`)
        REFERENCES `scheduleepisode` (`id`) ON DELETE CASCADE,
    CONSTRAINT `fk_schedule_users_65c209a0` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE RESTRICT
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `scheduleepisodetracker` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `approved` BOOL NOT NULL DEFAULT 0,
    `approved_at` DATETIME(6) NULL,
    `submitted_at` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `submitter_notes` LONGTEXT NULL,
    `approved_by_id` INT NULL,
    `episode_id` INT NOT NULL,
    `user_id` INT NOT NULL,
    CONSTRAINT `fk_schedule_schedule_14ec2b66` FOREIGN KEY (`episode_id`)
        REFERENCES `scheduleepisode` (`id`) ON DELETE CASCADE,
    CONSTRAINT `fk_schedule_users_82959a52` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE RESTRICT,
    CONSTRAINT `fk_schedule_users_3d3b9c8a` FOREIGN KEY (`approved_by_id`) REFERENCES `users` (`id`) ON DELETE RESTRICT
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `scheduleepisoderestreamer` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `approved` BOOL NOT NULL DEFAULT 0,
    `approved_at` DATETIME(6) NULL,
    `submitted_at` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `submitter_notes` LONGTEXT NULL,
    `approved_by_id` INT NULL,
    `episode_id` INT NOT NULL,
    `user_id` INT NOT NULL,
    CONSTRAINT `fk_schedule_schedule_7258deba` FOREIGN KEY (`episode_id`)
        REFERENCES `scheduleepisode` (`id`) ON DELETE CASCADE,
    CONSTRAINT `fk_schedule_users_f20d9ca9` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE RESTRICT,
    CONSTRAINT `fk_schedule_users_bb286c2c` FOREIGN KEY (`approved_by_id`) REFERENCES `users` (`id`) ON DELETE RESTRICT
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `scheduleaudit` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `action` LONGTEXT NOT NULL,
    `timestamp` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `episode_id` INT NULL,
    `event_id` INT NOT NULL,
    `user_id` INT NOT NULL,
    CONSTRAINT `fk_schedule_schedule_ff8dd064` FOREIGN KEY (`event_id`)
        REFERENCES `scheduleevent` (`id`) ON DELETE CASCADE,
    CONSTRAINT `fk_schedule_schedule_5ae919b2` FOREIGN KEY (`episode_id`)
        REFERENCES `scheduleepisode` (`id`) ON DELETE CASCADE,
    CONSTRAINT `fk_schedule_users_fe8e7d0f` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE RESTRICT
) ENGINE=InnoDB CHARACTER SET utf8mb4;
