"""Full sheets and bars that may be bought for a cut list, as typed: `sheet 2500x1250`, `bar 3000`."""

from dataclasses import dataclass
from functools import cache

from cutting.cut_list.typed_lines import LINE_END
from kiosk.dialogue.texts import size_of
from kiosk.language import LANGUAGES, in_language
from stock.typed import Misread, read


@dataclass(frozen=True, slots=True)
class FullSheet:
    """The length and width of a full sheet that may be bought; width 0 for a bar."""

    long_um: int
    wide_um: int = 0


def apart(text: str) -> tuple[tuple[FullSheet, ...], str, str]:
    """The full sheets among typed lines, the other lines, each where it was, and the first that is meant as a
    full sheet and is none; "" where there is none."""
    found: list[FullSheet] = []
    others: list[str] = []
    for line in LINE_END.split(text):
        if not _is_meant(line):
            others.append(line)
        elif sheet := _read(line):
            found.append(sheet)
            others.append("")
        else:
            return (), "", line
    return (tuple(found), ";".join(others), "") if found else ((), text, "")


def _is_meant(line: str) -> bool:
    """Whether one of the words begins it, and a number comes next: `sheet steel 300x200` is a part."""
    word, _space, rest = line.strip().partition(" ")
    return word.casefold() in _sheet_words() | _bar_words() and rest.strip()[:1].isdecimal()


def _read(line: str) -> FullSheet | None:
    word, _space, rest = line.strip().partition(" ")
    typed = read(rest)
    size = None if isinstance(typed, Misread) else size_of(typed)
    if size is None or size.thick_um or size.diameter_um or not size.long_um:
        return None
    is_bar = word.casefold() in _bar_words()
    return None if is_bar and size.short_um else FullSheet(size.long_um, size.short_um)


@cache
def _sheet_words() -> frozenset[str]:
    return frozenset(in_language(language, "typed", "sheet").casefold() for language in LANGUAGES)


@cache
def _bar_words() -> frozenset[str]:
    return frozenset(in_language(language, "typed", "bar").casefold() for language in LANGUAGES)
