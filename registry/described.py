"""How the registry describes its routes (OpenAPI): every message and every error with an example."""

from collections import defaultdict
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from registry.examples import EXAMPLES, LINES, MARK
from sync.wire import (
    LIMITS,
    NDJSON,
    PROBLEM_JSON,
    EnrolRequest,
    HelloRequest,
    Message,
    Problem,
    ProblemKind,
    problem_type,
)

Described = dict[str, Any]
Responses = dict[int | str, Described]
_REFERENCE = "#/components/schemas/{model}"
TOKEN: Described = {"security": [{"token": []}]}
ASKED_AGAIN: Described = {
    "parameters": [
        {
            "name": "If-None-Match",
            "in": "header",
            "required": False,
            "description": "The ETag of an earlier answer: 304 where nothing changed since",
            "schema": {"type": "string"},
        }
    ]
}
SCHEMES: Described = {"token": {"type": "http", "scheme": "bearer", "description": "What enrolling gave"}}


def _problem(kind: ProblemKind, status: HTTPStatus, detail: str, **more: Any) -> Problem:
    return Problem(type=problem_type(kind), title=status.phrase, status=status, detail=detail, **more)


PROBLEMS: dict[str, Problem] = {
    "gap": _problem(ProblemKind.GAP, HTTPStatus.CONFLICT, "lines before these are missing", mark=MARK),
    "fork": _problem(
        ProblemKind.FORK, HTTPStatus.CONFLICT, "the lines do not continue the log that is here", mark=MARK
    ),
    "bad-line": _problem(
        ProblemKind.BAD_LINE,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "line 413 is no event: too long",
        mark=MARK,
        line=413,
        reason="too long",
    ),
    "too-large": _problem(
        ProblemKind.TOO_LARGE, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "send less at once", limits=LIMITS
    ),
    "not-enrolled": _problem(
        ProblemKind.NOT_ENROLLED, HTTPStatus.UNAUTHORIZED, "no token, or one that is unknown or revoked"
    ),
    "other-space": _problem(ProblemKind.OTHER_SPACE, HTTPStatus.FORBIDDEN, "the token is another space's"),
    "no-space": _problem(ProblemKind.NO_SPACE, HTTPStatus.NOT_FOUND, "there is no such space"),
    "no-code": _problem(ProblemKind.CODE, HTTPStatus.FORBIDDEN, "no such code", reason="unknown"),
    "full": _problem(
        ProblemKind.CODE,
        HTTPStatus.CONFLICT,
        "every first character of the space's codes is given out",
        reason="full",
    ),
    "no-gzip": _problem(ProblemKind.MESSAGE, HTTPStatus.BAD_REQUEST, "gzip: cut short"),
    "encoding": _problem(
        ProblemKind.MESSAGE, HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "a content encoding other than gzip"
    ),
    "message": _problem(ProblemKind.MESSAGE, HTTPStatus.UNPROCESSABLE_ENTITY, "vec"),
    "slow": _problem(ProblemKind.UNAVAILABLE, HTTPStatus.REQUEST_TIMEOUT, "the body did not come"),
    "resync": _problem(ProblemKind.RESYNC, HTTPStatus.GONE, "read all of the space again"),
    "too-many": _problem(
        ProblemKind.TOO_MANY, HTTPStatus.TOO_MANY_REQUESTS, "more than one space may do at a time"
    ),
    "unavailable": _problem(ProblemKind.UNAVAILABLE, HTTPStatus.SERVICE_UNAVAILABLE, "the database is busy"),
    "failed": Problem(title=HTTPStatus.INTERNAL_SERVER_ERROR.phrase, status=500),
}
ALWAYS = ("unavailable", "failed")
ASKED = ("not-enrolled", "message", "too-many", *ALWAYS)
SENT = ("no-gzip", "encoding", "too-large", "slow")


def answers(kind: type[Message], *problems: str) -> Responses:
    """What a route answers: its message, and these problems by the name of their example."""
    found = EXAMPLES[kind].model_dump(mode="json", exclude_none=True)
    return refuses(*problems) | {200: {"content": {"application/json": {"example": found}}}}


def answers_either(kinds: Sequence[type[Message]], *problems: str) -> Responses:
    """As `answers`, for a route that answers with one message or another."""
    examples = {
        kind.__name__: {"value": EXAMPLES[kind].model_dump(mode="json", exclude_none=True)} for kind in kinds
    }
    return refuses(*problems) | {200: {"content": {"application/json": {"examples": examples}}}}


def refuses(*problems: str) -> Responses:
    """The problems that a route answers with, by status."""
    by_status: defaultdict[int, Described] = defaultdict(dict)
    for name in problems:
        problem = PROBLEMS[name]
        by_status[problem.status][name] = {"value": problem.model_dump(mode="json", exclude_none=True)}
    return {status: _described(status, examples) for status, examples in by_status.items()}


def takes(kind: type[Message]) -> Described:
    """The JSON body of a route."""
    schema = {"$ref": _REFERENCE.format(model=kind.__name__)}
    example = EXAMPLES[kind].model_dump(mode="json", exclude_none=True)
    content = {"application/json": {"schema": schema, "example": example}}
    return {"requestBody": {"required": True, "content": content}}


def takes_lines() -> Described:
    """The body of event lines, which may come as gzip."""
    described = "a header (log, first, prev), then event lines"
    content = {NDJSON: {"schema": {"type": "string", "description": described}, "example": LINES}}
    return {"requestBody": {"required": True, "content": content}}


def describe(app: FastAPI) -> None:
    """Describe the app with every schema that a body or an answer names, and how a token is shown."""

    def described() -> Described:
        if app.openapi_schema is None:
            found = get_openapi(title=app.title, version=app.version, routes=app.routes)
            schemas = found.setdefault("components", {}).setdefault("schemas", {})
            for kind in (Problem, HelloRequest, EnrolRequest):
                schemas |= _schemas(kind)
            schemas.pop("HTTPValidationError", None)
            schemas.pop("ValidationError", None)
            found["components"]["securitySchemes"] = SCHEMES
            app.openapi_schema = found
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def _schemas(kind: type[Message]) -> Described:
    schema = kind.model_json_schema(ref_template=_REFERENCE)
    named: Described = schema.pop("$defs", {})
    return named | {kind.__name__: schema}


LINES_ANSWER: Responses = {200: {"content": {NDJSON: {"schema": {"type": "string"}, "example": LINES}}}}


def _described(status: int, examples: Described) -> Described:
    schema = {"$ref": "#/components/schemas/Problem"}
    content = {PROBLEM_JSON: {"schema": schema, "examples": examples}}
    return {"description": HTTPStatus(status).phrase, "content": content}
