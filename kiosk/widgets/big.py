"""Big letters that are read from two metres: three rows of half blocks, or five rows of whole ones."""

import unicodedata
from collections.abc import Iterator

from stock.plain import shown

ROWS = 3
LARGE_ROWS = 5
_PIXEL_ROWS = 5
_FONT = {
    " ": "00000",
    "0": "75557", "1": "26227", "2": "61247", "3": "71717", "4": "55711",
    "5": "74716", "6": "74757", "7": "71244", "8": "75757", "9": "75717",
    "A": "75755", "B": "65656", "C": "74447", "D": "65556", "E": "74647", "F": "74644", "G": "74557",
    "H": "55755", "I": "72227", "J": "11157", "K": "55655", "L": "44447", "M": "hrlhh", "N": "9dfb9",
    "O": "75557", "P": "75744", "Q": "699b7", "R": "65655", "S": "74717", "T": "72222", "U": "55557",
    "V": "55552", "W": "hhlrh", "X": "55255", "Y": "55222", "Z": "71247",
    ".": "00001", ",": "00012", ":": "01010", "-": "00700", "+": "02720", "/": "11244", "?": "71302",
    "!": "33303", "(": "12221", ")": "21112", "&": "25256", "#": "ava0a", "×": "05250", "Ø": "35556",
    "…": "0000l", "'": "11000", "%": "51245",
    "›": "42124", "✔": "012k8", "✖": "ha4ah",
}  # fmt: skip
"""Each letter's five rows of pixels, a base-32 digit a row, the highest bit at the left."""
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def is_big(text: str) -> bool:
    """Whether every letter has a big form."""
    return all(letter in _FONT for letter in _letters(text))


def big(text: str) -> tuple[str, ...]:
    """Three rows, a pixel being half a cell high."""
    pixels = _pixels(text)
    lower = [*pixels[1::2], [False] * len(pixels[0])]
    return tuple(
        "".join(_HALVES[pair] for pair in zip(above, below, strict=True))
        for above, below in zip(pixels[::2], lower, strict=True)
    )


def large(text: str) -> tuple[str, ...]:
    """Five rows, a pixel being two cells wide."""
    return tuple("".join("██" if lit else "  " for lit in row) for row in _pixels(text))


def _letters(text: str) -> str:
    """Capitals without accents, which three cells of width have no room for."""
    folded = unicodedata.normalize("NFKD", shown(text).replace("×", "\ue000")).replace("\ue000", "×")
    return "".join(letter for letter in folded.upper() if not unicodedata.combining(letter))


def _pixels(text: str) -> list[list[bool]]:
    """The rows of all letters, with a gap of one pixel between them."""
    glyphs = [list(_glyph(letter)) for letter in _letters(text)]
    return [[lit for glyph in glyphs for lit in (False, *glyph[row])][1:] for row in range(_PIXEL_ROWS)]


def _glyph(letter: str) -> Iterator[list[bool]]:
    codes = [int(digit, 32) for digit in _FONT.get(letter, _FONT["?"])]
    width = (
        max(2, *(code.bit_length() for code in codes))
        if letter == " "
        else max(c.bit_length() for c in codes)
    )
    for code in codes:
        yield [bool(code >> (width - 1 - column) & 1) for column in range(width)]
