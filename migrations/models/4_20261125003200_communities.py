"""What Discord servers and RaceTime categories have."""

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
    day,
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
        "discord_server_categories",
        (
            integer("order", default=0),
            bigint("guild_id"),
            bigint("channel_id"),
            char("category_title", 200),
            char("category_description", 200, null=True),
        ),
        keys=(Key("idx_discord_server_categories_guild_order", ("guild_id", "order")),),
    ),
    Table(
        "discord_server_lists",
        (char("server_description", 200), token("invite_id", 45), integer("category_id")),
        foreign_keys=(
            ForeignKey("fk_discord__discord__39f1fc92", "category_id", "discord_server_categories", "CASCADE"),
        ),
    ),
    Table(
        "reaction_group",
        (
            bigint("guild_id"),
            bigint("channel_id"),
            bigint("message_id"),
            char("name", 400, null=True),
            char("description", 1000, null=True),
            integer("bot_managed", null=True),
        ),
        keys=(Key("uid_reaction_group_message", ("message_id",), unique=True),),
    ),
    Table(
        "reaction_role",
        (
            bigint("guild_id"),
            integer("reaction_group_id"),
            bigint("role_id", null=True),
            char("name", 45, null=True),
            token("emoji", 200, null=True),
            char("description", 1000, null=True),
            smallint("protect_mentions", null=True),
        ),
        keys=(Key("uid_reaction_role_reaction_group_emoji", ("reaction_group_id", "emoji"), unique=True),),
        foreign_keys=(ForeignKey("fk_reaction_reaction_b36466fe", "reaction_group_id", "reaction_group", "CASCADE"),),
    ),
    Table(
        "voice_role",
        (bigint("guild_id"), bigint("voice_channel_id"), bigint("role_id")),
        keys=(
            Key("uid_voice_role_guild_voice_channel_role", ("guild_id", "voice_channel_id", "role_id"), unique=True),
        ),
    ),
    Table("inquirymessageconfig", (bigint("message_id"), bigint("role_id")), counted=None, primary_key="message_id"),
    Table(
        "inquiry_thread",
        (
            bigint("thread_id"),
            bigint("config_id", null=True),
            bigint("guild_id"),
            bigint("opener_id"),
            bigint("claimed_by_id", null=True),
            token("status", 20, default="'open'"),
            created("opened_at"),
            moment("closed_at", null=True),
        ),
        keys=(Key("idx_inquiry_thread_guild_opener_status", ("guild_id", "opener_id", "status")),),
        foreign_keys=(
            ForeignKey("fk_inquiry_thread_config", "config_id", "inquirymessageconfig", "SET NULL", "message_id"),
        ),
        counted=None,
        primary_key="thread_id",
    ),
    Table(
        "ranked_choice_election",
        (
            bigint("guild_id", null=True),
            bigint("channel_id", null=True),
            bigint("message_id", null=True),
            bigint("owner_id"),
            char("title", 200),
            char("description", 2000, null=True),
            boolean("show_vote_count", default=True),
            boolean("active", default=True),
            boolean("private", default=False),
            bigint("voter_role_id", null=True),
            smallint("seats", default=1),
            created(),
            updated(),
            moment("closes_at", null=True),
            text("results", null=True),
        ),
        keys=(
            Key("idx_ranked_choice_election_message", ("message_id",)),
            Key("idx_ranked_choice_election_active_closes_at", ("active", "closes_at")),
        ),
    ),
    Table(
        "ranked_choice_authorized_voters",
        (integer("election_id"), bigint("user_id")),
        keys=(Key("uid_ranked_choice_authorized_voters_election_user", ("election_id", "user_id"), unique=True),),
        foreign_keys=(ForeignKey("fk_ranked_c_ranked_c_27c3c173", "election_id", "ranked_choice_election", "CASCADE"),),
    ),
    Table(
        "ranked_choice_candidate",
        (integer("election_id"), char("name", 200), created(), updated(), boolean("winner", null=True)),
        keys=(Key("uid_ranked_choice_candidate_election_name", ("election_id", "name"), unique=True),),
        foreign_keys=(ForeignKey("fk_ranked_c_ranked_c_1b1d69be", "election_id", "ranked_choice_election", "CASCADE"),),
    ),
    Table(
        "ranked_choice_votes",
        (
            integer("election_id"),
            bigint("user_id"),
            integer("candidate_id"),
            integer("rank", null=True),
            created(),
            updated(),
        ),
        keys=(
            Key(
                "uid_ranked_choice_votes_election_user_candidate",
                ("election_id", "user_id", "candidate_id"),
                unique=True,
            ),
            Key("uid_ranked_choice_votes_election_user_rank", ("election_id", "user_id", "rank"), unique=True),
        ),
        foreign_keys=(
            ForeignKey("fk_ranked_c_ranked_c_790ef614", "election_id", "ranked_choice_election", "CASCADE"),
            ForeignKey("fk_ranked_c_ranked_c_0cbab0b9", "candidate_id", "ranked_choice_candidate", "CASCADE"),
        ),
    ),
    Table(
        "triforcetextpool",
        (
            token("slug", 45),
            char("title", 200),
            moment("opens_at", null=True),
            moment("closes_at", null=True),
            token("access", 20, default="'login'"),
            integer("submission_limit", default=10),
        ),
        keys=(Key("uid_triforcetextpool_slug", ("slug",), unique=True),),
    ),
    Table(
        "triforcetexts",
        (
            token("pool_name", 45),
            char("text", 200),
            bigint("discord_user_id", null=True),
            char("author", 200, null=True),
            boolean("approved", null=True),
            boolean("broadcasted", default=False),
            updated("timestamp"),
        ),
        keys=(Key("idx_triforcetexts_pool_name_approved_discord_user", ("pool_name", "approved", "discord_user_id")),),
    ),
    Table(
        "triforcetextsconfig",
        (token("pool_name", 45), token("key_name", 100), char("value", 2000)),
        keys=(Key("idx_triforcetextsconfig_pool_name_key_name", ("pool_name", "key_name")),),
    ),
    Table("daily", (token("hash", 45),), keys=(Key("uid_daily_hash", ("hash",), unique=True),)),
    Table(
        "daily_announcement",
        (
            token("hash", 45),
            bigint("guild_id"),
            bigint("channel_id"),
            bigint("message_id", null=True),
            bigint("thread_id", null=True),
            token("state", 20, default="'pending'"),
            integer("attempts", default=0),
            created(),
            updated(),
        ),
        keys=(
            Key("idx_daily_announcement_created", ("created",)),
            Key("uid_daily_announcement_hash_channel", ("hash", "channel_id"), unique=True),
        ),
    ),
    Table(
        "moderation_action",
        (
            bigint("guild_id"),
            bigint("user_id"),
            bigint("channel_id", null=True),
            json("message_ids", null=True),
            token("rule", 50),
            token("action", 50),
            text("evidence", null=True),
            created(),
            bigint("moderator_id", null=True),
            moment("reverted_at", null=True),
        ),
        keys=(
            Key("idx_moderation_action_guild_user_id", ("guild_id", "user_id", "id")),
            Key("idx_moderation_action_guild_created", ("guild_id", "created")),
        ),
        counted="BIGINT",
    ),
    Table(
        "telemetry_events",
        (
            created("created_at"),
            day("day_bucket"),
            token("event_name", 100),
            token("surface", 20),
            token("feature", 50),
            token("action", 20),
            token("status", 20),
            token("provider", 50, null=True),
            token("guild_hash", 64, null=True),
            integer("duration_ms", null=True),
            token("error_type", 50, null=True),
            double("sample_rate", default=1.0),
        ),
        keys=(
            Key("idx_created_at", ("created_at",)),
            Key("idx_guild_hash", ("guild_hash",)),
            Key("idx_day_surface_feature", ("day_bucket", "surface", "feature")),
            Key("idx_day_event", ("day_bucket", "event_name")),
            Key("idx_day_status", ("day_bucket", "status")),
        ),
        counted="BIGINT",
    ),
    Table(
        "spoiler_races",
        (
            token("srl_id", 200, null=True),
            char("spoiler_url", 255, null=True),
            integer("studytime", null=True),
            created("date"),
            moment("started", null=True),
        ),
        keys=(Key("uid_spoiler_races_srl", ("srl_id",), unique=True),),
    ),
    Table(
        "rtggunlistedrooms",
        (token("room_name", 200), token("category", 50)),
        keys=(
            Key("uid_rtggunlistedrooms_room_name", ("room_name",), unique=True),
            Key("idx_rtggunlistedrooms_category", ("category",)),
        ),
    ),
    Table(
        "rtggwatcher",
        (
            bigint("guild_id"),
            bigint("channel_id"),
            boolean("notify_on_new_player", default=False),
            token("category", 50),
        ),
        keys=(
            Key("idx_rtggwatcher_category", ("category",)),
            Key("uid_rtggwatcher_channel_category", ("channel_id", "category"), unique=True),
        ),
    ),
    Table(
        "rtggwatcherplayer",
        (integer("rtgg_watcher_id"), token("racetime_id", 50)),
        keys=(
            Key("idx_rtggwatcherplayer_racetime", ("racetime_id",)),
            Key("uid_rtggwatcherplayer_rtgg_watcher_racetime", ("rtgg_watcher_id", "racetime_id"), unique=True),
        ),
        foreign_keys=(ForeignKey("fk_rtggwatc_rtggwatc_1031bb95", "rtgg_watcher_id", "rtggwatcher", "CASCADE"),),
    ),
    Table("racetimekonotgame", (token("category_slug", 50), created(), updated())),
    Table(
        "racetimekonotsegment",
        (token("racetime_room", 200, null=True), integer("game_id"), integer("segment_number"), created(), updated()),
        keys=(
            Key("uid_racetimekonotsegment_racetime_room", ("racetime_room",), unique=True),
            Key("uid_racetimekonotsegment_game_segment_number", ("game_id", "segment_number"), unique=True),
        ),
        foreign_keys=(ForeignKey("fk_racetimekonotsegment_game", "game_id", "racetimekonotgame", "CASCADE"),),
    ),
)


async def upgrade(db: BaseDBAsyncClient) -> str:
    return create(TABLES, db.capabilities.dialect)


async def downgrade(db: BaseDBAsyncClient) -> str:
    return drop(TABLES, db.capabilities.dialect)


MODELS_STATE = (
    "eJztfetz2ziW77+C0pfpqdJmY8dOep1bt0qxlbSn/bqy05nZ9hRFibDEMUVoCNJqze787x"
    "cAH+IDpACaoiAaX7odCQeSfgc8OO/zP70FsqCD3w3w2p0+oMBzzQV0/d4Z+J8e/ZP8Ubak"
    "D3rmcrlZQF/wzYnDaEy62M8unmDfM6d07yfTwZC8ZEE89eylbyOXEg3AhgKs5ghDgCG0MI"
    "Av0FtPkLUGS8dcY/IedIE/h2vg2M/wM0AuBE/IA9CczsF0broudN7Rz7TQlHyo7c6a3/7R"
    "fXTH5OfYL3AMMCXzEUCOBT1AtsPkJ2FguhZAZCMPLD0088wF3dv0wRj7ph+RnbEdZxBMyE"
    "qwssl/xuQLQm/MfkHg2v8MoOGjGaQbkd/x+9/Jy7ZrwT8gjv+5fDaebOhYGb7ZFt2AvW74"
    "6yV77dL1v7KFFJyJMUVOsHA3i5drf47cZLUdcm4GXeiRL0y3972Acs4NHCfidczM8Jtulo"
    "RfMUVjwSczcCj/KXX4BTav9Qzj5vbBuB8+GEavcDZiihQ/o5emBGhyrshXxezXz+hX+I/j"
    "o5NPJz9/+HjyM1nCvmbyyqd/hx+9ASYkZPDcPPT+zd43fTNcwTDegMr+X4D1fG56fFzj9T"
    "lkyVfOIxvjWAVt/MIG282j1Aa4C/MPw4HuzJ+Tf56cViD522B0/stg9NPJ6Z/pByLy5IeS"
    "4SZ655i9RcHegDsLbLIR79x+sWelRzdNtf0AHwLM4Rn+r+PjDx8+Hb//8PHn05NPn05/fp"
    "8c5uJbVaf6y+U3erAzbIhP+gb8SLBJw5+la4YBKoiQluH34BJ5vlGXC1zyWsyIoH7bDwNa"
    "EYykmZCm0pKoviTyIIOogP0Fedm3F7BEEG3IcuBbEd27+I9DZAX5ddat66yjR7QC5YfL6+"
    "H9w+D6jn7cAuN/Ogy8wcOQvnPMXl3nXv3pY+6eTjYBPy4ffgH0n+C/b2+GDF6E/ZnHPnGz"
    "7uG/e/Q7mYGPDBetDNNKCe741Ri1DL+DpVWH3ykyzW9V+B1jlGJ49O03/A6tJo5oRciBps"
    "vn9oYox+wJodoVf2O1Ywf8rZKSt7dXGVZ+uczJzJvv11+Go5+OGA/JItsvEaWm46AVtAwq"
    "Gn24WPq4CPv9gqwqvdP4O7R3u73f7dX24fjTx+Qyo/+our7urwdXVxzVLXCxsSQ3/zI6ij"
    "L4Fojbg/ZIfWinAfbRwv6Xyb5DAVpqdw/dYMGgvSRfwnSnsKgY5DdpzxhP/pSDuncx/Dr4"
    "fvVwBiKKR/fb9d31w/H74w9nYLZYLnz6Z97FtR+rnTmz6vImIW6RJ5urRIolo8FXyhDPfC"
    "LsGJw/XP42PAPhXo/u+dXt/eXNtzMwdRAm3AhfGV6EL4Raiiyrjj4KsOoof5FvWEXfyj1O"
    "7LsYpi+tW6cJG9C2FDMyD1e5KmrT5InyfGNFkCR0C9sNfMi59EvvozLy9q6l4x1f+a/0DR"
    "eQNj2XfGo51H+5v72pxLq4Qf4Js6c++F/g2HhnoPf+z1PgTimiwHR8f+lNkP8uivywYI6x"
    "CZ68y3xv/H8lJWkTTyXFNPNAxlLvp+vBX/MCkUjiL/knjW7wJS8dUeD65Ni7Bobkq1gyjw"
    "2XtkVV7lCeGXrBEZW3hmDiULaH76eDEUoEHsOcsuNomDNoWOZaCuUS8hahPhCgPfjPwPag"
    "QeQM03oMx3afJZ0apXtoH4e4jyMC0TI8gnSNwEmRWsdN6rrul6ZnYHOxJFBi+18cq7CUDx"
    "zK9mTO6YHIHDxFRFqQm1BGoU/TtKmRHBioNse/tA1Um+dOOlxnaKNKCH2gn2zXxnPoyWog"
    "BdrOOEUbVaSpy9iwFxPTiX1rErp0kbg9kD8cCMhz2yLXEX3WsUE0YtsxNt48CTWvapsWNb"
    "3klYNV9V4QDUSFCpskD/KkGncJ3LFvPj0ZeIlsB3rGLDA9WfhLdtBc2MIFmt379JxKRaUv"
    "TMzp84ogaGTeSUV9A8v2DQfNOEyKSL/+OoJOWUCMn/E9oLtehZseWDLFv+PjGL/a46QlOP"
    "ZLaIlztJVXwHZFth2Z00PMQRGCbQm9hUn9FkyjaBa7u3jvux0KBhUAtDGrGGgcvNS+XYSu"
    "+ae1y0/qak6uljiI1BhiP9K7dgU2esuiY1R27xbfWhwv8q+YrjljP4l+Nv2kLdfq9pqr9A"
    "0sXHvFlIFIF9heg/WD1ifNyeaEkRawXWCmqqY+s/okFPjk1QBDD9g+WJmY1koBvMY+XLwD"
    "Y1o6MwY2Jn9B37QdPGbFU3EFVLEua/cfmdRqIZctQ+SjzqJiLQ+tMPn0FwjoB9KNybdxES"
    "sHW3nkaNMyrjVYEONNsCDr91628C3OS/67rtRqs1Ir5HcR2PJarQ2FrtYSyPvSafrdSdvW"
    "afpvi98iafrRXVrk9wP8o+RuSpHUEqGKxVCrmDn860OGj4UEpISXV7c33+Ll+aykrESld1"
    "kR7vL8sXj9q9LFDgfznSR9UROSmzRQnjGwoehQokBjMZON8isHa4GuSxWUjaFLbSA5XFMU"
    "+riWONV5p7cI8VdiA9oz91e4LtQ0CHlKDvD4ljlI+lQMrhJTtvjwEjAIBDAMZZwP7s8HF8"
    "Ne4SQ3gPF3HKUIHNYxFgU29fRmICWfD26+X131CpdZ8+dW0Cd6oAinrvMShMtDbi26CZMw"
    "0nY3YTriJOwmpNGv+PiItGqiawFyAf2gB2K7RR2ViKZFuIgByyCmzjzqqEu788ZJrit2gl"
    "notZuSQzVD3vo/PYQWY17nph1/mu6ypJbvLsM1GRdegbARM3S/WGfceMfv3wv48ciqUkce"
    "ey+rVMKljYmAkNMrs0SNqJYdONPpBD1/Ojd823ekGoblyLrgRmnhBNMy4oDjqhIvQg7qe6"
    "1qKe09PJ1DK3BgfASEC5Hvz38ZXny/orXFyR6P7t3w5oIVIC+ha7EC5Msb4250+200vL8/"
    "AzSplobDIMaP7tfLm8v7X+gGUZItoT8f3JwPr9iuUwqSE3+zvccZPDhFnlWrbDlHqguX1X"
    "E3F+MLOp7UnfiCjie9LX6LxJM2iYJSemaeTDsxOWV3rJZDCtUNhfaz6yiGdrorhPYOne78"
    "DmWvxbiradp5wFNCUwDqGJQd4n14N58w1Llbn4+3SDHM3nLEDwT5NnOdNwd3exQjc8iFwx"
    "iZp257HOPWDYdAvAMD9n+AnoAJaCwkDDnYGLh0PASYm4Rr5O2ABhVoeTK1L1g8wXZB1PKn"
    "GLhofnsdqVArUhF4nPu03LsbLe9gfvHxe1G/bqVjt+DZdRG3TVTFxA3E7w6lXed817l2u3"
    "XHDaPdbm+L3yJut6SsmaMDV1XsZ+h0nb5Et4RYf+MYfg4yK/pfxUQ5tJ8o1eHdXRVgX9x+"
    "/3I1BHej4fnl/WWU1Z08NOzNLMij4eCKg3IklGpEBovUOjiojhAr3lraw71jH6z2DO7UMy"
    "jiqdp/AxI1BZjuAfE6tPbh4GPPu4STL5YP8o6+WHBtd/bds2mvrMDf9CBYIc+fh40EyI7v"
    "wHhJ7ivoM68bG9P6FHhseGs4JZaSeIimRbGWBEVnX/Pbc5x9+eYCDN6/axegHgmrgoOq+e"
    "S/8KGRgXdD0T0H4A6SK03XorOReLVYVWn2aao2R/ew2RS9VsA+FnO2Vvhatau1u6437Wp9"
    "W/wWcbXqpDGdNKaa9devlzR2GP6KQ2ECPzFsR71Su4Rby66LuF2qmOMi1VxVym2RphNryG"
    "gCQoeR2wfIAzRhaB32J7T9OXnvwqa95S3qPiAbLMw1sFC+j2JJ28WGNhZwVMTtHuhePcKX"
    "/PtW+FnpMTzhUu3b2KNvg8OVnMCqGK3EIe5Q8UbLk5XYw1CAX6y+NaZV2ePUG1xcX96cAd"
    "Na2O6je317cQaIOH10775/ubo8PwPLYOLY07wY24/XRBvy3THstCH/tvitDfl919bpHnba"
    "M6KAcdnXPez228NOwNnUov0v2FxNurGaeFM1Wi3kBS4tEkLkz6VjrqHHLyoqLktmHLzQ5l"
    "fIH4M5cqxwUEK45E8Y2BZYzW0HslfpHjaO+8VQBwAx7eMmMX2AUWYWwpwOXVghQF5B5DCT"
    "zxu/kFPLRirM2BAF5jRgPgQwnZvuDJ7RLm2svCn8NwYm+1BsrmkKhD2dg2gL+n3W5PWVqD"
    "ch9UNDZ0Km7os9luzlTBJz+HLOn/B7qvuPP6cqDT2qHAdF/KxvllNt3oeLJRvuUPgSFeuy"
    "G6cXvthwZVRQZn5PtE7PlWjVJbI5JAVsq5whGbLOdEtr2QkSgUjnt5Rk2FcbZDx6nfetji"
    "FWtLwjjlFGoMB/DdPzW2i+q8x3crd59didpdRcVpnLRPWsxeM0neawyhzWnvLueE61p/xt"
    "8VvEU36AjXcjh0dPjtm91zbY/Xo7+jq8fDijoymfoO0/uheX9//v++Dq8uslXWnZ+J+B6d"
    "gER2Ua7268DwUGV9aO5yh19bhE9XiCnUH+wrwJluXz13i0XaiCqBKYuxjE5gUugcco6T1T"
    "gX+OTmNfG/sXZBmSzZWKlF3APyflhVoAnVS0ADoptgAiwFEYHcgG4BoUG0nceeTdA/9ICP"
    "yjCvCP+ODbM6kStxSJBlkM5HxkpVYaXX6TQ1RaB3dEZ/2NKpzmkiisL1Q1HQ3/Mjx/oK95"
    "8B/kKa6ngDZfLxcCXnPyQ4ZUO4nUsSGLToOIWXUUrgJlFwRi2yoXTdOW61aVUOhWVQKtqh"
    "har2hWxaPXEk1liZbOTykwuzRHIEelUx2L3pEoYUgC1BRFe9m47w8EzpXpuUSkLGw34N68"
    "9wvTcUqhLVJ36Mh+OP70MYGX/qMK2fvrwdVVEV6ys+8hx1hAjM2ZfAUVn75DILecPzR1TH"
    "I11rmCs5T68lX58sXBZGH7NVWtHK3mtMqcjjy+nj+bcWXrVl9xirILhmML7eLDgKaBUeDx"
    "WkqLedIKmygMfu/L94eH25szMAl8H7mP7vnt9fXghs5JRYuF6VqPLjnGX7+eAfJjn54e3d"
    "HgnD0ZZyCeRv3o0n/ffn8g3znMQqzjXzv6KOIXzT+OKbfoxzwvk2xyuWqsPFmH9JHmJvLt"
    "cdihcukvDWOb+HYnazl0i4T66OrRh10vfu0iorr6VVLd38kwSTUmHB4q4pUjDkfENhpdnj"
    "/std74UJEtKzjmg1oxIOe1x7h7rffzUOdtgQze5EuAm+9XV70y9a3Fs3yg+BZV1hKEy2vo"
    "U1GpwLJ9w0Ezjhe6fuPBAd31Kty0G0zgpQ6VpCa8ZswE2/gm3rcjsrjNlo1pBAU6N2TxFm"
    "/gwOgS/gu2bKStGeLsFIBNO5r96gVuSSvGLQR68KtabQB0YVt3Cp1ECtvo819kdnlmWrxe"
    "5Z6LyiakEU7MkaSbJEOjHSU8v6m0p/+1Tv4uIlrhetqNEdmxXuj9vIVTYjxyXU7hQ65dIF"
    "tRzUjDEieIEm3XfsxtHzo29nvbNfjNWhn9fZWh2j4lDi1g2AR9jljP838g22UT21grM9o5"
    "jfwwqpyTP20PmNMpClz/HRjH/a4j99Nm0htyLEIZJSKS1zyiG3Dmx7X4waIN23X3dRW6r5"
    "fGjES6r3ezd2rbiYPa2uOworvWnm5j0h1+czIJdcNvnfNwcIjqnAcFch50BP5VEfh9t/ym"
    "ocpvMeTfCE/5gSPOsn6lxckCqwkvjVlCItb0G61oVygAzekcJLsAuks/6aFt4mfyGl1m+8"
    "B0aSdv6NF3SjqEv35PHXJSyxzc26xm1UzAHfc9m5t4LllOkiLZEcKtHuQMwKciVSSn5UUk"
    "p4UakorEwYq57mmi7h3j4/ei1TqV5ToFrDH0ffItOKkrf7m/vSkpgkvR5O1Ye+qD/wWxO/"
    "WwEK/Al4JRHcbMRyz7WSOUbpAPYxJ0GG4SpzxF0jlB0rykJmCgZZx0JQHxhqhzIO+k6I86"
    "rIhJs1jKOsQyhK3U0raK/GE6xEQcoNMA+2W6Znm7ggxRh6INjXnCLIQ8XhZpVTPdhEa30Z"
    "Voo2u+2KZrehyHWCXYaTKNtwTe9P94yU2AKb+KM0Td0+l3YDl56MW25BwAaZruYdy8UomW"
    "FAxJpTJDpFHejnLUqJxzGZZneKZItHJRFMEO+eXudG0sZEDNEmlYi7DiwHuSvNdSJN2TBc"
    "33+dV5TqWnuOU8p1lgO/KzLdNUGvvaOWZz03WhI98kMEOn8a+Lf9ytqVwMVQXZirTdk/zN"
    "2zMJbh5Ci1qAx4TdQ7sxT24hcWiPyRfXYSfT8rSLZEF/e8LFIr1WPtMiHj7O6myjvcKZ5y"
    "zXnn4EmCCfzSUH4/iSG4P3NL/eBJbtwakfEwpkYTT/edszNH7vZXvHxrPN01d2SmbRt6WS"
    "Oqoupo7ldbRyHZVnf2jVbH+qQd3+zbpvczP41zIMtUGojZKDxz+WIBZ3Jlt18D1P27n4+4"
    "HE2zkFKJyAO3J9bv5+uQ2UIume9XMilg93UpUPd8LJhzN9n+ji/FKJcqizVN1D+0gM7aMq"
    "tI84aIeZ/zLJ4CkKPa6lkD4SglNjrkGWUk81UPkqgJZdj8kZQs1jlXm8uVCkMrNzZDo5u3"
    "5ydtQhZcKb0FadIpYh1EliW5LElPE+U67Z/2JJOr/CNe0wbWPWF6XH9UWXL+9Xe6ZThM9w"
    "vcwRCrmp/TnhVegaNgHZhLWDsVAf4GA6ByYGYwyhhc/iUzbme5/rbaPL/tQq+5MtIXlV/Y"
    "hqBce7TkPDwYSPb3lnxxRJFwzBKq1qV70dDSKM5Ls7pqh0U4jtTSFiyIooy7eEyN2GXW5d"
    "kDtparUvyLNBQHOR1FcEtZQB0ydoJNtFVEsASw/NPHPxDozJG2MwR+QHsbj2/S+D/zg+/Q"
    "h+msM//hx1rwMYTj3o98F46cEn+49x2K5uCdHSgeCZGE20IcFkXVRrWvxcrQeppQdxRVm5"
    "GhQtb0YL2i+wuy/wZP+XADde30Edcyf4huJGBuENRReUzF1nkCvRn1E1zLtbnQz/WNoebx"
    "zLFv/4hqx77D4Q9gp5xz34gp7lH+cUmeavyvx1TOzTVHlpDmcINY9V5rEu6uJcya3lkElE"
    "XbJ9uVKxihy7ZCadVUdPDsw+KPMc7XTU2Tlyn+xZj+Pgid7pV3l1pps1QgGnqOMXdZPQOW"
    "Qsa/wz85hQlxAwPQgsOHXI/y1gu+wNtgaEHxSEte9kG+/FnpbUQuzgM7hjDDIp76ZHwPP1"
    "JIM9+272VLygmiTZTw7x5iEooF/hf0gT7crN06VedC+mE0jFEROCLjh42ogiKpJJcmHazK"
    "dSuJjDNyrvZStZIhBhYYtZx+Ywh8PGLEThvgM/5ohckeQm9DENWDzZHqb9m10UuFNIX+IF"
    "Tl67nY6HqHWn0p7DMhI9Xt+5iEgzslwl6TKInj1WcFAmaTKLtksdw8yv3yqCHmhZcooqrF"
    "xOyRGiplNVPir2KgqdOhtwdfr47KbKyrRC/3aFz77V+F23NdbWUm9v1tIeK141A9gFpovt"
    "94q/P6eBY2n4M2Qa/broY59b6U1v1qEbLAoJm9nU5Ji4vWu2t4SuRWGU40LvbnhzcXnz7Q"
    "xE9I/u/fDm4QxgoiY+ul8Hl1fDC/p5thMG+/afY7KPjqWdrmZVImlHNS9ld5N29EzV7vCb"
    "kwGQRERVcKKE6QP30HuB3jk5DTPk2fymc2VL+5UOlSg9ATMqY5olE3DtLk0vcoYwq+1POO"
    "ruhrx1H+A5WrlbfSt1NxHpGZc2JcnvjMOn2r3SlnslBF0c12S91jIUaWms3EWjnSlvkgHh"
    "1bQ2fNt3pEo8ipQd9N3upNgjQS79Fesgn6PvQp7A/lscp0djMu0tbpdSP90xo0Neke10lm"
    "MdRT1EbpuOnuArrJ47CYVgLiSlikKVsUL9GYxt98X2IevIbIclplPy0XSdTfMm6LvsnJRl"
    "Pzawq07BUEtNjw5YTTnPp9a3rNgtmzw4MpBniDqIdPOx6EQZkRIgOaouKfC7atcRQ1ZEWb"
    "pdR4VP68AwF23akTtvKjXtuHT/GdjeOpprUV7WwV1XqebYIUUU95Yp+Rgk4ydWc4QhmAS+"
    "TwdTLKGLgUndhmznPvnbYjqJh5woa9R08Qp6ZTmmTW37CkVnj+kDSio/ex5bQVkszYsUUZ"
    "euDlXr/sLUjVfW/EXy64HtdXiOib2Yv1nMyi+FDahbbwPD36wVMncjujNmb4bEfSq/mdim"
    "pXg+E9fslaiJkm8+kb8QeqZvlhm8De0rHa6iu8c1wzQfJsAVwau95Trpq6IohnSkZo+Bgs"
    "xzI45+hkzDXz9O45j2AlrGhG9oV8bK8qQ6+fI1yZcBRw8Sz74MeLl+u0y/pA9gT44Jvdu7"
    "4c0Zu4cf3fOrweU1TbWMjhF95fY+fAFhVXIvQ52hxkiEDKHOH1Mlf0wkXzA8fzV4niHUTY"
    "LUSRHk8Jg5reSvvDSZvu5e5SDIM6MB/3OZK/OweCLse04fxoznmXwDcPP96mpfrudr8r+w"
    "a85gGv36goehsKZf5WRYJKsNc7NcyM+wgCYOPAjMGcES+wCjBZwga30GVnN7OgdewHzBcA"
    "0mHnomm0zW0TvxmOd34IdNjltAp1lEXwR51FWwMsPI+QRxnNItf7asvyI3fDk/mzkudtBT"
    "mbXPQmU19O2MBdbQs0tPzwVWpEhaan5cjkzPj6s/P47qDHxPUUlMM+hsFvWpiL/ntNzfc1"
    "qstU2US1F4NxQaYAGA4YttwciIy0Jc3rAuTdOFXPQqR8ouJl8dSr2zdmA248BM7ET5XKQc"
    "pdaT6upJHnyBXr1pyjlS7UhWzZGsSLH5HfkZ0L8hBw4vzSkcOLaJ+bXmJSv7VR63JaNxYx"
    "ozRSOQ5vmEvAX0ACUPS0+SjVI+Lpv1An1CgWuBwPVtB4yjSSnjz8BF1FEGyNeCYGq6wDef"
    "IRuSBsnenE7fLX2mroRRqxJmvwPEFGpGugNVXYVhR6qpjYd+d+WH7zH5KFdjkyfrkjdzV0"
    "U2CWYNRDlzt3mXy2vyR02l+pocG84RRRsx60lECcuul1HFpgXKrQrZfRR3DFUbmvq8MMk/"
    "LJoLvVGTikqVBB23fXLm2OdnK+lGyvtUnJQYk6WaXNqPr0Dfw/oe1vdwQ/ewyN0rd99KtP"
    "BYQg8j908YEOlIDgJ1SYBwN/wZjOmOSbcN1kQvdCyERUiOief8LKJGdtWOC7XuX+242Jnj"
    "Qk3VRoXTrGohcMq7nOOURCFwuZe7I7dyLoM9ZwU2BlzBMu0ifNH92QRwncJo95raCL7Y4U"
    "TeUkVts0RAT/MyiwViUy9EnaIDXVmMKNyD5mPTyXQ+wKYdlYtj8yVdLQ455eav3IvrMgk3"
    "oW/HP0w7SvaqqCVsEIc2TaKtcl4WL3L9aBqcaBJYiqQTiXZtJ4GpqRSrca7b9vehskk7Ja"
    "YfesVwHcVyf9pog6zTHTm4dzfdMdSY5HznGZouibJdOc43amkjXvMu2Uz9nLM8c7bU85RX"
    "2F1C9paMO5wR0GEwqWjxZzCOdDnmtaZduv42uL4CPlH9+sDEIFg6yLSgVeIMf/2eXLvLI6"
    "YZWtj/isaZhDyMna6bsJG2xfZqi2WYJFwBlWVtF6yHXbvQc+dfFOkcmYZaAGptC7duC5O7"
    "zSYfJm0ipOm0jaCKjcDJdS24+xNOEG4GvIetvGVCkVLPOuNUOx2Gj/ToQADVKWE6JUxtK/"
    "e1KWFF4dFIMDYTOuwI9DsNyo4evn27fYGeZ1vwx9z2IevCwXER8Bf2qxwGnj+boYhklSER"
    "z1iPk87JcghWUS8sQg3NBcEy9APEUzj6+ZI+8BP9tWcsY45W1f65IsV9Bx9U4miYMgUxbr"
    "QVj1/RnoX9ehYyXBF3LWTIOmGN7dzgLR04tH00pQZZFGQdBOOAfpgGrkgQLFhadfidItP8"
    "VoXfIg4N8suwXKOqDYXOIxDKI1Ci/l0x2A/3CQpFpiKtW6gt9d2l1hC0RggtuDHZ4qL+Nm"
    "MriJZ7yfLt+bAuiKkAJetHjVJcxPox0sxWthsg1puDWaLrkw89YgwRVvimxxvH18iWumBJ"
    "MQuJsEw6IJgh6lzp0m7S1xQ1jw69Qkwh0f/D9KehSOMK/fjtreJ+lVooUPgQ9UAOB5/Ooe"
    "kx2RtuYoGlY66hh8MhqUvozc0le9+FK4BcSN7IuMB41RDNfwDXg5bt5awdaEpcD7oh/R4z"
    "yvfYFV0zgL7iIt9+WhsEPSLNjFDScViBkANNtzTLn7tFjisTsseu2JK80q7l+OX29ipjNH"
    "65zCfxfL/+Mhz9dMSueLLI9sseBK087Vt52jAjuvjLHweJ6G5KL7pLtjsw0bS3+G4WuGqt"
    "c4OukO654a2IBhquZqFWG8eKIU+TLF/Ij6mSL2SktOF0WE6rhTqu2lWxnIkIpJ4BuawxDm"
    "WXVMFdJY7lhc4rc8dylv+BYS2aNsY5ayqVSI2I3HkgcufXWwLKPZwtoMtPhuKtq74zI4n2"
    "jIiij1MUQpVULCmJNZnA0LOpr4RlI0MLPHloAY7egUs/6gHmwbgBGC2DSvvfbR84BCUcJS"
    "/53J4WO/807gU+i1zEETCGGywm5D19dytxd1O21rq9Y8JGIs5dd/znzr74eS4S6uub5xvQ"
    "KVEckA8zRUanRL0tfgvVeJklZmZ59MEsszDfrsSsMHhm3OC/vKETaQdMd/5mHuRjJGrupE"
    "6YimYOTSu69032nUptnM0iIQOHKX0GTgi22jc/aLQ4GmUOFgEdk04MBgc8k+ccmJNw9jnd"
    "NJ8m9JmGjck7q+j9ojHT3NaP7qM79pDjGOx9Np2N9ZqgzSiIweNAtpLs7QUuPmNN/sKOzB"
    "6aQkzWUTLMYt9P5NBi1iAQ+v0wWM4o6Uh3cpSg5wVL8gnkM8fLYOLYeA6tMcDmGtNtqdHE"
    "dqY0xCTDkKZZQZPF2MPXye/5idlwtkuHYjHXOvvkKfms0tIUbWvp7KrOG1k6QLh7T7RjYp"
    "9dAAEneboc5hxZF7PUhc5zxXHmIh31oJUQynmyDo15bcxbEJ5GCN0aE1zztLoOQB2zsegn"
    "IL/JQ4RdvLYglRk7WUKdpyORp+Og6TPPNVOJ94ZIYy2BNTUQjNBYkAQ8R6lRl0U98BwZDS"
    "hN00X1R1Shr9ToOXETghq1dKWhjom6h/WRGNZHVVgfcbAOhYExkbKfMkTdw3oHqTwhYPKK"
    "Z4ZQa50qa53MlzhFi4XpymXG5ei69zztUnalvLd1nq0cuX7CVH7CEt+5pNaboWtR541dgA"
    "er8jK3xwJibM5k8305pN0TbM0rCmhJ4KCalcFztVae8jypNu4kTnrc3kAS8zSZxlumrEun"
    "bnGEy2Gm8oikbk0dhGspaRnCVtSzNgN3B8LhUu1MlRYM5hR6v0HPfrKnZsQDbvZLdlF/W/"
    "aL95JfLpb7YrKEey9MUJmbLxBYNPvER2AGwwQVB4LJmo0+wbQXKctoCXw/HjwZKU4l+S+N"
    "bs/P3k9V8dPddNndvtNJqrTwqoYAlSp4vbiwCji/nXYMqhlAe8Ff9yLZI/jxBSCFfYpIQ1"
    "8f+jgFN8pYs3ndKwXKtrLk3XPE7CoSGWBomI7vLz3DIaqwdAsYLr12FEg4Cha2ay+CheHF"
    "0zcE9coCXZekUGM5cUw4LImRgyzDMtcyAPNI28P4w8fTA4HYg8yIXNeEuYy8Q7pkk1CjZ6"
    "J1EI3bntn0J8tJay69ltYS0toMLNs36lpLPOoOnfO2bVbtYueworsudl0d3R1+cxzuSV85"
    "6a59oRObJv5SrzFHJEt07fst2msUb3Vg56GszHe3HfsK9dEl4YlCEbVg96G4jlukY1/YAI"
    "i17KemUR/QQtNkPBqNFNDUDfo+/ZvGFcJ2QLymfq/aSxesqhVhiIsiDewEMxkvU4FQz/PS"
    "87ze1HWt1bO3xe9G1bOo2dcrh+WW9S88sAOxJ/3MfYbW+RzZUzgICLqe/S9o/YZ86GG+ql"
    "axfovWRimNKSM1zITWeNkQi0/S/WmypoqV7YELG0+RZwHb+nMy9pZuGQ7gWHr2CzkCADpw"
    "SjepmJn7qi25qSTxCrYAhz1CdSrJPhW9mAtFeVPhm0sRdSmS0rJPLn4Y5Lqa5ai6hP+uOp"
    "ulpU4W5RrdzTbSfpja9sAAF21wljtsajU523Di3HQt2yptdMZbKHEzTzNEAkmfCBASMIHs"
    "irTo1PjPYLyyXXJEWFMx+ks2fZPZKgxMD8Z9mHmZno3sufVOZtDpC3mfF7Jsl7BmG4Tt+y"
    "JooUWYdrVwcD9M01u7Wt4Wv8tcLWl+h3cix56pSvbYENXL8FAsx6Cd/A5tv2j7pdv2Syps"
    "TvXp1zplN9D/Fm/XEdxb88gmZ3aLoZc+26J2XvoxE5vbkzg8wSBxgtLANrHHiIFGDDGEIY"
    "uAgzHz6RpRIcSY2G7kxiOsweNo0k5op1F/6gp5FuZP7tnx520Pwv/eI5jYL0zAsGJcTItx"
    "/64txDYtxD3VPymm4+jav7eIv0KVr0X8u1/6ilZujXBRmqpL+n7L4Pu2z6tiKHcNJgTaNy"
    "jmG0x/Mwmcc2S6olK4t+scrVi2g8G0UUmnDYda93OTKM9JNHkJzDdEGmpxqCNbTRLrFJWu"
    "O5NAO2P6ymkqBVKtqdfVVjA0eWmM9wvTcSpmnUZE7amJR7tF/cPxp48JzvQfVcjeXw+urn"
    "Txnhi+hxnC0iHLt8VvkZDlxpMq+4SnCXW7anVYXHymI/d7kcMP8I/Sbg8JSRdMyipuDv/6"
    "kGFkbDb+dD34658zzLy6vfkWL0/phudXt194QVSR2B43876ZOB+vIODA5G5pyC87dzFKkW"
    "wQu0yuZhdB0zFlNWLKIXBbAsoJuqLR5IS7YqFkxyb/QU8AR8U3f8JgQiwl5H8G46jcIg7d"
    "Zupx+IHiV+0mXLnTTz34PQJ36SqKjE4r1nU++xY1++rbSE6/+ImOl3fI9dRYUy/tCemOZa"
    "w9IW+L30KekFidkMspzpN16bJqTHbqdG2drq2Yidevk67NlRcNY91F30Me7LzQVKq4F5rs"
    "IHzzULDs8UzzzIJ+pVkeLTVmyVqBzmhRwiDtdoEhiPfAYGa/QDZTBb8D4wnyjeg3MHP6iC"
    "yHHgxHrCAfrDzaI4P+q3SGy04/SXdVU8sI15Mr3mbqtmYAk837y91WUsy0DH+rjQVU80Nl"
    "0llPhLJZTyqSWU907vC+532nNCIJTSVHpX2sJdasSNw8UayZkvrKQGa01wg5XbK5dhvDTG"
    "NWYSPFmAqYSF68dKuF9DAPjRNic9AhlC6AC/QPmxktnOLVrau5Mcei5cbIdCRRGzH7f+Tf"
    "0Pg9NS88rT7vS30+FdGeT8uV59O8LheKdQlwE4LuoasLGztgnCypO3ZKTA3oMmduEfTqOh"
    "gefYdEdxNFMVnlUC6oyaXtklayq9BmUSN/bdAtH8c5MLxFg23cE6dSxO1+OodW4MABHbvX"
    "41iT2QX9KnMSR0vNZKlY09y56ZLvBlbMRpzQqUHUUnwhMhAgj/29tDH5uJL+uFLkOjSmll"
    "VplqRMlJfHbCg60d6ijfKY/LRfIp0XHClenVyXIdTpdaqk14mkU0YCUDIDLEPUIS20ucw6"
    "esdIgpoi0YonB9PSeoW3VqywsyzFF8jruCOtwcd64fClW0Om8hp8+ondnpgYCc0m8d3seF"
    "jSVhjgzD2zHWL6vDeA73fcrbrcPKwpsZjBdESUidHl+cO+Dc4vHjKtqYn98zDPiluJWb64"
    "L2KITmKyaZpMIAs0Wg+QS8xKezrfWJQ2BrT/GGd8mjCVNkHVMkHjRD8GUQFe6iUfusGiIF"
    "a4yYLxHu2Zpj1/ZZPz3ZMDv/dAjI7zXwgjN9QqBCxiHGWjbnm6TrgG2ggQ2XjpmGtpvPN0"
    "Gm8xvLXJqA0cxRTF7QaOSFJgpMW/Mh2ws0bPThMC86hVKNIpYLerzyljVqyZycIkugTtPx"
    "Irvu/ApQ9WJgbkb+hBC5g+GMfbW4bpj8lSC5BH0fMxe3M1h27Y19ci+vKY3+ZkR58jMgcj"
    "kS7ZDfQsjHZ19jRvZQMZeVodyzikWEbU46EG37OUmuuqcD3GqHK6X1baSnK+SN1B7h8ut4"
    "sPuRfQuYzkbW6nvIrWmTm6LmQutp0gELWflwe/QKjRl0efaOUeeuHVtlXPZ0iR6aEBMtMw"
    "IuBq6BM5Ut2HWeUbJWHWZC3nfisS6lQYuSYLu+yw0HFYtbtYu4sPzl3MkQsN4stNBTgsKS"
    "EKdVY+bgc7dVU1ALhogsyBglu816XTZNKjBCybN+ShTuwjKbToBu5ZcYAWtLTN9NFrpy3k"
    "Ahrnm407JHtzdjl8gp5HO81vfqyxND3fffXsinI07+JPvQs/qLPoOua6aRjv2J5dRYwYZ7"
    "4HyT8aRm2U7NtV5Ggk9blp2B7CTbuEWYsx8/T9sT18nrtthCPp0xzd1qD6fTTHgzYJBeiJ"
    "SGIMfASSfWBldaQ0NX8CyCYLgKVe6y48e62X1P5h7R9WS3B3wj+Mg8nC9uslFuRpOxhcPt"
    "DUApGEkph7NcLNHFId86wf89Sxmd0EEfZU/a2cDNOlygoiWhWa2WMxrWpQ62paxatpdSBm"
    "f4GY/TiKCq5xKccRz7Fex5GUhAWWqX22992y/Tl1Cy2ACVKbxTUV4aeAFQocCzj2M6R+ow"
    "mvAVf9fbSzSYn7t1/hbNKao9Yc1UVUa45ac1QfVtX7sGRj1dtVmE1QW1hbWW5I5CJelBAD"
    "2xWPcpVRaGVDCZGtlQ2tbBwmolrZ0MqG+rAeiLKRSvHarnBk88GElQ4vS1Y31Sbepk6iTR"
    "mtVkaUEOlVyohOs9FpNooJf9VzLXSajU6z0Wk2Os3mUODXaTaHgav2X2j/hXKGtvZf6DSb"
    "w4L2sNJs4mq27e6hVN2bsG/IT9HUdQyxPep4hbiE2iWkxC3Z1y4h7RI6HKGvul9Au4S0S0"
    "i7hLRL6FDg1y6hw8BVu4S0S0g5A1u7hLRL6LCgPRSXEOuoWeUJiltuCjiAkqVCA23C6Y10"
    "dMwcrQD5pmvynzXA5BSBYAmekAdsH8eeHPwZjMOMH4qiuR7TuY+2Cxa2GxAllT/LpvmP0P"
    "Ml1XIchR1TsRPMiuCWT9jLUjUzX2+/MGem652KDNc7LZ+td1oYrccfYVhuQnZqdGHbhmP6"
    "a0pgniPT0NeAPi3+JaR1nqw9M+i90nJ7AyxaQtcIa5UMev0GS0lXP3+DFp3+sTg/WJ8/Q3"
    "CTuf0KNnA30ayQZEW603B9XvB30cyQZEYUtX4FI4o7aCaIM4Hqr6Vtokvv3RxVe9fu8YFc"
    "uxSg6r7wldjmSTXAPIDLW05Xgpsmaw/YowMCtrILeiW2OUoNLzcmUe563O/0DUWt0OrG85"
    "N4do4xTQ3PeT1odWbyHCSA+5pyf5BgeUQdbQipEdmqSzC1ETZhmFVETWJMtwdNvHjl1pjJ"
    "ANC1wPRZfiv1YBeDHiVr+BmwcbiG/Qad/7rPMAbfv04DGEM3WBQiqgfna+8NLq4vb86AaS"
    "1s99G9vr04A+SheHTvrgZ/G47OQGjFPbrnt9fXw5uHwcMteTFlfjy6D6PB+a90aaQ3P7os"
    "hjocXNMXsx0J9h8w0cMld59Ho4dLyuXQbB0uKWIPLOBi0th4JXpNXrMNO4R7awpIhNwWNW"
    "SDr5gystislyvfmZsYmAI6iigRV2mJ1SVds7N3nYWyQu6GS1HoC06n3ravMsTSoyGNoWOW"
    "c15hSD2uOuN2xxm3AjpYG2qFxZRgXKVTxEuEFAoLbhZv1SYe5hBc2HiKPCvK3PTnTClwUU"
    "AODa4sCJYlfkUiZ/LjjHIr74s9K88W4tI3I79V0Dj+6/j4w4dPx+8/fPz59OTTp9Of3ydi"
    "vPhWlTz/cvmNivR+2ug+pJTQokzaX07oiYiL46TcxXFSdHGoUoClwplvKzC300sAQusvaM"
    "IV/tFb1UKfLPpHtEjAm02XAxM/k//SRHz0Aj0isyFYwQkY3F2eAXM6hUufLvIBIjK8T+1E"
    "IjZpTj5dSH/1zCPi3eoDF1Jyss8M+T50eZ7xnX7eo/vojoly4weYlQ2MydEMoDXug7EXuC"
    "75EvRPC7lwDMiHj59Mm+w8/gzG0POQx2hMsPQQwXIByDcPFtV2MCSvYT8pxrEtuFgi8k2m"
    "a+MZrl9nGpdLSe5je/gJ8x8+CgjHD/lq7o1wpG9VX0rh0ZCBekPR2mXUCw9trxXMj0UupO"
    "PyC+m4cCFFz0QR5L/c396UeCQ2JPn2BvbUB/8LHBsfoh1dAS0Fg+5cnjefT5HvZ5sT0A3y"
    "efPkLfr9pZCPKV4FvJrVga3hzi4PGdgTAo16fdTzl63UBVog7UJvjaxoP3ovItvJqlLhzt"
    "7jSveS8uNyxPN0KofJVcJ76kGGRwHq6q5BKTLdMOigGgb5pleD3yky3QpM5VZgT7Zr47k8"
    "g9N0msMqc5ilaku2mkqR6CZTannjlsh2oDcyp5Afj0m/36/0y4UrDS9ZKhSKiciAg2Zs5D"
    "DwEFqwFhmBtaZPe9wfA0PCBQv36VvsMhiz3wIC17cd5jmjW6xMTFbyEkJ2/WG6Z4daiSPY"
    "c7hSqsIXllA0Yiwp5Hk8FlLdjytU9+Oi6h4/8IHnSKGcJeueXXp8eioC9ulpOdj0vXzLiE"
    "hCSUiKDI2+d4uZUFShlFVUYxptdqqitWqz820aJYpo0A+QZjP73rq0yV1uRaUW7cdrDZmc"
    "JtqFLsAw1GmfoOkHHnwHxrPAJqydm3jO9FpsOuRsUnXXXCwdaNCjOiavrjELVSfN6xDVXz"
    "HRcgkNIjvTbDqrpPddK5+6XbX+nTyQa2MSTJ8hAxgH3pMZZgBGX6xHKPKrwmycsDCt+G4U"
    "Gv27lNpelZHVMc19zwlYkQu4Rsv5LGU7F3mr/OnuPZ59QotML9PZ0lRVDD9Ara2Cu5Rj3I"
    "rB8kLQqrTFQygBVSm2lb6ECkBvr7hNkauMeO/i8v78dnRxBqwwMfrRHQ3OmaQ4A9QZSB+u"
    "RzfMfVvaeS1iP0k8sVIg8QykSFRmR80HoPnaZKKwcluLih3+DbXKYBM15bfbX8k5t90X9E"
    "xO+f338/Ph/f0ZwMF0CjF+dL8OLq++j4b082wnOj/7P/9ViYICkmnnSYONMOf21zOAnh/d"
    "4WhE6/xZUtKjSwXT7fcHom8QuYQC/9G9GN5cDqn8gq4d5SXunUG0rbtt8YqdyiVUmqZ7bt"
    "XmJdTGUJVBOUu1I5z3Fyr4eCIA88eTUpjpWzkva+CxQn1jIdNfLUel3dec2URUoIWQyOjy"
    "GSotJ7bLiZTjqgj0VweZZfGXLF0O6idKuKvb8ujdrlp2V5mbt9+/XA3B3Wh4fnl/GWXEJt"
    "4D9ibzqyUNWkfDwZU6qRAPKPAoy10/7CDI8+TmlvQrXbnJYsNMVm915f6YI0Bb+5GvCFas"
    "tnRClBRggoXpT+e0qscEm53/hInWQnOnKPlnsLLJEWOraQUwsH2WosCqihAnJWLHnyXits"
    "0WRFKVjCiXi2Xoj2VfI/e69sYq6Y3dWzms0nfRiUgmwEl5IsBJIQ+gyqouSb47CEtaGYAn"
    "8AnxHEPlxS4bCl3tUr/axXzyedZuOewJgUa9Puqbi7WAfHUMLUOoc2EOKYbGtCq5BO40ib"
    "bEVWip1UFAC2bg3to+KQbuv+PDU7PrE/l8cPP96qpXFAMNgLqxia/jHbsJb1oIluC7b8fF"
    "BXTsF+ite5W+i2RVX9B9YaUJhJLRiHKAyZcNu2MtAuwD0/PIHgD+QWidNet88g4MWAFGuI"
    "qmfS3JwbGA6cIVmMCZ7dJuJfQf4+hEkU8Y8/PQdv2B3PYoySP0TI5uCJ43g2nxTSHR/UP3"
    "WQYSs6ZOnDOmVdlw7o1ub6+Ni+szdrINa/Ho3g+HF+wV2oto88qPXy7v72gXc/byam7jJe"
    "1vPvh+cflgDK+/0BBoWKlHe/Namy7po7/Fb8et0ml6arhmcHNz+/3mfEgXniV98OiiR/fH"
    "8MsvtzQIu4KTOaKRWPIbHi5vvt0bo+H15c1F+GV8n5wPbHhwQZHxUqt+DEY35I/UIiIsaZ"
    "ej1JpzYh9ejq4HD5e3N6mF5JQ92d4i6RAt3atHJIrwoTyK8KEQRdjIBlHPzYZC5QOoUklS"
    "SuqKS9IskR6qmjduVM8VKTaYIre6RRGSlKR3w5sLJm4ieiplqFTDTJrRRB4qA8OeanVkSv"
    "NZIqbvw8WSNzirvBY7RaLPev6sO3SyVkm7o3JBnaXqXhjjVEhWn1bI6lPd+UUM9+66HTEL"
    "hEsXa6TIdAmeaiV4+3YrK/f47tYNuj+XnWpAv9pnt+dO+BsOfCP/5XZeyS/pCzrrZslqsf"
    "4rkcVMqzhp2WXUOrsPTAxsH0cj0zDAwWRh+7RvsT+Hi5L2KvX2Crsax6+xotEjVhu69NDM"
    "Mxc4arKPn8FqztxvlM6DwPQ2n0kLTGPjP9mLXBxRqSm2yRNByV251CS6OFY5ynOPdJPy5p"
    "TxLTlGMnp5QtA9lbz5xBcqNwxizk94obZy50mWSscyOf6TSCwVUS1PbknT6PyW+vktS/Ke"
    "nNN1Q9E9obGTKlcX+bwZ0Q/wjxKRkRB0AeAqC27414fqA50YcFe3N9/i5flTnq8pjlSbIu"
    "L3C9NxyptBpQk7JKY/HH/6mEho+o8q4Xx/Pbi6Kkpo7Yp6W66oYGnV4XeKTPNbFX5zfFPR"
    "t083dQ9Dy0ZNHySPXjsj1WF48QmP8gTqMpxDrvmtMr+5rh/5UEPJJpr3B8H7F+hhudQPHq"
    "kOihccGMnjMFkb8qnuZeQdMkJ2FfApQNdA8KfjSfBlp03RjO0wAFcZ/klidELhnyRGKJao"
    "HQUhwh6e8chgYLpsvLFHDhDhSRh+odXddLIki8zYnGry121Hg0A/5ogNvKRp2WHEiGVrkw"
    "V0RGb4CpuvOXVMe0H/DZ5sD/tnYMxeMXz0DN0x+7xxJNLHwIJTm3ylCfRXELrAX6HyjO5s"
    "QXIqQpNP4v6dJbaxx8yFf1AlkaVVUYWBla4n79KQEzm1getbaOVK1q/r7O8mQkaKTmnuVP"
    "RImQjovnFuWvcikv0VLSQT6vYOcQ9LJ97e3w2HF98G12Gu/+zRJTgMRzeDK9pYz4fkanPy"
    "t81+8m0TqV43E7ptXtyf/zK8+H41vJBmSUx4BpI/H93Bj8ElLbsw4vKLM1B46dG9vRuGZR"
    "vRH+Er4T8f3dEtdcGTd6M/wuoU9kHs/49ukocd/UHPg3E3uv02Yq0VU/94dL9e3lze/0Kp"
    "47/IJwxpP1L6WvzXo3s+uDkfXrHfk/z56A7/enc5oq9Ff2yyvMP/q3Hq5O1abc5WiFSqkU"
    "k7BCMa7QlS2ROU07Vr8DhLrbmtMrd923ekOh8mBF1IPGihms5c0o6yvDjpF4QcaLolFUYp"
    "shzSE0K3q+sneaXdx+bL7e1V5on5cplP4/h+/WU4+umIQb9pfsjp5xmZQ7IdafN03TvezT"
    "eljTH7B+YpVhWT7XN0OjmvfnIeK1iXHUWRIdJzGgXEOENMckhjmqZ74uRECOaTCphPSmAO"
    "G4rUSTEpUGvlU2Xlk/GrVrsBDqW20QsZmZtwjozYypF1T3I1rwgxyOqNUctQanGlsrhiLX"
    "+W0FuYju0+yzxSRcruPVVEaRLUuyoVr2K4gGI3JeaCNOAxUSexbl7FDQ+pdK1PjkyDLQ52"
    "3eHvHNpOwr47eUJTYWqmt+ap9Z2t/J0d8Wuyln7KMpTde8Z2MOYnHPZe58nKUOqnSuWnig"
    "6wwfNabM6Raj6rzGcP0lm09XxxWVLNZ5X5PKW5VjU1ojyt5rT6nDY8aHJjdhVewTxh97Sh"
    "3cT/dXfRZr3a+UoBSXHFIdcSS2WJtekLa0zJ3yU9lPnM5tF2T27tpCNNCjr5h6xArB+xA3"
    "nEXOTb5DfVUQTLd9HcV5n7unFPdxq56MY9b4vfnAecfftCOXx5iXbKVKFzazj61ZeI7uuv"
    "I+iU5duUD/c+SMleKJHPPELRLC+b17OvHlrpcWIH9uiUItZO8f8dCz3/YmMfbZvZll3aF2"
    "sGEIa25ymirT0BBiAkCov0MVrACbLWYedm6zMYb0p2WZ9m092U/NNp8Rc2pr7TeBxbsUnA"
    "DvaXHzNvhbsk7SFYxX62GDlFoEv2Wy3Zb71lq2pCKefZOxWp1Seryj17p4Vq/fwDULwJ7F"
    "npQeYQd6l0/7+Ojz98+HT8/sPHn09PPn06/fl9csKLb1Ud9S+X3+hpz3ClvOhHlgsN9E5Q"
    "TH3ZE/66Q0hrYkdPm++WCVdmskuYcO0o2iOICb9wtYodLxJUrg0vtV5o1ErYzCocjcLadL"
    "FGVazNFduKjjDxnFj1JbosoJ9EKfyIug/GU3KqZ0Sd/08qfDjDkHf5QVJTU6LBj1p7blV7"
    "Dvkqc5VtKHQ1pUBQvEpf216i3SDQxStrf0g330+sVq1Kx8tUjsTSyo+q0sqPOGnlE/IVEF"
    "67U4OKfhnAi5TdQ30nUmQD3NLEeEXM6Xqwp6m7B/2JWJl2RZV2Icc7LD2Ruh83JN1DeDdX"
    "pJ7TtsObca/j2NvBukdsztEDawkY/iHe0y9vD+2HR5FpKN1dJk+nu8vU7y6zglBKeYzXK/"
    "xcKCODVh5tsU5AQsYMzyEvXFM9jYy7QYec2HWnkqniOfPsJ+RNIR3id0d7tvEcZ/k1/Uq/"
    "WbTaJ6uX8WqRaDRZyxxThA5/Zh4tYuUR8QgW5hrMzRcIwtHBmDY8NRx7YfvjcDVYmTad7s"
    "E6zNOvFDZc4cakd/Mp2/1l2jnWqnNMMsrTbHxHIc9Y8zdCy804lQvg7N6qYkMxauQ2p+l0"
    "NrM6yY6cbGYHYViHxRlCzWOVeWxOp7CsEGi79b6hbnGGgINmttuT423v6vbb5c0ZYLSP7q"
    "/Dv52BZ7iuY53vYIpDTpOT0LR4pO0lPx2pXOiooOnCD/hnFggbLYJxfjoEiy6n1kSwBD4C"
    "/tyDEDi2C4llMY6bY7PIO/3qIHB929lkwobTqiz+eK3GdhaJ5FOjKOm0m27qXUif1VZMqw"
    "myab4Ih0bTRB1UuXdg0ZBnTcqgidZ3ENyd2DNK5CArpunuJwWWKKxzJBUT3VB0z1verVEa"
    "ikFddVabG6Qx8ZBpTU3MLRWtBDxHqceXSKCus7u7ld3dQIFua4beOXKf7Flvm7kXLesLG3"
    "3TDYGQ6RcNlA/nH1Od+zMdUjw3Mfmnh1YsSATN6ZwuoPnYUcAIeZhv8L1yP2kz7xmuw7+1"
    "Tadtun1rYs3bdMnx5qK83f+aplcZ8N717cVwNHi4HZ1tRMLr3LA76dT0YjqB1JFPCFRGv7"
    "7h0VjXcEXu6O/EPOc6YcM3Ku/hIFkidPOG+RpntILJ9uI+AX0wMsnVT9RGVgH1sLJZMdSU"
    "TfksuXLrbPToPrpjz5/NjDBCE46gYZ7YFe1zgBzyDIJoKi95zUM+ZDc5ddUiH5Dfar0DA2"
    "DZmHZCCMuxaOoJmk4DD/greyra60Df223e20o6sVRAvGUXls8eSGkNKkemnVliAwWpoJOr"
    "f0uR6CpDUYjTd4k02HlifbZFoxL0BpaWJHm6zpV47gRt3b+xO+5C3b/xbfG7zD2cjaFjn6"
    "m3kmGYDJ0OwmwJwkgY+6mIJKsfTrUzYS00DQdxMuRl+kIO6L65VppX4aaHpWz8Oz6UVd00"
    "CyjSFgRhguAr+2vmcLzL7vsWoPTgiw1XzcJIvThvBj/yW/eCnmoX7GuOH+0H3zSKbOObeN"
    "83AeZqTm6suG65MSR/pHftIo54OodW4ECjif7W99Fmot2tDxuxuONSmEJlOg2BNwy37egd"
    "kqA3RQv6gNGw4Y4QPN98whsCc58YHvbzvPTgE/Q8Nht9czaXpue7cHew3sWfehd+UOdhZq"
    "14moXzjvZ27z5yHiSrIHl1VxJzlHxA1wXmBso9InjYp5FmTDzv7Cg+hLt3/RxGIO4Lu8M+"
    "gWGLdA85rzWfY/xGZKtruJh0F7u8N1YPNJIDbUb+1xhm3+LNOogZHQD1RIccUh8hLzgjgd"
    "hv0V6jeKuuPJm7TIzMgsZJkCygWp4oGTMz4eX2hMn7uCZ8NUdgjsg3jjq/OzAsNQj3nJY0"
    "zJIn5+Qt/t5jX9hIr2VLadjv7zqrcY9ZjURNthcUC4Plt0ogzKHsUF1uY4PAdd5Ld/IgRP"
    "Je2HzhWE7Lcr1ArDs8qZPyUuR18Vbj5sqWitBS+i4NWWtMkpYm3pfi29Gxdc32bsoCXET3"
    "K/KgPXN/hetCwRzfSkgKfg4M3TLroE8f1FWikKZPFfnx5CfDMENrROTJ6PL8obdFRjQAMT"
    "MVfsvt2VG4S4VkBvzzwf354GLY+/d+qt9+Q/aUea16PAMvebNfadzRZcyLJmbZPaTsMHJI"
    "MGQ2mulBYLvUMKPbgencdF3olA0Pk6Dm2nWzwCbnOORH+P0jkug1+glJ3zBt5O3JyEtzSb"
    "xmLU3Vpeuz5Xo13mMhzgQetWZGbWbE8kiKBykiDb0U9IrUpv+Ak3vIMqp513Pq3cr7eQUn"
    "OLVOzvNqY9ogl3w7er0ilzlRyYbvwDg1mvOX68H5f9z/MviP49OP4Kc5/OPP8aBODKce9C"
    "ltWKs+RejZhlvctbv7zIZr08tr7V5RR6rYFZ+psPt4IlBg9/GktL6OvnUA1eoCgq/79eoU"
    "RNkS0zRNB9uf7KTBzF7Led8g3uYLkT2eEXiODNpZqu5Vqp8KQX1aAfUpp3Yae0/yvQGyVB"
    "081k3dojpY96aDdRjyniuBQF1M2EGeHwiPhaJ08I+l7fGSxapZnCJrh8FtqsKHzl9FHAsD"
    "6NnTeY/jVIje6Vc5FMzNmm3OhHLG6jZxavnao85/MopaiqSDWtrxqUhvV7KqvJvQaaG7K3"
    "2oJBCOlncQ3Z2YduQTfe5c9/Jx1imSV02yVg3tCnAbG2W918vs3/8fPdVBqA=="
)
