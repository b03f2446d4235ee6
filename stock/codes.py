"""What a scanned or typed text means: our label codes, command codes, foreign codes, or plain text.

A label code is `DRE7K3PX4N`: three characters of space prefix, six of serial (the first is the kiosk's own)
and one check character (ISO 7064, hybrid system MOD 27,26). Ten characters of QR alphanumeric mode are what
version 1 with 30 % error correction holds (ISO/IEC 18004, table 7).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from stdnum import ean
from stdnum.iso7064 import mod_37_36

from stock.layouts import LAYOUTS, Layout, learn, untangle
from stock.plain import plain, shown

ALPHABET = "0123456789BCDEFGHJKNPRSTVX"
LENGTH = 10
PREFIX_LENGTH = 3
SERIAL_LENGTH = 6
COMMAND_PREFIX = "000"
LAYOUT_TEST = "000T 0123456789 /:-_?."
LONGEST_ALIAS = 200


class Command(StrEnum):
    """A verb that can be scanned; the number on its label is its place in `COMMAND_NUMBERS`."""

    TAKE = "take"
    RECEIVE = "receive"
    FIND = "find"
    CUT = "cut"
    RETURN = "return"
    MOVE = "move"
    COUNT = "count"
    DISCARD = "discard"
    HOLD = "hold"
    SHOW = "show"
    LABEL = "label"
    UNDO = "undo"
    DONE = "done"
    YES = "yes"
    HELP = "help"
    STAFF = "staff"
    LANGUAGE = "language"
    THEME = "theme"
    NEXT = "next"
    BACK = "back"
    DONATION = "donation"
    OFFCUT = "offcut"
    BOUGHT = "bought"


COMMAND_NUMBERS = {command: number for number, command in enumerate(Command, start=1)}
"""Printed on laminated sheets: members are only ever added, and at the end."""
_COMMANDS = {number: command for command, number in COMMAND_NUMBERS.items()}


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
class LayoutTest:
    """The scanner's test code, and the keyboard layout it came through."""

    layout: Layout


@dataclass(frozen=True, slots=True)
class Damaged:
    """Looks like a code of ours, but its check character is wrong."""

    text: str


@dataclass(frozen=True, slots=True)
class ForeignCode:
    """Somebody else's code: a GTIN, a link, a serial number. `alias` is its canonical form."""

    alias: str


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
    | LayoutTest
    | Damaged
    | ForeignCode
    | Text
    | Nothing
)


def check_character(body: str) -> str:
    """The check character of nine characters of `ALPHABET` (ISO 7064, MOD 27,26)."""
    return mod_37_36.calc_check_digit(body, ALPHABET)


def write(prefix: str, serial: str) -> str:
    """The label code of a space prefix (3 characters) and a serial (6 characters)."""
    if not is_prefix(prefix) or len(serial) != SERIAL_LENGTH or not set(serial) <= set(ALPHABET):
        raise ValueError(f"not a prefix and a serial: {prefix!r} {serial!r}")
    return prefix + serial + check_character(prefix + serial)


def is_prefix(text: str) -> bool:
    """Whether the text can be a space's prefix: three characters, the first a letter other than X."""
    return len(text) == PREFIX_LENGTH and set(text) <= set(ALPHABET) and text[0].isalpha() and text[0] != "X"


def mint(prefix: str, first: str, draw: Callable[[int], int]) -> str:
    """A new code of this space and kiosk; `draw(n)` gives a random number below n."""
    return write(prefix, first + "".join(ALPHABET[draw(len(ALPHABET))] for _ in range(SERIAL_LENGTH - 1)))


def draw_prefix(draw: Callable[[int], int]) -> str:
    """A provisional space prefix, for a kiosk that has joined no registry."""
    letters = [letter for letter in ALPHABET if letter.isalpha() and letter != "X"]
    return letters[draw(len(letters))] + "".join(ALPHABET[draw(len(ALPHABET))] for _ in range(2))


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
        or _gtin(plain(text).strip())
        or _own(cleaned)
        or _command(cleaned)
        or _link(cleaned)
        or _damaged(cleaned)
        or _serial(cleaned)
        or Text(cleaned)
    )


def _reserved(kind: str, number: int) -> str:
    if not 0 <= number <= 99_999:
        raise ValueError(f"a number on a command label has at most five digits: {number}")
    body = f"{COMMAND_PREFIX}{kind}{number:05d}"
    return body + check_character(body)


def _readings(text: str) -> Iterable[str]:
    """The text as it stands and as each keyboard layout would have mangled it, in capitals."""
    return dict.fromkeys(chain([text.upper()], (untangle(text, layout).upper() for layout in LAYOUTS)))


def _is_whole(code: str) -> bool:
    return len(code) == LENGTH and set(code) <= set(ALPHABET) and check_character(code[:-1]) == code[-1]


def _is_label(code: str) -> bool:
    return _is_whole(code) and is_prefix(code[:PREFIX_LENGTH])


def _layout_test(text: str) -> LayoutTest | None:
    layout = learn(LAYOUT_TEST, text)
    return LayoutTest(layout) if layout else None


_SPACED = re.compile(r"(\S{3})[ -](\S{6})[ -](\S)")


def _own(text: str) -> LabelCode | None:
    parts = _SPACED.fullmatch(text)
    bare = "".join(parts.groups()) if parts else text
    for reading in _readings(bare):
        if _is_label(reading):
            return LabelCode(reading)
    return _linked(text)


def _linked(text: str) -> LabelCode | None:
    if not text.upper().startswith("HTTP"):
        return None
    for reading in _readings(text[-LENGTH:]):
        if _is_label(reading) and not text[-LENGTH - 1].isalnum():
            return LabelCode(reading)
    return None


def _command(text: str) -> CommandCode | QuantityCode | MaterialCode | None:
    for reading in _readings(text):
        if _is_whole(reading) and reading.startswith(COMMAND_PREFIX) and reading[4:9].isdecimal():
            return _meaning(reading[3], int(reading[4:9]))
    return None


def _meaning(kind: str, number: int) -> CommandCode | QuantityCode | MaterialCode | None:
    if kind == "C" and number in _COMMANDS:
        return CommandCode(_COMMANDS[number])
    if kind == "N":
        return QuantityCode(number)
    return MaterialCode(number) if kind == "K" else None


_DIGITAL_LINK = re.compile(r"https?://[^/\s]+/(?:\S*/)?01/(\d{8,14})(?:/21/([^/?#\s]+))?", re.IGNORECASE)
_ELEMENTS = re.compile(r"(?:\][A-Za-z]\d)?\(?01\)?(\d{14})(?:\x1d?\(?21\)?(\S+))?")


def _gtin(text: str) -> ForeignCode | None:
    """An EAN or UPC, a GS1 element string or a GS1 Digital Link (GS1 General Specifications)."""
    if re.fullmatch(r"\d{8}|\d{12,14}", text) and ean.is_valid(text.zfill(14)):
        return ForeignCode(f"gtin:{text.zfill(14)}")
    found = _DIGITAL_LINK.match(text) or _ELEMENTS.fullmatch(text)
    if not found or not ean.is_valid(found[1].zfill(14)):
        return None
    serial = f":{found[2][: LONGEST_ALIAS - 20]}" if found[2] else ""
    return ForeignCode(f"gtin:{found[1].zfill(14)}{serial}")


def _link(text: str) -> ForeignCode | None:
    for reading in chain([text], (untangle(text, layout) for layout in LAYOUTS)):
        if re.match(r"[a-z][a-z0-9+.-]{1,9}://\S+$", reading, re.IGNORECASE):
            return _alias("url:" + reading)
    return None


def _damaged(text: str) -> Damaged | None:
    """Ten letters and digits of which at most one is strange, with a digit among them."""
    code = text.replace(" ", "").upper()
    strange = sum(character not in ALPHABET for character in code)
    looks_like = len(code) == LENGTH and code.isascii() and code.isalnum() and code[0].isalpha()
    has_digit = any(character.isdigit() for character in code)
    return Damaged(text) if looks_like and has_digit and strange <= 1 and code[0] != "X" else None


_SERIAL = re.compile(r"(?=\S*\d)(?=\S*[A-Za-z-])[A-Za-z0-9][A-Za-z0-9_./:-]{5,}")
_MEASURE = re.compile(r"[\d.,xX×*Ø]+(?:mm|cm|dm|m|kg|g|mg|l|ml|pcs|gab)?", re.IGNORECASE)


def _serial(text: str) -> ForeignCode | None:
    """One token of six or more letters and digits mixed that is no size: another inventory's number."""
    if _MEASURE.fullmatch(text) or not _SERIAL.fullmatch(text):
        return None
    return _alias("code:" + text.upper())


def _alias(text: str) -> ForeignCode | None:
    return ForeignCode(text) if len(text) <= LONGEST_ALIAS else None
