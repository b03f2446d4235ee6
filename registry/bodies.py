"""Reading bodies: never more than allowed, on the wire or inflated, and never for ever."""

import asyncio
from http import HTTPStatus
from typing import TypeVar

from fastapi import Request
from pydantic import ValidationError

from registry.problems import Refusal, refusal
from sync.packing import Inflater, NotGzip, TooLong
from sync.wire import LIMITS, Message, ProblemKind

BODY_SECONDS = 30
_CLOSE = {"Connection": "close"}

Read = TypeVar("Read", bound=Message)


async def read_message(request: Request, kind: type[Read]) -> Read:
    """The message in a JSON body."""
    if _encoding(request) != "identity":
        raise _not_understood("a content encoding that this route does not take")
    return parse(kind, await _read(request))


async def read_lines(request: Request) -> bytes:
    """The inflated body of an events request."""
    match _encoding(request):
        case "identity":
            return await _read(request)
        case "gzip":
            return _inflated(await _read(request))
        case _:
            raise _not_understood("a content encoding other than gzip")


def parse(kind: type[Read], text: bytes) -> Read:
    """The message in a JSON text."""
    try:
        return kind.model_validate_json(text)
    except ValidationError as error:
        places = {".".join(map(str, found["loc"])) or found["type"] for found in error.errors()[:5]}
        detail = ", ".join(sorted(places))[:200]
        raise refusal(ProblemKind.MESSAGE, HTTPStatus.UNPROCESSABLE_ENTITY, detail) from error


def too_large(headers: dict[str, str] | None = None) -> Refusal:
    """The body is over a limit; the answer says which limits there are."""
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    detail = "send less at once"
    return refusal(ProblemKind.TOO_LARGE, status, detail, limits=LIMITS, headers=headers)


def unread(request: Request) -> dict[str, str]:
    """Headers of an answer that comes before the body was read: a long body is not waited for."""
    length = request.headers.get("content-length", "0")
    is_short = length.isdecimal() and int(length) <= LIMITS.wire_bytes
    return {} if is_short and "transfer-encoding" not in request.headers else _CLOSE


async def _read(request: Request) -> bytes:
    if unread(request) and "content-length" in request.headers:
        raise too_large(_CLOSE)
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await _read_up_to(request, LIMITS.wire_bytes)
    except TimeoutError as error:
        detail = "the body did not come"
        status = HTTPStatus.REQUEST_TIMEOUT
        raise refusal(ProblemKind.UNAVAILABLE, status, detail, headers=_CLOSE) from error


async def _read_up_to(request: Request, most: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise too_large(_CLOSE)
    return bytes(body)


def _inflated(body: bytes) -> bytes:
    inflater = Inflater(LIMITS.inflated_bytes)
    try:
        inflater.feed(body)
        return inflater.finish()
    except TooLong as error:
        raise too_large() from error
    except NotGzip as error:
        raise refusal(ProblemKind.MESSAGE, HTTPStatus.BAD_REQUEST, f"gzip: {error}"[:100]) from error


def _encoding(request: Request) -> str:
    return request.headers.get("content-encoding", "identity").strip().lower()


def _not_understood(detail: str) -> Refusal:
    return refusal(ProblemKind.MESSAGE, HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail)
