"""Who people are, and the asynchronous tournaments that they play."""

from __future__ import annotations

from tortoise import BaseDBAsyncClient

from alttprbot.database.ddl import (
    ForeignKey,
    Key,
    Table,
    bigint,
    boolean,
    char,
    create,
    created,
    double,
    drop,
    integer,
    json,
    moment,
    smallint,
    text,
    token,
    updated,
)

RUN_IN_TRANSACTION = False

TABLES = (
    Table(
        "users",
        (
            bigint("discord_user_id", null=True),
            char("twitch_name", 200, null=True),
            token("rtgg_id", 200, null=True),
            token("rtgg_access_token", 200, null=True),
            char("display_name", 200, null=True),
            created(),
            updated(),
            boolean("test_user", default=False),
        ),
        keys=(
            Key("discord_user_id", ("discord_user_id",), unique=True),
            Key("uid_users_racetim_297b46", ("rtgg_id",), unique=True),
            Key("idx_users_display_f54130", ("display_name",)),
        ),
    ),
    Table(
        "racerverification",
        (
            bigint("message_id", null=True),
            bigint("channel_id", null=True),
            bigint("guild_id"),
            bigint("role_id"),
            token("racetime_categories", 2000, null=True),
            boolean("use_alttpr_ladder", default=False),
            integer("minimum_races"),
            integer("time_period_days", default=365),
            integer("reverify_period_days", null=True),
            boolean("revoke_ineligible", default=False),
            bigint("audit_channel_id", null=True),
            created(),
            updated(),
        ),
        keys=(
            Key("uid_racerverification_message", ("message_id",), unique=True),
            Key("uid_racerverification_guild_role", ("guild_id", "role_id"), unique=True),
        ),
    ),
    Table(
        "verifiedracer",
        (
            integer("user_id"),
            integer("racer_verification_id"),
            integer("estimated_count", null=True),
            created(),
            moment("last_verified", null=True),
        ),
        keys=(Key("uid_verifiedracer_racer_verification_user", ("racer_verification_id", "user_id"), unique=True),),
        foreign_keys=(
            ForeignKey("fk_verified_users_ea937e10", "user_id", "users", "RESTRICT"),
            ForeignKey("fk_verified_racerver_82fe307a", "racer_verification_id", "racerverification", "CASCADE"),
        ),
    ),
    Table(
        "asynctournament",
        (
            char("name", 45),
            bigint("guild_id"),
            bigint("channel_id"),
            bigint("report_channel_id", null=True),
            bigint("owner_id"),
            created(),
            updated(),
            boolean("active", default=True),
            smallint("allowed_reattempts", default=0),
            smallint("runs_per_pool", default=1),
            token("customization", 45, default="'default'"),
            token("state", 16, default="'active'"),
            moment("closed_at", null=True),
            integer("start_window_minutes", default=20),
            json("start_warning_minutes", default="[10, 5, 1]"),
            integer("countdown_seconds", default=10),
            integer("max_run_minutes", default=720),
            integer("min_account_age_days", default=7),
            boolean("require_racetime_link", default=True),
            bigint("required_role_id", null=True),
            integer("par_sample_size", default=5),
            integer("score_max", default=105),
            integer("score_min", default=0),
            integer("min_par_finishers", default=1),
            integer("max_pool_imbalance", default=3),
            boolean("hide_scores_until_closed", default=False),
            boolean("vod_required", default=False),
            boolean("staff_spoiler_guard", default=False),
        ),
        keys=(Key("channel_id", ("channel_id",), unique=True),),
    ),
    Table(
        "asynctournamentwhitelist",
        (integer("tournament_id"), integer("user_id"), bigint("discord_user_id", null=True), created(), updated()),
        keys=(Key("uid_asynctournamentwhitelist_tournament_user", ("tournament_id", "user_id"), unique=True),),
        foreign_keys=(
            ForeignKey("fk_asynctou_asynctou_dbcd135c", "tournament_id", "asynctournament", "CASCADE"),
            ForeignKey("fk_asynctou_users_7774d4d6", "user_id", "users", "CASCADE"),
        ),
    ),
    Table(
        "asynctournamentpermissions",
        (
            integer("tournament_id"),
            integer("user_id", null=True),
            bigint("discord_role_id", null=True),
            token("role", 45),
            created(),
            updated(),
        ),
        keys=(
            Key(
                "uid_asynctournamentpermissions_tournament_user_role", ("tournament_id", "user_id", "role"), unique=True
            ),
            Key(
                "uid_asynctournamentpermissions_tournament_discord_role_role",
                ("tournament_id", "discord_role_id", "role"),
                unique=True,
            ),
        ),
        foreign_keys=(
            ForeignKey("fk_asynctou_asynctou_b1833ce5", "tournament_id", "asynctournament", "CASCADE"),
            ForeignKey("fk_asynctou_users_4d24175e", "user_id", "users", "CASCADE"),
        ),
    ),
    Table(
        "asynctournamentpermalinkpool",
        (
            integer("tournament_id"),
            char("name", 45),
            token("preset", 45, null=True),
            token("randomizer", 20, default="'alttpr'"),
            created(),
            updated(),
        ),
        keys=(Key("uid_asynctourna_tournam_f7028a", ("tournament_id", "name"), unique=True),),
        foreign_keys=(ForeignKey("fk_asynctou_asynctou_fcfa7dda", "tournament_id", "asynctournament", "CASCADE"),),
    ),
    Table(
        "asynctournamentpermalink",
        (
            integer("pool_id"),
            char("url", 2000),
            char("notes", 200, null=True),
            created(),
            updated(),
            boolean("live_race", default=False),
            double("par_time", null=True),
            moment("par_updated_at", null=True),
        ),
        foreign_keys=(
            ForeignKey("fk_asynctou_asynctou_156ebe55", "pool_id", "asynctournamentpermalinkpool", "CASCADE"),
        ),
    ),
    Table(
        "asynctournamentliverace",
        (
            integer("tournament_id"),
            integer("pool_id"),
            integer("permalink_id", null=True),
            token("racetime_slug", 200, null=True),
            integer("episode_id", null=True),
            char("match_title", 200, null=True),
            token("status", 45, default="'scheduled'"),
            moment("recorded_at", null=True),
            created(),
            updated(),
        ),
        keys=(
            Key("racetime_slug", ("racetime_slug",), unique=True),
            Key("episode_id", ("episode_id",), unique=True),
        ),
        foreign_keys=(
            ForeignKey("fk_asynctou_asynctou_7eb2f298", "tournament_id", "asynctournament", "CASCADE"),
            ForeignKey("fk_asynctou_asynctou_331f22e7", "pool_id", "asynctournamentpermalinkpool", "CASCADE"),
            ForeignKey("fk_asynctou_asynctou_b38c783e", "permalink_id", "asynctournamentpermalink", "CASCADE"),
        ),
    ),
    Table(
        "asynctournamentrace",
        (
            integer("tournament_id"),
            integer("permalink_id"),
            integer("user_id"),
            bigint("thread_id", null=True),
            moment("thread_open_time", null=True),
            moment("thread_timeout_time", null=True),
            moment("start_time", null=True),
            moment("end_time", null=True),
            created(),
            updated(),
            token("status", 45, default="'pending'"),
            integer("live_race_id", null=True),
            boolean("reattempted", default=False),
            text("reattempt_reason", null=True),
            text("runner_notes", null=True),
            char("runner_vod_url", 400, null=True),
            char("run_collection_rate", 100, null=True),
            char("run_igt", 100, null=True),
            token("review_status", 20, default="'pending'"),
            integer("reviewed_by_id", null=True),
            moment("reviewed_at", null=True),
            text("reviewer_notes", null=True),
            double("score", null=True),
            moment("score_updated_at", null=True),
            integer("active_slot", null=True),
            integer("version", default=0),
            smallint("warned_minutes", null=True),
            bigint("control_message_id", null=True),
            moment("claimed_at", null=True),
            moment("submitted_at", null=True),
            token("runner_rtgg_id", 200, null=True),
            token("finish_source", 16, null=True),
        ),
        keys=(
            Key("uid_asynctournamentrace_thread", ("thread_id",), unique=True),
            Key("uid_asynctournamentrace_tournament_active_slot", ("tournament_id", "active_slot"), unique=True),
            Key("uid_asynctournamentrace_permalink_user", ("permalink_id", "user_id"), unique=True),
            Key("uid_asynctournamentrace_live_race_user", ("live_race_id", "user_id"), unique=True),
            Key("idx_asynctournamentrace_status_thread", ("status", "thread_id")),
            Key(
                "idx_asynctournamentrace_tournament_user_status_reattempted",
                ("tournament_id", "user_id", "status", "reattempted"),
            ),
            Key("idx_asynctournamentrace_permalink_status_reattempted", ("permalink_id", "status", "reattempted")),
            Key(
                "idx_asynctournamentrace_review_queue",
                ("tournament_id", "status", "review_status", "reattempted"),
            ),
            Key("idx_asynctournamentrace_live_race_status", ("live_race_id", "status")),
        ),
        foreign_keys=(
            ForeignKey("fk_asynctou_asynctou_652b97e9", "tournament_id", "asynctournament", "CASCADE"),
            ForeignKey("fk_asynctou_asynctou_10537e98", "permalink_id", "asynctournamentpermalink", "RESTRICT"),
            ForeignKey("fk_asynctou_users_306c561f", "user_id", "users", "RESTRICT"),
            ForeignKey("fk_asynctou_asynctou_d1ab3397", "live_race_id", "asynctournamentliverace", "SET NULL"),
            ForeignKey("fk_asynctou_users_2566e29f", "reviewed_by_id", "users", "SET NULL"),
        ),
    ),
    Table(
        "asynctournamentreviewnotes",
        (integer("race_id"), integer("author_id"), created(), text("note")),
        foreign_keys=(
            ForeignKey("fk_asynctou_asynctou_98fa4948", "race_id", "asynctournamentrace", "CASCADE"),
            ForeignKey("fk_asynctou_users_4f203cf2", "author_id", "users", "RESTRICT"),
        ),
    ),
    Table(
        "asynctournamentauditlog",
        (
            integer("tournament_id"),
            integer("user_id", null=True),
            integer("race_id", null=True),
            token("action", 45),
            created(),
            updated(),
            text("details", null=True),
            json("data", null=True),
        ),
        keys=(Key("idx_asynctournamentauditlog_tournament_created", ("tournament_id", "created")),),
        foreign_keys=(
            ForeignKey("fk_asynctou_asynctou_07157358", "tournament_id", "asynctournament", "CASCADE"),
            ForeignKey("fk_asynctou_users_832328f7", "user_id", "users", "SET NULL"),
            ForeignKey("fk_asynctournamentauditlog_race", "race_id", "asynctournamentrace", "SET NULL"),
        ),
    ),
)


async def upgrade(db: BaseDBAsyncClient) -> str:
    return create(TABLES, db.capabilities.dialect)


async def downgrade(db: BaseDBAsyncClient) -> str:
    return drop(TABLES, db.capabilities.dialect)


MODELS_STATE = (
    "eJztXW1z2za2/isYfdl0Rs2NndjpOnfujOI4iVu/5NpOs3frDgWTsIQ1RagAaUW77X+/AE"
    "hKfAEpQqYoisaX1iFxQOo5IHDw4Lz8pzchDnLZywGbe/YNCagHJ8jze0fgPz3xJ/+jqEkf"
    "9OB0umwgLvjwzpUyUDT2043vmE+hLfq+hy5D/JKDmE3x1MfEE0IDsJQAszFhCDCEHAbQI6"
    "LzO+LMwdSFc8bvIQ/4YzQHLn5A7wDxELgnFCBoj4E9hp6H3JfimQ6x+UOxN6q/+1vv1hvy"
    "n4Mf0RAwIeYTQFwHUcC7Y/wnMQA9BxDeEQVTSkYUTkTf0AdD5kM/EjuSPY4QuOMtwQzz/w"
    "z5CyI6lL8g8PAfAbJ8MkKiI/47fvudX8aeg74jFv9z+mDdY+Q6Kb1hR3Qgr1v+fCqvnXr+"
    "R9lQgHNn2cQNJt6y8XTuj4m3aI1DzY2Qhyh/YdG9TwOhOS9w3UjXsTLDN102CV8xIeOgex"
    "i4Qv9COnyB5bWeZV1c3ljXJzeW1cuNjVgioc/oks2B5uOKvyqTv34kXuHH/b03b9/89Prw"
    "zU+8iXzNxZW3f4WPXgITCkp4Lm56f8n70IdhC4nxElT5/xysx2NI1bjG7TPI8lfOIhvjWA"
    "ZtfGGJ7fJTagLcCfxuucgb+WP+zzcHJUj+Org6/jy4evHm4AfxQMK//HBmuIju7MtbAuwl"
    "uKMA845U4/Y9HhUO3aTU6gG8CzCHY/jv+/uvX7/df/X68KeDN2/fHvz0ajGY87fKRvX700"
    "9iYKfUEI/0JfjRxKYNf1quHgW0YQppGH6KpoT61rpaUIqvpYwI6uf9MZAZx0hbCUkpMxOt"
    "PxNRJCHKYf+BX/bxBBVMREuxDPhOJPcy/mMXVcF/nXPpufPoEy1B+eb0/OT6ZnD+RTxuwt"
    "gfrgRvcHMi7uzLq/PM1ReHmXV60Qn4dnrzGYh/gn9eXpxIeAnzR1Q+cdnu5p898U4w8Inl"
    "kZkFncTEHV+NUUvpO5g66+g7IWb03RZ9xxglFB69/VLf4a5JMbUS4iLoqbW9FMoo+45LbU"
    "q/sdmxAf2WzZKXl2cpVb4/zcyZF1/P359cvdiTOuSNsF8wlULXJTPkWGJq9NFk6rM87NcT"
    "3qpwTVP30Nzq9mqzS9vr/beHi8VM/KNs+bo+H5ydKUy3wGPWlK/802go6uCbE24O2r32Q2"
    "sHzCcT/G8o3yEHrdh3n3jBREJ7yl8CejbKGwbZTprbjC/+1IO69+Hk4+Dr2c0RiCRuvU/n"
    "X85v9l/tvz4Co8l04os/sxTXdnbtksxaVzcL4QZ1slxKtFRyNfgoFELhPVfH4Pjm9NeTIx"
    "D2desdn11en158OgK2SxjXRnjl5EN4IbRSdFW1d1hBVXvZhXypKnEr8znJd7Ggr21bJwVr"
    "sLZatsncXeMqb03zL4r61owjyeUm2At8pFj0C9ejIvHmlqX9DS/5T+SGc0hD6vGnFkP98/"
    "XlRSnW+Q6yXxi2ffAncDHbGOi9/74PPFsgCqDr+1N6R/yX0cmPPMyxlocnL1Pvzf5Hcyat"
    "46sUmKY+yHjWe3E++Ed2QuQz8fvslyY6eJ+dHUng+XzYexZD/FUcnc9GKdugKbcr34xY4L"
    "jJu8bEpJBsDt+3OzMpcXgsaMvhaMERshw410K5QLxBqHcEaIr+CDBFFp9npNVjudh70CQ1"
    "CvswHEd1jiMC0bEoR3qNg5O8tDk3WZe6n0JqMTiZcigZ/rdiV1ioB4Vkc3POwY7MOcwmfL"
    "bgK6GOQZ+UadIi2TFQsYJfWgUqVtFJu0uG1mqEiA/6HnuYjRHVtUBysp0hRWs1pAVlbOHJ"
    "HXRjbk3Dls4LNwfy6x0BeYwdvhyJb51Z3CLGrrVk8zTMvLJuGrT0Fld21tR7JOIgKjTYNH"
    "WQFTW4a+DOfHh/b7EpwS6i1iiAVBf+gh6MFlZoQXj33j8kXFHFhTtoP8w4glbqTuLUN3Cw"
    "b7lkpFBSJPrxlyvkFh2IqT2+B6LXs7DTHXOm+CsejvHVnsItwcWP4U5cYa08AbYz3u0VtH"
    "fRB6USbFNEJ1DwFtKiqBe7L3HfXzY4MbQBQMxkxEDt4CX67SJ09X+tXf5SZ2O+tMSHSLUh"
    "9i3Za1dgE6ss2SdF627+1mR/kr0CPTiSP0k8WzxpxbK6OuYquQJXjr2SxkBkC6yOwfom4p"
    "PGvHOuSAdgD8BE1NQ7GZ9EAp9fDRiiAPtgBpmIlQJsznw0eQmGInRmCDDjfyEfYpcNZfBU"
    "HAGVj8va/CMXsVrEk80If9RRFKxFyYzxpz8iIB4oOuZv4xEZDjajfGiLMK45mPDNW8WArN"
    "966cC32C/5dxOp1WSkVqjvPLDFsVpLCROtVcHvy7jpd8dt27jpPy99V3HTj9bSvL5v0PeC"
    "tSkhstYU2rIz1DJlnvzjJqXHnAPSQpdnlxef4uZZr6T0jCrWsjzcxf5jcfsnuYvtDuYbcf"
    "oSW0il00Cxx8BSokOOArWdmSyNXz1Yc3JdiqCsDV2xB9LDNSFhhmsBqa4avXmIP/I9IB55"
    "v6B5LqahElOyg8O3iCDpi2lwttjK5j9eDgaHAIVHGceD6+PBh5NebiTXgPFXFrkI7NYwrg"
    "ps4utNQcqfDy6+np31cotZ/eO2Iie6owgnlvMChIuP3BqkCRfHSKtpwuSJU2WaUJx+xcOn"
    "Sqom0RYQD4gH3fC9W5RRiVtaXIsMSA9iQeYJoi5J5w0Xvq7MDUYha2fzQTUidP5flJDJUJ"
    "W5acNPM1mW2sXdpbSmQ+HlBGvZhm4X6xSNt//qVQUej7cqJPLkvbRRiaaY8QlCz65MC9Vi"
    "WnZgTCcd9Hx7bPnYd7UShmXEukCjNDCCRRhxoKCqqgchB+uzVmsZ7T1mj5ETuCgeApUDka"
    "+PP598+HomYosXfdx6X04uPsgA5CnyHBmAfHphfbm6/HR1cn19BIRTrTgOQ4zdeh9PL06v"
    "P4sOIidbLn88uDg+OZO92gIkN36zrZ8zUGQT6qwVtpwRNYHL7aGb8+cL5jypO+cL5jzpee"
    "m7ynnS0lFQy87MihkSUxF2J2M5tFBdShie3ZxiGNK9RWhvkHRXZyh7KsZdddPOAp6YNCtA"
    "HYOyQbx3b+WrDHVm1VfjXSUYZms+4juCfJO+zsuBu/oUIzXIKx9jpL661ecYl15YBOIlGM"
    "j/A3IPIBBnIeGRA2bAE+UhwBhyrfHbgThUEOHJYn8hzxOwB6KUP/mDi/q7NycV7TqpCKhi"
    "PS1md6PmHfQv3n9VldctJXZzzK5HlGmiSipuEHV2KEOdq6lzQ7t1h4YxtNvz0ncV2m0R1q"
    "ywgcsi9lNyJk5fI1tCbL8pNn4ugSX5r2KhDNr3Qmr31q4SsD9cfn1/dgK+XJ0cn16fRl7d"
    "i49G3kyDfHUyOFOgHE1Ka5wM5qXN4WB7JrH8qmUY7g1zsIYZ3CgzWIWp2n4CknZOYCYHxN"
    "PQ2gbBJ793DZIvnh/0ib544lpN9l3Laq8ywB9SBGaE+uMwkQDv8SUYTvl6hXzJuskyrfcB"
    "lcVbwyqxQoQS4RYlUxLkyb76u1eQfdnkAhLe3w0FaErCtoGgqt/5L/xodOBdSnSPANyAcy"
    "X0HFEbSRWLVeZmn5RqsnSPrE3RawTs/WpkawnXaqjW7lJvhmp9XvquQrUapzHjNNa23V9/"
    "Paex3eArdkUJasewDeVK7RJuDVMXcbrUasRFIrmqFm2RlKuWkBECLseI1weEAuEwNA/zE2"
    "J/zO99wCK3vCPoA97BBM6BQ7J5FAvSLtbUcQWiIk73IPrqcb1k7zvhs5JleMKmhtvYIreh"
    "0EpmwiopraQQ7lDwRsOVleTHkIO/WnxrLNtmxqk3+HB+enEEoDPB3q13fvnhCPDp9Nb78v"
    "X92enxEZgGdy62s9PYdlgTs5HvzsbObOSfl77NRn7bsXUmh51hRlqwueybHHbbzWFXgWxq"
    "cP9fMbmadmK16knVRLQQDTwRJET4n1MXzhFVBxXlmy1qHDyK5FfEH4IxcZ2wUELY5G8MYA"
    "fMxthF8qroA7M4X4wgAPjWPk4S0weMpGohjEXRhRkB/Arhg5k/b/jIR60sqTCSRRQkaSA5"
    "BGCPoTdCRyJLmwxvCv/NAJQPZXAuXCCwPQZRF+J95vz6rCqbkPihIZmQivuSn6W8nHJiDi"
    "9n+ITfEtl//LEwacRQVRAU8be+bC6seR9NprK4Q+4lStqlO042fMRoZpVIpn5P1M7UlWiU"
    "ElkOkhy2ZWRISqwz2dIaJkEiEEX9lgIP+/INmUre+H23ZyOW33lHGhOKIIH/FKVnuzB6b7"
    "Pe+dpG11N3WtJouc1a5qbnWjpOyhkNt1nDhinvDnNqmPLnpe8qTPkOJt6NCI+enrJ7T02w"
    "+/Hy6uPJ6c2RKE15j7B/6304vf7fr4Oz04+noqWD2R8BdDHHsTWJd5fsQ07BpbHjGUkTPa"
    "4RPb7AzuJ/MVUFy+L6ayrZLkRBlE2YmyjERgOPw2MV5J4pwT8jZ7BfG/tH4liayZXykl3A"
    "PzPLV0oB9KYkBdCbfAogDpyA0UWyAK4lsNHEXSXePfD3KoG/VwL+nhp8PNIKcUuIGJCrgZ"
    "w9WVnLjS7byS4arYMv3Gb9VRiccMoN1kdhml6d/HxyfCOuUfQv/hWvZ4DWHy8XAr5m5YeU"
    "qCGJ2rOHzJMGkbLWMbhykl2YEJs2uYSbtl62qoWESVVVIVWVROsJyapU8mZGa/OMlvRPyS"
    "m70EcgI2VcHfPsSOQwpAFqQqI5b9xXOwLnDFKPTykT7AXKlfd6Al23ENq8dIeG7Ov9t4cL"
    "eMU/ypC9Ph+cneXh5T37lLjWBDEGR/oRVGr5DoHcsP+Q7UK+NK6zBKclzeLb5sWXBXcT7K"
    "9pamVkjabbrOmI8aX+aKScW1dyxQnJLmwcG0gXHx5oWowEVJVSuhqTluukxeD33n+9ubm8"
    "OAJ3ge8T79Y7vjw/H1yIOqlkMoGec+vxYfzx4xHgP/b+/ta7GhzLL+MIxNWobz3x78uvN/"
    "ydQy/Edfi1vcMqvGj2c0zQoodZXS68yfWisbJiHbJH6qvIt8Vih61zf6kZ2wW3ezfXQzcv"
    "aIauKX3Y9eDXLiJqol81zf2NFJNsR4XDXUW8tMThFd8bXZ0e32w13nhXkS0KOFaDWlIg56"
    "nDuHup97NQZ/cCKbz5S4CLr2dnvSLzrcGxvKP45k3WAoSLY+gTp1KBg33LJSMFC71+4sGB"
    "6PUs7LQbSlC5DhW4JjylzITs+CLutyNzcZMpG5MIVsjckMa7egIHKbfQf8WUjSI1Q+ydAh"
    "jEUe1XGngFqRhXCJjCr+1KA2AC27oT6FQlsE18/3llF3umxe3bnHOxtQ5pXBNjokmTpGQM"
    "UaLiTbWZ/qeS/F1EtIR62swmsmO50PvZHU7B5lFJOYUfuaFAVqKamg0LSJBWpF37NsY+cj"
    "Hze6st+GVbHft9lpJaXSWOTFCYBH1MZM7zfxHsyYptMpWZyJzGf5gwzvmfmAJo2yTw/Jdg"
    "GOe7juinZaU34jpcMnJE5Ncotw0U9eMafHDVhO0m+3obsq8XnhlVyb7ezdypTTsOmt2eQh"
    "Xd3e2ZNCbd0bfCk9Ak/DY+DzuHqPF5aIHPgzmBf9IJ/LZTfoujyk8x5J+4TtUHR4pm/dId"
    "pzxYXejSGi1EqiX9JjORFQogaI/BohcgeukvcmhD9sCviWbYB9ATmbwRFXcKMoQ/vU9z5N"
    "Su7eDWajW3bQu44bxnY8jGmuEkCZENIdzoQE4BfFAliuSgOIjkIBdDUuI4WFLXPSnUvWG8"
    "/6pqtE5puE4Oa4Z8n7+FwnXl5+vLi4IguIRMdh+LbR/8CWI6dbcQL8FXgFF+jJk9seynN6"
    "Gig+wxJkdH4qYxyhMinZtI6p+pORhkGjtdaUC8FOocyBsJ+hOEFd/STKa6hFhKsJFY2kaR"
    "301CrAoBagfML7I1i9MVpIQ6dNpQGxPmEEJVXqRlyXQXMiaNrkYaXfiIoQepghArBTspZv"
    "DWwFv8n02VDjDFS3FKqHs2/QZ2TpQ8YkePAEjKdA/j+o1KMhVgaBqVKSGD8mqUo0TlisWw"
    "2MMzIWKMi/wU7PJf7tlza6IDalrIwJqHlQX0XnNdS4h0by6oP8+v8XMqHMUN+zmNAuzq17"
    "ZMShns1/YxG0PPQ65+ksCUnMF/XfzjbE3F01DZIVtetnszf/37mQVulJDJWoDHgt1DuzYm"
    "N+c4tEXni/Mwk2mx28WiQX+1w8Uk2Vbf0yIuPi7jbKO+wprn0tdePALcEV/WJQfDeJEbgl"
    "fCvx4CB1Nk+7FgBS+M+p+32kPjt146d2xc2zy5ZCfmLHFby6mjbGHqmF9HI8tRsfeHMc22"
    "Zxqsm7/Z5G2uB/+1NoZmQ2g2JTuPfzyDOMqabOWH71nZzp2/78h5uyIARXHgTjxf6b9fvA"
    "dKiHRv9/Ommj/cmzJ/uDcKfzjo+9wWV4dKFEOdluoe2nvV0N4rQ3tPgXbo+a/jDJ6QMOVa"
    "cu4jIThr1DVIS5qqBm1eCpCD11NyStDouM06Xi4oWp7ZGTHjnL2+c3aUIeVOVaGt3EUsJW"
    "icxFY4ibWGfRZaw/+WTjq/oLnIMI2ZzIvSU3LRxc375cx0QvABzacZwUo0tT/mugqpYQh4"
    "JzIdjEP6gAX2GEAGhgwhhx3Fo2yoZp/X68aE/bUr7E83hORJ8SNtCzjetBsaC+7U+BZndk"
    "yIdGEjWGZVbSq3o8UnI/3sjgkpkxRidVKIGLI8yvopITKrYZdTF2RGWrvSF2TVUMFy0bRX"
    "KlopA2lPiJNsjwgrAUwpGVE4eQmG/MYQjAn/QfJc+/rz4Mf9g0PwYoy+/xBlrwMM2RT5fT"
    "CcUnSPvw/DdHVTRKYuAg980yQSEtzN82ZNg881dlC77CDlVFZsBkXN67GCtgvs5gM85f81"
    "wI3bd9DG3Ai+4XSjg/BSogtG5qY9yFuRn7FtmHc3Ohl9n2KqKseygh9finVP3Tui3krsOE"
    "WP5EH/c06IGf22Wb8uZL5wldfWcErQ6LjNOjZBXYoluTEfMo1Tl3RersRZRUZdOpXOyk9P"
    "dmx/UMQcbbTU2THx7vGopyB4ojv9MlbHXrapdOAUZfwSNImoQya9xt9JxkRQQgBSBBxku/"
    "z/DsCevCHbgPBBQRj7zruhj9guiIXYwDOUZQxSLu+QcvB8U8lgy9zNloIX2jaTbMeHePkR"
    "5NAv4R+SQpuiebqUi+4RuoHWOeJCoAsETxOniC3xJPnCjWTkX8SpiwYuhkwd0FjQsnTlnk"
    "qZRWIkmJCpcChzT+gEUSDEwzDDRUd9cCcqC2F7LI44MONNA88BgedjFwwjZmT4DnhE1iDi"
    "r4WADfkyDB+QPBRBvG/Fyt7QM81hTLsW9O0eGLToOKb+mPhWkJtts5y6xIws5kc9F5isWJ"
    "cs4k35wJRkJdR2gsms5l1iMvoZH5jsUGuTE0xGDcdEoM0/ZF9kSV1thKXb65hidk6yei1J"
    "adrEdR1FmEbSTCopBblaTkmBpIZ9lks1TMizr+nYtnlpO7yIWYfNOmzW4ZrW4Sprr956qx"
    "EvM0WUEe9vDPDZkQ8EmXIp7I29A0PRo6yJLI4UppDGxELoEepCNlYfWNTSqyEu2rX+GuJi"
    "Y8RFO02bNozmth74J9jl9Q/7i1nujqzKaU/T7C6wNuByO9Muwhetn3UA1ymMNm+pXaFHXB"
    "junG1SwU6jqcYVzqZS6S/DPo7C+Bsscl5iR9Yl5X89CgeQRT1ST3Xm9KS+lJRJ2Im4Hf8w"
    "Q5Rst9pprIbq0CZFzK5clc2vKMlYsZfCU5OMtQ3SpsOd22kUt2NcN833EVUOxZKtH1HmTd"
    "xJ/5wGYtxaEYPVupHe3SCs0GLS485TMl2ayjZFnC/N0lpY8y7tmfoZsjw1ttrHlJfsuyrt"
    "t3TocCkgnOgTp8XvwDCy5SRrjX0G/m9wfgZ8bvr1RTKoYOoS6CCngAx/ep/KfRflW7NEzd"
    "hQhzHpujw2Mnuxre7FUkqqaj9lVNuF3cPm63umxn9lZ/20mIG6AtRmL9z4XpivbZg/THuL"
    "kJQze4S27BEUvq45un+hCa7NQPWxFcd+5SVNPvBcybpd4Uj3dgRQ4xJmXMLavct9qktYfv"
    "Ko5TA2dXTYEeg3eih7dfPp0+UjohQ76NsY+0hmbVdQBOqG/TLCgPqjEYlEZimR6h7rsdO5"
    "KLQJZphrPvABl0ZwIoL4JQ9gcx2PCJ33syF94IX4tUdh6UP+Ij+UuLhv4EEFRENUMTT8bu"
    "IuDbOwZWYhpZXq1EJKrBO7sY1veOMRr4FzUsaAXAVkcwimAH03N7hVDsGCqbOOvhNiRt9t"
    "0XcVQoP/Mqbab5csVQsJ40dQyY+gFfHvLYN9d7+gcMpsSeqWK2423vABcEXI5NqHctOc33"
    "DlGvVLN1uxKUp5e4stBFZutb7Fld9FzfdJwMSuB7tumIYe3oltEASiUwDvfUTFPxDvnvrv"
    "ZP40UVo+vJ/fXNXX9a136w0pcV1L3pfV5eRZrzgM5ntLF8mWvG8aeOxIOtmGEVGU2Ijxdk"
    "KMSQfce/7xMOmgK1Lwy7JEUnIG+VWPvwcNpvwJ/JnDaXDH96xj5AwBg3MmupXZ/kXPQgY5"
    "QJQu4q8Nbd4qus5/zwu5jcSeSEoT5osTT7b5swq3hmb/t839n/hodI87U0KdC8zajHNeSz"
    "d/XYp/k8mJxQIQKIyXYpgzYl20EiuNZ410/xKyKAZEY1LOinUopXBtJ2DhaETIW6P+bFbW"
    "2OFts8OTmua/iRKuLtWxfGkB1LSgKYC6ogBq6usitrKuQSneSyGDtQbWYoNghZsFTcAzkg"
    "Z1XdQD6upYQEmZLpo/VQ36Uos+ZwRJ1MROVxvqWKh7WO9Vw3qvDOs9BdbhZGDdae2fUkLd"
    "w7r+DVQEmL7hmRI0VmebrU7JJdpkMoGe3ol/Rq5739Mm564Ee7vOt5URN19Ym7+wBXeuaf"
    "Wm5Bq0eWMKcGdNXkl7TBBjcKTrx6QQ7d7EVr+hQKYcDmFZWSqqtXSUZ0XN5k5jpAee8CTV"
    "nlmSYgZvDbyNN1l3vIuqeJPZLmFrGWkpwUbMsyYP7nZEw7vg/UJ/RRTfYxtGOlB6v6Qb9V"
    "d5v9DHbPNqvi9Q+vzT0EFlDB8RcIT3iU/ACIUOKi4SFYREdDMTsQDSoyXw/TjxW2Q4Ffi/"
    "1Nr9ykqDojeTXX/b7iRlVnhZoq1SE3y9c+E24Nxwgi17DD0Pudrop+U6dCrfMP6myuYWwY"
    "8XAC3sE0IG+vWhj11wI481rPIerxBMlhbvHhGzqZPIgCELur4/pZbLTWFVlqByfkAlb4gC"
    "DaJggj08CSYWjaPfK9qVObkuzUK1+cTJyWHKNznEsRw41wFYJdocxq8PD3YEYorkJnK+Js"
    "xF4h2yJeuEmjxwq4Nb3HiExU/Wm62V8ma21pitYeBg31p3t6SS7tA4b3rPaih2hSq6S7Gb"
    "gO3u6FtBuC/y9mjXQgpJbOH4K1hjxZSskRPp16ivq7irHRsPW8mIdI2Q8zO56ykOJeJb/b"
    "KjCOHa+q+oUYVyNDJ+FLIH/l+RPUjkS5InADN0BwZfTo8AtG0k4lEB9AHxbN5JFHmKwwhX"
    "8atHlASe0weesD9FPyPi++qSNRt9ngzTDWPIZHTukA+jADnDPhjSwPP4S4g/xfnHEPCHD+"
    "8h5j0P34EhopRQKSMK6RCO5QTwNw8myPNLkikhfk0c6UferdhBkynhb2LPrQf0xKRKxUxN"
    "ndl+WhTx+fqwAivzOjuJLjkZcav8XEQ/KvGJAYkVZrQc3r1w0PYawbz+oMTom8iD/PP15U"
    "XRVmohkrUqsO2DP0GcuG031w8VtAKMlOmQSyyczSGcsQlEB9nEwvyWeH8t5GOJJwHfsi1U"
    "07jLxUMH9oWAQX191LOLrdYCmhPt3jHHXlU/+jI3+oLZXT8IKCPXwSx6G8Hb8DLd2adX4W"
    "WiCBNdfSfETFRKe2iYvH7vsVcQlFKu4KSc0XCbNRyeS2i5NSZFOnSEUW/K/O04C39liIav"
    "luHiwhv9MiYuWDSpVq6MtybekSC5MAUfwpqnfRDn4ZMZ3G5m2LfHgiMT1UBYQY2yNToKE9"
    "z5o5El+DfGLJ88IE8SYrKeNHEdRON60/wa5dbzO5HEjjfwiA/4b3VeggFwMJu6cC5ro8l8"
    "5sS2Awr8GbYLPYiNq/AWXYVbUZjXOA33fPlBaucAzIh1bxe7kTSAcqLTTLW/FKkF5Bbx7p"
    "uDOLmWaIOdFTZjuxLw0QqsPZNk5TYEd8eGueFnnhc/Y/xmuqPvIr+ZlFmGmC/NW4VhXOYd"
    "mpIzXqErvELX8lSCbO7Z3DwIqLji+VZIo7hkpNCVhtfSQPR7s+h2IHo9CzvdLWOj0H0pRV"
    "dlUZwiOsGshop4GRy/pPt9DlCK0oJoVi+MV1GpyGeBnzqMZ/PotW2Bfcrw4yubXzeKsuOL"
    "uN9nAWaqgGRtSKYqWXYRR+NOvGV34jRoioOMHKrFBxqxMhe61CykOib8jePiNSjMLpJMmr"
    "KiPGol8cKip9TK5meR5rlJVLLN0we+S8ITmCpvXxFhhaQ5OjVxXdVA3k2+ogo/Fdd2kfO0"
    "rtZzwsbTpD3UVF7X+VVNz+2kUN5kP1Al/Sw6IC/E96mn4l1ENMf0pQHOo/uRUIRH3i9oLk"
    "E+5W8EPVt1QpV1zNkxdIt2B33xoc4WBmlyVPEfz38yCpnUKz6fXJ0e3/RWzBE1QKxMjthR"
    "uAsnyRT4x4Pr48GHk95f2/FS+4burpHkVnuKHV7ibr9sezdDdyzRTm9vhxlwyWgUxmkSL4"
    "7pfAmG2JFuZOLC5/PB8Y/Xnwc/7h8cghdj9P0HsYsTdxjiJqcfxXhiCmxCHrAipWVDz6zZ"
    "S+3ZhXIevqlw1H74pvCkXdzaAb+1dcI7O+e5JkDUdTZJyphQoGqhQFt17HmGeMNHPvdQ3S"
    "Juaanu+awdVIL6oATqA4UXFaP3+l6CaakODuu6VlFDBz5rOlCUIl6LCowFO6jzHdFxJR4Q"
    "fZ9iqjriL1dxQqwZBZtaGTtXK2OAKLbHPQWpEN3plxEKcNlmFZlQrFgTMNauI9soBlDHUE"
    "uIdNBK2z84qBJXcHBQHFcg7mU2H/yj0kA4at5BdDeTVYN4PlK5GxSn7EmImBxVmll7trqY"
    "/fX/AtD8jA=="
)
