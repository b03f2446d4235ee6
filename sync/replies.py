"""What a registry answered: understood, or why not. Knows no connection."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from sync.errors import NotARegistry, Refused, SyncError, Unavailable
from sync.wire import PROBLEM_JSON, Message, Problem, ProblemKind, problem_type

_NOT_NOW = (408, 425, 429)

Answer = TypeVar("Answer", bound=Message)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it came; names of headers in any case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def understood(kind: type[Answer], reply: Reply) -> Answer:
    """The message of a reply. Raises SyncError for another status, and for what is no such message."""
    if reply.status != 200:
        raise refusal(reply)
    try:
        return kind.model_validate_json(reply.body)
    except ValidationError as error:
        raise NotARegistry(f"no {kind.__name__}") from error


def refusal(reply: Reply) -> SyncError:
    """What a reply that is no 200 says."""
    problem = problem_of(reply)
    if reply.status in _NOT_NOW or reply.status >= 500:
        return Unavailable(problem or Problem(status=reply.status), _after_seconds(reply.headers))
    return Refused(problem) if problem else NotARegistry(f"status {reply.status}")


def problem_of(reply: Reply) -> Problem | None:
    """The problem of an answer; a 413 without one comes from a proxy on the way."""
    if reply.headers.get("Content-Type", "").startswith(PROBLEM_JSON):
        try:
            return Problem.model_validate_json(reply.body)
        except ValidationError:
            return None
    return too_large() if reply.status == 413 else None


def too_large() -> Problem:
    """What is over the limits that every registry has."""
    return Problem(type=problem_type(ProblemKind.TOO_LARGE), status=413)


def _after_seconds(headers: Mapping[str, str]) -> int:
    text = headers.get("Retry-After", "")
    return min(int(text), 3600) if text.isdecimal() else 0
