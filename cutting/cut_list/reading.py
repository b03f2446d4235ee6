"""A cut list from a file or from standard input, whatever it is: typed lines, a table, a drawing."""

import codecs
from collections.abc import Callable
from typing import BinaryIO

from cutting.cut_list.lines import CutList, Defaults, Materials, Reason, whole_fault
from cutting.cut_list.outlined import is_drawing, read_drawing
from cutting.cut_list.tables import is_table, read_table
from cutting.cut_list.typed_lines import read_lines

MOST_BYTES = 20_000_000
MOST_TEXT_BYTES = 2_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OLD = "cp1257"
"""What spreadsheets write in the Baltic states where they do not write Unicode."""


def read_stream(stream: BinaryIO, materials: Materials, defaults: Defaults, name: str = "") -> CutList:
    """The cut list that a file holds; of one that is too large no more than that is read. `name` ends in
    `.csv` where it must be a table. Raises OSError."""
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        return whole_fault(Reason.TOO_LARGE)
    return read_bytes(data, materials, defaults, name)


def read_bytes(data: bytes, materials: Materials, defaults: Defaults, name: str = "") -> CutList:
    """The cut list that the content of a file is."""
    if is_drawing(data):
        return read_drawing(data, materials, defaults)
    if len(data) > MOST_TEXT_BYTES:
        return whole_fault(Reason.TOO_LARGE)
    text = decoded(data)
    if text is None:
        return whole_fault(Reason.NOT_TEXT)
    if is_table(text) or name.casefold().endswith((".csv", ".tsv")):
        return read_table(text, materials, defaults)
    return read_lines(text, materials, defaults, is_file=True)


def read_text(text: str, materials: Materials, defaults: Defaults) -> CutList:
    """The cut list that was typed, or that a QR code is."""
    reader: Callable[[str, Materials, Defaults], CutList] = read_table if is_table(text) else read_lines
    return reader(text, materials, defaults)


def decoded(data: bytes) -> str | None:
    """The text of a file, by its byte order mark, else as UTF-8, else as it was before Unicode; None for what
    is no text."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _or_none(data.removeprefix(mark), encoding)
    if b"\x00" in data:
        return None
    text = _or_none(data, "utf-8")
    return text if text is not None else data.decode(_OLD, errors="replace")


def _or_none(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
