"""What the operator can do about a database that cannot be used."""

from __future__ import annotations

import socket
from urllib.parse import unquote, urlsplit

from alttprbot.database.errors import ACCESS_CODES, NO_ACCESS_TEXTS, causes, is_full, reason, server_code
from alttprbot.database.url import DatabaseSettings, database_url

NO_RIGHTS_CODES = frozenset({1142, 1227})


def explain(error: BaseException, settings: DatabaseSettings) -> str:
    """Why the database cannot be used and which setting to change, in one line without any secret but what the server
    itself repeats."""
    return f"The database cannot be used: {reason(error).rstrip('.')}. {advice(error, settings)}"


def advice(error: BaseException, settings: DatabaseSettings) -> str:
    """What to do, as a sentence."""
    url = database_url(settings)
    if is_full(error):
        return "Make room on its disk, or raise its quota."
    if url.startswith("sqlite:"):
        return _about_file(error, settings)
    parts = urlsplit(url)
    user, name = unquote(parts.username or ""), unquote(parts.path.removeprefix("/"))
    codes = {server_code(link) for link in causes(error)}
    if codes & {1045, 1698}:
        return f"Set {_settings(settings, 'DB_USER', 'DB_PASS')} to a user and the password that the server knows."
    if 1049 in codes:
        return f"Run `sahasrahbot.py db init` to make it, or set {_settings(settings, 'DB_NAME')}."
    if 1044 in codes or codes & NO_RIGHTS_CODES:
        grant = f"GRANT ALL ON `{name}`.* TO '{user}'@'<its host>'"
        return f"Set {_settings(settings, 'DB_USER', 'DB_NAME')}, or give this user its rights: {grant}."
    if codes & ACCESS_CODES:
        return "Let the server offer TLS, or set DB_TLS=false where nobody listens on the way to it."
    if any(isinstance(link, socket.gaierror) for link in causes(error)):
        return f"There is no host {parts.hostname}: set {_settings(settings, 'DB_HOST')}."
    if settings.db_socket:
        return f"Set DB_SOCKET to the socket of a server that runs; it is {settings.db_socket}."
    where = f"{parts.hostname} on port {parts.port or 3306}"
    return f"Set {_settings(settings, 'DB_HOST', 'DB_PORT')}, or start the server; it was looked for at {where}."


def _about_file(error: BaseException, settings: DatabaseSettings) -> str:
    file = database_url(settings).removeprefix("sqlite:").removeprefix("//")
    if any(text in str(link).lower() for link in causes(error) for text in NO_ACCESS_TEXTS):
        return f"Set {_settings(settings, 'DATA_DIR')} so that this user may read and write {file}."
    return f"End the other process that uses {file}, or look after its disk."


def _settings(settings: DatabaseSettings, *names: str) -> str:
    """The settings to change: `names`, unless one address holds them all."""
    return "DATABASE_URL" if settings.database_url else " and ".join(names)
