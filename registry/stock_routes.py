"""What kiosks may know of every space: which changed, what is on their shelves, all of it as one file."""

from typing import Annotated

from fastapi import FastAPI, Path, Query, Request
from fastapi.responses import FileResponse, Response

from registry.answering import answer, answer_once, has
from registry.described import ASKED, ASKED_AGAIN, TOKEN, Responses, answers, answers_either, refuses
from registry.refusals import not_followed
from registry.snapshots import Snapshots
from registry.use_cases.list_changes import list_changes
from registry.use_cases.list_index import PAGE as SPACES_PAGE
from registry.use_cases.list_index import list_index
from registry.use_cases.list_items import PAGE, list_items
from registry.work import Work
from stock.items import Status
from sync.stock_wire import SINCE, ChangesAnswer, IndexAnswer
from sync.wire import ItemsAnswer

SNAPSHOT = "application/gzip"

SpaceId = Annotated[str, Path(pattern="^[a-z0-9][a-z0-9-]{0,39}$")]
Cursor = Annotated[str, Query(max_length=64, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")]
SpaceCursor = Annotated[str, Query(pattern="^([a-z0-9][a-z0-9-]{0,39})?$")]
Limit = Annotated[int, Query(ge=1, le=PAGE)]
SpacesLimit = Annotated[int, Query(ge=1, le=SPACES_PAGE)]
Since = Annotated[str, Query(max_length=200, pattern=f"^$|{SINCE}")]


def add_stock_routes(app: FastAPI, work: Work, snapshots: Snapshots) -> None:
    """Add them to the app."""
    routes, add, known = StockRoutes(work, snapshots), app.add_api_route, ("no-space", *ASKED)
    add(
        "/v1/index",
        routes.index,
        methods=["GET"],
        response_model=IndexAnswer,
        responses=answers(IndexAnswer, *ASKED) | _UNCHANGED,
        openapi_extra=TOKEN | ASKED_AGAIN,
    )
    add(
        "/v1/spaces/{space}/items",
        routes.items,
        methods=["GET"],
        response_model=ItemsAnswer | ChangesAnswer,
        responses=answers_either((ItemsAnswer, ChangesAnswer), "resync", *known),
        openapi_extra=TOKEN,
    )
    add(
        "/v1/spaces/{space}/snapshot.ndjson.gz",
        routes.snapshot,
        methods=["GET"],
        response_class=FileResponse,
        responses=refuses(*known) | _UNCHANGED | {200: {"content": {SNAPSHOT: {}}}},
        openapi_extra=TOKEN | ASKED_AGAIN,
    )


_UNCHANGED: Responses = {304: {"description": "Nothing changed since the answer with this ETag"}}


class StockRoutes:
    """The routes, whose work is done in the threads."""

    def __init__(self, work: Work, snapshots: Snapshots) -> None:
        self._work, self._snapshots = work, snapshots

    async def index(
        self, request: Request, cursor: SpaceCursor = "", limit: SpacesLimit = SPACES_PAGE
    ) -> Response:
        """How every space stands, by id: ask again with `If-None-Match`."""
        await self._work.anybody(request)
        return answer_once(request, await self._work.do(list_index, cursor, limit))

    async def items(
        self,
        request: Request,
        space: SpaceId,
        since: Since | None = None,
        cursor: Cursor = "",
        limit: Limit = PAGE,
        status: Status = Status.HERE,
    ) -> Response:
        """With `since`: what changed in a space after that, "" for all there is. Else its items by code."""
        await self._work.neighbour(request, space)
        if since is None:
            return answer(await self._work.do(list_items, space, cursor, limit, status))
        found = await self._work.do(list_changes, space, since, limit)
        if found is None:
            raise not_followed()
        return answer(found)

    async def snapshot(self, request: Request, space: SpaceId) -> Response:
        """All that is on a space's shelves, an item a line after a header; ask again with `If-None-Match`."""
        await self._work.neighbour(request, space)
        made = await self._work.do(self._snapshots.snapshot, space)
        if has(request, made.tag):
            return Response(status_code=304, headers={"ETag": made.tag})
        return FileResponse(made.path, media_type=SNAPSHOT, headers={"ETag": made.tag})
