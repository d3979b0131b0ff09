-- What was generated, said and counted; keys of programs; texts; the record of migrations.

CREATE TABLE `aerich` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `version` VARCHAR(255) NOT NULL,
    `app` VARCHAR(20) NOT NULL,
    `content` JSON NOT NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `audit_generated_games` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `randomizer` VARCHAR(45) NULL,
    `hash_id` VARCHAR(50) NULL,
    `permalink` VARCHAR(2000) NULL,
    `settings` JSON NULL,
    `gentype` VARCHAR(45) NULL,
    `genoption` VARCHAR(45) NULL,
    `timestamp` DATETIME(6) NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `customizer` INT NULL,
    `doors` BOOL NOT NULL DEFAULT 0,
    `avianart` BOOL NOT NULL DEFAULT 0,
    KEY `idx_audit_gener_genopti_d4e2e3` (`genoption`),
    KEY `idx_audit_gener_gentype_80191a` (`gentype`),
    KEY `idx_audit_gener_hash_id_4114aa` (`hash_id`)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `audit_messages` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `guild_id` BIGINT NULL,
    `message_id` BIGINT NULL,
    `user_id` BIGINT NULL,
    `channel_id` BIGINT NULL,
    `message_date` DATETIME(6) NULL,
    `content` VARCHAR(4000) NULL,
    `attachment` VARCHAR(1000) NULL,
    `deleted` INT NOT NULL DEFAULT 0
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `daily` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `hash` VARCHAR(45) NOT NULL,
    KEY `idx_daily_hash_f4a034` (`hash`)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `patch_distribution` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `patch_id` VARCHAR(45) NULL,
    `game` VARCHAR(45) NULL,
    `used` SMALLINT NOT NULL,
    KEY `idx_patch_distr_used_7a58f6` (`used`)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `authorizationkeys` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `key` VARCHAR(200) NOT NULL,
    `name` VARCHAR(200) NOT NULL,
    UNIQUE KEY `key` (`key`)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `authorizationkeypermissions` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `type` VARCHAR(45) NOT NULL,
    `subtype` LONGTEXT NULL,
    `auth_key_id` INT NOT NULL,
    CONSTRAINT `fk_authoriz_authoriz_5e8595e4` FOREIGN KEY (`auth_key_id`)
        REFERENCES `authorizationkeys` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `triforcetexts` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `pool_name` VARCHAR(45) NOT NULL,
    `text` VARCHAR(200) NOT NULL,
    `discord_user_id` BIGINT NULL,
    `author` VARCHAR(200) NULL,
    `approved` BOOL NULL,
    `broadcasted` BOOL NOT NULL DEFAULT 0,
    `timestamp` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `triforcetextsconfig` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `pool_name` VARCHAR(45) NOT NULL,
    `key_name` VARCHAR(2000) NOT NULL,
    `value` VARCHAR(2000) NOT NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE `sgl2023onsitehistory` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `date` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `tournament` VARCHAR(45) NOT NULL,
    `url` VARCHAR(300) NOT NULL,
    `ip_address` VARCHAR(200) NOT NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;

-- Written by hand, and so without the default of `created_at`.
CREATE TABLE `telemetry_events` (
    `id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `created_at` DATETIME(6) NOT NULL,
    `day_bucket` DATE NOT NULL,
    `event_name` VARCHAR(100) NOT NULL,
    `surface` VARCHAR(20) NOT NULL,
    `feature` VARCHAR(50) NOT NULL,
    `action` VARCHAR(20) NOT NULL,
    `status` VARCHAR(20) NOT NULL,
    `provider` VARCHAR(50) NULL,
    `guild_hash` VARCHAR(64) NULL,
    `duration_ms` INT NULL,
    `error_type` VARCHAR(50) NULL,
    `sample_rate` DOUBLE NOT NULL DEFAULT 1,
    KEY `idx_created_at` (`created_at`),
    KEY `idx_day_bucket` (`day_bucket`),
    KEY `idx_day_event` (`day_bucket`, `event_name`),
    KEY `idx_day_status` (`day_bucket`, `status`),
    KEY `idx_day_surface_feature` (`day_bucket`, `surface`, `feature`),
    KEY `idx_event_name` (`event_name`),
    KEY `idx_feature` (`feature`),
    KEY `idx_guild_hash` (`guild_hash`),
    KEY `idx_status` (`status`),
    KEY `idx_surface` (`surface`)
) ENGINE=InnoDB CHARACTER SET utf8mb4;
