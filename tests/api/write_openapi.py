"""Write `openapi.json` anew: `python -m tests.api.write_openapi`."""

from __future__ import annotations

import asyncio
import json
import tempfile

from alttprbot.config import Settings
from alttprbot.supervision import Readiness
from alttprbot_api.api import create_app
from sahasrahbot import open_core
from tests.api.test_openapi import SNAPSHOT


async def _write() -> None:
    with tempfile.TemporaryDirectory() as directory:
        settings = Settings.model_validate({"debug": True, "data_dir": directory})
        async with open_core(settings) as core:
            app = create_app(core, lambda: Readiness(ready=True))
            response = await app.test_client().get("/api/v1/openapi.json")
            document = await response.get_json()
    SNAPSHOT.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    asyncio.run(_write())
