"""Errors as the wire has them (RFC 9457): what went wrong, said once, for every route."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from ledger.errors import Busy, DiskFull, LedgerError, ReadOnly, Unreachable
from sync.wire import PROBLEM_JSON, Problem, ProblemKind, problem_type

RETRY_SECONDS = 5


class Refusal(Exception):
    """A request is refused with this problem and these headers."""

    def __init__(self, problem: Problem, headers: dict[str, str] | None = None) -> None:
        super().__init__(problem.title)
        self.problem, self.headers = problem, headers or {}


def refusal(kind: ProblemKind, status: HTTPStatus, detail: str, /, **more: Any) -> Refusal:
    """A refusal; `more` are further fields of the problem, and `headers`."""
    headers = more.pop("headers", None)
    return Refusal(
        Problem(type=problem_type(kind), title=status.phrase, status=status.value, detail=detail, **more),
        headers,
    )


def too_many(seconds: int, headers: dict[str, str]) -> Refusal:
    """The space asks for more than it may; it hears when to come again."""
    again = headers | {"Retry-After": str(seconds)}
    detail = "more than one space may do at a time"
    return refusal(ProblemKind.TOO_MANY, HTTPStatus.TOO_MANY_REQUESTS, detail, headers=again)


def busy() -> Response:
    """The answer to a request that nobody has time for; its body is not waited for."""
    refused = refusal(
        ProblemKind.UNAVAILABLE, HTTPStatus.SERVICE_UNAVAILABLE, "more requests than can be answered"
    )
    return _response(refused.problem, {"Retry-After": str(RETRY_SECONDS), "Connection": "close"})


def answer_errors(app: FastAPI) -> None:
    """Every error of the app becomes a problem."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(LedgerError, _unavailable)
    app.add_exception_handler(Exception, _unexpected)


def _response(problem: Problem, headers: dict[str, str] | None = None) -> Response:
    return Response(problem.to_json(), problem.status, headers, PROBLEM_JSON)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    request.state.why = str(error.problem.kind)
    return _response(error.problem, error.headers)


def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = _NOWHERE if error.status_code == HTTPStatus.NOT_FOUND else ""
    phrase = HTTPStatus(error.status_code).phrase
    problem = Problem(title=phrase, status=error.status_code, detail=detail)
    return _response(problem, dict(error.headers or {}))


def _malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    request.state.why = str(ProblemKind.MESSAGE)
    places = [".".join(map(str, found["loc"])) for found in error.errors()[:5]]
    refused = refusal(ProblemKind.MESSAGE, HTTPStatus.UNPROCESSABLE_ENTITY, ", ".join(places)[:200])
    return _response(refused.problem)


def _gone(_request: Request, _error: Exception) -> Response:
    """Nobody reads this any more."""
    return _response(Problem(title=HTTPStatus.BAD_REQUEST.phrase, status=400), {"Connection": "close"})


def _unavailable(request: Request, error: Exception) -> Response:
    assert isinstance(error, LedgerError)
    request.state.why = type(error).__name__
    detail = next((text for kind, text in _DETAILS.items() if isinstance(error, kind)), "the database failed")
    refused = refusal(ProblemKind.UNAVAILABLE, HTTPStatus.SERVICE_UNAVAILABLE, detail)
    return _response(refused.problem, {"Retry-After": str(RETRY_SECONDS)})


def _unexpected(_request: Request, _error: Exception) -> Response:
    return _response(Problem(title=HTTPStatus.INTERNAL_SERVER_ERROR.phrase, status=500))


_NOWHERE = "nothing is at this path; /v1/openapi.json says what there is"
_DETAILS: dict[type[LedgerError], str] = {
    Busy: "the database is busy",
    DiskFull: "the registry's disk is full; nothing was stored",
    ReadOnly: "the database may not be written; nothing was stored",
    Unreachable: "the database server does not answer",
}
