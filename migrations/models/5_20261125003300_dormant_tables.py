"""Tables that nothing uses any more, for those who still have rows in them."""

from __future__ import annotations

from tortoise import BaseDBAsyncClient

from alttprbot.database.ddl import (
    ForeignKey,
    Key,
    Table,
    bigint,
    char,
    create,
    created,
    drop,
    integer,
    smallint,
    token,
    updated,
)

RUN_IN_TRANSACTION = False

TABLES = (
    Table(
        "srlnick",
        (
            bigint("discord_user_id"),
            char("twitch_name", 200, null=True),
            token("rtgg_id", 200, null=True),
            char("display_name", 200, null=True),
        ),
        keys=(
            Key("idx_srlnick_twitch__ac21e3", ("twitch_name",)),
            Key("idx_srlnick_rtgg_id_f7ec99", ("rtgg_id",)),
            Key("idx_srlnick_display_b50acb", ("display_name",)),
        ),
        counted=None,
        primary_key="discord_user_id",
    ),
    Table(
        "nick_verification",
        (bigint("key"), bigint("discord_user_id", null=True), updated("timestamp", null=True)),
        keys=(Key("idx_nick_verification_discord_user", ("discord_user_id",)),),
        counted=None,
        primary_key="key",
    ),
    Table(
        "srl_races",
        (
            token("srl_id", 45, null=True),
            char("goal", 200, null=True),
            updated("timestamp"),
            char("message", 200, null=True),
        ),
        keys=(Key("uid_srl_races_srl", ("srl_id",), unique=True),),
    ),
    Table(
        "sgdailies",
        (
            token("slug", 45, null=True),
            bigint("guild_id"),
            bigint("announce_channel"),
            char("announce_message", 2000),
            token("racetime_category", 45, null=True),
            char("racetime_goal", 45, null=True),
            char("race_info", 2000),
            smallint("active", null=True),
        ),
    ),
    Table("rtggannouncers", (token("category", 50), bigint("guild_id"), bigint("channel_id"))),
    Table(
        "rtggannouncermessages",
        (integer("announcer_id"), bigint("message_id"), token("room_name", 50)),
        foreign_keys=(ForeignKey("fk_rtgganno_rtgganno_595434ba", "announcer_id", "rtggannouncers", "CASCADE"),),
    ),
    Table(
        "patch_distribution",
        (token("patch_id", 45, null=True), char("game", 45, null=True), smallint("used")),
        keys=(Key("idx_patch_distr_used_7a58f6", ("used",)),),
    ),
    Table("sgl2023onsitehistory", (created("date"), char("tournament", 45), char("url", 300), char("ip_address", 200))),
    Table(
        "smz3_multiworld",
        (
            bigint("message_id"),
            bigint("owner_id", null=True),
            token("randomizer", 45, null=True),
            token("preset", 45, null=True),
            token("status", 20, null=True),
        ),
        counted=None,
        primary_key="message_id",
    ),
    Table(
        "multiworld",
        (
            bigint("message_id"),
            bigint("owner_id", null=True),
            token("randomizer", 45, null=True),
            token("preset", 45, null=True),
            token("status", 20, null=True),
        ),
        counted=None,
        primary_key="message_id",
    ),
    Table(
        "multiworldentrant",
        (bigint("discord_user_id", null=True), bigint("multiworld_id")),
        foreign_keys=(
            ForeignKey("fk_multiwor_multiwor_3a24fc55", "multiworld_id", "multiworld", "CASCADE", "message_id"),
        ),
    ),
)


async def upgrade(db: BaseDBAsyncClient) -> str:
    return create(TABLES, db.capabilities.dialect)


async def downgrade(db: BaseDBAsyncClient) -> str:
    return drop(TABLES, db.capabilities.dialect)


MODELS_STATE = (
    "eJztfVtz2zi27l9B6WV6qjTZsRMnPc6pU6XYStrT8uXITmdmt6coSoQltilCw4vV6r37vx"
    "8AvJMgBVCkBNF4SWwJC5K/BS6s+/qf3hIZ0HLfDNyNPXtAvmPrS2h7vXPwPz3yI/6hbEkf"
    "9PTVKllAXvD0qUVpdLLYyy6eup6jz8jeT7rlQvySAd2ZY648E9mEaAASCrBeIBcCF0LDBf"
    "AFOpspMjZgZekbF78HbeAt4AZY5jP8BJANwRNyANRnCzBb6LYNrTfkMw00wx9q2vPmt3+0"
    "H+0J/nPMFzgBLiHzEECWAR2At3Pxn+QC3TYAwhs5YOWguaMvyd66Byaup3sh2TndcQ7BFK"
    "8EaxP/M8FfEDoT+hf4tvkfH2oemkOyEf47fv03ftm0Dfg7dKNfV8/akwktI8M30yAb0Nc1"
    "b7Oir13Z3he6kIAz1WbI8pd2sni18RbIjlebAefm0IYO/sJke8/xCeds37JCXkfMDL5psi"
    "T4iikaAz7pvkX4T6iDL5C81tO0m9sH7X74oGm9wtmIKFL8DF+aYaDxucJf1aV//Zx8hb+d"
    "nrz/+P7Hdx/e/4iX0K8Zv/Lxz+CjE2ACQgrPzUPvT/q+7unBCopxAir9vwDrxUJ32LhG63"
    "PI4q+cRzbCsQra6IUE2+RR2ge4S/13zYL23FvgX9+fVSD5y2B88dNg/MP7s7+SD0T4yQ8k"
    "w034zil9i4CdgDv3TbwR69x+NuelRzdNtf0AHwPMwRn+++npu3cfT9+++/Dj2fuPH89+fB"
    "sf5uJbVaf689VXcrAzbIhOegJ+KNiE4c/SNcMAGUTInuF34Ao5nlaXC0zyWswIoX7dDwNa"
    "Y4yEmZCmUpKoviRyIIWogP0lftkzl7BEECVkOfCNkO5N9MMxsgL/dcatbW3CR7QC5Yer6+"
    "H9w+D6jnzc0nX/Y1HwBg9D8s4pfXWTe/WHD7l7Ot4EfL96+AmQX8F/394MKbzI9eYO/cRk"
    "3cN/98h30n0PaTZaa7qREtzRqxFqGX77K6MOv1Nkit+y8DvCKMXw8Nsn/A6sJoZoRciCus"
    "3mdkKUY/YUU7XF30jtaIG/VVLy9naUYeXnq5zMvPl2/Xk4/uGE8hAvMr0SUapbFlpDQyOi"
    "0YPLlecWYb9f4lWldxp7h/3dbm/bvdrenX78EF9m5Jeq6+v+ejAaMVQ333a1Fb75V+FRFM"
    "G3QLw/aE/kh3bmux5amn/o9DsUoCV299D2lxTaK/wldHsGi4pBfpP9GePxj2JQ9y6HXwbf"
    "Rg/nIKR4tL9e310/nL49fXcO5svV0iM/5l1ch7HaqTOrLm9i4j3yJLlKhFgyHnwhDHH0J8"
    "yOwcXD1S/DcxDs9WhfjG7vr26+noOZhVzMjeCV4WXwQqCliLLq5AMHq07yF3nCKvJW7nGi"
    "30XTPWHdOk3YgLYlmZF5vMpVUZvGT5TjaWuMJKZbmrbvQcalX3oflZHv71o6bfnK39E3XE"
    "Bad2z8qeVQ/+P+9qYS6+IG+SfMnHngf4Fluq2B3vs/T749I4gC3fK8lTNF3psw8kODOVoS"
    "PHmT+d7u/xWUpE08lQTTzAMZSb0frgf/zAtELIk/5580ssHnvHREvu3hY29rLsRfxRB5bJ"
    "i0e1TljuWZIRccVnlrCCYG5f7w/Xg0QgnDo+kzehw1fQ41Q98IoVxCvkeojwRoB/7HNx2o"
    "YTlDtR7NMu1nQadG6R7Kx8Hv4whBNDQHI10jcFKkVnGTuq77le5orr5cYShd8w+GVVjKBw"
    "bl/mTO2ZHIHHeGsLTAN6GIQp+m2adGcmSgmgz/0jZQTZY76XidoY0qIeSBfjJt011AR1QD"
    "KdB2xinaqCJNXMaauZzqVuRbE9Cli8T7A/ndkYC8MA18HZFn3dWwRmxaWuLNE1DzqrbZo6"
    "YXv3K0qt4LIoGoQGET5EGeVOEugLvr6U9PmrtCpgUdbe7rjij8JTsoLmzhAsnufXpOpaKS"
    "F6b67HmNEdQy76Sivr5hepqF5gwmhaRffh5Dqywgxs74HpBdR8GmR5ZM8Wd0HKNXe4y0BM"
    "t8CSxxhrayA2wjvO1Ynx1jDgoXbCvoLHXit6AaRbPY3UV737UoGGQA0HRpxUDj4KX27SJ0"
    "zT+tXX5S1wt8tURBpMYQ+57etSuwkVsWnaKye7f41vJ0mX9Ft/U5/ZPIZ5NP2nKtbq+5St"
    "/A3LVXVBkIdYHtNVjfSX3SAm+OGWkA0wZ6qmrqE61PQr6HX/Vd6ADTA2vdJbVSwN24Hly+"
    "ARNSOjMBpot/gp5uWu6EFk9FFVDFuqz2PzKu1UI2XYbwR52HxVoOWrv4018gIB9INsbfxk"
    "a0HGzt4KNNyrg2YImNN86CrF972cK3KC/536pSa5+VWgG/i8CW12olFKpaiyPvS6Xpdydt"
    "W6Xpvy5+86Tph3dpkd8P8PeSuylFUkuEShZDrWLm8J8PGT4WEpBiXo5ub75Gy/NZSVmJSu"
    "6yItzl+WPR+p3SxY4H81aSvogJyUwaKM8YSCg6lCjQWMwkUX7FYC3QdamCsjF0iQ0khmuK"
    "Qh3XEqc66/QWIf6CbUBzbv8MN4WaBi5PyREe3zIHSZ+IwXVsyhYfXgwGhgAGoYyLwf3F4H"
    "LYK5zkBjD+5oYpAsd1jHmBTT29GUjx54Obb6NRr3CZNX9uOX2iR4pw6jovQbg85LZHN2Ec"
    "RtruJkxHnLjdhCT6FR0fnlZNZC1ANiAf9IBtt7CjEta0MBddQDOIiTOPOOrS7rxJnOvqWv"
    "488NrN8KGaI2fzXw5Cywmrc1PLn6a6LMnlu8twTcSFVyBsxAw9LNYZN97p27ccfjy8qtSR"
    "R9/LKpVwZbpYQIjplVmiRlTLDpzpdIKeN1tonulZQg3DcmRdcKPs4QSTMmKf4ariL0L263"
    "utaintPXe2gIZvwegIcBci31/8NLz8NiK1xfEej/bd8OaSFiCvoG3QAuSrG+1ufPt1PLy/"
    "PwckqZaEw6DrPtpfrm6u7n8iG4RJtpj+YnBzMRzRXWcEJCv6ZgePMzhwhhyjVtlyjlQVLs"
    "vjbi7GF1Q8qTvxBRVPel385oknJYmCQnpmnkw5MRlld7SWQwjVhEL52VUUQzndJUK7Rac7"
    "u0PZrhh3NU07D3hKaHJAHYHSIt7Hd/NxQ5279dl48xTDHCxH/EiQ32euc3Jwt0cxMoecO4"
    "yReeq2xzFu7WAIxBswoP8D9AR0QGIhQcjBdIFNxkOAhY65ht/2SVCBlCcT+4LGE0wbhC1/"
    "ioGL5rdXkQq5IhW+w7hPy7274fIO5hefvuX161Y6dgueXRsx20RVTNxA7O5QynXOdp0rt1"
    "t33DDK7fa6+M3jdovLmhk6cFXFfoZO1ekLdEuI9DeG4WchvaL/VUSUQ/uJUB3f3VUB9uXt"
    "t8+jIbgbDy+u7q/CrO74oaFvZkEeDwcjBsqhUKoRGSxSq+CgPEKseGspD3fLPljlGWzVM8"
    "jjqTp8AxI5BZjqAbEbWodw8NHnXcDJF8kHcUdfJLi2O/vu6bRXWuCvOxCskeMtgkYCeMc3"
    "YLLC9xX0qNeNjml98h06vDWYEktIHETSomhLgqKzr/ntGc6+fHMBCu+/lQtQjYSVwUHVfP"
    "Jf8NCIwJtQdM8B2EJypW4bZDYSqxarKs0+TbXP0T10NkVvL2Cf8jlbK3ytytXaXdebcrW+"
    "Ln7zuFpV0phKGpPN+uvXSxo7Dn/FsTCBnRjWUq/ULuG2Z9dF1C6Vz3GRaq4q5LZI0/E1ZN"
    "QBpnOR3QfIASRhaBP0JzS9BX7v0iS95Q3iPsAbLPUNMFC+j2JJ28WGNuZwVETtHshePcyX"
    "/PtG8FnpMTzBUuXbOKBvg8GVnMCqGK3EIO5Q8caeJyvRh6EAP199a0Qrs8epN7i8vro5B7"
    "qxNO1H+/r28hxgcfpo3337PLq6OAcrf2qZs7wYO4zXRBny3THslCH/uvitDPlD19apHnbK"
    "MyKBcdlXPewO28OOw9m0R/ufs7macGM1/qZqpFrI8W1SJITwjytL30CHXVRUXBbPOHghza"
    "+QNwELZBnBoIRgyV9cYBpgvTAtSF8le5hu1C+GOACwaR81iekDF2VmISzI0IU1AvgVhA8z"
    "/rzJCz61dKTCnA5RoE4D6kMAs4Vuz+E56dJGy5uC312g0w919Q1JgTBnCxBuQb7PBr++5v"
    "UmpP7QwJmQqfuijyV9OZPEHLyc8yf8mur+4y2ISkOOKsNBET3ryXKizXtwuaLDHQpfomJd"
    "duP0whcTrrUKyszfE65TcyX26hJJDkkB2ypnSIasM93S9uwECUEk81tKMuyrDTIWvcr7ls"
    "cQK1reIccII5Dv7cL0/BaK7zLzHd9tTj12ZykVl2XmMlY9a/E4Tac4LDOHlae8O55T5Sl/"
    "Xfzm8ZQfYePd0OHRE2N2b9cGu19ux1+GVw/nZDTlEzS9R/vy6v7/fRuMrr5ckZWG6f7H1y"
    "0T4yhN493E+1BgcGXteI5SVY8LVI/H2Gn4J5c1wbJ8/hqLtgtVEFUCs41BbI5vY3i0kt4z"
    "Ffjn6BT2tbF/QYYm2FypSNkF/HNSnqsF0PuKFkDviy2AMHAERgvSAbgawUYQdxZ598A/4Q"
    "L/pAL8Ezb45lyoxC1FokDmAzkfWamVRpff5BiV1sEd1ll/IQqnvsIK6wtRTcfDfwwvHshr"
    "DvwNP8X1FNDm6+UCwGtOfsiQKieRPDZk0WkQMquOwlWg7IJA3LfKRdK0xbpVxRSqVRVHqy"
    "qK1g7Nqlj0SqLJLNHS+SkFZpfmCOSoVKpj0TsSJgwJgJqi2F827tsjgXOtOzYWKUvT9pk3"
    "7/1St6xSaIvUHTqy704/fojhJb9UIXt/PRiNivDinT0HWdoSuq4+F6+gYtN3COQ95w/NLB"
    "1fjXWu4Cylunxlvnxdf7o0vZqqVo5WcVpmToceX8ebz5mydauvOEXZBcNxD+3ig4Cm5iLf"
    "YbWU5vOkFTaRGPze528PD7c352Dqex6yH+2L2+vrwQ2Zk4qWS902Hm18jL98OQf4j316er"
    "THgwv6ZJyDaBr1o01+v/32gL9zkIVYx7928oHHL5p/HFNu0Q95XsbZ5GLVWHmyDukjzU3k"
    "O+CwQ+nSXxrGNvbtTjdi6BYJ1dFVow+7XvzaRURV9augut/KMEk5JhweK+KVIw7H2DYaX1"
    "08HLTe+FiRLSs4ZoNaMSBn12Pcvdb7eajztkAGb/wlwM230ahXpr7t8SwfKb5FlbUE4fIa"
    "+lRUyjdMT7PQnOGFrt94cEB2HQWbdoMJrNShktSEXcZM0I1von07Iov32bIxjSBH54Ys3v"
    "wNHChdzH/Olo2kNUOUnQJc3Qxnvzq+XdKKcQuBGvwqVxsAVdjWnUInnsI28vwXmV2emRat"
    "l7nnorQJaZgTCyToJsnQKEcJy28q7Onf1cnfRUQrXE/tGJEd64Xez1s4JcYj0+UUPOTKBb"
    "IV1Yw0LHGCSNF27fvC9KBlul5vuwafrBXR39cZqu1T4tASBk3QF4j2PP8NmTad2EZbmZHO"
    "afgPI8o5/tF0gD6bId/23oBJ1O86dD8lk96QZWDKMBERv+Zg3YAxP26PH8zbsF11X5eh+3"
    "ppzIin+3o3e6fuO3FQWXsMVnTX2lNtTLrDb0YmoWr4rXIejg5RlfMgQc6DisDvFIE/dMtv"
    "Eqr8GkH+FfOUHThiLOtXWpw0sBrzUpvHJHxNv9GadIUCUJ8tQLwLILv04x7auvuMXyPLTA"
    "/oNunkDR3yTkmH8N33VCEnuczBg81qls0EbLnv2UJ3F4LlJCmSlhDe60HOAHzGU0VyVl5E"
    "claoIalIHKyY654m6t4xPn3LW61TWa5TwNqFnoe/BSN15R/3tzclRXApmrwda8488L8gcq"
    "ceF+IV+BIwqsOY+YhlP2uEkg3yYUyMDsVN4JSnSDonSJqX1BgMtIqSrgQgTog6B3IrRX/E"
    "YYVNmuVK1CGWIdxLLe1ekT9OhxiPA3Tmu16ZrlneriBD1KFoQ2OeMAMhh5VFWtVMN6ZRbX"
    "QF2ujqL6Zu6w7DIVYJdppM4S2AN/nfXTETYMqv4gxR93T6FiwnB72YhpgDIE3TPYybVyrR"
    "ioAhqFRmiBTK21EOG5UzLsPyDM8UiVIuiiLYwn+5PdtoSxFQs0QK1iKsru88Cd5rKZLuyY"
    "Lm+/yqPKfSU7znPKe5b1risy3TVAr72jlmC922oSXeJDBDp/Cvi3/UralcDFUF2Yq03ZP8"
    "zdszMW4OQstagEeE3UO7MU9uIXHogMkX10En0/K0i3hBf3vCxTK9VjzTIho+Tutsw72Cme"
    "c01558BJgij84lB5PokpuAtyS/XgeG6cCZFxFyZGE0/3nbMzR+7WV7x0azzdNXdkpmkbeF"
    "kjqqLqaO5XXs5Toqz/5QqtnhVIO6/ZtV3+Zm8K9lGCqDUBklR49/JEEM5ky26uB7nrZz8f"
    "cjibczClAYAXdke8z8/XIbKEXSPevnPV8+3PuqfLj3jHw43fOwLs4ulSiHOkvVPbRP+NA+"
    "qUL7hIF2kPkvkgyeolDjWgrpIwE4NeYaZCnVVAOZrwJomPWYnCFUPJaZx8mFIpSZnSNTyd"
    "n1k7PDDilT1oS26hSxDKFKEtuSJCaN95lwzfyDJun8DDekw7Tp0r4oPaYvunx5v9oznSJ8"
    "hptVjpDLTe0tMK8C17AO8Ca0HYyB+sD1Zwugu2DiQmi459Epm7C9z/W2UWV/cpX9iZaQ7F"
    "Q/IlvBcdtpaK4/ZeNb3tkxRdIFQ7BKq2qrt6OGhZF4d8cUlWoKsb0pRARZEWXxlhC527DL"
    "rQtyJ02u9gV5NnBoLoL6CqeWMqD6BIlk24hoCWDloLmjL9+ACX5jAhYI/0E0rn3/0+Bvp2"
    "cfwA8L+Ptfw+51wIUzB3p9MFk58Mn8fRK0q1tBtLIgeMZGE2lIMN0U1Zo9fq7Sg+TSg5ii"
    "rFwNCpc3owUdFtj2Czzp/wLgRus7qGO2gm8gbkQQTii6oGS2nUEuRX9G2TDvbnUy/H1lOq"
    "xxLFv84wlZ99h9JOzl8o478AU9iz/OKTLFX5n5a+muR1LlhTmcIVQ8lpnHqqiLcSXvLYdM"
    "IOqS7cuVilXk2CUy6aw6enJk9kGZ56jVUWcXyH4y5z2Ggyd8p1/l1Zkla7gCTmHHL+ImIX"
    "PIaNb4J+oxIS4hoDsQGHBm4f8NYNr0DboGBB/kB7XveBvnxZyV1EK08BnMMQaZlHfdweB5"
    "apLBgX03BypekE2SHCaHOHkICuhX+B/SRG25ebrUi+5Ft3yhOGJM0AUHzz6iiJJkklzqJv"
    "WpFC7m4I3Ke9mIl3BEWOhi2rE5yOEwXRqisN+A7wuEr0h8E3ouCVg8mY5L+jfbyLdnkLzE"
    "Cpzsup2Kh8h1p5KewyISPVrfuYhIM7JcJukyCJ89WnBQJmkyi7ZLHU3Pr98qgh5IWXKKKq"
    "hcTskRrKYTVT4s9ioKnTobMHX66OymysqUQv96hc+h1fi22xora6l3MGvpgBWvigH0AlPF"
    "9gfF31uQwLEw/BkyhX5d9F2PWelNbtah7S8LCZvZ1OSIeH/XbG8FbYPAKMaF3t3w5vLq5u"
    "s5COkf7fvhzcM5cLGa+Gh/GVyNhpfk80wrCPYdPsfkEB1LO13NKkXSjmxeyu4m7aiZqt3h"
    "NyMDII6IyuBECdIH7qHzAp0LfBrmyDHZTefKlvYrHSpheoJLqbRZlozDtbvSndAZQq22v7"
    "hhdzfkbPrAXaC1vdW3UncTnp5xaVMS/51R+FS5V/blXglA58c1Xq+0DElaGkt30Shnyqtk"
    "QHA1bTTP9CyhEo8iZQd9t60Ue8TIpb9iHeRz9F3IEzh8i+P0aEyqvUXtUuqnO2Z0yBHeTm"
    "U51lHUA+S26egxvtzquRVTcOZCEqowVBkp1J/AxLRfTA/SjsxmUGI6wx9N1pkkb4K8S89J"
    "WfZjA7uqFAy51PTwgNWU82xqdcvy3bLxgyMCeYaog0g3H4uOlREhAZKj6pIC31a7jgiyIs"
    "rC7ToqfFpHhjlv047ceZOpaceV/R/fdDbhXIvysg7muko1xwwowri3SMnHIB4/sV4gF4Kp"
    "73lkMMUK2i7QiduQ7tzHPxtUJ3GQFWaN6ra7hk5ZjmlT2+6g6BwwfUBK5efAYysIi4V5kS"
    "Lq0tUha91fkLqxY81fKL8e6F7H55g4iPmbxaz8UkhA3XobaF6ylsvcDenOqb0ZEPeJ/KZi"
    "m5TieVRc01fCJkqe/oR/QuiZvFlm8Da0r3C4iuwe1QyTfBjfrQheHSzXSV0VRTGkIjUHDB"
    "Rknht+9DNkCv76cRpLN5fQ0KZsQ7syVpYnVcmXuyRf+gw9iD/70mfl+rWZfkkewJ4YE3q3"
    "d8Obc3oPP9oXo8HVNUm1DI8ReeX2PngBubLkXgY6Q42RCBlClT8mS/4YT75gcP5q8DxDqJ"
    "oEyZMiyOAxdVqJX3lpMnXd7eQgyDOjAf9zmSvzuHjC7XtOH8aM5xl/A3DzbTQ6lOv5Gv8X"
    "dM0ZzMK/vuBhKKzpVzkZlvFqTU+Wc/kZllB3fQcCfY6xdD3goiWcImNzDtYLc7YAjk99wX"
    "ADpg56xptMN+E70ZjnN+C7iY+bT6ZZhF8EOcRVsNaDyPkUMZzSe/5sUX9FbvhyfjZzVOyg"
    "pjIrn4XMaujrGQusoKeXnpoLLEmRtND8uByZmh9Xf34c0RnYnqKSmKbf2SzqMx5/z1m5v+"
    "esWGsbK5e88CYUCmAOgOGLacDQiMtCXN6wLk3ThVz0KkdKG5OvjqXeWTkwm3FgxnaieC5S"
    "jlLpSXX1JAe+QKfeNOUcqXIky+ZIlqTY/BozxVwjJ5+HWHi3X+lZy64TSOGMfVXhGLPfkE"
    "nya3SQbFmVqslLrlIyj0sGVhSXr2tleqx3TPSQTPod6D7SbQMtzT/EmnFnqbqge7ddtrLC"
    "dwtkXPmVA9dCCoXvdnwPmimzH6x7WCcZP5BMmPCHJDUm+B//Pri5GI5op7L4x/xVu7+EmV"
    "q539DG38resQA6UXKGyXZHZogeJAG8CFylCplCl0eTTPF2u0J5H8ZEaUZ2oAQW1cayRaow"
    "Wa7CZDV8SxaFL3kaxc2fPKmKVzaV6pS1tndMd8qa+EfGDt4sp8JhlKnG9sacPf8CHfPJnO"
    "lliU6FNZWXqI1Xay/55RxeGTKePnapRHlGZEr9CwyKnWiake7AT5HDZalvwEJ/oQlIpuOC"
    "AFWmz6bZzXe4tJmz2KtkGXsau/Lh1PXhHMkF31XGpCoIzSXEF8RyJRpeyBB2L7hwpHE9Rr"
    "BBpsa2d7o3W1yaBPupX3bTFRdVXnUrslwz8uu5uth6JEVWN+ggH914IXrSJzAhA5ppO6sT"
    "gPArUZrsQsdH0QDIZ7aO2G0zZYDKZYAGh0qsOVOaRmK/oDQ+WDJBSwTfaL3Cdju27OH090"
    "vdsqoyi1s10w8gH96dfvwQiwbyS5VUuL8ejEbCbUhavS5pTOcG89Rd6TM4sEzdZbeBL1lZ"
    "fXFSGjui0VM0HJfnE3KW0AGEPOgKGW+UKj8x6ZjOJ+TbBvBtz7TABP6+MvEHTz4BG1HzD3"
    "8tCGa6DTz9mV6PU4j3Zgzh3tNnqqtYrqvYFrwm7F2uCcmgbTuLNnguRE2/FFkHMzqP19Ir"
    "pnDG8lGs/WWerEuO+7b6X8aYNeCRz93mXe58mT9qMrnlc2y4QARtRBObeZSw7HoRVWxWoO"
    "QPf1PVhvjSiescGqRNWaImVUTEt9MxJxtnjn3eMatmHL/6ILpscukwXnZ1D6t7WN3DDd3D"
    "PHev2H0rMF1jBR0X2X9xAZaO+CAQlwQIdnM/gQnZMR6EQefbBY6FoD+opbsLdoOPRnZVjg"
    "u57l/luGjNcSGnaiPDaZa1R3fKu1w/T7vcy92RWzlbb523AhsDrmCZdhG+8P5sArhOYdS+"
    "pjaGL6aLv26FopYs4dDTnMxijtjUC1anTDK5g8SIgj1IqzTdI6EeVzfDTu6u/pJu5A4Zne"
    "B33IvpMkkqtaI/TDlKDqqoxWzghzZNoqxyVoMtZHuQVZdV3p8lRdKJHjhVgaQ2+rPIqRTL"
    "ca737e9DnpjpF67vXmpTOxOKVSciBu7HmbHM04ko0JjEfOcZmi6JsrYc52UtB2p6zbtkM/"
    "VzzvLM2ZLPU15hd3HZWyLucEpAM96TaPEnMAl1Oeq1JgO0/jW4HgEPq359oLvAX1lIN1g1"
    "Yg3tybS7cl1IAh5GTtckbKRssYPaYodqMCObLGrbhZ47/9xFDlkyBTUH1MoW3rstjO82E3"
    "+YsImQplM2giw2QllVY6aaKOIE5qbPetjKpxkUKfdnL7yV+p4+Qh/pyZEAqlLCVEqY3Fbu"
    "rilhReHRSDA2EzrsCPStBmXHD1+/Dmwb320z6IRDzZguAvbCfpXDwPHmcz0iWaZJtroPvp"
    "MYquvPFtjMD8eqgAXEfy0JtSIbAgehZdFDwE+m8uHkMu1laqMsx4W37+a9+MkQNvgzRJ2w"
    "RVsf/hLJQzHNLk/WpYPelmYXY9aAZpe5/bqkXOT1uvxBkymAkWPCNiVFRDvhzh6LtAqPaB"
    "pEtXCJakFy7YksdINMsBk+F3PkbFgpY+IbKFVFLlUlYo7IRZmmUfckxz2pZo8eUBc84ADM"
    "18uAepUT8XWdtq/re1FKrfwjY9vBfCm3L9BxTAN+X5gepMNGS9SU4sKt2goKSdYZErHm96"
    "SAHy+HYB2O/MbUUF9iLIOciuii6ufbI4EfyF97TqsPyfCwv25poN/wB5UkbcxosC2aJx5d"
    "sipL47BZGhmu8KdpZMiUlsSTPKBU0T2ArBKKGaAfZ7IAT0KxvzLq8DtFpvgtC795kkPwX+"
    "aKzeNOKFRNBldNhhS9BCWD/XifoEBkCtirbRtd32xiDUFjTDyovRKDK7uov83Y8sPlTrx8"
    "u3fYBhEVdeb2w6azNgLkVeLaDXy82HqzAk/vkwcdbAw5ZFqCw2od38iWyoMsmYUkSaxVoj"
    "Yw7ZQCSmoeHXu3HYlE/3cyV4GKNKbQj97eKu7XqYW1w4DBJgZYWfoGOm6f9ntYQWehr+j7"
    "NlyTLCT8RsYFxh8m3OUDmB60rMdeOdCkuB5U7EvFvl4vA2zkmU8bDaOHpZkWSDoGKxCyoG"
    "6X5MGXbJHjyhTv0RZb4lf2azl+vr0dZYzGz1f5gqhv15+H4x9O6BWPF5le2YOglKdDK08J"
    "M8KLv/xxEIzxhnrRXbzdkYmmg8V3s8BVa50July6Z8Jbrvl0dDUNtZpupBgyZ8+VLmTHVP"
    "EX0lLacDosp9RCFVftqljORARSz4BYnjaDskuqYFup2nmh00C2dsryPzKseVO1GWdNqmxt"
    "LHcesNz5+RaDcg/nS2izk6FY66rvzFCiPSOs6LspCq6uNDQpiWZZu9Axia+EVnZDAzw5aA"
    "lO3oArL+yn7sComTppKZP2v5sesDBKbpi85DH7g7b+acwLPJqEGQKj2f5yit9Td7cUdzdh"
    "a63bOyJsJOLcdcd/7uzzn+ciobq+Wb4BlRLFAPk4U2RUStTr4jdPShTRIcQMnxSFkpjbDR"
    "72eHNxQyfUDqju/FU/yseI19xJnTAZzRySVnTv6fQ7ldo4ySIuA4cqfZobE/C1zSC1pFPk"
    "gaXvkqoL07LAM37OgT4lZRg6tSzyaUKfwu4Y6/D9ktYajWz9aD/aEwdZlkbfh4amB307SW"
    "NPbPBYkK7Eezu+7Z7TgQnBdCsHzaCL1xEyl8a+n/ChdemwBej1g2A5pVzr+FVsZjmOv8Kf"
    "gD9zsvKnlukuoDEBrr5xybbEaApLby0Lm2QuJGlWUKcx9qgkF/xAbTjTJgPGqWudfvIMf1"
    "ZpaYqytVR2VeeNLBUgbN8TbemuRy8An5E8XQ5zjqyLWepc57niODORDuf5CAjlPFkt5Vc2"
    "qBv2FgSnEUIbX/SiJmSeVtUByGM2Fv0E+G9yEGYXq8VqZcZOllDl6Qjk6Vho9sxyzVTinR"
    "AprAWwJgaCFhgLgoDnKBXqoqj7jiWiAaVpuqj+8Cr0lRo9I26CUSOWrjDUEVH3sD7hw/qk"
    "CusTBtaBMNCmQvZThqh7WLeQyhMAJq54ZgiV1imz1kl9iTO0XOq2WGZcjq57z1Obsivlva"
    "3zbOXI1RMm8xMW+84Ftd4M3R513sgFeLQqL3V7VPXE3uL7q2yL3QHB1ryigFYYDqJZaSxX"
    "a+Upz5Mq407gpEftDQQxT5MpvEXKulTqFkO4HGcqD0/q1sxCbi0lLUO4F/Vsn4G7I+FwqX"
    "YmSwsGfQadX6BjPpkzPeQBM/slu6i/LfvFeckv58t90WnCvRMkqCz0FwgMkn3iITCHQYKK"
    "BcF0Q8fIuqQXKc1o8T0P2UGWfqg4leS/NLo9O3s/VcVPdlNld4dOJzngZBq50vZfWzsG2Q"
    "ygg+CvepEcEPzoAhDCPkWkoK8PfZSCG2asmazulRxlW1ny7jli2opE+i7UdMvzVo5mYVVY"
    "uAUMk145CgQcBUvTNpf+UnOiSaacemWBrktSqLGcOCocVtjIQYZm6BsRgFmk+8P43YezI4"
    "HYgdSI3NSEuYy8Q7pkk1CjZ6x1YI3bnJvkTxaT1kx6Ja0FpLXuG6an1bWWWNQdOuf7tlmV"
    "i53Biu662FV1dHf4zXC4x33lhLv2BU5skvirM8fQinTt+yXcaxxtdWTnoazMt92OfYX66J"
    "LwRKGImrP7UFTHzdOxL2gARFv2E9OoD0ihaTwejUQKSOpGNA2WxBWCdkCspn477aUKVuWK"
    "MERFkZpr+XMRL1OBUM3zUvO8XtV1rdSz18XvRtWzsNnXriNzS/oXHtmBOJB+Zj9D42KBzB"
    "kc+Bhdx/wDGr8gDzouW1WrWL9FayOU2oySanpMq70kxPyTdH+YbohiZTrg0nRnyDGAafw1"
    "HntLtgwGcKwc8wUfAQAtOCObVMzM3WlLZipJtIIucIMeoSqV5JCKXsSForyp8M2liLoUSd"
    "mzTy56GMS6muWouoR/W53N0lIni3KN7maJtB+mtj0ywHkbnOUOm1xNzhJOXOi2YRqljc5Y"
    "CwVu5lmGiCPpEwFMAqaQXpEGmRr/CUzWpo2PCG0qRv6SpG8yXeUC3YFRH2ZWpmcje269ky"
    "l06kI+5IUs2iWs2QZhh74I9tAiTLlaGLgfp+mtXC2vi99lrpY0v4M7kWHPVCV7JET1Mjwk"
    "yzHYT36Hsl+U/dJt+yUVNif69K5O2QT6X6LtOoL73jyy8ZndYuilzzavnZd+zPjm9sQOTz"
    "CInaAksI3tMWygYUMMuZBGwMGE+nS1sBBigm03fONh1riTcNJOYKcRf+oaOYbLntzT8udt"
    "D8L/2sOYmC9UwNBiXJcU4/5bWYj7tBAPVP8kmY6jav9eI/4SVb4W8e9+6Sta2zXCRWmqLu"
    "n7ewbfMz1WFUO5azAmUL5BPt9g+psJ4JwjUxWV3L1dF2hNsx00qo0KOm0Y1Kqfm0B5TqzJ"
    "C2CeECmo+aEObTVBrFNUqu5MAO2M6SumqRRIlaZeV1txoc5KY7xf6pZVMes0JNqfmnjSLu"
    "rvTj9+iHEmv1Qhe389GI1U8R4fvscZwlIhy9fFb56QZeJJFX3C04SqXbU8LC4+06H7vcjh"
    "B/h7abeHmKQLJmUVN4f/fMgwMjIbf7ge/POvGWaObm++RstTuuHF6PYzK4jKE9tjZt43E+"
    "djFQQcmdwtDfll5y6GKZINYpfJ1ewiaCqmLEdMOQBuS0A5Rpc3mhxzly+UbJn4H/QE3LD4"
    "5i8umGJLCXmfwCQst4hCt5l6HHageKfduCt3+qkHv4fhLl1FkFFpxarO59Ci5lB9G/Hp5z"
    "/R0fIOuZ4aa+qlPCHdsYyVJ+R18ZvLExKpE2I5xXmyLl1WjclOla6t0rUlM/H6ddK1mfKi"
    "Yay76HvIg50XmlIV90KdHoSvDvJXPZZpnlnQrzTLw6XaPF7L0RktTBgk3S5cCKI9XDA3Xy"
    "CdqeK+AZMp8rTwb6Dm9AleDh0YjFhBHlg7pEcG+a10hkurn6S6qsllhKvJFa8zdVsxgMrm"
    "w+VuSylm9gz/XhsLyOaHyqSzvufKZn1fkcz6XuUOH3red0ojEtBUclTKx1pizfLEzWPFmi"
    "qpOwYyw73GyOqSzdVuDDONWYWNFGHKYSI50dKtFtLDIjBOsM1BhlDaAC7RbyY1WhjFq1tX"
    "M2OORcuNkqlIojJiDv/Iv6Lxe3JeeEp9PpT6fMajPZ+VK89neV0uEOsC4MYE3UNXFTZ2wD"
    "hZEXfsDJsa0KbO3CLo1XUwLPoOie4mimKyyqFYUJNJ2yWtpK3QZlEj3zXolo/jHBnevME2"
    "5omTKeJ2/3V0+vb03a3tmh78yXQ95Gx6DKOSua5fZVy6c4tQIEqxSFFwzSeCBljomLcGIF"
    "OEQuPxBYtF9gii6uUqHiaXKcmO3FfndkU0KrFLlsQunkQ+D/kO+ZnV5KGigUmGqoNdTJo3"
    "pXzHEkE4XN5BaN9xafbvKhT7d0W93lyRM48fC4ZGXw5ylqqDWDdmswrEIVpVhq7/+901xs"
    "tcIyenB7BXVCtAyz/eacvsYoEMpOkGrBfmbAFWEK0sCH5Dpo31Gx0kW5JSH/KNqtKLRLfZ"
    "QVdSgf4DeCrLtawDNW2T0/Ww/9ofAy3NP1gdycsvjCxV99xuzas9K3y7QiHdMqFQ+G7H1/"
    "V0zy9Reoa2vyy4e7JtfWJqibHuYRNn/DC8PAfhD4/2xej2nrwQ/I9/H9xcDEcj+lL0Y/7K"
    "5dOXuNSlCm1JJmVpPLoxZ89MLSl8q1o9ciw7WsQxXEn3wFp3wTO2NG2isITqTDBLmmRA43"
    "/X5B9SvMpIRai1ww7KkBEUV2u1CnAZxEotakgt8tamN1toonHdHFlLAm2v7Gg//uh48znz"
    "8FfoQAmJwpgrxmu6K0vfCB/oPJ1CW3bvxGwBDd+CA98wPea1m1lQffmGS/V4Kd98w4Vu4+"
    "8G1jSdb0pjLWGgBSCH/rwyXfxxJaMMhchV1EauqI1eUt1a3sksoeiE87MqLtNUJ7Ns4/cl"
    "xCbUkhFwr46VZQhVwOyYAmahABQs1s8Qdchr11wTBHLHCIKaIlE5QgxMSy3b19ZXqrWGEi"
    "/MuLlwslWkFw6j/Y4MZu42EqkndnsPiVBoNolvsuNxSVtugDP3zHaIyfPeAL7f3G61UM3D"
    "mhKLGUzHWJkYX108HCw3MDzXnx2kGzPd9S6CkvhAhJUYn8XFfR5DdBqRzdJkHOHycD1Adh"
    "jnji1K0wVkVIzNio5zUikTVC4TNOrJQCEqwMsXlMrvsT/TNPQh98TA7z1go+PiJ8zIhFoG"
    "v2OEo6jfMU/XCddA1/28rxBvZTIqA0cyRXG7gcPTvyHU4nfs3NBZo6fV3g151CoU6RSw29"
    "XnlDHL13d+qWNdgmRBxIUy4CrIj8A/Q4dkiHpgEm1vaLo3wUsNgB9Fx3Ppm+sFtIMRjAbW"
    "lyfsjvQtfQ7PyPJYumQ3UGPL96uzp3krGsjI06pYxjHFMsJ23DX4nqVUXJeF6xFGVb28c9"
    "JWkPNF6g5y/3i5XXzIHd8mBQM2e6hRxZSzHJ3EGcLSJgiEk4LFwS8QKvTF0cdauYNeWG0I"
    "q0dpp8jUfGeRweUhcDX0iRypGpkp840SM2u6EXO/FQlVKoxYP+w2m2F3HFblLlbu4qNzFz"
    "PkQoP4MlMBjktK8EKdlY/bwU5dVQ0Azpsgc6TgFu914TSZ9NRnw2TN464T+4gLLbqBe1Yc"
    "oCVpwKN7aNfB2LmAxkWycYdkb74q/Qk6DhkKnPyx2kp3PHvnMePlaN5Fn3oXfFBn0bX0Td"
    "Mw3tE9u4oYNs48B+JfGkZtHO/bVeRIJPW5adgegk27hNkeY+bp+2N7+Dx323BH0mc5uq1B"
    "9ftw5DqZ5wbQE5bELvAQiPeBldWRwtTsYe1JFgBNvVYDEw5aL6n8w8o/LJfg7oR/2PWnS9"
    "Orl1iQp+1gcPlIUwt4Ekoi7tUINzNIVcyzfsxTxWbaCSIcqPpbOhmmSpUlRLQqNHPAYlrZ"
    "oFbVtJJX06pAzOECMYdxFBVc40KOI5ZjvY4jKQ4LrFL7bO+7ZXoL4hZaAh2kNotqKoJPAW"
    "vkWwawzGdI/EZTVgOu+vsoZ5MU92+/wtmkNEelOcqLqNIcleYoP6yy92HJxqq3qzBJUJtb"
    "W1klJGIRL0LoAtPmj3KVUShlQwqRrZQNpWwcJ6JK2VDKhvywHomykUrx2q5wZPPBuJUOJ0"
    "tWN9Um2qZOok0ZrVJGpBDpVcqISrNRaTaSCX/Zcy1Umo1Ks1FpNirN5ljgV2k2x4Gr8l8o"
    "/4V0hrbyX6g0m+OC9rjSbKJqtu3uoVTdG7dvyEvR1HUM0T3qeIWYhMolJMUt2VcuIeUSOh"
    "6hL7tfQLmElEtIuYSUS+hY4FcuoePAVbmElEtIOgNbuYSUS+i4oD0WlxDtqFnlCYpabnI4"
    "gOKlXANtgumNZHTMAq0B/qYb/M8GuPgUAX8FnpADTM+NPDnuJzAJMn4IivpmQuY+mjZYmr"
    "aPlVT2LJvmP0LNl5TLcRR0THUtf14Et3zCXpaqmfl6h4U5M13vjGe43ln5bL2zwmg99gjD"
    "chOyU6ML9204pr+mAOY5MgV9DejT4l9AWufJ9mcGvZVabifAohW0taBWSSPXr78SdPWzN9"
    "ij0z8S50fr86cIJpnbO7CBuYlihSAr0p2G6/OCvYtihiAzwqj1Dowo7qCYwM8Eor+Wtoku"
    "vXdzVPu7dk+P5NolAFX3ha/ENk+qAGYBXN5yuhLcNNn+gD05ImAru6BXYpujVPAyYxLlrs"
    "fDTt+Q1Aqtbjw/jWbnaLPU8JzdQaszk+coATzUlPujBMvB6mhDSI3xVl2CaR9hE4pZRdQk"
    "wnR70MSJVm6NmQwAWQt0j+a3Eg92MehRsoadARuFa+jfoPJfDxnGYPvXSQBjaPvLQkT16H"
    "ztvcHl9dXNOdCNpWk/2te3l+cAPxSP9t1o8K/h+BwEVtyjfXF7fT28eRg83OIXU+bHo/0w"
    "Hlz8TJaGevOjTWOow8E1eTHbkeDwARM1XLL9PBo1XFIsh2brcEkee2AJl9PGxiuRa/Kabt"
    "gh3PemgITIbVFDEnz5lJFlsl6sfGehu0Dn0FF4iZhKS6QuqZqdg+sshBViN1yKQl1wKvV2"
    "/ypDJD0a0hg6ZjnnFYbU46oyblvOuOXQwfahVhhUCXardIpoCZdCYcBk8VZt4mEBwaXpzp"
    "BjhJmb3oIqBTby8aFxKwuCRYl3SOSM/zit3Mr7bM7Ls4WY9M3Ibxk0jr+fnr579/H07bsP"
    "P569//jx7Me3sRgvvlUlzz9ffSUivZ82uo8pJbQokw6XE/qex8XxvtzF8b7o4pClAEuGM7"
    "+vwFyrlwCExj/QlCn8w7eqhT5e9Fu4iMObTZYD3X3G/5JEfPQCHSyzIVjDKRjcXZ0DfTaD"
    "K48s8gDCMrxP7EQsNklOPllI/uq5g8W70Qc2JOR4nznyPGizPOOtft6j/WhPsHLj+S4tG5"
    "jgo+lDY9IHE8e3bfwlyI8GsuEE4A+fPOkm3nnyCUyg4yCH0uhg5SCM5RLgb+4vq+1giF9z"
    "vbgYxzTgcoXwN5lttGe42c00LpeSzMf2+BPm333gEI7v8tXciXAkb1VfSsHREIE6odjbZd"
    "QLDm1vL5if8lxIp+UX0mnhQgqfiSLI/7i/vSnxSCQk+fYG5swD/wss0z1GO7oCWgIG2bk8"
    "bz6fIt/PNicgG+Tz5vFb5PsLIR9R7AS8nNWBe8OdXh4isMcECvX6qOcvW6ELtEDahd4aWd"
    "F+8pZHtuNVpcKdvseU7iXlx+WI5+lkDpPLhPfMgRSPAtTVXYNSZKph0FE1DPJ0pwa/U2Sq"
    "FZjMrcCeTNt0F+IMTtMpDsvMYZqqLdhqKkWimkzJ5Y1bQWh81Zf4z73UTcuE7KhMcVW/0k"
    "c3N1LLto8yXkAHAkKyAXgldMnw4dRngjV5PwqyGIwZxjU2UD025Er0EA2l7BREkU2gZIMo"
    "ZzxBlLPyIMpZXsue+ybeSDSCmKbqUt7HXiKHqQszFDtRxY4YE1jUihm7M2MJXRdfiSISh0"
    "XbQTv/9C2XoU+WVbjNGa4VfDET9V2bYWTmyBHzr7CIlejfLvpj4OZIZ4geDsQjQoU2H9qa"
    "aT8hUaRjIiVQuAUKtinMF4YEv1/qllV+ocZUHTJF351+/BDfm+SXqpvy/nowGklmhSLTgs"
    "6YmG49pv2Zer9faXkGKzUnXsqVEBiSAQvNielIagXQkjZq9I0NkYJRl0YXYgYYbp+8RV2S"
    "E/q3AN/2TIvmb5At1rqLV7LKEtr+MGXVSmbVOhbT7qqwa2OKRi5cifJfTnmvgapbIH8JRA"
    "+87whpNzmy7uk2p2c8yg1eVQ72WUG9iSWUgKTI0HToym2sHoeENUTDJRGNCn7KEjtRwc/X"
    "GRqTRYN2rHLtOXqvWnPGeoeA1jyggRaA7CDOMvZtd4TtKmazkNKFSltV2qpE6LYdhRH0wH"
    "XX8daKJUDuP3xVLhl9Vavv1wyh0qgkvnILDcpqRHF2Dd68jgdLErXmAZJWIZ6zKZ0gk1tR"
    "qeJ40VpNpGCYjHjxXRi46p6g7vkOfAMmQXR8obsL6q5zdQsfGeLFw4LEgho5QRP86saldW"
    "DxZBhEFB0XeAtMg/DOpFTdKBkss5dP3a6D/Yql4Eab+rNnSAF2fedJD8rrwy/WwxT5VUGp"
    "a9D1rfhuWHf0byH9ripO3jEV78DVzWF+dY15rlnK/dyme+XPcV6mPO6J7BNaZHqZKypNVc"
    "XwI1SdKrhLOMZsx1feZbGkWCpD1cH4byuFI+lLqAD09naWKXKZEe9dXt1f3I4vz4ERdB15"
    "tMeDCyopzkGUofFoB4XlKzOvRfCpjE1XyEZKgcAzkCKRmR01H4DmG3+SJAbW3C6+w59Qyw"
    "w2VlN+uf0Zn3PTfkHP+JTff7u4GN7fnwPXn82wFfdofxlcjb6Nh+TzTCs8P4c//1VV+ByS"
    "qfWK/EaYc/vzOUDPj/ZwPCZNdGnF76NNBNPttwesb2C5hHzv0b4c3lwNifyCthkW/R+cQW"
    "RmqmmwOomVS6g0Tff8Bs1LqMRQFXJ5ZqhawvlwPuUP7zlg/vC+FGbyVi547Du0C662FBle"
    "kqNSUfliVJ4KtAASEV0+Q6XkxHY5kXJcFYH+YiG9LK0kS5eD+okQtnVbnrxpax5mlbl5++"
    "3zaAjuxsOLq/ursN1E7D2gb1K/Wjz9bDwcjCRy5CLfISy3vWA8D8uTm1vSr3Tlxos1PV7N"
    "UWiIAKmjwV8RrGnjxilWUoAOlro3W5CWWTpIdv6Li7UWUphMyD+BtYmPGF1N2msC06OZl7"
    "RlF2Jkerb8WTxu22y3wSTMRf2x9GvkXlfeWCm9sQfrNSn1XdR8gL7Kqi4vJpDfkpYG4Cl8"
    "QizHUHknqYRCtZKq30pKf/JY1m457DGBQr0+6ioh5fXF0KhWJdYdJU2iLHEZ5lV0ENCCGX"
    "iwmQqSgftndHhqjlTAnw9uvo1GvaIYaADUxCa+jnbsJrxpIViC76EdF5fQMl+gs+lV+i7i"
    "VX1O94WRJuBKRgszGIPRE0vf9YDuOHgPAH/HtNaGthV/Awa0rjRYRdK+VvjgGEC34RpM4d"
    "y0SStw8sskPFH4EybsPLS2P5DZezx+hJ7x0Q3Ac+YwLb4JJGo41yHrBSLW1IlzRrQyG869"
    "8e3ttXZ5fU5PtmYsH+374fCSvkIa/SevfP/p6v6OjAilL68Xprsiw0MH3y6vHrTh9WcSAg"
    "3a4JHBd0YygnT8r+jtaA4pSU8N1gxubm6/3VwMycLzuH0ZWfRofx9+/umWBGHXcLpAJBKL"
    "/4aHq5uv99p4eH11cxl8Gc/D58PVHLgkyDipVd8H4xv8Q2oRFpZkhEBqzQW2D6/G14OHq9"
    "ub1EJ8yp5MZxmPXxRuhM8TRXhXHkV4V8z9j2UDr+cmoZD5AB46DTwT0U2kLr8kzRLtr3FV"
    "WxGapo0b2XNFitMb8K1uEIQEJend8OaSipuQnkgZItVcKs1IIg+RgcHAkjoypfksEd3z4H"
    "LlicTV0yTqrOfPuqW7+PpjzxIoF9RZqu6FMc64ZPVZhaw+U23V+XDvrtvRpYFw4WKNFJnq"
    "LCBPmaMcbmXpHt923aCHc9nJBvTOPrsDj5lNOPAV/8tsiZFf0ud01s3j1Xxt5UKLmVRxkr"
    "LLcC5lH+guMD0XrCx9Q+oyXX+6ND0yFNBbwGVJ17h6ewUjA6PXaNHoCa0NXTlo7uhLN5xg"
    "6z6D9YK63wgd6ZbuJJ9JCkwj4z/eC18cYampa+IngpDbYqlJZHGkcpTnHqkJoM0p41tyjE"
    "T08pigeyp5C60/8P8aNuenrFBbufMkS6VimQz/SSiWiqiWJ7ekaVR+S/38lhV+T8zpmlB0"
    "T2i0UuVqIw8yzvYD/L1EZMQEXQC4yoIb/vOh+kDHBtzo9uZrtDx/yvM1xaFqU0S8uqd0hr"
    "BDYrpuW2nlinq9rih/ZdThd4pM8VsWfjN8U4UWXFFoWavpg2TRK2ekPAwvPuFhnkBdhjPI"
    "Fb9l5jfT9SMeaijZRPH+KHj/Ah1XLPWDRaqC4gUHRvw4TDeaeKp7GXmHjJC2Aj4F6BoI/n"
    "Q8Cb7stEmasR0E4CrDP3GMjiv8E8cI+RK1wyBE0MPTnS2g4VtkDK0BIMn49hZkNC0Nv5Dq"
    "boNEdUhkxmRUk++2HQkCfV8gsoymZQcRI5qtjRc4yLKCV0jyKphZurkkv4Mn03G9czChr2"
    "geeob2hH7eJBTpE2DAmYm/0hR6awht4K1ReUZ3tiA5FaHJJ3H/ShPb6GNmw9+JkkjTqojC"
    "QEvX43dJyAmfWt/2DLS2BevXVfZ3EyGjQ5SlS2fdtxw9kiYCemicm9a9sGTfoYVkTL2/Q9"
    "xzhRNv7++Gw8uvg+sg13/+aGMchuObwYg01vMgvtqs/G1zmHzbWKrXzYTeNy/uL34aXn4b"
    "DS+FWRIRnoP4x0d78H1wRcoutKj84hwUXnq0b++GQdlG+EPwSvDroz2+JS54/G74Q1CdQj"
    "+I/v9ox3nY4Q/kPGh349uvY9paMfXLo/3l6ubq/idCHf2EP2FI+pGS16KfHu2Lwc3FcET/"
    "nvjHR3v4z7urMXkt/CHJ8g7+l+PUidu1ypytEKlEIxN2CIY0yhMksycop2vX4HGWWnFbZm"
    "57pmcJdT6MCbqQeLCHajp9RTrKsuKknxGyoG6XVBilyHJITzFdW9dP/Mp+H5vPt7ejzBPz"
    "+SqfxvHt+vNw/MMJhT5pfsjo5xmaQ6IdafN03TvezTeljTD7zWUpVuWJeXk6lZxXPzmPFq"
    "yLjqLIEHVtoF8rYpwiJjh7Ok3TPXHyngvm9xUwvy+BOWgoUifFpECtlE+ZlU/Kr1rtBhiU"
    "ykYvZGQm4RwRsZUj657kal4RopDVG6OWoVTiSmZxRVv+rKCz1C3TfhZ5pIqU3XuqsNLEqX"
    "dVKl7FcAHBbobNBWHAI6JOYt28ihscUuFanxyZApsfbHeFTAs6onYFi7aTsLcnT0gqTM30"
    "1jy1urOlv7NDfk03wk9ZhrJ7z1gLY3483amZOJ6hVE+VzE8VGWDjLmqxOUeq+Cwznx1IZt"
    "HW88VlSRWfZebzjORa1dSI8rSK0/JzWnOgzozZVXgF84Td04baif+r7qLNerXzlQKC4opB"
    "riSWzBIr6QurzfDPJT2U2cxm0XZPbrXSkSYFnfhDViBWj9iRPGI28kz8N9VRBMt3UdyXmf"
    "uqcU93Grmoxj2vi9+MB5x++0I5fHmJdspUIXNrGPrV55Duy89jaJXl25QP9z5KyV4okc88"
    "QuEsL5PVs68eWulxYkf26JQitp/i/zsaev7JdD20bWZbdmmfrxlAENpepIi29gQYgIAoKN"
    "J30RJOkbEJOjcbn8AkKdmlfZp1Oyn5J9PiL02X+E6jcWzFJgEt7C8+Zt4IdonbQ9CK/Wwx"
    "copAlezvtWR/7y1bZRNKOc/eGU+tPl5V7tk7K1Tr5x+A4k1gzksPMoO4S6X7fz89fffu4+"
    "nbdx9+PHv/8ePZj2/jE158q+qof776Sk57hivlRT+iXGigd4Jk6suB8FcdQvYmdtS0+W6Z"
    "cGUmu4AJtx9FewxdzC+3WsWOFnEq15qTWs81aiVoZhWMRqFtumijKtrmim5FRpg4VqT6Yl"
    "0WkE8iFF5I3QeTGT7Vc6zO/xcRPoxhyG1+kNDUlHDwo9Ke96o9B3wVucoSClVNyREUr9LX"
    "tpdoNwh08co6HNLN9xOrVavS8TKVE7608pOqtPITRlr5FH8F5G7smUZEvwjgRcruod6KFE"
    "mAW+muu8bmdD3Y09Tdg/49X5l2RZV2Icc7KD0Ruh8Tku4h3M4Vqea0tXgzHnQc+36w7mGb"
    "c/xAWwIGP/D39MvbQ4fhUWgaCneXydOp7jL1u8usIRRSHqP1Ej8X0sigtUNarGOQkDZ3F5"
    "AVrqmeRsbcoENO7LpTyWTxnDnmE3JmkAzxuyM921iOs/yafqXfLFzt4dWraDVPNBqvpY4p"
    "TOd+oh4tbOVh8QiW+gYs9BcIgtHBLml4qlnm0vQmwWqw1k0y3YN2mCdfKWi4woxJt/Mp2/"
    "1lyjm2V+eYYJSn2fiORJ6x5m+EPTfjlC6A075VRYdi1MhtTtOpbGZ5kh0Z2cwWcmEdFmcI"
    "FY9l5rE+m8GyQqDt1ntCvccZAhaam3ZPjLe90e3Xq5tzQGkf7Z+H/zoHz3BTxzpvYYpDTp"
    "MT0LRYpPtLfjqRudBRQtOFHfDPLOA2Wjjj/GQIFllOrAl/BTwEvIUDIbBMG2LLYhI1x6aR"
    "d/LVgW97ppVkwgbTqgz2eK3GduaJ5BOjKO60m27qXUifVVbMXhNk03zhDo2miTqocrdg0e"
    "BnTcigCdd3ENxW7BkpcpAl03QPkwKLFdYFEoqJJhTd85Z3a5SGZFBXndXmBmlMHaQbM91l"
    "lopWAp6jVONLBFBX2d3dyu5uoEB3b4beBbKfzHlvm7kXLutzG32zhIDL9AsHygfzj4nO/Y"
    "kMKV7oLv7VQWsaJIL6bEEWkHzsMGCEHJdt8O24n7CZ9ww3wc/KplM23aE1seZtuvh4M1He"
    "7n9N08sMeO/69nI4Hjzcjs8TkbCbG7aVTk0vuuULHfmYQGb06xsejXUNl+SO/obNc6YTNn"
    "ij8h724yVcN2+Qr3FOKphMJ+oT0AdjHV/9WG2kFVAPa5MWQ83olM+SK7fORo/2oz1xvPlc"
    "CyI0wQga6oldkz4HyMLPIAin8uLXHORBepMTVy3yAP5bjTdgAAzTJZ0QgnIsknqCZjPfAd"
    "7anPH2OlD39j7vbSmdWDIgvmcXlkcfSGENKkemnFl8AwWJoBOrf0uRqCpDXojTd4kw2Hli"
    "dbZ5oxLkBhaWJHm6zpV4toK26t/YHXeh6t/4uvhd5h7OxtBdj6q3gmGYDJ0KwmwJwggY+6"
    "mIJK0fTrUzoS00NQsxMuRF+kIOyL65VpqjYNPjUjb+jA5lVTfNAoqkBUGQILhjf80cjnfZ"
    "fV8DlA58MeG6WRiJF+fV4If/1oOgJ9sFu8vxI/3gm0aRbnwT7fsqwFwv8I0V1S03huT39K"
    "5dxNGdLaDhW1Bror/1fbgZb3fr40Ys6rgUpFDpVkPgDYNtO3qHxOjN0JI8YCRs2BKCF8kn"
    "vCIwD4nhcT/PKwc+Qcehs9GTs7nSHc+G7cF6F33qXfBBnYeZtuJpFs470tu9+8g5EK+C+N"
    "W2JOY4/oCuC8wEygMieNynkWRMPLd2FB+C3bt+DkMQD4XdcZ/AoEW6g6xdzecIvzHe6hou"
    "p93FLu+NVQONxECb4/8aw+xrtFkHMSMDoJ7IkEPiI2QFZwQQ+yXcaxxt1ZUns83EyCxojA"
    "TJAqrliZIRM2Nebk+YvI9qwtcLBBYIf+Ow87sFg1KDYM9ZScMscXJG3uKvPfqFtfRaupSE"
    "/f6tshoPmNWI1WRzSbDQaH6rAMIMyg7V5TY2CFzlvXQnD4In74XOF47ktCjXC8Sqw5M8KS"
    "9FXhdvNWaubKkILaXv0pC1xiRpaeJ9Kb4dHVvXbO+mLMBFdL8gB5pz+2e4KRTMsa2EuODn"
    "yNAtsw765EFdxwpp+lThPx7/yTDI0BpjeTK+unjobZERDUBMTYVfcnt2FO5SIZkB/2Jwfz"
    "G4HPb+PEz12y/InFGvVY9l4MVv9iuNO7KMetH4LLuHlB2GD4kLqY2mOxCYNjHMyHZgttBt"
    "G1plw8MEqJl23dw38TkO+BF8/5AkfI18Qtw3TBl5BzLy0lzir1lLU3Xp+txzvRrrseBnAo"
    "taMaM2MyJ5JMSDFJGCXgh6SWrTv8PpPaQZ1azrOfVu5f28hlM3tU7M82q6pEEu/nbkekU2"
    "daLiDd+ASWo050/Xg4u/3f80+Nvp2QfwwwL+/tdoUKcLZw70CG1Qqz5D6NmEW9y17X1mw7"
    "Xp5bV2O9SRSnbFZyrsPrznKLD78L60vo68dQTV6hyCr/v16gRE0RLTNE0H25+00mDmoOW8"
    "rxBv/QXLHkfzHUsE7SxV9yrVz7igPquA+oxRO+06T+K9AbJUHTzWTd2iKlj3qoN1LmQ9Vx"
    "yBuoiwgzw/Eh5zReng7yvTYSWLVbM4RbYfBu9TFT52/kriWBhAx5wtegynQvhOv8qhoCdr"
    "tjkTyhmr2sTJ5WsPO/+JKGopkg5qaadnPL1d8arybkJnhe6u5KESQDhc3kF0WzHt8Cd6zL"
    "nu5eOsUyQ7TbKWDe0KcBsbZX3Qy+zP/w/mQYMk"
)
