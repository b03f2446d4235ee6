"""Bodies of event lines: NDJSON, gzip, and inflating that stops at a bound."""

import gzip
import zlib
from collections.abc import Sequence

from sync.wire import EventsHeader

_GZIP = 31


class TooLong(ValueError):
    """More bytes than allowed; what was read of them is dropped."""


class NotGzip(ValueError):
    """Not gzip, cut short, or followed by something else."""


class Inflater:
    """Inflates gzip piece by piece and never holds more than `most` bytes."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._stream = zlib.decompressobj(_GZIP)
        self._parts: list[bytes] = []

    def feed(self, data: bytes) -> None:
        """Take in a piece. Raises TooLong or NotGzip."""
        try:
            found = self._stream.decompress(data, self._most - self._size + 1)
        except zlib.error as error:
            raise NotGzip(str(error)) from error
        self._size += len(found)
        if self._size > self._most:
            raise TooLong(str(self._most))
        if self._stream.unused_data:
            raise NotGzip("data after the end")
        self._parts.append(found)

    def finish(self) -> bytes:
        """Everything inflated. Raises NotGzip where the end is missing."""
        if not self._stream.eof:
            raise NotGzip("cut short")
        return b"".join(self._parts)


def pack(header: EventsHeader, lines: Sequence[bytes]) -> bytes:
    """The body of an events request, before gzip."""
    return b"\n".join([header.to_json(), *lines, b""])


def unpack(body: bytes) -> tuple[bytes, list[bytes]]:
    """The header line and the event lines of a body."""
    header, *lines = body.removesuffix(b"\n").split(b"\n")
    return header, lines


def squeeze(body: bytes) -> bytes:
    """The body as gzip, the same bytes at every time."""
    return gzip.compress(body, compresslevel=6, mtime=0)
