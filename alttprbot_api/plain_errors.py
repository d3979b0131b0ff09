"""Problems for pages that are made in the browser, which have never looked at anything but their `error`."""

from __future__ import annotations

from quart import Blueprint, Response

from alttprbot.exceptions import SahasrahBotException
from alttprbot_api.problems import Problem, answer


def answer_with_error(blueprint: Blueprint) -> None:
    """Problems of this blueprint's routes have `error`, too, and 400 is their status for everything that was typed."""
    blueprint.register_error_handler(SahasrahBotException, _failed)
    blueprint.register_error_handler(Problem, _refused)


async def _failed(error: SahasrahBotException) -> Response:
    problem = Problem.of(error)
    if problem.status == 422:
        problem.status, problem.slug = 400, "bad-request"
    return await _refused(problem)


async def _refused(problem: Problem) -> Response:
    problem.extra["error"] = problem.detail
    return await answer(problem)
