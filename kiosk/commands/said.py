"""What a command answers: lines for people, or one JSON value; and how it fails."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

Value = dict[str, Any]


class Exit(IntEnum):
    """Exit codes, as a shell expects them."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    INTERRUPTED = 130
    BROKEN_PIPE = 141


class Escapes(str):
    """A line that commands the terminal on purpose: made here, with nothing from outside in it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Said:
    """An answer. `lines` say to people what `value` says to programs; `notes` are for people, beside it.

    A command that did its work and found something bad (doctor) answers with another exit code than `DONE`.
    """

    lines: tuple[str, ...]
    value: Value | list[Value]
    notes: tuple[str, ...] = ()
    code: Exit = Exit.DONE


@dataclass(eq=False)
class Failed(Exception):
    """Nothing was done. `reason` is for programs, `sentence` for people, `facts` what it is about."""

    reason: str
    sentence: str
    facts: Value = field(default_factory=dict)
    code: Exit = Exit.FAILED

    @property
    def value(self) -> Value:
        """The failure as JSON."""
        return {"ok": False, "reason": self.reason, "sentence": self.sentence} | self.facts
