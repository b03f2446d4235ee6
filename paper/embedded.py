"""The bundled font inside a PDF: the letters that are used, and no others (ISO 32000-1, 9.7)."""

from io import BytesIO

from fontTools import subset
from fontTools.ttLib import TTFont

from paper.typeface import FONTS, Face, metrics

_NEEDED = {"GlyphOrder", "glyf", "head", "hhea", "hmtx", "loca", "maxp"}
"""Tables that a PDF reader uses of a font whose letters are written as glyph numbers (9.9)."""

_UNICODE_MAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Letters def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange
{ranges}
endcmap CMapName currentdict /CMap defineresource pop end end"""


_MOST_LINES = 100
"""Lines that one section of such a map may have."""


def font_file(face: Face, letters: set[str]) -> bytes:
    """A TrueType file with these letters alone, under their glyph numbers in the bundled font."""
    options = subset.Options(retain_gids=True, hinting=False, notdef_outline=True)
    with TTFont(FONTS / face, recalcTimestamp=False) as font:
        narrowed = subset.Subsetter(options)
        narrowed.populate(text="".join(letters))
        narrowed.subset(font)
        for table in set(font.keys()) - _NEEDED:
            del font[table]
        out = BytesIO()
        font.save(out)
    return out.getvalue()


def hex_glyphs(text: str, face: Face) -> str:
    """The text as two-byte glyph numbers in hexadecimal."""
    glyphs = metrics(face).glyphs
    return "".join([f"{glyphs[letter]:04x}" for letter in text])


def width_array(face: Face, letters: set[str]) -> str:
    """The advances of the letters in thousandths of the font size, as a PDF array."""
    known = metrics(face)
    widths = {known.glyphs[letter]: known.advances[letter] * 1000 // known.units_per_em for letter in letters}
    return "[" + " ".join(f"{glyph} [{width}]" for glyph, width in sorted(widths.items())) + "]"


def unicode_map(face: Face, letters: set[str]) -> bytes:
    """What makes the text of a PDF searchable: glyph numbers back to letters (9.10.3)."""
    known = metrics(face).glyphs
    lines = [
        f"<{glyph:04x}> <{letter.encode('utf-16-be').hex()}>" for glyph, letter in _pairs(known, letters)
    ]
    parts = [lines[start : start + _MOST_LINES] for start in range(0, len(lines), _MOST_LINES)]
    ranges = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
    return _UNICODE_MAP.format(ranges=ranges).encode("ascii")


def _pairs(glyphs: dict[str, int], letters: set[str]) -> list[tuple[int, str]]:
    return sorted((glyphs[letter], letter) for letter in letters)
