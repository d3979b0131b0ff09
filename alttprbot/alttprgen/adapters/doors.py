"""The door randomizer, whose games are put where people can fetch them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from urllib.parse import urlencode

from alttprbot.alttprgen.adapters.base import NOBODY, Adapter, CallContext
from alttprbot.alttprgen.plan import SeedPlan
from alttprbot.alttprgen.provider_exceptions import SeedNotStoredError, SeedProviderError, SeedProviderRateLimitError
from alttprbot.alttprgen.provider_response import ProviderMetadata, SeedProviderResponse
from alttprbot.alttprgen.provider_wrapper import ProviderContract
from alttprbot.alttprgen.randomizer.doors import DoorRandomizer, DoorSeed
from alttprbot.alttprgen.randomizer.doors_outcome import PROVIDER
from alttprbot.alttprgen.request import Spoilers
from alttprbot.alttprgen.storage import ObjectStore, StoredObject

# Discord forgets who asked after a quarter of an hour, and one game may take four minutes.
MOST_IN_HAND = 4
BUSY_FOR = 60.0


class DoorProvider(Adapter):
    """Rolls on this machine. Permalinks lead to `patcher_url`, a page that applies the patch to a player's own ROM."""

    PROVIDER_NAME = PROVIDER

    def __init__(
        self, randomizer: DoorRandomizer, contract: ProviderContract, store: ObjectStore, patcher_url: str
    ) -> None:
        super().__init__(contract)
        self._randomizer = randomizer
        self._store = store
        self._patcher_url = patcher_url
        self._in_hand = 0

    def require_set_up(self, plan: SeedPlan) -> None:
        """Raise `SeedProviderConfigurationError` where this bot cannot carry out the plan."""
        self._randomizer.require_set_up(plan.branch)

    async def generate_seed(self, plan: SeedPlan, context: CallContext = NOBODY) -> SeedProviderResponse:
        """Roll a seed and store it; rolling is not repeated because storing fails. Raises `SeedNotStoredError` then."""
        if not isinstance(plan.payload, Mapping):
            raise TypeError("the settings of the door randomizer are a mapping")
        settings, visible = plan.payload, plan.options.spoilers is Spoilers.ON
        rolled: list[tuple[StoredObject, StoredObject]] = []

        async def call() -> SeedProviderResponse:
            seed = await self._randomizer.generate(settings, branch=plan.branch, race=not visible)
            patch, spoiler = _objects(seed, visible=visible)
            rolled.append((patch, spoiler))
            patch_url = self._store.address(patch.key)
            return SeedProviderResponse(
                url=f"{self._patcher_url}?{urlencode({'patch': patch_url})}",
                hash_or_id=seed.name,
                provider_meta=ProviderMetadata(PROVIDER, plan.operation),
                code=seed.code,
                spoiler_url=self._store.address(spoiler.key) if visible else None,
                version=seed.version,
                settings=plan.settings,
                extra={"patch_url": patch_url},
            )

        with self._in_line(plan):
            response = await self._execute(plan.operation, call, context)
        await self._keep(*rolled[-1], context)
        return response

    @contextmanager
    def _in_line(self, plan: SeedPlan) -> Iterator[None]:
        """Games are made one after the other; whoever would have to wait for too many others is told so."""
        if self._in_hand >= MOST_IN_HAND:
            text = "too many games are waiting to be made"
            raise SeedProviderRateLimitError(text, PROVIDER, plan.operation, attempts=0, retry_after=BUSY_FOR)
        self._in_hand += 1
        try:
            yield
        finally:
            self._in_hand -= 1

    async def _keep(self, patch: StoredObject, spoiler: StoredObject, context: CallContext) -> None:
        """Both or none."""
        begun: list[StoredObject] = []
        try:
            for what, item in (("its spoiler log", spoiler), ("its patch", patch)):
                # One that failed may be there all the same.
                begun.append(item)
                try:
                    await self._store.put(item, context)
                except SeedProviderError as error:
                    raise SeedNotStoredError(what, error) from error
        except BaseException:
            for item in begun:
                # That this fails as well is in the log; the person hears of the first failure.
                with suppress(SeedProviderError):
                    await self._store.delete(item, context)
            raise


def _objects(seed: DoorSeed, *, visible: bool) -> tuple[StoredObject, StoredObject]:
    return (
        StoredObject(f"patch/DR_{seed.name}.bps", seed.patch),
        StoredObject(f"spoiler/DR_{seed.name}_Spoiler.txt", seed.spoiler, public=visible),
    )
