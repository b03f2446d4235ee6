"""Whether lines continue a log: the one rule that lets lines in, without a database."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.log import Mark


@dataclass(frozen=True, slots=True)
class Gap:
    """Lines before the first one sent are missing."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class Fork:
    """The lines do not continue the log that is here."""

    mark: Mark


def join(
    mark: Mark, known: bytes | None, here: Sequence[bytes], prev: bytes, lines: Sequence[bytes]
) -> Gap | Fork | int:
    """How many of the lines are here already; the others may be added.

    `known` is the hash here before the first of them (None: the log does not go that far), `here` the lines
    from there on, as many as were sent or as there are; `prev` is the hash the sender has before the first.
    """
    if known is None:
        return Gap(mark)
    if known != prev or list(here) != list(lines[: len(here)]):
        return Fork(mark)
    return len(here)
