"""Taking secrets out of what leaves the process: log lines and error reports."""

from __future__ import annotations

import re
from collections.abc import Iterable

MASK = "**********"
# A shorter one would be found inside of ordinary words.
SHORTEST = 6
PATTERNS = (
    re.compile(
        r"(?P<keep>\b(?:code|state|auth_key|token|access_token|refresh_token|client_secret|api_key)=)[^&\s\"']+"
    ),
    re.compile(r"(?P<keep>\b(?:Bearer|Bot|Basic) )[A-Za-z0-9._~+/=-]{8,}"),
    re.compile(r"(?P<keep>/api/webhooks/\d+/)[\w-]+"),
    re.compile(r"(?P<keep>\b[a-z][a-z0-9+.-]*://[^\s:/@]*:)[^\s/@]+(?=@)"),
)


class Redactor:
    """Masks the given secrets, and whatever has the shape of a token, OAuth code, webhook or password in an address."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        # The longest first: one secret may be part of another.
        known = sorted({secret for secret in secrets if len(secret) >= SHORTEST}, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    def __call__(self, text: str) -> str:
        """`text` without secrets."""
        if self._known is not None:
            text = self._known.sub(MASK, text)
        for pattern in PATTERNS:
            text = pattern.sub(rf"\g<keep>{MASK}", text)
        return text
