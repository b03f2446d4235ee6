"""What waits for the database, done in threads, so that one slow space does not hold up the others."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from fastapi import Request

from registry.bodies import unread
from registry.limits import Limiter
from registry.metrics import TURNED_AWAY
from registry.options import Allowance
from registry.problems import too_many
from registry.refusals import not_admitted
from registry.spaces import Spaces
from registry.use_cases.admit import Admission, Visitor, admit, admit_neighbour, recognise

THREADS = 10
"""As many as there are connections to a database server."""

Done = TypeVar("Done")
Asked = Callable[..., Visitor | Admission]


class Work:
    """The spaces, and the threads in which they are asked; who may ask, and how often."""

    def __init__(self, spaces: Spaces, allowance: Allowance) -> None:
        self._spaces, self._threads = spaces, ThreadPoolExecutor(THREADS, "database")
        rates = spaces.rates if spaces.is_shared else None
        self.limiter = Limiter(allowance, rates, lambda: spaces.surroundings.clock().timestamp())

    async def do(self, work: Callable[..., Done], *arguments: Any) -> Done:
        """A use case, whose first argument is the spaces."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, work, self._spaces, *arguments)

    async def own(self, request: Request, space: str) -> Visitor:
        """Who asks for its own space. Raises Refusal, as the others do."""
        return await self._let_in(request, admit, space)

    async def neighbour(self, request: Request, space: str) -> Visitor:
        """Who asks what neighbours may know of a space."""
        return await self._let_in(request, admit_neighbour, space)

    async def anybody(self, request: Request) -> Visitor:
        """Who asks, of any space."""
        return await self._let_in(request, recognise)

    async def bounded(self, request: Request, count: Callable[..., int], *arguments: Any) -> None:
        """Count what a space or an address does."""
        seconds = await self.do(lambda _spaces: count(*arguments))
        if seconds:
            TURNED_AWAY.labels("too many").inc()
            raise too_many(seconds, unread(request))

    def close(self) -> None:
        """Finish what is at hand."""
        self._threads.shutdown()

    async def _let_in(self, request: Request, asked: Asked, *space: str) -> Visitor:
        authorization = request.headers.get("authorization", "")
        visitor, seconds = await self.do(self._counted, asked, authorization, *space)
        if not isinstance(visitor, Visitor):
            raise not_admitted(visitor, unread(request))
        request.state.visitor = visitor
        if seconds:
            TURNED_AWAY.labels("too many").inc()
            raise too_many(seconds, unread(request))
        return visitor

    def _counted(
        self, spaces: Spaces, asked: Asked, authorization: str, *space: str
    ) -> tuple[Visitor | Admission, int]:
        """Who it is, and how many seconds the space has to wait; one thread does both."""
        visitor = asked(spaces, authorization, *space)
        return visitor, self.limiter.request(visitor.space) if isinstance(visitor, Visitor) else 0
