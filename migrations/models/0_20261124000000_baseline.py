"""The whole schema as of the first release."""

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
    text,
    token,
    updated,
)

RUN_IN_TRANSACTION = False

TABLES = (
    Table(
        "aerich",
        (char("version", 255), char("app", 100), json("content")),
    ),
    Table(
        "audit_generated_games",
        (
            char("randomizer", 45, null=True),
            token("hash_id", 50, null=True),
            char("permalink", 2000, null=True),
            json("settings", null=True),
            char("gentype", 45, null=True),
            char("genoption", 200, null=True),
            created("timestamp", null=True),
            integer("customizer", null=True),
            boolean("doors", default=False),
            boolean("avianart", default=False),
            char("namespace", 50, null=True),
            char("provider", 45, null=True),
            char("operation", 45, null=True),
            integer("attempts", null=True),
            integer("latency_ms", null=True),
            char("surface", 20, null=True),
            bigint("discord_user_id", null=True),
            bigint("guild_id", null=True),
            bigint("channel_id", null=True),
            token("racetime_user_id", 50, null=True),
            token("racetime_room", 200, null=True),
        ),
        keys=(
            Key("idx_audit_gener_hash_id_4114aa", ("hash_id",)),
            Key("idx_audit_gener_gentype_80191a", ("gentype",)),
            Key("idx_audit_gener_genopti_d4e2e3", ("genoption",)),
            Key("idx_audit_generated_games_timestamp", ("timestamp",)),
        ),
    ),
    Table(
        "audit_messages",
        (
            bigint("guild_id", null=True),
            bigint("message_id", null=True),
            bigint("user_id", null=True),
            bigint("channel_id", null=True),
            moment("message_date", null=True),
            char("content", 4000, null=True),
            char("attachment", 1000, null=True),
            integer("deleted", default=0),
            moment("deleted_at", null=True),
            moment("edited_at", null=True),
            json("attachments", null=True),
            boolean("author_bot", default=False),
        ),
        keys=(
            Key("idx_audit_messages_message_id", ("message_id", "id")),
            Key("idx_audit_messages_guild_user", ("guild_id", "user_id", "id")),
            Key("idx_audit_messages_message_date", ("message_date",)),
        ),
        counted="BIGINT",
    ),
    Table(
        "authorizationkeys",
        (
            token("key", 200),
            char("name", 200),
            token("prefix", 20, null=True),
            created(null=True),
            moment("expires", null=True),
            moment("revoked", null=True),
            moment("last_used", null=True),
            bigint("discord_user_id", null=True),
        ),
        keys=(Key("key", ("key",), unique=True),),
    ),
    Table(
        "authorizationkeypermissions",
        (integer("auth_key_id"), token("type", 45), text("subtype", null=True)),
        foreign_keys=(ForeignKey("fk_authoriz_authoriz_5e8595e4", "auth_key_id", "authorizationkeys", "CASCADE"),),
    ),
    Table(
        "config",
        (bigint("guild_id"), token("parameter", 45), text("value", null=True)),
        keys=(
            Key("uid_config_guild_id_parameter", ("guild_id", "parameter"), unique=True),
            Key("idx_config_parameter", ("parameter",)),
        ),
    ),
    Table(
        "presetnamespaces",
        (token("name", 50), bigint("discord_user_id")),
        keys=(
            Key("uid_presetnames_discord_601a6a", ("discord_user_id",), unique=True),
            Key("uid_presetnames_name_46f871", ("name",), unique=True),
        ),
    ),
    Table(
        "presetnamespacecollaborators",
        (integer("namespace_id"), bigint("discord_user_id")),
        keys=(Key("uid_presetnames_namespa_3c3b20", ("namespace_id", "discord_user_id"), unique=True),),
        foreign_keys=(ForeignKey("fk_presetna_presetna_3df99947", "namespace_id", "presetnamespaces", "CASCADE"),),
    ),
    Table(
        "presets",
        (
            token("randomizer", 50),
            token("preset_name", 50),
            integer("namespace_id"),
            text("content"),
            updated("modified"),
            integer("generated_count", default=0),
            integer("revision", default=1),
        ),
        keys=(Key("uid_presets_randomi_02e1e0", ("randomizer", "preset_name", "namespace_id"), unique=True),),
        foreign_keys=(ForeignKey("fk_presets_presetna_5e0ca128", "namespace_id", "presetnamespaces", "CASCADE"),),
    ),
    Table(
        "presetrevisions",
        (
            integer("preset_id"),
            integer("revision"),
            text("content"),
            bigint("discord_user_id"),
            char("note", 200, null=True),
            created(),
        ),
        keys=(Key("uid_presetrevisions_preset_revision", ("preset_id", "revision"), unique=True),),
        foreign_keys=(ForeignKey("fk_presetrevisions_preset", "preset_id", "presets", "CASCADE"),),
    ),
    Table(
        "racetime_room_state",
        (
            token("room_name", 200),
            token("category", 50),
            token("last_status", 20, null=True),
            integer("last_version", null=True),
            moment("last_seen_at", null=True),
            boolean("intro_sent", default=False),
            boolean("locked", default=False),
            boolean("seed_rolled", default=False),
            char("seed_url", 2000, null=True),
            char("seed_info", 1000, null=True),
            token("rolled_by", 50, null=True),
            moment("rolled_at", null=True),
            char("roll_command", 1000, null=True),
            moment("roll_started_at", null=True),
            boolean("published", default=True),
            token("last_message_id", 50, null=True),
            boolean("opened_by_us", default=False),
            boolean("unlisted", default=False),
            created(),
            moment("closed_at", null=True),
        ),
        keys=(
            Key("uid_racetime_room_state_room_name", ("room_name",), unique=True),
            Key("idx_racetime_room_state_category", ("category",)),
            Key("idx_racetime_room_state_closed_at", ("closed_at",)),
        ),
    ),
    Table(
        "rtggoverridewhitelist",
        (
            token("racetime_id", 50),
            token("category", 50),
            created(),
            updated(),
            char("reason", 200, null=True),
            moment("expires", null=True),
        ),
        keys=(Key("uid_rtggoverridewhitelist_racetime_id_category", ("racetime_id", "category"), unique=True),),
    ),
    Table(
        "seedjob",
        (
            token("id", 36),
            token("status", 20, default="'queued'"),
            json("request"),
            json("result", null=True),
            json("error", null=True),
            token("idempotency_key", 100, null=True),
            token("requested_by", 100),
            created(),
            moment("started", null=True),
            moment("finished", null=True),
            integer("audit_id", null=True),
        ),
        keys=(
            Key("uid_seedjob_requested_by_idempotency_key", ("requested_by", "idempotency_key"), unique=True),
            Key("idx_seedjob_status", ("status",)),
        ),
        counted=None,
    ),
    Table(
        "websession",
        (
            token("id", 64),
            bigint("discord_user_id"),
            char("username", 100),
            char("display_name", 100),
            char("avatar_url", 500, null=True),
            token("csrf_token", 64),
            created(),
            moment("last_seen"),
            moment("expires"),
        ),
        keys=(
            Key("idx_websession_discord_user_id", ("discord_user_id",)),
            Key("idx_websession_expires", ("expires",)),
        ),
        counted=None,
    ),
)


async def upgrade(db: BaseDBAsyncClient) -> str:
    return create(TABLES, db.capabilities.dialect)


async def downgrade(db: BaseDBAsyncClient) -> str:
    # The record of migrations stays: Aerich takes this one off it afterwards.
    return drop(TABLES[1:], db.capabilities.dialect)


MODELS_STATE = (
    "eJztXVtz2zYW/isYvawzo2ZsxXJS50lO3cRtYmds7abby0gQCUlckwQLgrbVNv99D0BS4t2ELMkUgxdbIvCB1HdAnAsOgL87DjWJ7b8cBKbF"
    "3xOXMMyJ+R47xO+cor87LnyCD1XVuqiDPW9VSVzgeGJLHBaA0SxGjGZLyMTnDBscKk2x7RO4ZBLfYJbHLeoK6JVLEKP3aEoZItiYo2UrSLTS"
    "RfdzSu4IQ9i/hWuimsURdk0oIEyUvBQ3MqkBd7Lc2QbbDFzrz4CMOJ0RDteh5d/+gMuWa5IHSZz86t2OphaxzRSRlikakNdHfOHJaxcu/1FW"
    "FI87GRnUDhx3Vdlb8Dl1l7Utl4uryyeHa5wFgkA3sO2I+JjT8ElXVcJHTGBMMsWBLcQg0OEDrK51RqPLq+Ho5nw4GnVyIooRCYajSwZ1hXjh"
    "UcNuNBOP8F3v6Pj18ZtXJ8dvoIp8zOWV11/DW6+ICYGSnsth56ssxxyHNSTHK1IZSIg61l8gihy57+aYFbObRmVYhsfPshxzmqA5InHJclxl"
    "RfOqc++CZwc/jGzizvgcvh73K0j9z+D63YfB9cFx/4W4IYV3MXxjL6OSniwSvK94nmN/PirqweUkJyBbYninHTlFcP+wBsH9w1KCRVGaYI8w"
    "B9uWe6tCcQrUvm7cOzysw7OoVsp0WJjm2iecw1P4eap/urm6LKY6ickwbVoGR/8g2/Jzw3PzGa/gV5AhWnZ8/087yerBp8EvWcLffbw6k9xQ"
    "n8+YbEU2cJbhHtiRvCn08gSkdQPJ5kdqIIOGD6VG8QrUOpJ7dYeRqlEkyzO3wJ7l2PHyPP8ANIniYq5TwOxQEiFfxh/2j3lGsHnl2ovovhXE"
    "Dy8+nd8MB58+pwaZHwbDc1HSk1cXmasHJxkZLRtBXy6GH5D4in69ujzPjkXLesNfO+KZcMDpyKX3I2wmKIqvxjSmJG4EPi+zNUsN+TTocYO+"
    "+RpjMyb9ilaTUlagis8otQl2i1ldYjKETgBUg9Gcj1SH0uWV3Wrhs6urj6kX5OximBmm/v3p7Pz64Ei+GVDJ4qSYaXxnYRczrkh2Eqb5VuBb"
    "/Pc9bChZOylQ+2z6LXhOjN5ZploAIIlpH8ebNyqpJ8hQNCpTIM3y4yxjzonj8QJlWGpeJCHauMgPwTb8ctdYjBwVUtMgTWueVj9gU0W9loC0"
    "byzo1XMwK/zL7FhgWr5BmTkKfMIKA69n1qy0AxeAW9SLv+/1Xr163Tt8dfKmf/z6df/N4bI754uq+vXZxXvRtVMyyff1WWABUlUESZTmfl3u"
    "jTl2XWIrs5/Gaf7X5R+KZBiqfBiqmmTLY9s38m/en1nyxih11iI8BraP7Y1FcsUs/fQ2MaUsLkywcXuPQW/mSmiPltXNFzk9J3sFu3gmuRM/"
    "UvyCZFbFJ+L7UFyedrGs0H084cJJ1lXPtLgjzIcyRKcIo6gtxOeYwx+C5C3QhHLk4/uXaBwruTE6RJYPCNNixOAxsEYWxubv93iGxm+dqH40"
    "KMFfqPFbSmUnxixRrJTUUaWYWpbXsRN1VJ79oU2z5zMN0u9QffbTOM3/uvyv5Rhqh1A7JXvPfzyCiDnyvASqJ9+z2NbNv+/JfHtMUvWEO3U5"
    "cQumK8t9oASkfd7Pcb18uOOqfLjjgnw4zDnY4o4i1WlU+9g+qsf2URXbRwVsg+NGBCM5qsvDuSvEWlpjren3w+3qjM2lj4TkjHBB563WBWnk"
    "TjRBU1I7904VENNaT8gpoJZxk2W8UihKmdkZmE7OXj85G8Qzp2w0ocopYimgThJ7JEmsMdFnITXrL5mk8zNZfCbMsXwRjy2JRZdX71ZHphPA"
    "W7LwMsBaYWo+B1mFoWGMoBHk4AUyaRf5gTFH2EdjnxDTP4172bg4+rxeM3rZX7OW/akuIXnS+pG1BqY9TkPzg0kxv0PyUNJvE5A2OIJVVtX5"
    "L8Nqvbs0qj5eXb6Pq2eVcV7vjmAwKgwpluf+pVG7cw0bPnDktGue6DzLP1JGrJlQa5LsC3gq7Bamq5VoQ38P2f4ad6n46upVZPh+qcyyPQ3I"
    "CH1nOegObt4NfjjvfG2GDVPLclG0V2paKQNpT4iZbJcKKwF5jM4Ydl6iMRSM0ZzCD5Lz2jcfBt/1+ifoYE4eXgiEuOgTgxHeRWOPkan1MEb3"
    "wkjxCPVsgm7BaRIbEkwWebNmh/fVdlCz7KDCoazcDIqqb8YKel5it7/AU/5XIDeu30Ibcyv8hsONCsMrRBuMzG1nkMOojgvnGaoDpglY+8Kl"
    "LV6dTB48i5GCyOkj8fEVrH3i3hPx1oqOM3JHb9Vf5wRMy7fJ8rWxz0WqvLKEU0At4ybLWC/qKlDJO8shU5h1Se/LlZiryIgrAv/48zWxy5Y6"
    "15s92TP/oCxy9HWbsZ531J1as05BgCcq6VZFdYxVnVoTTtGOXyJMQuGrzBp/KyMmIiSEMCPIJIYN/01kubJA1kHhjYJw7Ts0w+4so2QtxBbu"
    "URCiSS9t8DAD8jgU/aFjN88Yu3mmxQtNG0meJ4d49RLk2K+IPyRB2wrztGkvujtsB0rziEtAGwI8u5hFbEgmyWcwkgm/jLcuekeFTOBpudim"
    "q0BfV9av1OKeRC43STJyyEd1+w11yISaCwRNE7Hts0wBEXmCCKNlw3l9rYAr1MGpjZ2yxrxWxc+pihvhl2nF3DlNbH+mlguRhbVJAttKhqjY"
    "nk45GyIzoLfJpe1mkiGyXa1J2RA5MTyue9X0rULCpkeYT91/+eCrMugIcs1/2Jr/Fo1Fi2OxiF/4tGBYczQhUIOEKQk29ufFHvNGWtVpDM3S"
    "v8871d6gRIbN7ybTTNOmCb25qRHnnEuzfsz5MTerJRo6m1YilMEmiGsVR9s3O67JnVW6eCRbpYbRwVKVa6RfpjYTCts4DbMZLbGDkGXKU57g"
    "050Ipy9Pd3KLUiqf1Fah/x82IorjH6a9/uc9OyoWQ31qkxDtYhbtjVK2ZUN5zPepWzY0jdJdLx5ppoXXjH696+AVLdqRpsKPoYW70OzlbMcO"
    "MoYbkdHauJ7e3pTW0GJSCwSnMG0ayrYVBV6ZpRsJAbfJZ+pmIr+pvtW8sG+F31XL31KJ7UqASElKTH2+RePIlpMhWIv76L+DTx8RB9OvK5bW"
    "B55NsUnMksju09ss9Lsyh72GMowjiKs5EO2LfZPn+DZtLNr+aUmp/q+w9CoJ01TXoFr7wjv3hUG3WXAzZRchidM+QlN8hII1Fblw/1ISIM2g"
    "6GUrz6TNI/XuirkDQPYlRnq0J4Tq/Cad39RsL/ep+U35wWMjk7GpqcOWUL/VSdnr4fv3V3eEMcskX+YWJ3IPzIIQQXHFblXAgPHZjEaQ+xSk"
    "fvp1nEEtji1C9xZIPuAI0AQ7YkmUjAMYIOMZZYsuAg1t2WgcLVcfowPxa0/Dg2TgQV5U5Gtv4UYlgYbo/KXwvYmb1JGFZ44spKRSP7SQgrXC"
    "G9u6wxv3eAWekxhNch2S9SRYAen76eDWmQQLPHMdeSdgWt5NkXedgAb8Ml/tnPUVQucR1Moj0Fsllbooe/gGhUNmQxbCXoPZOIQOcE2pc8Ox"
    "dJrzDleuUrfS2Uqe6zryl4BHXa0v8Tma4gRNJ/CF12PZdripJ54INwgj0SjCU06Y+EKgecbfyt0oxEGdYXneudpc07+7v7tjRm17JMvlWR1y"
    "rldMBoNvaRNZE9pmgeufyiTbcHkPowbxoZ6A+TIBdwovjy8TdMWGpnKTd4m8x3DVhedggQd3gHuOvWACPuucmGPk44UvmpV7p4qWBYaYSGwE"
    "D4+NDagVXYffcyDdSMsFh9AJd98QdzbgXqWuofb/ntP/Ey+N6nRnCtS6VUbbSc5rqPPXpsVccqs3oQCCAuOlnOYMrI1WYq3+rLB5qqQsWgOi"
    "MChnYS3aoG1jM2BhbyTEXeM0ryxW2+FNs8OTkobfxCiIq2havvI4qTRQHyf1yHFSqbeLGoW7xFbyvQJprhW4Fg7CKHQWFAnPIDXrqqwHzFax"
    "gJKYNpo/dQ36Sos+ZwRJ1oSnq0x1DGof19s6FTgcDEYTJf8pBWof15t3oCLC1A3PFFBbnU22OmUs0aCOg121Gf8Mrn3v0zbHrkT0dp13KwPX"
    "b1iT37Bl7FzR6k3hdmjzxiHAvTV5ZdjDIb6PZ6p5TAXQ9g1smzcUqAd0CMtqVBRqrezlWah27hR6euCKTFLlkSUJ03wr8K2zydqTXVQnm8yw"
    "qb+WkZYC7sQ82+XE3Z5IuOnZLzeEmD/RSacg5yUu6lZluojY0f+iSjX2e5MJGti/hb8iPV8sSJB5GvdkggafL04RNgwiEj4Q5oi6BjQSpXZE"
    "Z6mIXz1jNHDNLnJFdr9oZ0Y5L94Tbqv3k3kw4SStTH8Zw3sREHPcRWMWuC48hPhoUpeMEdx8PMUWtDx+i8aEMcokRuxUR4FLB8GTBw5xecVq"
    "BQLXhM6MwkeWSRyPwpMYC3lC9pNWLZTbo5tMp29QSsWrkxoW6KvssLCyQEVRdR6L+rT/E2f818mt6ISdtrMTzjc/6x+9E3mSf7q5uixLvl1C"
    "slrRMjj6B8Uro/bMBqqgVpCRUoa5lfvZRfoZLScayK7chyLx/ErMx4gnEd8wx3bXvEvloUL7EqBZX5/1rLJVUqA5aPsCOkd1A9VVceqS0V19"
    "li2Da+Eyta3wrWML31ZsIZrCUZV3AqanfZoWWEjKd2q5JbM+1QJO4rSEmyxhHJiW4n6rSYjOdlY+9mOb0bgvZHJD5AnTnYKAXKK0WxWTuycT"
    "P1FPbX8Py0c2nc3CCBh142jZSzS2zOU5TTcfBt/1+ifoYE4eXogDF+RhTQTsAB4FziyGDEpvrapTGbd2uw0v6PrmQmMnxzVMy5PjUstSFLXj"
    "+MZ2HnKUmr4FElXX2iUx2rWq51pBp/VsvFBe15jFab7r8Y3vYOxhqlnnaVT7ojT9WlT3K6juF0QNfDYFZXtLlPbASKNa2K03pUV1eOZbDc8s"
    "106qSjwFbKHM90TGtTz4Rmxt0zBTeN/l25BwwoAwy5h3CkIJUUm3KoyAV3UeCyGUC1bvrdKsvVVKN0goN9TKN0dog5XW6/fr5KT0++VJKaIs"
    "43zAS6XAcFS9hexuZ5ay7JSO8hSI8lM6dM7P6SNZEM+qzL7+H7xVmDQ="
)
