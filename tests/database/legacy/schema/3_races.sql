-- Scheduled tournaments and the rooms of racetime.gg.

CREATE TABLE `tournament_games` (
    `episode_id` INT NOT NULL PRIMARY KEY,
    `event` VARCHAR(45) NULL,
    `game_number` INT NULL,
    `settings` JSON NULL,
    `submitted` SMALLINT NULL,
    `created` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updated` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `preset` VARCHAR(100) NULL,
    `notes` LONGTEXT NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `tournament_results` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `srl_id` VARCHAR(45) NULL,
    `episode_id` VARCHAR(45) NULL,
    `permalink` VARCHAR(1000) NULL,
    `spoiler` VARCHAR(200) NULL,
    `event` VARCHAR(45) NULL,
    `status` VARCHAR(45) NULL,
    `results_json` JSON NULL,
    `week` VARCHAR(45) NULL,
    `written_to_gsheet` SMALLINT NULL,
    `bingosync_room` VARCHAR(200) NULL,
    `bingosync_password` VARCHAR(40) NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `tournamentpresethistory` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `preset` VARCHAR(255) NOT NULL,
    `discord_user_id` BIGINT NOT NULL,
    `episode_id` BIGINT NULL,
    `event_slug` VARCHAR(255) NOT NULL,
    `timestamp` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `scheduledevents` (
    `scheduled_event_id` BIGINT NOT NULL PRIMARY KEY,
    `event_slug` VARCHAR(40) NOT NULL,
    `episode_id` INT NOT NULL,
    UNIQUE KEY `uid_scheduledev_episode_bd34d2` (`episode_id`)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `sgdailies` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `slug` VARCHAR(45) NULL,
    `guild_id` BIGINT NOT NULL,
    `announce_channel` BIGINT NOT NULL,
    `announce_message` VARCHAR(2000) NOT NULL,
    `racetime_category` VARCHAR(45) NULL,
    `racetime_goal` VARCHAR(45) NULL,
    `race_info` VARCHAR(2000) NOT NULL,
    `active` SMALLINT NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `rtggunlistedrooms` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `room_name` VARCHAR(200) NOT NULL,
    `category` VARCHAR(50) NOT NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `rtggwatcher` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `guild_id` BIGINT NOT NULL,
    `channel_id` BIGINT NOT NULL,
    `notify_on_new_player` BOOL NOT NULL DEFAULT 0,
    `category` VARCHAR(50) NOT NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `rtggwatcherplayer` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `racetime_id` VARCHAR(50) NOT NULL,
    `rtgg_watcher_id` INT NOT NULL,
    CONSTRAINT `fk_rtggwatc_rtggwatc_1031bb95` FOREIGN KEY (`rtgg_watcher_id`)
        REFERENCES `rtggwatcher` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `rtggannouncers` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `category` VARCHAR(50) NOT NULL,
    `guild_id` BIGINT NOT NULL,
    `channel_id` BIGINT NOT NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `rtggannouncermessages` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `message_id` BIGINT NOT NULL,
    `room_name` VARCHAR(50) NOT NULL,
    `announcer_id` INT NOT NULL,
    CONSTRAINT `fk_rtgganno_rtgganno_595434ba` FOREIGN KEY (`announcer_id`)
        REFERENCES `rtggannouncers` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `rtggoverridewhitelist` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `racetime_id` VARCHAR(50) NOT NULL,
    `category` VARCHAR(50) NOT NULL,
    `created` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updated` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `reason` VARCHAR(200) NULL,
    `expires` DATETIME(6) NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `racetimekonotgame` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `category_slug` VARCHAR(50) NOT NULL,
    `created` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updated` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

-- The foreign key of `game_id` was dropped; the index that it brought stayed.
CREATE TABLE `racetimekonotsegment` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `racetime_room` VARCHAR(200) NOT NULL,
    `segment_number` INT NOT NULL,
    `created` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updated` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `game_id` INT NOT NULL,
    KEY `fk_racetime_racetime_282bffe9` (`game_id`)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `spoiler_races` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `srl_id` VARCHAR(45) NULL,
    `spoiler_url` VARCHAR(255) NULL,
    `studytime` INT NULL,
    `date` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `started` DATETIME(6) NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `srl_races` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `srl_id` VARCHAR(45) NULL,
    `goal` VARCHAR(200) NULL,
    `timestamp` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `message` VARCHAR(200) NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;
