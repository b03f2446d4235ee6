"""The app: the wire of docs/protocol.md over a database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from registry.deriving import Deriving
from registry.described import describe
from registry.inbox_routes import add_inbox_routes
from registry.operation_routes import add_operation_routes
from registry.options import ALLOWANCE, Allowance
from registry.problems import answer_errors
from registry.round_routes import add_round_routes
from registry.snapshots import Snapshots
from registry.spaces import Spaces
from registry.stock_routes import add_stock_routes
from registry.work import Work


def create(spaces: Spaces, allowance: Allowance = ALLOWANCE) -> FastAPI:
    """The app over a database. It keeps no state of its own."""
    work, snapshots = Work(spaces, allowance), Snapshots()

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        deriving = Deriving(spaces)
        yield
        deriving.close()
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
    add_round_routes(app, work)
    add_stock_routes(app, work, snapshots)
    add_inbox_routes(app, work)
    add_operation_routes(app, work)
    describe(app)
    return app
