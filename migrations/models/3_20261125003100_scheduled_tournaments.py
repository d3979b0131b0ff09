"""Scheduled tournaments: matches, results, and a schedule of our own."""

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
        "tournament_games",
        (
            integer("episode_id"),
            token("event", 45, null=True),
            integer("game_number", null=True),
            json("settings", null=True),
            token("preset", 100, null=True),
            text("notes", null=True),
            smallint("submitted", null=True),
            created(),
            updated(),
            moment("reminder_sent_at", null=True),
            moment("warning_sent_at", null=True),
            moment("settings_submitted_at", null=True),
            integer("submitted_by_user_id", null=True),
            integer("settings_version", default=0),
        ),
        keys=(Key("idx_tournament_games_event_created", ("event", "created")),),
        foreign_keys=(
            ForeignKey("fk_tournament_games_submitted_by_user", "submitted_by_user_id", "users", "SET NULL"),
        ),
        counted=None,
        primary_key="episode_id",
    ),
    Table(
        "tournament_results",
        (
            token("srl_id", 200, null=True),
            token("episode_id", 45, null=True),
            char("permalink", 1000, null=True),
            token("bingosync_room", 200, null=True),
            token("bingosync_password", 40, null=True),
            char("spoiler", 200, null=True),
            token("event", 45, null=True),
            token("status", 45, null=True),
            json("results_json", null=True),
            char("week", 45, null=True),
            smallint("written_to_gsheet", null=True),
        ),
        keys=(
            Key("uid_tournament_results_srl", ("srl_id",), unique=True),
            Key("idx_tournament_results_episode", ("episode_id",)),
            Key("idx_tournament_results_event_status", ("event", "status")),
        ),
    ),
    Table(
        "tournamentpresethistory",
        (
            token("preset", 255),
            bigint("discord_user_id"),
            bigint("episode_id", null=True),
            token("event_slug", 255),
            created("timestamp"),
        ),
        keys=(
            Key("idx_tournamentpresethistory_event_slug_discord_user", ("event_slug", "discord_user_id")),
            Key("idx_tournamentpresethistory_episode_event_slug", ("episode_id", "event_slug")),
        ),
    ),
    Table(
        "scheduledevents",
        (bigint("scheduled_event_id"), token("event_slug", 40), integer("episode_id")),
        keys=(
            Key("idx_scheduledevents_event_slug", ("event_slug",)),
            Key("uid_scheduledev_episode_bd34d2", ("episode_id",), unique=True),
        ),
        counted=None,
        primary_key="scheduled_event_id",
    ),
    Table(
        "tournament_match",
        (
            token("event_slug", 45),
            integer("episode_id"),
            token("source", 20, default="'sg'"),
            token("state", 20, default="'SCHEDULED'"),
            integer("version", default=0),
            moment("when", null=True),
            moment("when_countdown", null=True),
            char("title", 200, null=True),
            boolean("approved", default=False),
            token("episode_hash", 64, null=True),
            json("episode_json", null=True),
            token("room_name", 200, null=True),
            char("room_url", 400, null=True),
            moment("room_opened_at", null=True),
            integer("room_generation", default=0),
            token("claim_token", 64, null=True),
            moment("claimed_at", null=True),
            char("seed_permalink", 2000, null=True),
            char("seed_code", 200, null=True),
            token("seed_preset", 200, null=True),
            char("seed_spoiler_url", 2000, null=True),
            moment("seed_rolled_at", null=True),
            token("seed_rolled_by", 50, null=True),
            moment("started_at", null=True),
            moment("finished_at", null=True),
            moment("recorded_at", null=True),
            moment("cancelled_at", null=True),
            char("cancel_reason", 200, null=True),
            integer("attempts", default=0),
            moment("next_attempt_at", null=True),
            token("last_error_class", 100, null=True),
            moment("last_error_at", null=True),
            moment("last_error_notified_at", null=True),
            created(),
            updated(),
        ),
        keys=(
            Key("uid_tournament_match_room_name", ("room_name",), unique=True),
            Key("uid_tournament_match_event_slug_episode", ("event_slug", "episode_id"), unique=True),
            Key("idx_tournament_match_state_next_attempt_at", ("state", "next_attempt_at")),
            Key("idx_tournament_match_state_when_countdown", ("state", "when_countdown")),
        ),
    ),
    Table(
        "tournament_delivery",
        (
            integer("match_id"),
            token("kind", 30),
            token("target", 200),
            integer("generation", default=0),
            token("status", 20, default="'pending'"),
            integer("attempts", default=0),
            char("last_error", 500, null=True),
            created(),
            moment("sent_at", null=True),
        ),
        keys=(
            Key("idx_tournament_delivery_status", ("status",)),
            Key(
                "uid_tournament_delivery_match_kind_target_generation",
                ("match_id", "kind", "target", "generation"),
                unique=True,
            ),
        ),
        foreign_keys=(ForeignKey("fk_tournament_delivery_match", "match_id", "tournament_match", "CASCADE"),),
    ),
    Table(
        "tournament_audit",
        (
            integer("user_id", null=True),
            token("event_slug", 45, null=True),
            integer("match_id", null=True),
            token("action", 45),
            json("before", null=True),
            json("after", null=True),
            created("timestamp"),
        ),
        keys=(
            Key("idx_tournament_audit_event_slug_timestamp", ("event_slug", "timestamp")),
            Key("idx_tournament_audit_match_timestamp", ("match_id", "timestamp")),
        ),
        foreign_keys=(
            ForeignKey("fk_tournament_audit_user", "user_id", "users", "SET NULL"),
            ForeignKey("fk_tournament_audit_match", "match_id", "tournament_match", "SET NULL"),
        ),
        counted="BIGINT",
    ),
    Table(
        "scheduleevent",
        (
            token("event_slug", 50),
            text("name"),
            text("description"),
            integer("stream_delay", default=0),
            boolean("open_player_signup", default=True),
            boolean("open_restreamer_signup", default=True),
            boolean("open_commentator_signup", default=True),
            boolean("open_tracker_signup", default=True),
            integer("max_players", default=2),
            integer("max_commentators", default=2),
            integer("max_trackers", default=1),
            integer("max_restreamers", default=1),
        ),
        keys=(Key("uid_scheduleeve_event_s_7967a5", ("event_slug",), unique=True),),
    ),
    Table(
        "schedulerole",
        (integer("event_id"), token("name", 50)),
        keys=(Key("uid_schedulerole_event_name", ("event_id", "name"), unique=True),),
        foreign_keys=(ForeignKey("fk_schedule_schedule_b9016a5b", "event_id", "scheduleevent", "CASCADE"),),
    ),
    Table(
        "schedulerolemember",
        (integer("role_id"), integer("user_id")),
        keys=(Key("uid_schedulerolemember_role_user", ("role_id", "user_id"), unique=True),),
        foreign_keys=(
            ForeignKey("fk_schedule_schedule_14b0cb3e", "role_id", "schedulerole", "CASCADE"),
            ForeignKey("fk_schedule_users_b183447c", "user_id", "users", "CASCADE"),
        ),
    ),
    Table(
        "schedulebroadcastchannels",
        (
            integer("event_id"),
            token("channel_type", 200, default="'twitch'"),
            char("channel_name", 200),
            char("display_name", 200),
        ),
        foreign_keys=(ForeignKey("fk_schedule_schedule_b11b2a07", "event_id", "scheduleevent", "CASCADE"),),
    ),
    Table(
        "scheduleepisode",
        (
            integer("event_id"),
            created("scheduled_at"),
            updated("updated_at"),
            moment("when_countdown"),
            text("runner_notes", null=True),
            text("private_notes", null=True),
            integer("channel_id", null=True),
            boolean("approved", default=False),
            moment("approved_at", null=True),
            integer("approved_by_id", null=True),
        ),
        keys=(Key("idx_scheduleepisode_event_when_countdown", ("event_id", "when_countdown")),),
        foreign_keys=(
            ForeignKey("fk_schedule_schedule_4297675f", "event_id", "scheduleevent", "CASCADE"),
            ForeignKey("fk_schedule_schedule_d1480866", "channel_id", "schedulebroadcastchannels", "CASCADE"),
            ForeignKey("fk_schedule_users_d8e820d4", "approved_by_id", "users", "RESTRICT"),
        ),
    ),
    Table(
        "scheduleepisodeplayer",
        (integer("episode_id"), integer("user_id")),
        keys=(Key("uid_scheduleepisodeplayer_episode_user", ("episode_id", "user_id"), unique=True),),
        foreign_keys=(
            ForeignKey("fk_schedule_schedule_ea65c076", "episode_id", "scheduleepisode", "CASCADE"),
            ForeignKey("fk_schedule_users_feb1c535", "user_id", "users", "RESTRICT"),
        ),
    ),
    Table(
        "scheduleepisodecommentator",
        (
            integer("episode_id"),
            integer("user_id"),
            boolean("approved", default=False),
            moment("approved_at", null=True),
            integer("approved_by_id", null=True),
            created("submitted_at"),
            text("submitter_notes", null=True),
        ),
        keys=(Key("uid_scheduleepisodecommentator_episode_user", ("episode_id", "user_id"), unique=True),),
        foreign_keys=(
            ForeignKey("fk_schedule_schedule_335fd700", "episode_id", "scheduleepisode", "CASCADE"),
            ForeignKey("fk_schedule_users_0e3289dd", "user_id", "users", "RESTRICT"),
            ForeignKey("fk_schedule_users_117371e6", "approved_by_id", "users", "RESTRICT"),
        ),
    ),
    Table(
        "scheduleepisodecommentatorpreferredpartner",
        (integer("episode_id"), integer("user_id")),
        keys=(
            Key("uid_scheduleepisodecommentatorpreferredpartner_episode_user", ("episode_id", "user_id"), unique=True),
        ),
        foreign_keys=(
            ForeignKey("fk_schedule_schedule_ed6a869b", "episode_id", "scheduleepisode", "CASCADE"),
            ForeignKey("fk_schedule_users_65c209a0", "user_id", "users", "RESTRICT"),
        ),
    ),
    Table(
        "scheduleepisodetracker",
        (
            integer("episode_id"),
            integer("user_id"),
            boolean("approved", default=False),
            moment("approved_at", null=True),
            integer("approved_by_id", null=True),
            created("submitted_at"),
            text("submitter_notes", null=True),
        ),
        keys=(Key("uid_scheduleepisodetracker_episode_user", ("episode_id", "user_id"), unique=True),),
        foreign_keys=(
            ForeignKey("fk_schedule_schedule_14ec2b66", "episode_id", "scheduleepisode", "CASCADE"),
            ForeignKey("fk_schedule_users_82959a52", "user_id", "users", "RESTRICT"),
            ForeignKey("fk_schedule_users_3d3b9c8a", "approved_by_id", "users", "RESTRICT"),
        ),
    ),
    Table(
        "scheduleepisoderestreamer",
        (
            integer("episode_id"),
            integer("user_id"),
            boolean("approved", default=False),
            moment("approved_at", null=True),
            integer("approved_by_id", null=True),
            created("submitted_at"),
            text("submitter_notes", null=True),
        ),
        keys=(Key("uid_scheduleepisoderestreamer_episode_user", ("episode_id", "user_id"), unique=True),),
        foreign_keys=(
            ForeignKey("fk_schedule_schedule_7258deba", "episode_id", "scheduleepisode", "CASCADE"),
            ForeignKey("fk_schedule_users_f20d9ca9", "user_id", "users", "RESTRICT"),
            ForeignKey("fk_schedule_users_bb286c2c", "approved_by_id", "users", "RESTRICT"),
        ),
    ),
    Table(
        "scheduleaudit",
        (
            integer("event_id"),
            integer("episode_id", null=True),
            integer("user_id"),
            text("action"),
            created("timestamp"),
        ),
        foreign_keys=(
            ForeignKey("fk_schedule_schedule_ff8dd064", "event_id", "scheduleevent", "CASCADE"),
            ForeignKey("fk_schedule_schedule_5ae919b2", "episode_id", "scheduleepisode", "CASCADE"),
            ForeignKey("fk_schedule_users_fe8e7d0f", "user_id", "users", "RESTRICT"),
        ),
    ),
)


async def upgrade(db: BaseDBAsyncClient) -> str:
    return create(TABLES, db.capabilities.dialect)


async def downgrade(db: BaseDBAsyncClient) -> str:
    return drop(TABLES, db.capabilities.dialect)


MODELS_STATE = (
    "eJztfWtz27q19l/B6Et3Z9Sc2LGTXefMmVFsJXG3b6/s7LRnu0NRIiyxJgkVJK2tnva/vw"
    "BIijeQImiKIhF8SWQKC6SeBS4srOv/DWxkQMt9M3I3zvwB+djRbeh4gzPwfwP6kXwoGjIE"
    "A321igfQC54+sxiNTgd76cEz18P6nM79pFsuJJcM6M6xufJM5FCiEYgpwHqJXAhcCA0XwB"
    "eINzNkbMDK0jcu+Q46wFvCDbDMZ/gRIAeCJ4QB1OdLMF/qjgOtN/SeBpqTm5rOovnpH51H"
    "Z0p+jvkCp8ClZB4CyDIgBmQ6l/wkF+iOARCZCIMVRgus23Ru3QNT19O9kOyMzbiAYEZGgr"
    "VJ/pmSB4R4yn6B75j/9KHmoQWkE5Hf8dvfyWXTMeDv0I3+XD1rTya0jBTfTINOwK5r3mbF"
    "rl063mc2kIIz0+bI8m0nHrzaeEvkbEebAecW0IGYPDCd3sM+5ZzjW1bI64iZwZPGQ4JHTN"
    "AY8En3Lcp/Sh08QHxtoGk3tw/a/fhB0wa5tRFRJPgZXpoToMm6Io/qsl+/oI/wp+Ojkw8n"
    "P797f/IzGcIec3vlw3+CW8fABIQMnpuHwX/Y97qnByMYxjGo7P8crOdLHfNxjcZnkCWPnE"
    "U2wrEM2uhCjG38KrUBrq3/rlnQWXhL8ufJaQmSv44m519Hk59OTv9Ib4jImx9Ihpvwm2P2"
    "FQU7Bnfhm2Qi3rr9ZC4Kl26SavcC7gPMwRr+8/Hxu3cfjt++e//z6cmHD6c/v90u5vxXZa"
    "v60+UXurBTbIhWegx+KNiE4U/TNcOALoiQluHHcIWwp9XlApe8FjNCqH/slwGtCUbCTEhS"
    "KUlUXxJhyCDKYX9BLnumDQsEUUyWAd8I6d5EH/rICvLrjFvH2oSvaAnKD5fX4/uH0fUdvZ"
    "3tuv+0GHijhzH95phd3WSu/vQ+s09vJwHfLx++Avon+N/bmzGDF7neArM7xuMe/ndAn0n3"
    "PaQ5aK3pRkJwR1cj1FL89ldGHX4nyBS/u8LvCKMEw8Onj/kdnJo4ohUhC+oOn9sxUYbZM0"
    "K1L/5Gasce+FsmJW9vr1Ks/HSZkZk3364/jSc/HTEekkGmVyBKdctCa2hoVDR60F55bh72"
    "e5uMKtzT+DO0t7u93e/W9u74w/vtZkb/KNu+7q9HV1cc1c13XG1Fdv5VuBRF8M0RtwftUf"
    "ehnfuuh2zzXzp7hhy09Nw9dnybQXtJHkJ35jCvGGQnae8wvv0oBvXgYvx59O3q4QyEFI/O"
    "l+u764fjt8fvzsDCXtke/Zg1cR3m1M6MWXV5syVukSfxViLEksnoM2UI1p8IO0bnD5e/js"
    "9AMNejc351e3958+UMzC3kEm4EV8YXwYVASxFl1dH7Cqw6ym7kMavoV5nXiT2LpnvCunWS"
    "sAFtq2OHzP4qV3ltmrxR2NPWBElCZ5uO70HOpl+4HxWRt7ctHe95y3+lbTiHtI4dctdiqP"
    "9yf3tTinV+guwbZs498G9gme7eQB/895PvzCmiQLc8b4VnyHsTen6YM0eLnSdvUs/t/o+g"
    "JG3iraSYpl7ISOr9dD36a1YgEkn8Kfum0Qk+ZaUj8h2PLHtHcyF5FEPkteHStqjK9eWdoR"
    "scUXlrCCYOZXv4fuiNUCLwaPqcLUdNX0DN0DdCKBeQtwh1T4DG8J++iaFG5AzTejTLdJ4F"
    "jRqFcygbR3UbRwiioWGCdA3HSZ5a+U3qmu5XOtZc3V4RKF3zX5xTYSEfOJTtyZzTnsgcd4"
    "6ItCA7oYhCn6RpUyPpGagmx760C1STZ07qrzG0USWEvtBPpmO6S4hFNZAcrTRG0UYVaWoy"
    "1kx7pluRbU1Al84Ttwfyu56AvDQNsh3Rd93ViEZsWlpszRNQ88qmaVHT217prar3gqgjKl"
    "DYBHmQJVW4C+DuevrTk+aukGlBrC18HYvCXzCD4sIOLtDo3qfnRCgqvTDT589rgqCW+ibh"
    "9fUN09MstOAwKST9/MsEWkUOMX7E94jOehVM2rNgiv9EyzG6OuCEJVjmS3AS52grr4Dtik"
    "w70ed9jEGpBNsKYlundgumUTSL3V00990eBUMXADRdljHQOHiJeWWErvm3VeY3db0kW0vk"
    "RGoMse/JWWWBje6y6BgV7bv5r+xjO3tFd/QF+0n03vROO7bV3TlXyR24cu4VUwZCXWB3Dt"
    "Z3mp+0JJMTRhrAdICeyJr6yPKTkO+Rq74LMTA9sNZdmisF3I3rQfsNmNLUmSkwXfIJerpp"
    "uVOWPBVlQOXzsvZ/y22uFnLYMERudRYma2G0dsndXyCgN6QTk6dxEEsHW2OytGka1wbY5P"
    "BWMSHrt0E68S2KS/67ytRqM1Mr4Hce2OJcrZhCZWtViPtSYfryhG2rMP0fi99VwvTDvTTP"
    "7wf4e8HelCCpJUI75kMtY+b4rw8pPuYCkLa8vLq9+RINz0YlpSUq3cvycBfHj0XjXxUu1h"
    "/M9xL0RY+Q3KCB4oiBmEKiQIHGfCax8isGa45OpgzKxtClZyAxXBMUarkWGNV5qzcP8Wdy"
    "BjQXzi9wk8tpqGQp6eHyLTKQDKkYXG+PsvmXl4BBIICBK+N8dH8+uhgPciu5AYy/uWGIQL"
    "+WcVVgE29vClJyf3Dz7epqkNvMml+3FW2iPUU4sZ0XIFzscmvRTLh1I+02EyY9TpXNhNT7"
    "FS2fKqWa6FiAHEBv9EDObmFFJaJpES66gEUQU2MeNdQlzXnTbayra/mLwGo3J4tqgfDmvz"
    "BC9pRXuWnPd1NVlrplu0txTcSElyNs5Bh6WKxTZrzjt28r2PHIqEJDHvsurVTClekSASGm"
    "V6aJGlEtJVjTyQA9b77UPNOzhAqGZchkMKO0sIJpGrHPMVVVT0L261utaintA3e+hIZvwW"
    "gJVE5Evj//Or74dkVzi7dzPDp345sLloC8go7BEpAvb7S7ye2Xyfj+/gzQoFrqDoOu++h8"
    "vry5vP9KJwiDbAn9+ejmfHzFZp1TkKzoyQ7uZ8BwjrBRK205Q6oSl7tjbs77F5Q/SR7/gv"
    "In/Vj8ruJPigMFhfTMLJkyYnLS7lguhxCqMYWysysvhjK6dwjtPRrd+RXKXouxrGHaWcAT"
    "QrMC1BEoe8S7fztfZagzuz4f7yrJMAeLEe8J8m3GOscLd7cXI7XIK7sxUm/dbj/GrRM0gX"
    "gDRux/gJ6ADqgvJHA5mC5waHsIsNQJ18jXPnUq0PRker5g/gTTAWHJn7zjovnplaeiW54K"
    "H3P202Lrbjhcwvji47dV7bqlht2cZddB3DJRJR03EL86lDKd803nyuwmjxlGmd1+LH5XMb"
    "tt05o5OnBZxn6KTuXpC1RLiPQ3zsHPQnpJ/auIKIP2E6Xq395VAvbF7bdPV2NwNxmfX95f"
    "hlHd25eGfZkGeTIeXXFQDoVSDc9gnlo5B7sjxPK7lrJw79kGqyyDe7UMVrFUHb4ASTcFmK"
    "oB8Tq0DmHgY++7gJEvkg/ihr5IcO029t2zbq8swV/HEKwR9pZBIQEy4xswXZH9CnrM6sba"
    "tD75mDVvDbrEUhKMaFgUK0mQN/Y1Pz3H2JctLsDg/bsyAaqWsF0wUDUf/Be8NCLwxhTyGQ"
    "D3EFypOwbtjcTLxSoLs09Stdm6h/WmGLQC9nE1Y2uJrVWZWuU1vSlT64/F7yqmVhU0poLG"
    "unb6G9YLGuuHvaIvTOAHhu2pVqpMuLVsuojKpVYzXCSKqwqZLZJ01Qoy6oDQucgZAoQBDR"
    "jaBPUJTW9JvrswaW15g5oPyAS2vgEGytZRLCi72NDEFQwVUbkHOteA8CX7vRHcK9mGJxiq"
    "bBsHtG1wuJIRWCWtlTjEEiVvtNxZib0MOfir5bdGtF22OA1GF9eXN2dAN2zTeXSuby/OAB"
    "Gnj87dt09Xl+dnYOXPLHOeFWOHsZqog7w8Bzt1kP+x+K0O8ofOrVM17JRlpAOHy6GqYXfY"
    "GnYVjE0tnv8rFlcTLqxWvagazRbCvkOThBD5uLL0DcT8pKL8sG2Pgxda/Ap5U7BElhE0Sg"
    "iG/MEFpgHWS9OC7Cqdw3SjejHUAECO9lGRmCFwUaoXwpI2XVgjQK4gspjJ/aYvZNWylgoL"
    "1kSBGQ2YDQHMl7qzgGe0ShtLbwr+doHOburqGxoCYc6XIJyCPs+GXF9XtSYkfmhgTEjlfb"
    "HXkl1OBTEHlzP2hN8S1X+8JVVp6FLlGCiidz0eTrV5D9or1twh9xAl49ITJwe+mHCtlVCm"
    "fk84TvWVaNUkEi+SHLZlxpAUmTTV0lo2goQg0v4tBRH25QcyHr2K++7OQSx/8g45RhmBfO"
    "81TM9OofjeZb6TvQ3XY3eaUnG5y1wmqmctHifpFIe7zGFlKZfHcqos5T8Wv6tYyntYeDc0"
    "eAzEmD14bYHdz7eTz+PLhzPamvIJmt6jc3F5//++ja4uP1/SkYbp/tPXLZPg2JnCu7H1Ic"
    "fg0tzxDKXKHhfIHt9ip5FPLq+DZXH/NR6tDFkQZQJzH43YsO8QeLSC2jMl+GfoFPa1sX9B"
    "hiZYXClPKQP+GSlfqQTQSUkJoJN8CSACHIXRgqwBrkaxEcSdRy4f+EeVwD8qAf+ID765EE"
    "pxS5AokKuBnPWs1Aqjy07SR6V1dEd01l+pwqmviML6QlXTyfgv4/MHeg3Df5C3uJ4C2ny+"
    "XAB4zc4PKVJlJOrOGTJvNAiZVUfhylHKIBDbVrlomLZYtaothSpVVaFUFUPrFcWqePRKon"
    "VZoiXjU3LMLowRyFCpUMe8dSQMGBIANUHRXjTu257AudaxQ0SKbTo+d+e9t3XLKoQ2Ty3R"
    "kn13/OH9Fl76Rxmy99ejq6s8vGRmDyNLs6Hr6gvxDCo+vUQgtxw/NLd0sjXW2YLTlGrz7f"
    "Lm6/oz2/RqqloZWsXpLnM6tPhib7HgytadtuIEpQwHxxbKxQcOTc1FPuaVlK5mSctN0mHw"
    "B5++PTzc3pyBme95yHl0zm+vr0c3tE8qsm3dMR4dsow/fz4D5Mc+PT06k9E5ezPOQNSN+t"
    "Ghf99+eyDPHEQh1rGvHb2vYhfNvo4Js+j7LC+30eRi2VhZMon0keY68h2w2WHnwl8axnZr"
    "251txNDNE6qlq1ofyp78KiOiKvtVUN3fSzPJbnQ47CvipS0OJ+RsNLk8fzhovnFfkS1KOO"
    "aDWtIg57XLWL7S+1mos2eBFN7kIcDNt6urQZH61uJa7im+eZW1AOHiHPqEV8o3TE+z0IJj"
    "ha5feHBEZ70KJpWDCbzQoYLQhNe0mWAT30TzSiKL2yzZmESwQuWGNN7VCzgwui3/K5ZspK"
    "UZougU4Opm2PsV+05BKcYdBKrxa7fKAKjENnkSnaokttH3P8/s4si0aHyXay52NiCNcGKJ"
    "BM0kKRplKOHZTYUt/a818suIaInpaT+HSMlqoQ+zJ5yCwyPX5BS85MoEshPVlDQsMIJ0ou"
    "za96XpQct0vcFuDT4eK6K/r1NUu7vEIRsGRdCXiNU8/wcyHdaxjZUyo5XTyA+jyjn5aGKg"
    "z+fId7w3YBrVuw7NT3GnN2QZhDIMRCTXMNENOP3jWrxx1YLtqvp6F6qvF/qMqlRfl7N2at"
    "uBg+q0x2GFvKc9VcZEHn5zIglVwW8V89A7RFXMQwdiHpQH/lUe+EOX/Kauyi8R5F8IT/mO"
    "I86wYemJkzlWt7zUFluSakW/0ZpWhQJQny/BdhZAZxlua2jr7jO5RoeZHtAdWskbYvpNQY"
    "Xw18+pXE7dOg4erFdz146Ae657ttTdpWA6SYJkTwi3upBTAJ9WySI5LU4iOc3lkJQEDpb0"
    "dU8SybeMj99WzdYpTdfJYe1CzyNPwQld+cv97U1BElyCJnuONece+DeIzKn9QrwEXwpGuR"
    "sz67Ecpg+hdIKsG5Ogw3ATWOUJEukESfOSmoCBVlHQlQDEMZF0IO8l6Y8arMiRxl6JGsRS"
    "hK3k0raKfD8NYlUMoHPf9Yp0zeJyBSkiibwNjVnCDIQwL4q0rJjulkaV0RUoo6u/mLqjY4"
    "5BrBTsJJnCWwBv+r+74gbAFG/FKSL5dPo9nJwwejENMQNAkkY+jJtXKtGKgiGoVKaIFMq7"
    "UQ4LlXM2w+IIzwSJUi7yItgiv9yZbzRbBNQ0kYI1D6vr4yfBfS1BIp8saL7Or4pzKlzFLc"
    "c5LXzTEu9tmaRS2NeOMVvqjgMt8SKBKTqFf138o2pNxWKozMmWp5VP8jd/ntnihhGyawEe"
    "EcqHdmOW3Fzg0AGDL66DSqbFYRfbAcPdARd2cqx4pEXUfJzl2YZzBT3PWaw9vQWYIY/1JQ"
    "fTaJObgrc0vl4Hhonh3IsIK0RhNH+/3REavw3StWOj3ubJLTshs+jXQkEdZRuTZHEdrWxH"
    "xdEfSjU7nGpQt36zqtvcDP61DobqQKgOJb3HP5IgBrcnW7nzPUsrnf+9J/52TgIKx+GOHI"
    "8bv198BkqQyHf6OakWD3dSFg93womH0z2P6OL8VIliqNNU8qF9VA3tozK0jzhoB5H/IsHg"
    "CQrVriUXPhKAU6OvQZpSdTXo8lYADbMek1OEisdd5nG8oQhFZmfIVHB2/eDssELKjNehrT"
    "xELEWogsR2BIl1xvpMuWb+iwXp/AI3tMK06bK6KAOuLbp4+LDcMp0gfIabVYawkpnaWxJe"
    "BaZhHZBJWDkYAw2B68+XQHfB1IXQcM+iVTblW5/rTaPS/rqV9ieaQvKq/JGuJRzvOwzN9W"
    "d8fIsrOyZIZDgIlmlV+6rtqBFhJF7dMUGlikLsLgoRQZZHWbwkRGY3lLl0QWaldat8QZYN"
    "FTQXQX2lopYyYvoE9WQ7iGoJYIXRAuv2GzAlX0zBEpEfxPza919Hfzo+fQ9+WsLf/xhWrw"
    "MunGPoDcF0heGT+fs0KFe3gmhlQfBMDk20IMFsk1drWryv0oO6pQdxRVmxGhQOb0YLOiyw"
    "+0/wZP8LgBuNl1DH3Au+gbgRQTimkEHJ3HcEeSfqM3YNc3mzk+HvKxPz2rHssI/HZPKxuy"
    "fsrWQdx/AFPYu/zgkyxd8u89fSXY+GygtzOEWoeNxlHqukLs6W3FoMmYDXJV2XK+GryLBL"
    "pNNZufekZ+eDIsvRXludnSPnyVwMOAae8JthmVVnHo+p5HAKK35RMwntQ8aixj8yiwk1CQ"
    "EdQ2DAuUX+N4DpsC/YGBDcyA9y38k0+MWcF+RC7OEe3DYGqZB3HRPwPNXJ4MC2mwMlL3RN"
    "khwmhjh+CXLol9gfkkT7MvPIVIvuRbd8IT/ilkAGA08bXsSORJLcESUZejdR6aKRZeouP6"
    "GxYGTpzr1iNNvCSHqCpoJT5glhG2JAyYM0w+1EQzCjnYXM+ZK6OEyXDPUdA/iOZ1pgGlpG"
    "ph+Bg1gPIvJYEMx1sg3rz5A5RSCZm7Ozt3RP5Yzp1oZ+WIdBh9wxzefEd8K42TXNSSbLyF"
    "Y+ioXAZMlk0oj3FQNTUpVQOAgms5vLZMkYZmJgskutS0EwGTacI4o2eZE9WiV1txKWHi+i"
    "is1zlNV7STLVJurrSNM0kmpSSSvI3XRcE0hq2WdtqcoS8sP3dOyaXDqMXUTtw2ofVvtwQ/"
    "twlb1XbL8VyJdZQewi5w8uINKRLARWcimYzf0IpnRG1hOZuhRWOo4MC0FEqKW7S77DopFZ"
    "leGiW/uvMlzszXDRTdWmC6u5qw7/hHW5vrO/2Motya6cjjTNngIbAy53MpURvnD/bAI4qT"
    "Dav6Y2gS9mYbpzdkgFPQ2nBlfwTaXKXwZznAX5NyateWkarC8p+fRCA0C2/Ugdns/pVXNx"
    "TSbBJPTr6IcpQ8lhu51GbKgObZJEncp51fyKiowVRym8tshY1yBtO925m0pxN9Z12/Y+xK"
    "uhWHL0Q9y6ib2Mz2khx60TOVidW+nyJmEFGpOY7TxFI5Mo25fhPFZLG7Gay3RmGmaM5am1"
    "1T1Lecm5q9J5S8QczghoEH3CW/wRTENdjlmtTc8FfxtdXwGPqH5DWgzKX1lIN6BRYAx//Z"
    "zccxcmR7NEz9iAh5HRNXYbqbPYQc9iKSZV1Z8yrJXh9LD//p6p9V85WD9NpqCuALU6C7d+"
    "FiZ7m0luJnxESNKpM0JXzgicWNecuX/LCcJNn/eyFed+5SlVPfBcy7q+2EiPegKoCglTIW"
    "HdPuW+NiQsLzwaccamXIeSQL9Xp+zk4cuX2xeIsWnA70vTg6xqO8dEwB84LDMYYG+xQCHJ"
    "OkVSPWI9CjqnjTbB2iSc9z1AqKFu0yR+ZgeYEx4vEN4Msyl94Cf6a8+C1ofkQf5YEuK+hx"
    "sVGBrCjqHBexNNqSwLB7YspLhS3bSQIpPiNLb3A2+04gVwTtIokKuArJxgHND7ecCt4gTz"
    "V0YdfifIFL+7wu8qBg3yy1zeebtkq9pSqDiCSnEEnch/7xjs/X2DApHZkdItE6I2PpAFME"
    "HIvvd0dmjOH7hyg4alh61IFcVkvOZuCXYetb5Hnd9pz3fbd+mpx7SsoAy9PqPHIB3QSYH+"
    "5EFM/4Bkeux9ZPXTaGv54Pv84aq5qR+dR2eKkWVp7HvWXY75eqkzmJwtLchGkrmx77hnLM"
    "g2yIjCaA5dMo6SuSwA94m8PC4L0KUl+FlbIka51slVhzwH9lfkDuSe05U/I2fWJTSmwNU3"
    "Lp2WVfunM1MaaADauog8tj4no8Lr5Pf8xI6RpkOL0gT14uid5+RehUdDdf475PmPvjSi7s"
    "4UkXSJWfsJzuvo4U+m/DdWnJhuAD5HeSmGOUMmo5ZYaT0LlPtnkIU5IAJCOUsmUUnhxjxg"
    "wWqE0KnRfzZLq/TwrunhSU6T34QRYRfPLV/aADVNqBqg7miAmnq70Jzb16AU75hIYS2ANT"
    "0gaMFhQRDwDKVCXRR1H1siGlCSRkb1p6pCX6rR55Qghho96QpDHRHJh/VRNayPyrA+4mAd"
    "CANtJnR+ShHJh3XzB6gQMHHFM0WotM4ua53MljhHtq07Yh7/DJ1879M+ZVfCelvn3cqQqz"
    "esy2/Y1nYuqPWm6FrUeSMTYG9VXmb2sKHr6gvROCYOqXyCrXlFAa0IHFSz0nim1tJVniVV"
    "hzuBle47NJJUWLIkyRTeAniraDJ5oouqRJPNLeTWUtJShK2oZ2067nrC4T5Ev+BfITafzL"
    "ke8oAb/ZIeNNwV/YJfssOrxb7oLOYfBwEqS/0FAoNGn3gILGAQoGJB2kGIZje7NBeARbT4"
    "nhcVfgsVp4L4l0an39lpkM6mqusfOpykTAsvK7RVqoLX8wt3AeeWC2zNl7rjQEsY/TSdRF"
    "75lvFXXTYPCH60AQhhnyBS0NeHPgrBDSPWTF70eIVksjS5fIaYfXkifRdquuV5K6xZRBXm"
    "VQkqtw/w6JWhQMBQYJuOafu2hqPs94p6ZY5OJinUWEwcEw4rcshBhmboGxGAeaTtYfzu/W"
    "lPIMaQHSI3NWEuIpdIl2wSavRMtA6icZsLk/5kMWnNpVfSWkBa675helrd0xKPWqJ13vaZ"
    "VZnYOayQ18SuErbl4TfH4L6t2yPcCykwYtPAX2o15ohkgZpIv4ZzTaKperYeDlIR6Z5mcv"
    "oWHNH9bcBxTaQHDMvcEm44VN8OreCSQDRP1CHPFnSSCfNkHVpYyPEAwuzzynTJ7XguB1Fy"
    "lYraLd8BWR3cdLLierAxhRS1ccqk/j7KwdLN0vV0eyW6GacI1Xbcle24ivoVCkCx8pppIo"
    "nOOo2d6dkeIwhqgkRZ/XjBbkUdmwohlbRN074qwLIVmIdXuPprpBeOo/l6BnORtj3MlH5N"
    "vrH8sq8cSdskvvGM/ZK2lQFO7TO7IabvewP4fiPTyFQ3NwtrQiymMJ0QZWJyef5wqL480b"
    "r+hJFuzHXXOw9sqoEIKzh85gcPqxxEZxHZPElWoWtqOB4gh5Zbmi/jEyUtwrREa25/1IpU"
    "6gjarSNoZNRnEOXgpREMY8e3c2KFG0wVzdHe0XTgrU2yvgdi4A8eyKHj/CthZEzdiYpJIY"
    "6ixamydFKYBlrA2zDdlaVvhPHO0im8K5bZVEdGdcDplqK4+4BTxZETavGvbGsh7aGnFR9O"
    "hFqJIp0Adrf6nDjMVmuBaetEl2BpHKHi+wZceqzSKKSVRqEBdA9Mo+mDqqa0UmhUrpR8SU"
    "uZBs2nDKIvT/ltMfd0n92K+W+xdElPEGSgKJ29LZ09yVtRR0aWVvky+uTLCGNCavA9Tam4"
    "3hWuFwWUJLmekbaCnM9TS8j9/nI7/5Jjn5zmMfna42mUxbEBWToZsknaDhBYYfOFgCMOfo"
    "5QoS+OPtHKMXoRLvaRJFNR4SJR4SFwNfSJDKmqz9XlHWXLrNlGzPyWJ1ShMGJJ6D9eBrqK"
    "MOoYpspcfKB4mPAVbxBfbihAv6REVajT8nE32ImtqgHAqwbI9BTc/L4uHCaTyS1syPexTb"
    "SQA/e0OEC2TcSH7iHcrKfoPJ5YItmbOZfDJ4gxWbEJFLWVjj0H7g/Nu+iud8GNpEXX0jdN"
    "w3jH5pQVMdq8kPaLbxq1yXZeWZGjntTnpmF7CCaVCbMWfebJ/WO3+zyz21T2pM8zdDud6v"
    "fIhjNkbMB6iQB6IpLYpaUUt/PA0uxIYWpuvcVEFAALvVa1Fg+aL6nsw8o+3C3BLYV92PVn"
    "tunVCyzI0kroXO5paEGVgJKIezXczRxS5fOs7/NUvpn9OBEOlP3dORmmUpU7iGiZa+aAyb"
    "Rdg1pl03Y8m1Y5Yg7niDmMoShnGhcyHPEM63UMSVu3wCoxz+66W6a3pGYhG+ggMVmUUxHc"
    "BayRbxnAMp9ZA48ZrwBX/XmUsakT+++wxNikNEelOXYXUaU5Ks2x+7B2vQ5L2le9W4WJnd"
    "qVtZVVTCLm8aKELjCd6l6uIgqlbHRCZCtlQykb/URUKRtK2eg+rD1RNhIhXrsVjnQ8WGWl"
    "A6fJ6obaRNPUCbQpolXKSCdEepkyosJsVJhNx4R/12MtVJiNCrNRYTYqzKYv8Kswm37gqu"
    "wXyn7RuYO2sl+oMJt+QduvMJsom223eSiR91bZNuQlaOoahtgcdaxCXEJlEurELjlUJiFl"
    "EuqP0O+6XUCZhJRJSJmElEmoL/Ark1A/cFUmIWUS6twBW5mElEmoX9D2xSTEKmqWWYKikp"
    "sVDEDboZUa2gTdG2nrmCVaA/KkG/LPBrhkFQF/BZ4QBqbnRpYc9yOYBhE/FEV9M6V9H00H"
    "2KbjEyWV38um+Vuo/pLdMhwFFVNdy1/kwS3usJemaqa/3mFhTnXXO63SXO+0uLfeaa61Hr"
    "+FYfERUqrWhW0fHJOPKYB5hkxBXwP6pPgXkNZZsvaOQW87LbdjYNEKOlqQq6TR7ddfCZr6"
    "+RO0aPSPxHlvbf4MwThy+xVs4E6iWCHIimSl4fq84M+imCHIjNBr/QpG5GdQTKjOBKq/Fp"
    "aJLtx3M1TtbbvHPdl2KUDldeFLsc2SKoB5ABeXnC4FN0nWHrBHPQK2tAp6KbYZSgUv1ydR"
    "bHo8bPeNjp5CywvPz6LeOdo80Tzn9aDV6cnTSwAP1eW+l2Bhoo42hNSETCUTTG24TRhmJV"
    "6TCNPdThMcjdzpMxkBOhboHotvpRbsvNOjYAw/AjZy17DfoOJfD+nG4NvXqQNj7Ph2zqPa"
    "O1v7YHRxfXlzBnTDNp1H5/r24gyQl+LRubsa/W08OQPBKe7ROb+9vh7fPIwebsnFxPHj0X"
    "mYjM5/oUNDvfnRYT7U8eiaXkxXJDi8w0Q1l9x/HI1qLikWQ7OzuWSV84AN7Vlj7ZXoNnnN"
    "JpQI99YUkBC5HWpIjG81ZcSOx4ul7yx1F+gVdJSqRFylJVKXVM7OwXUWygqxHS5BoTY4FX"
    "rbvsoQSY+GNAbJTs5ZhSHxuqqI2z1H3FbQwdpQKwymBLtlOkU0pJJCYcB48E5t4mEJwYXp"
    "zhE2wshNb8mUAgf5ZNG4pQnBosSvCOTc/jit+JT3yVwURwtx6ZuR313QOP58fPzu3Yfjt+"
    "/e/3x68uHD6c9vt2I8/1WZPP90+YWK9GHy0N2nkNC8TDpcTOhJFRPHSbGJ4yRv4uhKAlYX"
    "1nxbjrm9bgIQGn9BM67wD78qF/pk0D/CQRWs2XQ40N1n8i8NxEcvEBOZDcEazsDo7vIM6P"
    "M5XHl0kAcQkeFDek4kYpPG5NOB9FcvMBHvxhA4kJKTeRbI86DDs4zv9X6PzqMzJcqN57ss"
    "bWBKlqYPjekQTLHvOOQh6EcDOXAKyM2nT7pJZp5+BFOIMcKMRgcrjAiWNiBP7tvl52BIrr"
    "neNhnHNKC9QuRJ5hvtGW5edzQulpLc17b/AfPv3lcQju+y2dyxcKRflW9KwdIQgTqmaG0z"
    "GgSLdtAK5sdVNqTj4g3pOLchhe9EHuS/3N/eFFgkYpJseQNz7oF/A8t0+3iOLoGWgkFnLo"
    "6bz4bID9PFCegE2bh58hV9fiHkI4pXAd/N7MDWcGebhwjsWwKFen3Us5ut0AaaI5WhtkZa"
    "tB+9rSLbyahC4c6+40r3gvTjYsSzdF12k3cJ7zmGDI8c1OVVgxJkqmBQrwoGeTquwe8EmS"
    "oF1uVSYE+mY7pLcQYn6RSHu8xhFqotWGoqQaKKTHXKGveAfEw563hB2DzHKpcdMiyzznnb"
    "wZq+Hb27l/ESARrPTh4RrJlDZYZ88i+wdW++pKYsHcQz/8EFhKVEYFDyj2BtkhXFRlO3Fz"
    "A9sNbdwJSGOIEhe77Xbo/PbxkvABVpZH+zVwMy8LcBe4zMdSG7WplTSLKokx/VB9Q1eZj2"
    "AZ1W8QGdFvuATrOHBCI7uFUqijGOKSQ8iDUP8Aw+IcyJWSm28MQUysRT38SjP3m8eJZi2L"
    "cECvX6qMcbq+AhJUWo7A5dObZUsTswrUrs1JIkUaeWLsSRSghoSRhpy7GOHQP3taGO5P7g"
    "5tvV1SAvBhoANT4TX0czyglvUggW4Htow8UFtMwXiDeDUtvFdtSwovnCSBJUKjVKlAOXPG"
    "wQEmr7rgd0jMkcAP5OaK0NC/d5A2j2LLKDUaYLaFkfGg3kwDWYwYXp0BAd+sc0XFHkDlN+"
    "4dF935AbE7R9hZ7J0g3Aw+T7xCtAIVFJM4dMmolYkz8u7070jWi7fHAeTG5vr7WL6zO2sj"
    "XDfnTux+MLdoUG4MVXvn+9vL+jqbvs8nppuiua1Dv6dnH5oI2vP40vzkBgnqYJaUacGjz5"
    "W/R1lB+MN9GY0c3N7beb8zEdeLYN/qaDHp3v409fb29/OaMBf0uEnulzPDxc3ny51ybj68"
    "ubi+BhPI+sD1fD0KbI4MSo76PJDfmQGESEJQ3tS4w5J+fDy8n16OHy9iYxkKyyJxPb27RI"
    "4QC1Kg7ed8X+3Xc5924sG6pabmKKLi/A2tFo1cLRyuLRchgnpG51SZomUpVEs4ebskjK3T"
    "L0EFGVZFc3KEKCkvRufHPBxE1IT6UMlWouk2afR5dXVAYGgcR1ZErzAZi650F7xasWVeyA"
    "TJCotZ5d6xYtJ1UQ41csqNNU8rkxTivJ6tMSWX2qwp2q4S6v2dFljnDxpngxmQqG6XIwzC"
    "HMyp17ffdrBj2cya5rQL/aZnfg9O+YA1/Iv9z07+yQYUVj3WI7ulL+d3RiBugJINrBJ8gX"
    "HQLdZa16wmrPYNuclIb42Px08JpzBal80TWWmXfEMgZXGC2wbrthZrn7DNZLZn6jdBgCHc"
    "f3pK2EosN/spHqFLj6htzSJG8EJXfEQpPo4EjlKI49Upm5zSnjO2KMRPTyLYF8KnnzgS9U"
    "bmjkOD/judqKjSdpKuXL5NhPQrGUR7U4uCVJo+Jb6se3rMh3YkbXmEI+obGXtCXhbteqx/"
    "Vr+mVFqk0e8Xtbt6ziGjhJQonE9LvjD++3Epr+USac769HV1d5Ca1MUT+WKcpfGXX4nSBT"
    "/O4Kvzm2qXzt/tC1rNW0QfLolTGyOwzPv+FhnEBdhnPIFb+7zG+u6Ufc1VAwieJ9L3j/Ar"
    "ErFvrBI1VO8ZwBY/s6zDaaeKh7EblEh5B9OXxy0DXg/JE8CL5otXU0YjtwwJW6f7Y+ukru"
    "n62PsFqgduiEoB4bHUR1coHusJq+mCwgwpPA/UKzu2k5ReaZMTnZ5K+bjjqBvi8Rq/JIw7"
    "IDjxGL1iYDaF3I4AorKjm3dNOmf4MnE7veGZiyK5qHnqEzZfebhiJ9Cgw4N8kjzaC3htAB"
    "3hrtaNG0TUhOeGiyQdy/scA29po58HeqJLKwKqowsNT17bfU5URWre94Blo7gvnrKvq7CZ"
    "dRR0sTS+U96owH9NA4N617Eck+r92pLKZubxEPXOHA2/u78fjiy+g6iPVfPDoEh/HkZnR1"
    "BgiukGxtVna3OUy87Vaq142EbpsX9+dfxxffrsYXwiyJCM/A9uOjM/o+uqRpF1qUfnEGcp"
    "cendu7cZC2EX4IrgR/PjqTW2qCJ9+GH4LsFHYj9v+js43DDj/Q9aDdTW6/TMb35I6JPx6d"
    "z5c3l/dfKXX0ibapO7+dsBmjT4/O+ejmfHzFfs/246Mz/uvd5YReCz/EUd7B/91YdeLnWn"
    "WcLRGpVCMTNgiGNMoS1GVLUEbXrsHjNLXidpe57Zker7lUST5dRCBD4EEL2XT6aoXRC89P"
    "+gkhC+pOQYZRgiyD9IzQ7Wv72V5p97X5dHt7lXpjPl1mwzi+XX8aT346YtCTQWZgg8pvTN"
    "FxaKm7nCjvkuNqhk6+5f3+pMLqfn9SuLjpV3ys/+HyFKuScu4ZOhWc94oeBjRhvbgRd4Ev"
    "PknUyErvUFuUvYhxhpiPLWGUQxr5xMlJJZhPSmA+KYA5KChSJ8QkR62Uzy4rn4xftcoNcC"
    "jVGT0XkRm7c0TEVoZMPsnVvCLEIKslstKUSlx1WVyxkj8riG3dMp1nkVcqTynfW0WUpop6"
    "V6nilXcXUOzm5LggDHhEJCXWzau4wSIVzvXJkCmwq4PtrpBpQSx6ruDRSgn7/uRJ0CK1Vn"
    "hrllrt2Z3fs0N+iXVgy1PK946dVitJVFKRiOPcxzUDx1OU6q3q8lsVddeqweYMqeJzl/mM"
    "4Rxho54tLk2q+NxlPs9prFVNjShLqzjdfU5rGOpcn12JVTBLKJ82tB//v6ou2qxVO5spIC"
    "iuOORKYnVZYsV1YbU5+VxQQ5nPbB6tfHJrLxVpEtCJv2Q5YvWK9eQVc5Bnkt9URxEsnkVx"
    "v8vcV4V75Cnkogr3/Fj85rzg7Olz6fDFKdqZTuwc/epTSPf5lwm0iuJtipt791Ky51LkU6"
    "9Q2MvL5NXsq4dWsp1Yz16dQsTaSf6/Y67nr6broV0929JDh9WKAQSu7WWCaGdNgBEIiIIk"
    "fRfZcIaMTVC52fgIpnHKLqvTrDtxyj/tFn9hutR2GrVjyxcJ2MP84m3mjWCWbXkIlrGfTk"
    "ZOEKiU/VZT9lsv2do1oZSx7J1WydUno4ote6e5bP3sC5DfCcxF4ULmEMuUuv/n4+N37z4c"
    "v333/ufTkw8fTn9+u13h+a/Klvqnyy90tae4Upz0I8qFBmondEx9ORD+qkJIa2JHdZuX6w"
    "hXdGQXOMK1o2hPoEv45Zar2NGgisq1hhPjK7VaCYpZBa1RWJkuVqiKlbliU9EWJtiKVF+i"
    "ywJ6J0rhhdRDMJ2TVb0g6vx/UeHDaYa8zxsJdU0JGz8q7blV7Tngq8hWFlOobMoKTvEyfW"
    "13inaDQOe3rMMh3Xw9sVq5KpKnqRxVCys/KgsrP+KElc/IIyB348w1KvpFAM9Tyof6XqRI"
    "DNxKd901OU7Xgz1JLR/0J9XStEuytHMx3kHqidD+GJPIh/B+tkjVp22PO+NB27G3g/WAnD"
    "knD6wkYPChek2/7HnoMDwKj4bC1WWydKq6TP3qMmsIhZTHaHyH34vOyKA1piXWCUhIW7hL"
    "yHPXlHcj404gkRG7bleyjljOgh4BHGvZtnlAsYXM3w6pVICenNmIsDujlicTR/7dIZjoc/"
    "hg2kHt+Ie1yYxYc1ad0eWXnq8zEes8jL3FQiOXoOtGBeRNF6ypfxpZBsQgrKZKrmHkwY+0"
    "7DwZ4CAPkN9qvAEjYJgu9WAHZjSbfEDzuY+BtzbnVX3UykzWppmsEw7QbpnODuJ989gLKV"
    "wELkMm35a9n0JwVNCJ2S0TJMo6XBXi5F4iDHaWWK3tSsCHO7CwJMnSSWea3wvaKu5efie+"
    "iruXk99FcfcptQy6XkG/udLS3yk6Vft7R+3vepkOzO+TCENhqQ+ahTjxayLx/CM6byYF4i"
    "qYtF/KRqUsiByK1HVsuuyY3yiOd+l5fwQoMXwx4bpZGKkV54fBj/zWg6DXtQ32NcuP5vE2"
    "jSKb+Caa94cAc70kO1bkb2oMye/JWWXEMep8qjWRl3gfTlY1K7HfiEWRckEXGd1qCLxxMK"
    "2ke8gWvTmy6Qume7R8xV4QPI/v8AOBeUgM+/0+rzB8ghizmtbx2lzp2HPg/mC9i+56F9xI"
    "ephZCFWzcN7RnFz5kcOQjILk6r4k5mR7A9kFZgzlARHs92qkERPPe1uKD8Hssq/DEMRDYd"
    "fvFRiktmJkvfb4HOE3IVNdQ3smL3ZZa6wqRCMG2oL81xhmX6LJJMSMFu55osXpqI2Q55wR"
    "QOzXcK5JNJUsb+Y+AyPToHECJHOoFgdKRszc8nJ3wOR9VC9nvURgicgThxm7Fsve1UEw55"
    "yxPh8mKU7OiVv8bcAeWEuOZUOp2+/vKqrxgFGNRE02bYpF0MZcAGEOpUTR2M21JVRxLxyQ"
    "+xkHUSXuhdWFjeS0KNdzxKqWbHdCXvK8zu9q3FjZ4r6uRfQyFcdqTJIWBt4X4itpubFXIZ"
    "qLIEoDnEf3M8LQXDi/wE0uTZR/Stgm/PQM3aLTwZC+qOutQppcVeTHk58MgwitCZEnk8vz"
    "h8EOGdEAxOyo8GtmTknhLhSSKfDPR/fno4vx4D+HyX77Dmf3kMVsDTgnvMS3w7Lj3RrO3M"
    "Q4sbOd6QILLcjTAdMByGHHNDLhGzBNFG36ej06/9P919Gfjk/fg5+W8Pc/RiWcXEhUTo/S"
    "Btlwc4SeTU411pbu2XD2W3E0/ysyVTp2UtxL1++O58NVEGryZ8RREEWTWJI0Etai3EuTmI"
    "MmDP2AeOsvRPYI94tOU8mXC3daCerTEqhPOdlZLn4Szz5MU0m4rJvaRZU58Ic2B7qQ915V"
    "MAVGhBLyvCc8rmQHhL+vTMxzR5ezOEHWDoPbVIX7zt+OlNUZQWzOlwOOUSH8ZlhmUNDjMb"
    "uMCcWMVYVouuWyDWsLiShqCRIJtbS9NB6gL5UAwuFwCdHdy9GO3NHjVvwsLnSYIHlVjcOu"
    "oV0CbmNFDg+6mf3n/wPqNjj4"
)
