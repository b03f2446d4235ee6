"""PDF files of pages that are vectors and text in the bundled font (ISO 32000-1)."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from paper.embedded import font_file, unicode_map, width_array
from paper.text import clean
from paper.typeface import Face

POINTS_PER_UM = 72 / 25_400
FONTS = {Face.REGULAR: "/R", Face.BOLD: "/B"}
"""What a page's operators call the two cuts of the font."""

_CATALOG, _PAGES, _RESOURCES, _INFO, _FIRST_FREE = 1, 2, 3, 4, 5
_FONT_OBJECTS = 5
_PAGE_OBJECTS = 2
_FONT_BOX = "/FontBBox [-1000 -400 2000 1200] /Ascent 930 /Descent -240 /CapHeight 730"


@dataclass(frozen=True, slots=True)
class Page:
    """A page and the operators that draw it; `letters` are those it sets in each cut of the font."""

    width_um: int
    height_um: int
    content: bytes
    letters: Mapping[Face, frozenset[str]]


def turned(height_um: int) -> str:
    """The operator after which lengths on a page of this height are micrometres from the top left."""
    height_points = height_um * POINTS_PER_UM
    return f"{POINTS_PER_UM:.9f} 0 0 -{POINTS_PER_UM:.9f} 0 {height_points:.4f} cm"


def pdf_file(pages: Sequence[Page], title: str = "") -> bytes:
    """The PDF file; it carries no date, so the same pages are the same bytes."""
    letters = {face: used for face in Face if (used := _letters(pages, face))}
    fonts = {face: _FIRST_FREE + _FONT_OBJECTS * place for place, face in enumerate(letters)}
    first_page = _FIRST_FREE + _FONT_OBJECTS * len(fonts)
    kids = " ".join(f"{first_page + _PAGE_OBJECTS * place} 0 R" for place in range(len(pages)))
    named = " ".join(f"{FONTS[face]} {number} 0 R" for face, number in fonts.items())
    objects = [
        _plain(f"/Type /Catalog /Pages {_PAGES} 0 R /ViewerPreferences << /PrintScaling /None >>"),
        _plain(f"/Type /Pages /Count {len(pages)} /Kids [{kids}] /Resources {_RESOURCES} 0 R"),
        _plain(f"/Font << {named} >>"),
        _plain(f"/Title <feff{clean(title).encode('utf-16-be').hex()}>"),
    ]
    for face, used in letters.items():
        objects += _font(face, used, fonts[face])
    for place, page in enumerate(pages):
        objects += _page(page, first_page + _PAGE_OBJECTS * place)
    return _file(objects)


def _letters(pages: Sequence[Page], face: Face) -> set[str]:
    return set().union(*(page.letters.get(face, frozenset()) for page in pages))


def _plain(entries: str) -> bytes:
    return f"<< {entries} >>".encode("ascii")


def _stream(data: bytes, entries: str = "") -> bytes:
    packed = zlib.compress(data)
    head = f"<< {entries} /Filter /FlateDecode /Length {len(packed)} >>"
    return head.encode("ascii") + b"\nstream\n" + packed + b"\nendstream"


def _page(page: Page, number: int) -> list[bytes]:
    width, height = (um * POINTS_PER_UM for um in (page.width_um, page.height_um))
    box = f"/MediaBox [0 0 {width:.4f} {height:.4f}]"
    head = _plain(f"/Type /Page /Parent {_PAGES} 0 R {box} /Contents {number + 1} 0 R")
    return [head, _stream(page.content)]


def _font(face: Face, letters: set[str], number: int) -> list[bytes]:
    """A composite font whose codes are the glyph numbers themselves (9.7.4)."""
    name = f"/LABELS+{face.removesuffix('.ttf')}"
    system = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    program = font_file(face, letters)
    return [
        _plain(
            f"/Type /Font /Subtype /Type0 /BaseFont {name} /Encoding /Identity-H"
            f" /DescendantFonts [{number + 1} 0 R] /ToUnicode {number + 4} 0 R"
        ),
        _plain(
            f"/Type /Font /Subtype /CIDFontType2 /BaseFont {name} {system} /CIDToGIDMap /Identity"
            f" /FontDescriptor {number + 2} 0 R /W {width_array(face, letters)}"
        ),
        _plain(
            f"/Type /FontDescriptor /FontName {name} /Flags 32 /ItalicAngle 0 /StemV 100 {_FONT_BOX}"
            f" /FontFile2 {number + 3} 0 R"
        ),
        _stream(program, f"/Length1 {len(program)}"),
        _stream(unicode_map(face, letters)),
    ]


def _file(objects: Sequence[bytes]) -> bytes:
    """The objects numbered from one, and the table of where each begins (7.5)."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode("ascii") + body + b"\nendobj\n"
    table = len(out)
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode("ascii")
    out += f"trailer\n<< /Size {len(objects) + 1} /Root {_CATALOG} 0 R /Info {_INFO} 0 R >>\n".encode("ascii")
    out += f"startxref\n{table}\n%%EOF\n".encode("ascii")
    return bytes(out)
