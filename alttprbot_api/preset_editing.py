"""What the editor does with a form: checks it, saves it, rolls a test, and shows it again with what there is to say."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

from quart import Response, redirect, request
from werkzeug.wrappers import Response as WerkzeugResponse

from alttprbot.alttprgen.preset import PresetIdentifier
from alttprbot.alttprgen.request import Requester, SeedRequest, Surface, UploadedPreset
from alttprbot.core import Core
from alttprbot.exceptions import (
    InvalidInputException,
    NoPresetSpecifiedException,
    PresetExistsException,
    PresetNotFoundException,
    RateLimitedException,
    SahasrahBotException,
    StalePresetException,
)
from alttprbot.models import PresetNamespaces, Presets
from alttprbot.services.namespaces import NOTE_MAX_LENGTH
from alttprbot.services.telemetry import TelemetrySurface
from alttprbot_api.access import require_identity
from alttprbot_api.pages import Link, flash, render
from alttprbot_api.preset_diff import differences
from alttprbot_api.preset_form import Findings, PresetForm
from alttprbot_api.preset_links import create_url, namespace_url, preset_crumbs, preset_url, require_game
from alttprbot_api.problems import Problem
from alttprbot_api.rate_limits import Caller, Rate, allowance
from alttprbot_api.web import current_web

# A provider may be asked three times, each for a minute, with pauses.
TEST_SECONDS = 190.0


class PresetEditor:
    """The editor of everybody who is logged in; what they may not change raises `NotPermittedException`."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def namespace(self, name: str) -> PresetNamespaces:
        """A namespace that the person may edit."""
        space = await self._core.namespaces.get(name)
        self._core.namespaces.require_editor(space, require_identity().discord_user_id)
        return space

    async def preset(self, namespace: str, game: str, name: str) -> tuple[PresetNamespaces, Presets]:
        """A preset that the person may edit."""
        require_game(self._core, game)
        space = await self.namespace(namespace)
        return space, await self._core.namespaces.get_preset(space, game, name)

    async def beginning(self, space: PresetNamespaces, game: str, source: str) -> PresetForm:
        """An empty form, or a copy of the preset `source`."""
        if not source:
            return PresetForm(game, "")
        original = PresetIdentifier.parse(source)
        if original.namespace is None:
            text = (await self._core.presets.get(game, source)).raw
        else:
            owner = await self._core.namespaces.get(original.namespace)
            text = (await self._core.namespaces.get_preset(owner, game, original.name)).content
        name = f"{original.name[:45]}_copy" if original.namespace == space.name else original.name
        return PresetForm(game, name, text, note=f"Copied from {original}")

    async def open(self, space: PresetNamespaces, form: PresetForm) -> Response:
        """Show a preset as it is stored; from before presets were checked, it may not be saved like this again."""
        findings = await self._check(form, named=False)
        return await self.show(space, form, findings if findings.refused else None)

    async def submit(self, space: PresetNamespaces, form: PresetForm) -> Response | WerkzeugResponse:
        """Save the form, or only check it if that button was used."""
        findings = await self._check(form)
        if findings.refused or (await request.form).get("action") == "validate":
            return await self.show(space, form, findings, 422 if findings.refused else 200, validated=True)
        try:
            saved = await self._save(space, form)
        except StalePresetException as error:
            return await self._show_stale(space, form, error)
        except PresetExistsException:
            taken = f"There is a preset “{space.name}/{form.name}” already. Choose another name, or edit that one."
            return await self.show(space, form, Findings({"name": taken}), 409)
        except InvalidInputException as error:
            return await self.show(space, form, Findings({"name": error.message}), 422)
        await self._announce(space, saved, len(findings.warnings))
        return redirect(preset_url(saved.randomizer, saved.preset_name, space.name), 303)

    async def test(self, space: PresetNamespaces, form: PresetForm) -> Response:
        """Roll a seed of the text as it is in the form; nothing is saved."""
        findings = await self._check(form, named=False)
        if findings.refused:
            return await self.show(space, form, findings, 422, validated=True)
        user = require_identity().discord_user_id
        wanted = SeedRequest(form.game, UploadedPreset(form.text), Requester(Surface.API, discord_user_id=user))
        try:
            self._count_roll(user)
            async with self._core.work.track("test roll"), asyncio.timeout(TEST_SECONDS):
                seed = await self._core.seeds.generate(wanted)
        except SahasrahBotException as error:
            problem = Problem.of(error)
            return await self.show(space, form, findings, problem.status, failure=problem.detail)
        except TimeoutError:
            return await self.show(space, form, findings, 504, failure="This took too long. Please try again later.")
        return await self.show(space, form, findings, seed=seed)

    async def show(
        self,
        space: PresetNamespaces,
        form: PresetForm,
        findings: Findings | None = None,
        status: int = 200,
        **context: Any,
    ) -> Response:
        """The editor's page."""
        if form.revision is None:
            title, address = "New preset", create_url(space.name)
            crumbs = [Link("Presets", "/presets"), Link(space.name, namespace_url(space.name)), Link("New preset")]
        else:
            title, address = f"Edit {space.name}/{form.name}", preset_url(form.game, form.name, space.name)
            crumbs = preset_crumbs(form.game, form.name, space.name, "Edit")
        return await render(
            "presets/editor.html",
            status,
            title=title,
            crumbs=crumbs,
            address=address,
            space=space,
            form=form,
            findings=findings or Findings(),
            games=list(self._core.presets.games),
            **context,
        )

    async def _save(self, space: PresetNamespaces, form: PresetForm) -> Presets:
        async with self._core.telemetry.track(TelemetrySurface.API, "preset", "save"):
            return await self._core.namespaces.save_preset(
                namespace=space,
                game=form.game,
                name=form.name,
                content=form.content,
                author=require_identity().discord_user_id,
                replace=False,
                expected_revision=form.revision,
                note=form.note or None,
            )

    async def _check(self, form: PresetForm, *, named: bool = True) -> Findings:
        fields = {}
        if named and (complaint := _about_name(form.name)):
            fields["name"] = complaint
        if len(form.note) > NOTE_MAX_LENGTH:
            fields["note"] = f"A note has at most {NOTE_MAX_LENGTH} characters."
        if form.game not in self._core.presets.games:
            return Findings({"randomizer": "Choose the game that this preset is for.", **fields})
        issues = await asyncio.to_thread(self._core.presets.validate, form.game, form.content)
        return Findings(fields, tuple(issues))

    async def _show_stale(self, space: PresetNamespaces, form: PresetForm, error: StalePresetException) -> Response:
        """Their text stays in the form, and is now based on the version that is stored."""
        try:
            row = await self._core.namespaces.get_preset(space, form.game, form.name)
        except PresetNotFoundException:
            gone = "Somebody deleted this preset in the meantime. Saving makes it anew."
            return await self.show(space, replace(form, revision=None), status=409, failure=gone)
        rebased = replace(form, revision=row.revision)
        diff = await asyncio.to_thread(differences, row.content, form.text)
        return await self.show(space, rebased, status=409, failure=error.message, diff=diff, stored=row)

    async def _announce(self, space: PresetNamespaces, saved: Presets, warnings: int) -> None:
        text = f"Saved as {space.name}/{saved.preset_name}, version {saved.revision}."
        if warnings:
            text += f" There {'is one warning' if warnings == 1 else f'are {warnings} warnings'}: edit it and validate."
        await flash(text, "warning" if warnings else "success")

    def _count_roll(self, user: int) -> None:
        """Raise `RateLimitedException` when this person has rolled enough for now."""
        limit = allowance(self._core.settings, Rate.SEEDS, Caller.USER)
        verdict = current_web().limits.take(f"{Rate.SEEDS}:user:{user}", limit)
        if not verdict.allowed:
            wait = max(1, round(verdict.retry_after))
            raise RateLimitedException(
                f"You may roll {limit} tests a minute. Please try again in {wait} s.", retry_after=verdict.retry_after
            )


def _about_name(name: str) -> str | None:
    try:
        identifier = PresetIdentifier.parse(name)
    except NoPresetSpecifiedException:
        return "Give the preset a name."
    except InvalidInputException:
        return "A name has 1 to 50 letters (a to z), digits, `_` or `-`."
    return "A name has no slash; the namespace is known already." if identifier.namespace else None
