"""What operation asks: does it live, is it ready and what of it is not, how much does it do."""

from fastapi import FastAPI
from fastapi.responses import Response

from registry.answering import answer
from registry.described import ALWAYS, answers
from registry.metrics import TYPE, exposition
from registry.refusals import not_ready
from registry.use_cases.check_readiness import check_readiness
from registry.use_cases.health import health
from registry.work import Work
from sync.stock_wire import Ready
from sync.wire import Health


def add_operation_routes(app: FastAPI, work: Work) -> None:
    """Add them to the app; they ask for no token and tell nothing of any space."""
    add = app.add_api_route

    async def is_healthy() -> Response:
        """Whether the registry and its database are well."""
        return answer(await work.do(health))

    async def is_ready() -> Response:
        """Whether every part is ready; the problem's `reason` names those that are not."""
        parts = await work.do(check_readiness)
        if not all(parts.values()):
            raise not_ready(sorted(name for name, is_ready in parts.items() if not is_ready))
        return answer(Ready(parts=tuple(parts)))

    async def figures() -> Response:
        """Figures for Prometheus."""
        return Response(exposition(), media_type=TYPE)

    add("/v1/health", is_healthy, methods=["GET"], response_model=Health, responses=answers(Health, *ALWAYS))
    add("/v1/ready", is_ready, methods=["GET"], response_model=Ready, responses=answers(Ready, *ALWAYS))
    add(
        "/metrics",
        figures,
        methods=["GET"],
        response_class=Response,
        responses={200: {"content": {"text/plain": {"example": "# TYPE registry_requests_total counter\n"}}}},
    )
