"""Former names of preset namespaces."""

from __future__ import annotations

from tortoise import BaseDBAsyncClient

from alttprbot.database.ddl import ForeignKey, Key, Table, char, create, drop, integer, moment

RUN_IN_TRANSACTION = False

TABLES = (
    Table(
        "presetnamespacealiases",
        (char("name", 50), moment("expires"), integer("namespace_id")),
        keys=(Key("uid_presetnamespacealiases_name", ("name",), unique=True),),
        foreign_keys=(ForeignKey("fk_presetna_presetna_aliases", "namespace_id", "presetnamespaces", "CASCADE"),),
    ),
)


async def upgrade(db: BaseDBAsyncClient) -> str:
    return create(TABLES, db.capabilities.dialect)


async def downgrade(db: BaseDBAsyncClient) -> str:
    return drop(TABLES, db.capabilities.dialect)


MODELS_STATE = (
    "eJztXWtX2zga/is6+bL0nLQHKKEd+ikwTMtMgR5gt7NzOYliK4kW2/JIMiEz0/++kmwnvm"
    "OFJDgefYHE0iM7j2S9V0l/dVxiI4e96Qc25h+RhyjkyP4IXcQ6J+Cvjic+iQ9V1bqgA31/"
    "WUle4HDkKByUgMEkRgwmC8iIcQotLiqNocOQuGQjZlHsc0w8Cb32EKBkBsaEAgStKVi0Am"
    "QrXTCbEvSAKIDsXlyT1TAH0LNFAaKy5I28kU0scSfsTdbYZuDhPwI04GSCuLguWv71d3EZ"
    "ezZ6VMSpr/79YIyRY6eIxLZsQF0f8Lmvrl14/AdVUT7uaGARJ3C9ZWV/zqfEW9TGHpdXF0"
    "8urnEaSAK9wHEi4mNOwyddVgkfMYGx0RgGjuwGiQ4fYHmtMxhcXd8Nbs/vBoNOrotiRILh"
    "6JJFPNm94lHDYTSRj/D68ODo3dH7t8dH70UV9ZiLK+++hbdeEhMCFT1Xd51vqhxyGNZQHC"
    "9JpaKHiIv/FF2RI/dsCmkxu2lUhmXx+FmWY04TNEckLliOqyxpXg7ubfDswseBg7wJn4qv"
    "R70KUv/Tvzn71L/ZO+q9kjck4l0M39irqORQFUnelzxPIZsOikZwOckJyIYY3upAThHc26"
    "9BcG+/lGBZlCbYR9SFDvbudShOgdo3jA/39+vwLKuVMh0WprlmiHPxFCxP9Y+311fFVCcx"
    "GaZtbHHwN3Awy03PzWe8gl9JhmzZZewPJ8nq3mX/5yzhZ5+vTxU3hPEJVa2oBk4z3At2FG"
    "8aozwBad1Esv6ZWpBBwofSo3gJah3Jh3WnkapZJMszx0Kf5dD18zx/L2iSxcVcp4DZqSRC"
    "vok/7B7zFEH72nPm0X0riL+7uDy/vetffklNMt/3785lyaG6Os9c3TvO9NGiEfD14u4TkF"
    "/BL9dX59m5aFHv7peOfCYYcDLwyGwA7QRF8dWYxlSPWwHjZbpmqSKfBj2t0DdfYqxHpV/S"
    "ahNCC0TxKSEOgl4xqwtMhtCRANVgNGcj1aF0cWW7Uvj0+vpz6gU5vbjLTFP/vjw9v9k7UG"
    "+GqIQ5KmYaPmDoQco1yU7CDN8afMv/zIeWlraTArVPp9+A5UTJA7b1HABJTPs4Xr9SSXxJ"
    "hqZSmQIZlp9mGXKOXJ8XCMNS9SIJMcpFfgp2xC/3rPnA1SE1DTK05mllAR1ryrUEpH1zwW"
    "E9A7PCvszOBTZmFqH2IGCIFjpeT/GkdAAXgFs0ir87PHz79t3h/tvj972jd+967/cXwzlf"
    "VDWuTy8+yqGd6pP8WJ8EWCB1uyCJMtyvyr01hZ6HHG320zjD/6r8iyLlhiqfhqqCbHls+2"
    "b+9dszC94oIe5KhMfA9rG9Nk+ujNKP7xMhZXlhBK37GRRyM1dCDklZ3XyRe+hmr0APThR3"
    "8kfKX5DMqrhEjIni8rSLRYXu0wkXbrKufqbFA6JMlAEyBhBEbQE+hVz8QUDdAowIBwzO3o"
    "BhLOSGYB9gJhA2psjiMbBGFsb67/d0hsavnah+NCmJv6LGrymRnZizZLFWUkeVYGpZXsdW"
    "xFF59odRzV5ONUi/Q/XZT+MM/6vyv5JhaAxCY5TsPP/xDCJj5PkeqA6+Z7Gti7/vSLw9Jq"
    "k64E48jryCcGW5DZSAtM/6OaqXD3dUlQ93VJAPBzkXurirSXUa1T62D+qxfVDF9kEB28Jw"
    "Q5KRHNXl7twlYiWpsVL4fX+zMmN96SMhOQNYMHirZUEauRVJ0JTUzp0TBcjGq3VyCmj6uM"
    "l9vBQoWpnZGZhJzl49OVt0z5TQwYhop4ilgCZJ7IkkscZ4n2Wv4T9Vks5PaP4FURcz6Y8t"
    "8UWXV+9We6YTwHs09zPAWm5qPhV9FbqGIRCNABfOgU26gAXWFEAGhgwhm53Eo2xY7H1erR"
    "mz7K9Zy/50l5A8a/3IShPTDqehsWBUzO8deiwZtwlIGwzBKq3q/Oe7arm7UKo+X199jKtn"
    "hXFe7g7EZFToUizP/UujtmcaNnziyEnXPNF5ln8gFOGJFGuK7AvxVNArTFcrkYZsB9n+Fg"
    "+p+OryVaRwthBm2ZEmyAhtZzXp9m/P+t+fd741Q4eppblo6is1tZS+0idkJNsjUksAPiUT"
    "Ct03YCgKhmBKxA9Sce3bT/3Xh71jsDdFj68kQl5kyKKId8HQp2iMH4dgJpUUHxHfQeBeGE"
    "1yQ4LRPK/WbPG+Rg9qlh5UOJWVq0FR9fVoQS9L7OYXeKr/GuTG9VuoY26E33C60WF4iWiD"
    "krnpDHIxq8PCOEO1wzQBa5+7tMWrk9Gjjykq8Jw+4R9fwtrX3TvSvbW84xQ9kHv91zkBM/"
    "3b5P51IOMyVV67h1NA08dN7mOzqKtAJG8th0wj6pLelysRq8h0VwT+4acb5JQtda4XPdkx"
    "+6DMc/Rtk76eM+KN8aRT4OCJSrpVXh1rWadWwCna8Uu6SYj4qrLGPyiPiXQJAUgRsJHliP"
    "82wJ4qUHVAeKMgXPsumqEP2CpZC7GBexS4aNJLG3xIBXlcFP1ufDcv6Lt5ocULTZtJXiaH"
    "ePkS5Niv8D8kQZty87RpL7oH6ARaccQFoA0Onm1EERuSSfJFKMmIX8VbF/UdDFnxgsaSmp"
    "WS21eYxcZIMIGpEZQZE+oiCiQ8XGa4aKgLRnMwm2JrKkMcmImqgWeDwOPYAcPIMzL8ADwy"
    "IvYciMdCwIJCDMN7pIIiSLRdINm3dE8TjGmWQH/ZgEGDwjHrXxPfCOdm0zSnNnlGFvOjXg"
    "pMFtYmjXhTOTAVuxJqJ8FkpHmbPBndTA5Mdqg1KQkm0w1nRLItXmQud0l9WglL19dRxawc"
    "8kmF7Ja4aKnazKZEZeDKZRpJNSmvVGngCl0gqWGf9aUaT8hLKk6NcIs3bV56Gb+IkcNGDh"
    "s5vCY5XEf26slbjfUyPqKMeP9iQMyOYiCoLZfC1tgHMJQtDqX7QYYUfEhjx0KYEepANi0O"
    "WKylVeO4aJb8NY6LjTkumqnaNGE0NzXgn/Aurx7sL/dyt0QqpzNNs1bg2ojLWaZtpC+Sn+"
    "sgrlUcbV5Tu0EPuHS5c7ZKDT2NpirXiE2ltr8M2zgJ199gueclttW5pOLTg0wAWZxH6hXF"
    "nJ7VVqHLJGxEFsc/zDhKXva007gb6lObhBirvGg3v7JNxsqzFJ67yVjTKN32cudmKsXNGN"
    "fb9veRoj0UK0w/Urhv4k7m52xhjVsj1mA1bqS3dxFWqDHp+c5TmDZNZZtynC/V0rV4zdtk"
    "M3UzzvLU2Gqep7zC7qplb+m4wxVAJtEnosUfwDDS5ZTXGnMG/tu//Ay4UP26cjOowHcItJ"
    "Fd4gx/fpuFdhcVplnizNiwD2On6zJsZGyxF7XFUp1UV3/KdG0brIfNn++ZGv+1k/XTMEN1"
    "DaqNLbx1W1jINixupm0iJHHGRmiKjVCQ65pz9y96QvRmUPSyla/9yiPNfuC5I+t2xUd6sC"
    "OEmpQwkxLWbCv3uSlh+cljLcHYVOiwJdRvNCh7c/fx4/UDohTb6OsUc6R2bS9wERRX7FY5"
    "DCifTEgEmaUg9TPW46RzedAmmGHR8wEHAo2gKxfxKz+AJfp4Qui8m13SB/bkrz0Jjz4UD/"
    "KqIsV9AzcqcTREJ4aG703cpPEsvLBnIdUr9V0LKVgrrLGNG7zxiNfgOYkxJNch2QTBCkjf"
    "TQO3ThAs8O1V+jsBM/3dlP6u49AQv4wV2dsVomqBMHkEtfIIGrH+vWG07+4bFE6ZDdm65U"
    "aojXdiANwQ4t5yqIzmvMGVq9StNLZiVZSK+gO2ADxpan2NT36XZ767AZNWD3accBt6OJJm"
    "EASyUQDHHFH5BYnmKf+g9k+TR8uH5Xnjan1N/+b95g0pcZyBKleny6lYrwwGC9vSQaqmaJ"
    "sGHjtRSbbhiihKLMREPQljKgF3LF4ephJ05Rb86lgihZxBcdUTz0EDX9xB3HPoByNhs06R"
    "PQQMzplsVu32L1uWGGQDeXSReGxoiVrRdfF79pQZiT25KU24X5y8syXuVWoaGvvvJe0/+d"
    "LohjtToNYtzNpMcl5Djb82rX9TmxNLARAUKC/lNGdgbdQSa41nje3+FWXRGhCNSTkLa9GW"
    "wmuLgIWjESFvhfNns1ijhzdND0/2tPhNlIjuKgrLVx6AmgaaA1CfOAA19XYRq/Bcg0q+ly"
    "DDtQbX0kAYhMaCJuEZpGFdl/WAOjoaUBLTRvWnrkJfqdHnlCDFmrR0tamOQe3j+qAe1wdV"
    "XB8UcB1OBoORlv2UArWP6/UbUBFh+opnCmi0ziZrncqXaBHXhZ5exD+Da9/7tMm5K+G9Xe"
    "XdysDNG9bkN2zhO9fUelO4Leq8sQtwZ1Ve5fZwEWNwopvHVABt38S2fkWB+IIOqVkNilyt"
    "laM8CzXGncZIDzyZSao9syRhhm8Nvk02WXuyi+pkk1kOYSspaSngVtSzbQbudqSHm579co"
    "uQ/SMZdQpyXuKiblWmi/Qd/S+qVGO/N5WgAdm9+CvT8+WCBJWnMUMj0P9ycQKgZSGZ8AEg"
    "B8STxwVFqR3R6X/yV0+oPDKoCzyZ3S/bmRDOi/eE2+j9VB5MGKRV6S9D8V4EyB52wZAGni"
    "ceQn60iYeGQNx8OIZYtDz8AIaIUkIVRu5URwSXLhBPHrjI4xWrFZC4JmVm5D7CNnJ9Ip7E"
    "mg/u0TNXLZTro+tMp29QSsXb4xoa6NvstLDUQGVRdR6Lftj/mRH/VXIrOuGg7WyF8/VH/a"
    "N3Ik/yj7fXV2XJtwtIVipii4O/Qbwyasd0oApqJRkpYZhbuZ9dpJ+RcrKB7Mp9USSfX4v5"
    "GPEs4htm2G6bdyU8dGhfAAzrq7OeFbZaAjQHbZ9D56Cuo7rKT10yu+tH2TK4Fi5T2wjfxr"
    "fwz/ItRCEc3f5OwEzYp2mOhWT/jrFXEvWp7uAkzvRwk3sYBjbW3G81CTHZztonpWzSG/cV"
    "jW4RYyEBOYdcorRb5ZOboRFL1NPb3wMz4JDJJPSAES/2lr0BQ2wvjrb6dNk/e337qf/6sH"
    "cM9qbo8ZU8dUEdcoWEMsAj7xmmwCLkHledZrnZe655adc/zkl2fFRDyTw+KtUxZVE7zr5s"
    "5wlRqUCuIFF31V0SY4ysekaWGLS+A+faKxyzOMN3Pb7hg5h7qG7+eRrVPn9NrxbVvQqqew"
    "X+A0bHQtjeI63dMNKoFg7rdUlR46j5pzpqFqsodXs8BWxhn+9IH9ey5RuxyU3DVOFd79+G"
    "OBb6iGJr2ilwKkQl3SqHAlzWecqZUN6xZpeVZu2yUrpVQrmiVr5NQhu0tMNer052Sq9Xnp"
    "4iyzLGh3ipNBiOqreQ3c3EK8vO6yhPhig/r8Nk/5w8kQ/xosLs2/8BMVQWMQ=="
)
