"""The wire, served: docs/protocol.md as routes.

Routes that take a body admit the kiosk before they read it. Everything that waits for the database runs in a
thread, so that one slow space does not hold up the others.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Annotated, Any, TypeVar

from fastapi import FastAPI, Path, Query, Request
from fastapi.responses import Response

from ledger.accounts import NotEnrolled
from ledger.ledger import Stored
from registry.bodies import parse, read_lines, read_message, too_large, unread
from registry.problems import Refusal, answer_errors
from registry.refusals import not_admitted, not_enrolled, not_stored, to_wire
from registry.spaces import Spaces
from registry.use_cases.admit import Admission, admit
from registry.use_cases.enrol import enrol
from registry.use_cases.give_events import give_events
from registry.use_cases.health import health
from registry.use_cases.hello import hello
from registry.use_cases.list_items import PAGE, list_items
from registry.use_cases.take_events import take_events
from stock.items import Status
from sync.packing import pack, unpack
from sync.wire import (
    LIMITS,
    NDJSON,
    PROBLEM_JSON,
    EnrolAnswer,
    EnrolRequest,
    EventsAnswer,
    EventsHeader,
    Health,
    HelloAnswer,
    HelloRequest,
    ItemsAnswer,
    Message,
    Problem,
)

THREADS = 10
"""As many as there are connections to a database server."""

SpaceId = Annotated[str, Path(pattern="^[a-z0-9][a-z0-9-]{0,39}$")]
LogName = Annotated[str, Path(pattern="^[0-9A-Za-z_-]{1,64}$")]
After = Annotated[int, Query(ge=0, lt=2**63)]
Cursor = Annotated[str, Query(max_length=64)]
Limit = Annotated[int, Query(ge=1, le=PAGE)]
Done = TypeVar("Done")


def create(spaces: Spaces) -> FastAPI:
    """The app over a database. It keeps no state of its own."""
    threads = ThreadPoolExecutor(THREADS, "database")

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        threads.shutdown()

    app = FastAPI(
        title="Registry of makerspaces",
        version="1",
        lifespan=lifespan,
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        responses={"default": {"model": Problem, "content": {PROBLEM_JSON: {}}}},
    )
    answer_errors(app)
    _add_routes(app, Routes(spaces, threads))
    return app


def _add_routes(app: FastAPI, routes: "Routes") -> None:
    add, space = app.add_api_route, "/v1/spaces/{space}"
    add("/v1/health", routes.health, methods=["GET"], response_model=Health)
    add(
        "/v1/enrol",
        routes.enrol,
        methods=["POST"],
        response_model=EnrolAnswer,
        openapi_extra=_takes(EnrolRequest),
    )
    add(
        f"{space}/hello",
        routes.hello,
        methods=["POST"],
        response_model=HelloAnswer,
        openapi_extra=_takes(HelloRequest),
    )
    add(
        f"{space}/events",
        routes.events,
        methods=["POST"],
        response_model=EventsAnswer,
        openapi_extra=_takes_lines(),
    )
    add(
        f"{space}/logs/{{log}}/events",
        routes.log_events,
        methods=["GET"],
        response_class=Response,
        responses={200: {"content": {NDJSON: {"schema": {"type": "string"}}}}},
    )
    add(f"{space}/items", routes.items, methods=["GET"], response_model=ItemsAnswer)


class Routes:
    """The routes over a database, whose work is done in the threads."""

    def __init__(self, spaces: Spaces, threads: Executor) -> None:
        self._spaces, self._threads = spaces, threads

    async def health(self) -> Response:
        """Whether the registry and its database are well."""
        return _answer(await self._working(health))

    async def enrol(self, request: Request) -> Response:
        """Spend a one-use code: who the kiosk is, its token, and how its codes begin."""
        found = await self._working(enrol, await read_message(request, EnrolRequest))
        if isinstance(found, NotEnrolled):
            raise not_enrolled(found)
        return _answer(found)

    async def hello(self, request: Request, space: SpaceId) -> Response:
        """Begin a round: what the registry holds."""
        await self._admit(request, space)
        message = await read_message(request, HelloRequest)
        return _answer(await self._working(hello, space, message))

    async def events(self, request: Request, space: SpaceId) -> Response:
        """Push lines of one log."""
        await self._admit(request, space)
        head, lines = unpack(await read_lines(request))
        if len(lines) > LIMITS.events:
            raise too_large()
        found = await self._working(take_events, space, parse(EventsHeader, head), lines)
        if not isinstance(found, Stored):
            raise not_stored(found)
        return _answer(to_wire(found.mark))

    async def log_events(self, request: Request, space: SpaceId, log: LogName, after: After = 0) -> Response:
        """Fetch lines of one log after a number: a header (log, first, prev), then event lines."""
        await self._admit(request, space)
        found = await self._working(give_events, space, log, after)
        if isinstance(found, Problem):
            raise Refusal(found)
        header = EventsHeader(log=found.log, first=found.first, prev=found.prev)
        return Response(pack(header, found.lines), media_type=NDJSON)

    async def items(
        self,
        request: Request,
        space: SpaceId,
        cursor: Cursor = "",
        limit: Limit = PAGE,
        status: Status = Status.HERE,
    ) -> Response:
        """What a space holds, by code."""
        await self._admit(request, space)
        return _answer(await self._working(list_items, space, cursor, limit, status))

    async def _admit(self, request: Request, space: str) -> None:
        authorization = request.headers.get("authorization", "")
        admission = await self._working(admit, authorization, space)
        if admission is not Admission.WELCOME:
            raise not_admitted(admission, unread(request))

    async def _working(self, work: Callable[..., Done], *arguments: Any) -> Done:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, work, self._spaces, *arguments)


def _answer(message: Message) -> Response:
    return Response(message.to_json(), media_type="application/json")


def _takes(kind: type[Message]) -> dict[str, Any]:
    content = {"application/json": {"schema": kind.model_json_schema()}}
    return {"requestBody": {"required": True, "content": content}}


def _takes_lines() -> dict[str, Any]:
    described = "a header (log, first, prev), then event lines"
    content = {NDJSON: {"schema": {"type": "string", "description": described}}}
    return {"requestBody": {"required": True, "content": content}}
