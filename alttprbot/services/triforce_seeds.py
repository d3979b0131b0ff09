"""Seeds that show a text of the community at their end."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from alttprbot.alttprgen.end_text import DETAIL, with_end_text, with_settings
from alttprbot.alttprgen.generator import GeneratedSeed, SeedService
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.request import SeedRequest
from alttprbot.database import DATABASE_ERRORS, reason
from alttprbot.services.triforce_texts import TriforceTextService

logger = logging.getLogger(__name__)


class TriforceSeedService:
    """Draws a text, and rolls a seed with it."""

    def __init__(self, *, seeds: SeedService, texts: TriforceTextService) -> None:
        self._seeds = seeds
        self._texts = texts

    async def generate(
        self, request: SeedRequest, pool: str, *, settings: Mapping[str, Any] | None = None, balanced: bool = True
    ) -> GeneratedSeed:
        """Roll a preset of the site with a text of `pool`, if it has one and the preset can have one.

        `settings` take the place of those of the preset. The details of the record say which text it was. Raises what
        `SeedService.generate` raises.
        """
        text = await self._texts.draw(pool, balanced=balanced)

        def amend(plan: SeedPlan) -> SeedPlan:
            changed = with_settings(plan, settings) if settings else plan
            return with_end_text(changed, text.text, text.id) if text else changed

        seed = await self._seeds.generate(request, amend=amend)
        if text and seed.plan.details and DETAIL in seed.plan.details:
            await self._mark_used(text.id)
        return seed

    async def _mark_used(self, text_id: int) -> None:
        """There is a seed by now: nothing may keep it from its players."""
        try:
            await self._texts.mark_used(text_id)
        except DATABASE_ERRORS as error:
            logger.warning("end_text_not_marked", extra={"text": text_id, "reason": reason(error)})
