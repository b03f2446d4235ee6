"""One scan, and what anything that scans looks like to the kiosk."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ScanInput:
    """What was scanned or typed, as it came, and when, in seconds of a monotonic clock."""

    text: str
    at: float


class Scanner(Protocol):
    """A source of scans."""

    def scans(self) -> AsyncIterator[ScanInput]:
        """Every scan in the order of arrival, for ever."""
