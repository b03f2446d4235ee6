"""The wire, served: docs/protocol.md as routes.

Routes that take a body admit the kiosk before they read it. Everything that waits for the database runs in a
thread, so that one slow space does not hold up the others.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any, TypeVar

from fastapi import FastAPI, Path, Query, Request
from fastapi.responses import Response

from ledger.accounts import NotEnrolled
from ledger.ledger import Stored
from registry.answering import answer
from registry.bodies import parse, read_lines, read_message, too_large
from registry.described import (
    ALWAYS,
    ASKED,
    LINES_ANSWER,
    SENT,
    TOKEN,
    answers,
    describe,
    refuses,
    takes,
    takes_lines,
)
from registry.inbox_routes import add_inbox_routes
from registry.metrics import EVENTS
from registry.operation_routes import add_operation_routes
from registry.options import ALLOWANCE, Allowance
from registry.problems import Refusal, answer_errors
from registry.refusals import not_enrolled, not_stored, to_wire
from registry.snapshots import Snapshots
from registry.spaces import Spaces
from registry.stock_routes import add_stock_routes
from registry.use_cases.admit import Visitor
from registry.use_cases.enrol import enrol
from registry.use_cases.give_events import give_events
from registry.use_cases.hello import hello
from registry.use_cases.renew_token import renew_token
from registry.use_cases.take_events import take_events
from registry.work import Work
from sync.packing import pack, unpack
from sync.stock_wire import TokenAnswer
from sync.wire import (
    LIMITS,
    NDJSON,
    EnrolAnswer,
    EnrolRequest,
    EventsAnswer,
    EventsHeader,
    HelloAnswer,
    HelloRequest,
    Problem,
)

SpaceId = Annotated[str, Path(pattern="^[a-z0-9][a-z0-9-]{0,39}$")]
LogName = Annotated[str, Path(pattern="^[0-9A-Za-z_-]{1,64}$")]
After = Annotated[int, Query(ge=0, lt=2**63)]
Done = TypeVar("Done")


def create(spaces: Spaces, allowance: Allowance = ALLOWANCE) -> FastAPI:
    """The app over a database. It keeps no state of its own."""
    work, snapshots = Work(spaces, allowance), Snapshots()

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        work.close()
        snapshots.close()

    app = FastAPI(
        title="Registry of makerspaces",
        version="1",
        lifespan=lifespan,
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    answer_errors(app)
    _add_routes(app, Routes(work))
    add_stock_routes(app, work, snapshots)
    add_inbox_routes(app, work)
    add_operation_routes(app, work)
    describe(app)
    return app


def _add_routes(app: FastAPI, routes: "Routes") -> None:
    add, space = app.add_api_route, "/v1/spaces/{space}"
    own = ("other-space", *ASKED)
    add(
        "/v1/enrol",
        routes.enrol,
        methods=["POST"],
        response_model=EnrolAnswer,
        responses=answers(EnrolAnswer, "no-code", "full", "message", "too-many", *SENT[1:], *ALWAYS),
        openapi_extra=takes(EnrolRequest),
    )
    add(
        f"{space}/hello",
        routes.hello,
        methods=["POST"],
        response_model=HelloAnswer,
        responses=answers(HelloAnswer, *SENT[1:], *own),
        openapi_extra=takes(HelloRequest) | TOKEN,
    )
    add(
        f"{space}/events",
        routes.events,
        methods=["POST"],
        response_model=EventsAnswer,
        responses=answers(EventsAnswer, "gap", "fork", "bad-line", *SENT, *own),
        openapi_extra=takes_lines() | TOKEN,
    )
    add(
        f"{space}/token",
        routes.token,
        methods=["POST"],
        response_model=TokenAnswer,
        responses=answers(TokenAnswer, *own),
        openapi_extra=TOKEN,
    )
    add(
        f"{space}/logs/{{log}}/events",
        routes.log_events,
        methods=["GET"],
        response_class=Response,
        responses=refuses("gap", *own) | LINES_ANSWER,
        openapi_extra=TOKEN,
    )


class Routes:
    """The routes of a round, whose work is done in the threads."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def enrol(self, request: Request) -> Response:
        """Spend a one-use code: who the kiosk is, its token, and how its codes begin."""
        address = request.client.host if request.client else ""
        await self._work.bounded(request, self._work.limiter.enrolment, address)
        found = await self._working(enrol, await read_message(request, EnrolRequest))
        if isinstance(found, NotEnrolled):
            raise not_enrolled(found)
        return answer(found)

    async def hello(self, request: Request, space: SpaceId) -> Response:
        """Begin a round: what the registry holds."""
        await self._admit(request, space)
        message = await read_message(request, HelloRequest)
        return answer(await self._working(hello, space, message))

    async def events(self, request: Request, space: SpaceId) -> Response:
        """Push lines of one log."""
        await self._admit(request, space)
        head, lines = unpack(await read_lines(request))
        if len(lines) > LIMITS.events:
            raise too_large()
        header = parse(EventsHeader, head)
        await self._work.bounded(request, self._work.limiter.events, space, len(lines))
        found = await self._working(take_events, space, header, lines)
        if not isinstance(found, Stored):
            raise not_stored(found)
        EVENTS.inc(found.added)
        return answer(to_wire(found.mark))

    async def token(self, request: Request, space: SpaceId) -> Response:
        """Get a further token; the one it is asked with opens the space until the new one was used."""
        visitor = await self._admit(request, space)
        return answer(await self._working(renew_token, visitor))

    async def log_events(self, request: Request, space: SpaceId, log: LogName, after: After = 0) -> Response:
        """Fetch lines of one log after a number: a header (log, first, prev), then event lines."""
        await self._admit(request, space)
        found = await self._working(give_events, space, log, after)
        if isinstance(found, Problem):
            raise Refusal(found)
        header = EventsHeader(log=found.log, first=found.first, prev=found.prev)
        return Response(pack(header, found.lines), media_type=NDJSON)

    async def _admit(self, request: Request, space: str) -> Visitor:
        return await self._work.own(request, space)

    async def _working(self, work: Callable[..., Done], *arguments: Any) -> Done:
        return await self._work.do(work, *arguments)
