"""Around every request: its id, its line in the journal, its place in the figures, and how many run at once.

More requests at once than the registry could answer in time are refused at once, before anything of them is
read: a kiosk that hears so soon comes again later, and those that are at hand are answered.
"""

import re
import uuid
from time import perf_counter
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from registry.journal import JOURNAL
from registry.metrics import AT_ONCE, REQUESTS, SECONDS, TURNED_AWAY
from registry.problems import busy

MOST_AT_ONCE = 200
"""Requests of one process: with those before it answered at 20 ms each by ten threads, the last one waits for
less than half a second."""
ALWAYS = frozenset({"/v1/health", "/v1/ready", "/metrics"})
_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)


class Watched:
    """The app, watched. `most` requests run at once, besides those that operation asks with."""

    def __init__(self, app: ASGIApp, most: int = MOST_AT_ONCE) -> None:
        self._app, self._most, self._at_once = app, most, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or what else a server asks of an app."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        watch = _Watch(scope, send)
        self._at_once += 1
        AT_ONCE.inc()
        try:
            await self._admitted(scope, receive, watch)
        finally:
            self._at_once -= 1
            AT_ONCE.dec()
            watch.note()

    async def _admitted(self, scope: Scope, receive: Receive, watch: "_Watch") -> None:
        if self._at_once > self._most and scope["path"] not in ALWAYS:
            TURNED_AWAY.labels("busy").inc()
            await busy()(scope, receive, watch.send)
            return
        await self._app(scope, receive, watch.send)


class _Watch:
    """One request, from its beginning to its note."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope, self._send, self._begun = scope, send, perf_counter()
        self._id, self._status = _id_of(scope), 500

    async def send(self, message: Message) -> None:
        """Send a part of the answer; its head bears the request's id."""
        if message["type"] == "http.response.start":
            self._status = message["status"]
            message["headers"] = [*message.get("headers", ()), (b"x-request-id", self._id.encode())]
        await self._send(message)

    def note(self) -> None:
        """Write it down."""
        seconds, route = perf_counter() - self._begun, _route(self._scope)
        method = self._scope["method"] if route else "OTHER"
        REQUESTS.labels(method, route, self._status).inc()
        SECONDS.labels(route).observe(seconds)
        JOURNAL.info("request", extra={"said": self._said(route, seconds)})

    def _said(self, route: str, seconds: float) -> dict[str, Any]:
        said = {"id": self._id, "method": self._scope["method"][:10], "route": route}
        state = self._scope.get("state", {})
        visitor, why = state.get("visitor"), state.get("why")
        known = {"space": visitor.space, "kiosk": visitor.kiosk} if visitor else {}
        known |= {"why": why} if why else {}
        return said | known | {"status": self._status, "ms": round(seconds * 1000, 1)}


def _id_of(scope: Scope) -> str:
    """The id that a proxy gave the request, or a new one."""
    given = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
    text = given.decode("latin-1")
    return text if _ID.fullmatch(text) else uuid.uuid4().hex


def _route(scope: Scope) -> str:
    """The pattern of the path, which has no names in it; "" where there is no such path."""
    return str(getattr(scope.get("route"), "path", ""))
