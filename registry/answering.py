"""Messages as answers, and answers that say "you have it already"."""

import hashlib

from fastapi import Request
from fastapi.responses import Response

from sync.wire import Message


def answer(message: Message) -> Response:
    """The message as JSON."""
    return Response(message.to_json(), media_type="application/json")


def answer_once(request: Request, message: Message) -> Response:
    """The message as JSON with an ETag; 304 without a body to whoever names that (RFC 9110)."""
    body = message.to_json()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    if has(request, tag):
        return Response(status_code=304, headers={"ETag": tag})
    return Response(body, media_type="application/json", headers={"ETag": tag})


def has(request: Request, tag: str) -> bool:
    """Whether the other side has what bears this tag."""
    named = request.headers.get("if-none-match", "")
    return named.strip() == "*" or tag in {each.strip().removeprefix("W/") for each in named.split(",")}
