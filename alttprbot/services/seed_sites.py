"""Where the seeds of each game can be looked at, which is where somebody may be sent to who asked for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from alttprbot.alttprgen.local_games import AOSR_URL, SRL_BINGO_URL
from alttprbot.config import Settings


def _alttpr(settings: Settings) -> Sequence[str]:
    branches = (settings.alttpr_default, *settings.alttpr_branches.values())
    return (*(branch.base_url for branch in branches), settings.avianart_baseurl, settings.door_patcher_url)


def _samus(base_url: str, template: str, releases: Sequence[str]) -> Sequence[str]:
    return (base_url, *(template.format(release=release) for release in releases))


SITES: Mapping[str, Callable[[Settings], Sequence[str]]] = MappingProxyType(
    {
        "alttpr": _alttpr,
        "alttprmystery": _alttpr,
        "sm": lambda s: _samus(s.sm_baseurl, s.sm_release_baseurl_template, s.samus_allowed_releases),
        "smz3": lambda s: _samus(s.smz3_baseurl, s.smz3_release_baseurl_template, s.samus_allowed_releases),
        "smdash": lambda s: (s.dash_baseurl,),
        "varia": lambda s: (s.varia_baseurl,),
        "ctjets": lambda s: (s.ctjot_share_baseurl,),
        "ootr": lambda s: (s.ootr_baseurl,),
        # The settings say which of the hosts below it is.
        "ff1r": lambda s: tuple(f"https://{part}{host}" for host in s.ff1r_hosts for part in ("", "*.")),
        "aosr": lambda _: (AOSR_URL,),
        "smbingo": lambda _: (SRL_BINGO_URL,),
    }
)
"""Addresses by game. Games that are not here have seeds without an address: they are numbers and flags."""
