"""Sizes, weights, amounts, days and texts on the command line: checked here, at the door."""

from argparse import ArgumentTypeError
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from kiosk.answers.remarked import misread_sentence
from kiosk.dialogue.texts import read_amount, size_of
from kiosk.language import _
from stock.needs import Need
from stock.pieces import Size
from stock.plain import shown
from stock.transfers import is_space
from stock.typed import Misread, Typed, read, read_need

_FURTHEST_MM = 1000
_LONGEST_SECONDS = 3600
LABEL_FILES = (".pdf", ".png", ".svg", ".zpl")


def size(text: str) -> Size:
    """A size such as `600x400x4`; a bare number is a length in millimetres."""
    found = size_of(_typed(text))
    if found is None:
        raise ArgumentTypeError(_("no size: {text}").format(text=shown(text)))
    return found


def need(text: str) -> str:
    """A part such as `300x200x6`, `300x200x5-7`, `Ø80x3` or `birch ply 300x200`; as it was typed, but known
    to be one."""
    typed_need(text)
    return text


def typed_need(text: str) -> tuple[str, Need]:
    """The words beside such a part, and the part."""
    found = read_need(shown(text))
    if isinstance(found, Misread):
        raise ArgumentTypeError(misread_sentence(found))
    if found.size is None:
        found = replace(found, size=size_of(found), count=None)
    if found.need is None or found.mass_mg or found.volume_ul or found.count:
        raise ArgumentTypeError(_("no size: {text}").format(text=shown(text)))
    return found.words, found.need


def among_words(text: str) -> tuple[str, Need | None]:
    """Words, and the part that a size among them means, as they are read at the screen."""
    found = read_need(shown(text))
    if isinstance(found, Misread) or found.need is None:
        return text, None
    return found.words, found.need


def thick_um(text: str) -> tuple[int, int]:
    """A thickness such as `6`, or a range such as `5..7`, in mm: the least and the greatest, in µm."""
    least, _dots, most = text.replace("–", "..").replace("-", "..").partition("..")
    found = [length_um(each) for each in (least, most or least)]
    if not 0 < found[0] <= found[1]:
        raise ArgumentTypeError(_("no thickness: {text}").format(text=shown(text)))
    return found[0], found[1]


def mass_mg(text: str) -> int:
    """A mass such as `2.5kg`, in mg."""
    found = _typed(text)
    if found.mass_mg is None or found.size or found.words:
        raise ArgumentTypeError(_("no weight: {text}").format(text=shown(text)))
    return found.mass_mg


def volume_ul(text: str) -> int:
    """A volume such as `0.5l`, in µl."""
    found = _typed(text)
    if found.volume_ul is None or found.size or found.words:
        raise ArgumentTypeError(_("no volume: {text}").format(text=shown(text)))
    return found.volume_ul


def amount(text: str) -> Typed:
    """An amount of a lot: `3`, `300 g`, `0.5 l`; none at all is `0`."""
    found = read_amount(text)
    if isinstance(found, Misread):
        raise ArgumentTypeError(misread_sentence(found))
    if found.words or found.size:
        raise ArgumentTypeError(_("no amount: {text}").format(text=shown(text)))
    return found


def count(text: str) -> int:
    """A number of things above zero."""
    found = _typed(text)
    if not found.count or found.words:
        raise ArgumentTypeError(_("no number: {text}").format(text=shown(text)))
    return found.count


def number(text: str) -> int:
    """A number of things, or none."""
    return 0 if text.strip() == "0" else count(text)


def length_um(text: str) -> int:
    """Millimetres with a sign, such as `-1.5`, in µm."""
    try:
        found = Decimal(text.replace(",", "."))
        if abs(found) <= _FURTHEST_MM:
            return round(found * 1000)
    except InvalidOperation:
        pass
    raise ArgumentTypeError(_("no length in millimetres: {text}").format(text=shown(text)))


def width_um(text: str) -> int:
    """Millimetres from 0 up, such as `3.2`, in µm."""
    found = length_um(text)
    if found < 0:
        raise ArgumentTypeError(_("no length in millimetres: {text}").format(text=shown(text)))
    return found


def seconds(text: str) -> float:
    """A time from 0 to an hour."""
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        found = -1
    if not 0 <= found <= _LONGEST_SECONDS:
        raise ArgumentTypeError(_("no number of seconds: {text}").format(text=shown(text)))
    return found


def assignment(text: str) -> tuple[str, str]:
    """`NAME=VALUE`."""
    name, equals, value = text.partition("=")
    if not equals:
        raise ArgumentTypeError(_("not like NAME=VALUE: {text}").format(text=shown(text)))
    return name, line(value)


def day(text: str) -> str:
    """An ISO day."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ArgumentTypeError(_("no day like 2026-12-31: {text}").format(text=shown(text))) from None


def line(text: str) -> str:
    """A line of text without what commands a terminal."""
    return " ".join(shown(text).split())


def name(text: str) -> str:
    """A line of text that says something."""
    found = line(text)
    if not found:
        raise ArgumentTypeError(_("a name is needed"))
    return found


def space(text: str) -> str:
    """A space's id at the registry."""
    if not is_space(text):
        raise ArgumentTypeError(_("no id of a space: {text}").format(text=shown(text)))
    return text


def file(text: str) -> Path:
    """The path of a file."""
    path = Path(text)
    if not path.name or path.is_dir():
        raise ArgumentTypeError(_("no file: {text}").format(text=shown(text)))
    return path


def pdf_file(text: str) -> Path:
    """The path of a PDF file."""
    path = file(text)
    if path.suffix.lower() != ".pdf":
        raise ArgumentTypeError(_("no .pdf file: {text}").format(text=shown(text)))
    return path


def label_file(text: str) -> Path:
    """The path of a file of labels, whose name says its format."""
    path = file(text)
    if path.suffix.lower() not in LABEL_FILES:
        raise ArgumentTypeError(
            _("no file of labels: {text}. Its name ends in {endings}").format(
                text=shown(text), endings=", ".join(LABEL_FILES)
            )
        )
    return path


def _typed(text: str) -> Typed:
    found = read(shown(text))
    if isinstance(found, Misread):
        raise ArgumentTypeError(misread_sentence(found))
    return found
