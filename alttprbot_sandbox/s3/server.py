"""moto's simulation of S3, which behaves as Amazon's does, with the faults and journal of all simulated services."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping

from aiohttp import web
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.test import Client

from alttprbot_sandbox.journal import SimulatedService
from alttprbot_sandbox.s3.page import home_page

SIGNED = "AWS4-HMAC-SHA256 Credential=owner/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=none"


class S3Server(SimulatedService):
    """Two buckets, one for patches and one for spoiler logs; their names are new each time, since moto never forgets.

    `stored` has the access list of every object, by path. What is private is given to nobody without a signature.
    """

    def __init__(self, *, port: int = 0) -> None:
        super().__init__(port=port)
        token = secrets.token_hex(4)
        self.patches, self.spoiler_logs = f"patches-{token}", f"spoilers-{token}"
        self.stored: dict[str, str] = {}
        self._moto = Client(DomainDispatcherApplication(create_backend_app))

    def settings(self) -> Mapping[str, str]:
        """The buckets, and a key that opens them."""
        return {
            "S3_ENDPOINT_URL": self.url,
            "S3_PUBLIC_URL_TEMPLATE": f"{self.url}/{{bucket}}/{{key}}",
            "SAHASRAHBOT_BUCKET": self.patches,
            "AWS_SPOILER_BUCKET_NAME": self.spoiler_logs,
            "SPOILERLOGURLBASE": f"{self.url}/{self.spoiler_logs}",
            "AWS_ACCESS_KEY_ID": "sandbox",
            "AWS_SECRET_ACCESS_KEY": secrets.token_hex(16),
        }

    def add_routes(self, app: web.Application) -> None:
        """A page, and everything that S3 does."""
        for bucket in (self.patches, self.spoiler_logs):
            self._moto.put(f"/{bucket}", headers={"Host": self._name, "Authorization": SIGNED})
        app.router.add_get("/", self._home)
        app.router.add_route("*", "/{path:.+}", self._forward)

    @property
    def _name(self) -> str:
        return f"{self.host}:{self.port}"

    async def _home(self, _: web.Request) -> web.Response:
        return web.Response(text=home_page(self.stored), content_type="text/html")

    async def _forward(self, request: web.Request) -> web.Response:
        body = await request.read()
        answer = await asyncio.to_thread(
            self._moto.open, request.path_qs, method=request.method, headers=list(request.headers.items()), data=body
        )
        if answer.status_code < 300:
            self._note(request)
        headers = {name: value for name, value in answer.headers.items() if name.lower() != "content-length"}
        return web.Response(status=answer.status_code, body=answer.data, headers=headers)

    def _note(self, request: web.Request) -> None:
        if request.method == "PUT":
            self.stored[request.path] = request.headers.get("x-amz-acl", "")
        elif request.method == "DELETE":
            self.stored.pop(request.path, None)
