"""Bodies of requests, with a limit that a view may lower."""

from __future__ import annotations

from json import JSONDecodeError
from typing import Any, NoReturn

from quart import Request
from quart.wrappers.request import Body
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from alttprbot_api.problems import Problem

MAX_BODY = 1024 * 1024


class LimitedBody(Body):
    """A body that can be limited after it began to arrive."""

    def limit(self, size: int) -> None:
        """Refuse more than `size` bytes from now on."""
        self._max_content_length = size
        if len(self._data) > size:
            self._must_raise = RequestEntityTooLarge()
            self.set_complete()


class LimitedRequest(Request):
    """A request whose body is a `LimitedBody`."""

    body_class = LimitedBody

    async def get_data(self, cache: bool = True, as_text: bool = False, parse_form_data: bool = False) -> str | bytes:  # type: ignore[override]
        """The body. Raises `BadRequest` for text that is none."""
        try:
            return await super().get_data(cache, as_text, parse_form_data)
        except UnicodeDecodeError as error:
            raise BadRequest from error

    async def get_json(self, force: bool = False, silent: bool = False, cache: bool = True) -> Any:
        """The document in the body. Raises a `Problem` for what is none, or is nested without end."""
        try:
            return await super().get_json(force, silent, cache)
        except RecursionError as error:
            raise Problem(400, "bad-request", "The JSON of the body is nested too deeply.") from error

    def on_json_loading_failed(self, error: Exception) -> NoReturn:
        """Say where the JSON ends to be JSON."""
        where = f": {error}" if isinstance(error, JSONDecodeError) else ""
        raise Problem(400, "bad-request", f"The body is not JSON that can be read{where}.") from error


def limit_body(request: Request, size: int) -> None:
    """Lower the limit of a request. Raises `RequestEntityTooLarge` when it says that it is longer."""
    if request.content_length is not None and request.content_length > size:
        raise RequestEntityTooLarge
    if isinstance(request.body, LimitedBody):
        request.body.limit(size)
