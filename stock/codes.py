"""What a scanned or typed text means: our label codes, command codes, foreign codes, or plain text.

A label code is `DRE7K3PX4N`: three characters of space prefix, six of serial (the first is the kiosk's own)
and one check character (ISO 7064, hybrid system MOD 27,26). Ten characters of QR alphanumeric mode are what
version 1 with 30 % error correction holds (ISO/IEC 18004, table 7).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from string import ascii_lowercase, ascii_uppercase

from stdnum.iso7064 import mod_37_36

from stock.commands import COMMAND_NUMBERS, COMMANDS, Command
from stock.foreign import LONGEST_ALIAS, ForeignCode, read_gtin, read_link, read_serial
from stock.layouts import LAYOUTS, Layout, learn, untangle
from stock.plain import plain, shown

__all__ = ["COMMAND_NUMBERS", "LONGEST_ALIAS", "Command", "ForeignCode"]

ALPHABET = "0123456789BCDEFGHJKNPRSTVX"
LENGTH = 10
PREFIX_LENGTH = 3
SERIAL_LENGTH = 6
COMMAND_PREFIX = "000"
SLIP_PREFIX = "000S"
LONGEST_SLIP = 2000
LAYOUT_TEST = "000T 0123456789 /:-_?."


@dataclass(frozen=True, slots=True)
class LabelCode:
    """A code of ours with a right check character: a piece, a lot, a shelf or a blank of any space."""

    code: str


@dataclass(frozen=True, slots=True)
class CommandCode:
    """A verb from the command sheet."""

    command: Command


@dataclass(frozen=True, slots=True)
class QuantityCode:
    """A number from the command sheet."""

    count: int


@dataclass(frozen=True, slots=True)
class MaterialCode:
    """A material from the command sheet, by its number in the catalogue."""

    number: int


@dataclass(frozen=True, slots=True)
class SlipCode:
    """The slip of a piece that came from another space; `stock.slips` reads it."""

    text: str


@dataclass(frozen=True, slots=True)
class LayoutTest:
    """The scanner's test code, and the keyboard layout it came through."""

    layout: Layout


@dataclass(frozen=True, slots=True)
class Damaged:
    """Looks like a code of ours, but its check character is wrong, or nothing here has that number."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """Neither: typed words or sizes. Never empty."""

    text: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """An empty line, or one of control characters alone."""


Scan = (
    LabelCode
    | CommandCode
    | QuantityCode
    | MaterialCode
    | SlipCode
    | LayoutTest
    | Damaged
    | ForeignCode
    | Text
    | Nothing
)


def check_character(body: str) -> str:
    """The check character of characters of `ALPHABET` (ISO 7064, MOD 27,26)."""
    return mod_37_36.calc_check_digit(body, ALPHABET)


def write(prefix: str, serial: str) -> str:
    """The label code of a space prefix (3 characters) and a serial (6 characters)."""
    if not is_prefix(prefix) or len(serial) != SERIAL_LENGTH or not set(serial) <= set(ALPHABET):
        raise ValueError(f"not a prefix and a serial: {prefix!r} {serial!r}")
    return prefix + serial + check_character(prefix + serial)


def is_prefix(text: str) -> bool:
    """Whether the text can be a space's prefix: three characters, the first a letter other than X."""
    return len(text) == PREFIX_LENGTH and set(text) <= set(ALPHABET) and text[0] in _FIRST_LETTERS


def mint(prefix: str, first: str, draw: Callable[[int], int]) -> str:
    """A new code of this space and kiosk; `draw(n)` gives a random number below n."""
    return write(prefix, first + _drawn(draw, SERIAL_LENGTH - 1))


def draw_prefix(draw: Callable[[int], int]) -> str:
    """A provisional space prefix, for a kiosk that has joined no registry."""
    return _FIRST_LETTERS[draw(len(_FIRST_LETTERS))] + _drawn(draw, PREFIX_LENGTH - 1)


def spaced(code: str) -> str:
    """The code as people read it aloud: `DRE 7K3PX4 N`."""
    return f"{code[:3]} {code[3:9]} {code[9:]}"


def command_code(command: Command) -> str:
    """The text on the label of a command."""
    return _reserved("C", COMMAND_NUMBERS[command])


def quantity_code(count: int) -> str:
    """The text on the label of a quantity, 0 to 99,999."""
    return _reserved("N", count)


def material_code(number: int) -> str:
    """The text on the label of a material."""
    return _reserved("K", number)


def link(base: str, code: str) -> str:
    """An upper-case link for phones that ends in the code."""
    return f"{base.rstrip('/').upper()}/{code}"


def read(text: str) -> Scan:
    """What a scanned text means. Any text has an answer; none raises."""
    cleaned = shown(text).strip()
    if not cleaned:
        return Nothing()
    return (
        _layout_test(cleaned)
        or read_gtin(plain(text).strip())
        or _own(cleaned)
        or _command(cleaned)
        or _slip(cleaned)
        or read_link(_readings(cleaned))
        or _damaged(cleaned)
        or read_serial(cleaned)
        or Text(cleaned)
    )


_FIRST_LETTERS = [character for character in ALPHABET if character.isalpha() and character != "X"]
PREFIXES = len(_FIRST_LETTERS) * len(ALPHABET) ** (PREFIX_LENGTH - 1)
"""How many spaces can have a prefix of their own."""
_CAPITALS = str.maketrans(ascii_lowercase, ascii_uppercase)
"""ASCII alone: `ß` is not SS, and `ſ` is no S."""


def _drawn(draw: Callable[[int], int], count: int) -> str:
    return "".join(ALPHABET[draw(len(ALPHABET))] for _ in range(count))


def _reserved(kind: str, number: int) -> str:
    if not 0 <= number <= 99_999:
        raise ValueError(f"a number on a command label has at most five digits: {number}")
    body = f"{COMMAND_PREFIX}{kind}{number:05d}"
    return body + check_character(body)


def _readings(text: str) -> Iterable[str]:
    """The text as it stands, and as a scanner meant it if a keyboard layout mangled it."""
    return dict.fromkeys(chain([text], filter(None, (untangle(text, layout) for layout in LAYOUTS))))


def _capital_readings(text: str) -> Iterable[str]:
    return (reading.translate(_CAPITALS) for reading in _readings(text))


def _is_whole(code: str) -> bool:
    return len(code) == LENGTH and set(code) <= set(ALPHABET) and check_character(code[:-1]) == code[-1]


def _is_label(code: str) -> bool:
    return _is_whole(code) and is_prefix(code[:PREFIX_LENGTH])


def _layout_test(text: str) -> LayoutTest | None:
    layout = learn(LAYOUT_TEST, text)
    return LayoutTest(layout) if layout else None


_SPACED = re.compile(r"(\S{3})[ -](\S{6})[ -](\S)")


def _closed(text: str) -> str:
    """A code that was written in its three groups, without the gaps."""
    groups = _SPACED.fullmatch(text)
    return "".join(groups.groups()) if groups else text


def _own(text: str) -> LabelCode | None:
    labels = filter(_is_label, _capital_readings(_closed(text)))
    return next(map(LabelCode, labels), None) or _linked(text)


def _linked(text: str) -> LabelCode | None:
    """The code that a link ends in, with anything but a letter or a digit before it."""
    before, code = text[-LENGTH - 1 : -LENGTH], text[-LENGTH:]
    if text[:4].upper() != "HTTP" or not before or before.isalnum():
        return None
    return next(map(LabelCode, filter(_is_label, _capital_readings(code))), None)


def _command(text: str) -> CommandCode | QuantityCode | MaterialCode | Damaged | None:
    for reading in _capital_readings(text):
        if _is_whole(reading) and reading.startswith(COMMAND_PREFIX) and reading[4:9].isdecimal():
            return _meaning(reading[3], int(reading[4:9])) or Damaged(text)
    return None


def _meaning(kind: str, number: int) -> CommandCode | QuantityCode | MaterialCode | None:
    match kind:
        case "C" if number in COMMANDS:
            return CommandCode(COMMANDS[number])
        case "N":
            return QuantityCode(number)
        case "K":
            return MaterialCode(number)
        case _:
            return None


def _slip(text: str) -> SlipCode | Damaged | None:
    """A slip, however it was typed; one that lost a character is damaged."""
    if not LENGTH < len(text) <= LONGEST_SLIP:
        return None
    for reading in _capital_readings(text):
        if reading.startswith(SLIP_PREFIX) and set(reading) <= set(ALPHABET):
            return SlipCode(reading) if check_character(reading[:-1]) == reading[-1] else Damaged(text)
    return None


def _damaged(text: str) -> Damaged | None:
    """A code of ours in which one character may be wrong, or a command label's."""
    closed = [reading for reading in _capital_readings(_closed(text)) if len(reading) == LENGTH]
    return Damaged(text) if any(map(_looks_own, closed)) or any(map(_looks_reserved, closed)) else None


def _looks_own(code: str) -> bool:
    """Letters and digits, a letter first, a digit among them, and at most one that no code of ours has."""
    strange = sum(character not in ALPHABET for character in code)
    is_mixed = code.isascii() and code.isalnum() and any(character.isdigit() for character in code)
    return is_mixed and strange <= 1 and code[0].isalpha() and code[0] != "X"


def _looks_reserved(code: str) -> bool:
    return code.startswith(COMMAND_PREFIX) and code.isascii() and code[3].isalpha() and code[4:9].isdecimal()
