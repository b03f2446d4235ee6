"""Somebody else's codes: article numbers, GS1 data, links and serial numbers, each with one alias."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from stdnum import ean, gs1_128

from stock import typed
from stock.plain import GROUP_SEPARATOR, shown

LONGEST_ALIAS = 200


@dataclass(frozen=True, slots=True)
class ForeignCode:
    """Somebody else's code: a GTIN, a link, a serial number. `alias` is its canonical form."""

    alias: str


def read_gtin(text: str) -> ForeignCode | None:
    """An EAN or UPC, a GS1 element string or a GS1 Digital Link (GS1 General Specifications).

    All spellings of one GTIN and serial number give one alias.
    """
    if len(text) > _LONGEST_GS1:
        return None
    if text.isascii() and text.isdecimal() and len(text) in {8, 12, 13, 14}:
        return _article(text, "")
    return _digital_link(text) or _elements(text)


def read_link(readings: Iterable[str]) -> ForeignCode | None:
    """A link, in the first of the readings that is one."""
    links = (reading for reading in readings if _LINK.fullmatch(reading))
    return next((_alias("url:" + link) for link in links), None)


def read_serial(text: str) -> ForeignCode | None:
    """One token of six or more letters and digits mixed that is no size: another inventory's number."""
    if len(text) > LONGEST_ALIAS or not _SERIAL.fullmatch(text) or _is_measure(text):
        return None
    return _alias("code:" + text.upper())


_LONGEST_GS1 = 400
_LINK = re.compile(r"[a-z][a-z0-9+.-]{1,9}://\S+", re.IGNORECASE)
_SERIAL = re.compile(r"(?=[^\d]*\d)(?=[^A-Za-z-]*[A-Za-z-])[A-Za-z0-9][A-Za-z0-9_./:-]{5,}")
_EDGE = "[0-9]+(?:[.,][0-9]+)?"
_RANGED = re.compile(rf"d?{_EDGE}x{_EDGE}(?:x{_EDGE})?(?:-|\.\.){_EDGE}(?:mm|cm)?", re.IGNORECASE)
"""A size whose thickness is a range."""
_MEASURE_MISREAD = frozenset(
    {
        typed.MisreadReason.ZERO,
        typed.MisreadReason.TOO_LARGE,
        typed.MisreadReason.TOO_PRECISE,
        typed.MisreadReason.TOO_MANY_DIMENSIONS,
        typed.MisreadReason.UNKNOWN_UNIT,
    }
)


def _is_measure(text: str) -> bool:
    """Whether somebody typed a size, a mass or a count there, or tried to."""
    if _RANGED.fullmatch(text):
        return True
    match typed.read(text):
        case typed.Misread(reason=reason):
            return text[0].isdecimal() and reason in _MEASURE_MISREAD
        case measure:
            return not measure.words and measure != typed.Typed()


def _alias(text: str) -> ForeignCode | None:
    return ForeignCode(text) if len(text) <= LONGEST_ALIAS else None


def _article(gtin: str, serial: str) -> ForeignCode | None:
    number, serial = gtin.zfill(14), shown(serial).strip()
    if not number.strip("0") or not ean.is_valid(number):
        return None
    return _alias(f"gtin:{number}:{serial}" if serial else f"gtin:{number}")


_WEB = re.compile(r"https?://[^/\s]+/([^?#\s]+)(?:[?#]\S*)?", re.IGNORECASE)


def _digital_link(text: str) -> ForeignCode | None:
    """The GTIN and serial number of a link's path: `…/01/09506000134352/21/ABC`."""
    found = _WEB.fullmatch(text)
    parts = found[1].split("/") if found else []
    if "01" not in parts[:-1]:
        return None
    key = parts.index("01")
    pairs = dict(zip(parts[key::2], parts[key + 1 :: 2], strict=False))
    gtin = pairs["01"]
    return _article(gtin, unquote(pairs.get("21", ""))) if gtin.isascii() and gtin.isdecimal() else None


_SYMBOLOGY = re.compile(r"\][A-Za-z]\d")
_BRACKETED = re.compile(r"\((\d{2,4})\)")


def _elements(text: str) -> ForeignCode | None:
    """The GTIN and serial number of an element string, with separators, brackets or neither."""
    bare = _SYMBOLOGY.sub("", text, count=1) if text.startswith("]") else text
    try:
        found = gs1_128.info(_BRACKETED.sub(GROUP_SEPARATOR + r"\1", bare), GROUP_SEPARATOR)
    except (ValueError, LookupError, AttributeError, TypeError, ArithmeticError):
        return None
    return _article(str(found["01"]), str(found.get("21", ""))) if "01" in found else None
