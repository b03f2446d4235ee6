"""A small reader of PDF files made of ISO 32000-1: it stops at what it does not know."""

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*)\nendobj\n", re.DOTALL)
_NAME = re.compile(rb"/([A-Za-z0-9+-]*)")
_TOKEN = re.compile(rb"<[0-9a-f]*>|/[RB](?= )|-?\d+(?:\.\d+)?|[A-Za-z]+")
_OPERANDS = {
    b"cm": 6,
    b"BT": 0,
    b"ET": 0,
    b"g": 1,
    b"Tf": 2,
    b"Tm": 6,
    b"Tj": 1,
    b"re": 4,
    b"f": 0,
    b"m": 2,
    b"l": 2,
    b"q": 0,
    b"Q": 0,
}
"""How many operands each operator of a page takes (annex A)."""

NAMES = frozenset(
    b"Type Catalog Pages ViewerPreferences PrintScaling None Count Kids Resources Font Title Page Parent "
    b"MediaBox Contents Filter FlateDecode Length Length1 Subtype Type0 CIDFontType2 BaseFont Encoding "
    b"Identity-H DescendantFonts ToUnicode CIDSystemInfo Registry Ordering Supplement CIDToGIDMap Identity "
    b"FontDescriptor W FontName Flags ItalicAngle StemV FontBBox Ascent Descent CapHeight FontFile2 R B "
    b"LABELS+DejaVuSansCondensed LABELS+DejaVuSansCondensed-Bold Size Root Info".split()
)
"""Every name that a file of labels needs; none of them opens, runs or fetches anything."""

Operation = tuple[bytes, tuple[bytes, ...]]


def objects(document: bytes) -> list[bytes]:
    """The objects by number, laid end to end from the head of the file to its table, with nothing between."""
    table = int(document.split(b"startxref\n")[1].split(b"\n")[0])
    rows = document[table:].split(b"trailer")[0].splitlines()[3:]
    places = [int(row.split()[0]) for row in rows]
    found = []
    for number, (start, end) in enumerate(zip(places, [*places[1:], table], strict=True), start=1):
        whole = _OBJECT.fullmatch(document[start:end])
        assert whole, document[start : start + 80]
        assert int(whole[1]) == number
        found.append(whole[2])
    return found


def unknown_names(document: bytes) -> set[bytes]:
    """Names in the file outside its streams that no label needs."""
    heads = [body.split(b"\nstream\n")[0] for body in objects(document)]
    heads.append(document.rsplit(b"trailer", 1)[1])
    return {name for head in heads for name in _NAME.findall(head)} - NAMES


def pages(document: bytes) -> list[list[Operation]]:
    """The operations of each page."""
    bodies = objects(document)
    said = [re.search(rb"/Type /Page .*/Contents (\d+) 0 R", body) for body in bodies]
    return [list(_operations(_unpacked(bodies[int(found[1]) - 1]))) for found in said if found]


def _unpacked(body: bytes) -> bytes:
    head, packed = body.split(b"\nstream\n", 1)
    length = re.search(rb"/Length (\d+)", head)
    assert length
    assert packed[int(length[1]) :] == b"\nendstream"
    return zlib.decompress(packed[: int(length[1])])


def _operations(stream: bytes) -> Iterator[Operation]:
    operands: list[bytes] = []
    tokens = _TOKEN.findall(stream)
    assert b" ".join(tokens) == b" ".join(stream.split()), "something between the tokens"
    for token in tokens:
        if token in _OPERANDS:
            assert len(operands) == _OPERANDS[token], token
            yield token, tuple(operands)
            operands = []
        else:
            assert not token.isalpha(), token
            operands.append(token)
    assert not operands
