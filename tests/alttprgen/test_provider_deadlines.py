"""The operators' page says how long a provider that is down can cost at most."""

from __future__ import annotations

from alttprbot.alttprgen.provider_policies import POLICIES, Policy
from alttprbot.config import REPOSITORY, Settings

PAGE = (REPOSITORY / "docs" / "operators.md").read_text(encoding="utf-8")
WAITS = (1, 2, 2, 2, 2)


def row(call: str, policy: Policy) -> str:
    usual = Settings.model_validate({"debug": True})
    timeout = policy.timeout or usual.provider_timeout_seconds
    attempts = (policy.attempts or usual.provider_max_attempts) if policy.repeatable else 1
    total = timeout * attempts + sum(WAITS[: attempts - 1])
    return f"| {call} | {timeout:g} | {attempts} | {total:g} |"


def test_every_deadline_is_documented() -> None:
    rows = [row("all others", Policy()), *(row(f"`{call}`", policy) for call, policy in sorted(POLICIES.items()))]

    table = PAGE.partition("| call | seconds for an attempt |")[2].partition("\n\n")[0].splitlines()[2:]
    assert table == rows
