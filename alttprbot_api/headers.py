"""The headers that every answer carries, so that browsers refuse what our pages never do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alttprbot.config import Settings
from alttprbot_api.addresses import origin

# RFC 9745: when the addresses of old became deprecated.
DEPRECATED_SINCE = "@1767225600"
ONE_DAY = 24 * 60 * 60
ONE_YEAR = 365 * ONE_DAY


def security_headers(settings: Settings, form_targets: Sequence[str] = ()) -> Mapping[str, str]:
    """The same for all answers of an application, but for pages whose forms lead to other sites: `form_targets`.

    Browsers hold redirects after a form to the same list as the form itself.
    """
    discord, pictures = origin(settings.discord_oauth_authorize_url), origin(settings.discord_cdn_base)
    policy = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": f"'self' {pictures} data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": " ".join(("'self'", str(discord), *form_targets)),
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    headers = {
        "Content-Security-Policy": "; ".join(f"{name} {sources}" for name, sources in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if settings.app_url.startswith("https://"):
        headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR}"
    return headers


def successor_of(path: str) -> dict[str, str]:
    """For an address of old: it will not stay, and `path` is where to go."""
    return {"Deprecation": DEPRECATED_SINCE, "Link": f'<{path}>; rel="successor-version"'}
