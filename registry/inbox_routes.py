"""What other spaces told a space, which its own kiosks alone may read."""

from typing import Annotated

from fastapi import FastAPI, Path, Query, Request
from fastapi.responses import Response

from registry.answering import answer
from registry.described import ASKED, TOKEN, answers
from registry.use_cases.list_inbox import list_inbox
from registry.work import Work
from sync.inbox_wire import AFTER, LONGEST_AFTER, InboxAnswer

SpaceId = Annotated[str, Path(pattern="^[a-z0-9][a-z0-9-]{0,39}$")]
After = Annotated[str, Query(max_length=LONGEST_AFTER, pattern=AFTER)]


def add_inbox_routes(app: FastAPI, work: Work) -> None:
    """Add them to the app."""

    async def inbox(request: Request, space: SpaceId, after: After = "") -> Response:
        """What other spaces told this one, by sender, in the order it came to the registry."""
        await work.own(request, space)
        return answer(await work.do(list_inbox, space, after))

    app.add_api_route(
        "/v1/spaces/{space}/inbox",
        inbox,
        methods=["GET"],
        response_model=InboxAnswer,
        responses=answers(InboxAnswer, "other-space", *ASKED),
        openapi_extra=TOKEN,
    )
