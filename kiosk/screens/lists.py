"""Lists of items: what was found, what lies on a shelf, what waits for staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.answers.nearby import neighbour_words
from kiosk.language import _
from kiosk.screens.describe import age_of, code_of, measure_of, name_of, shelf_name, title_of
from kiosk.use_cases.find import Hits
from kiosk.widgets.blocks import columns, headline, in_sight, stacked
from kiosk.widgets.spans import EMPTY, Line, Role, Span, beside, fit, indented, line, spread, width_of
from kiosk.words import laser_word
from stock.fold import Standing
from stock.items import Piece

if TYPE_CHECKING:
    from kiosk.use_cases.mirror import Nearby

_CODE_WIDTH = 12
_MEASURE_WIDTH = 22
_LONGEST_NAME = 44


@dataclass(frozen=True, slots=True)
class HitsBody:
    """What was found, the smallest sufficient piece first; where the chosen one lies, in big letters. What
    neighbours have comes after the own pieces, with a number to ask for it by, the space and the age of the
    copy."""

    hits: Hits

    @property
    def rows(self) -> int:
        """See `Body`."""
        return len(self.hits.found.items) + len(self.hits.near)

    def lines(self, width: int, height: int, at: int) -> Sequence[Line]:
        """See `Body`."""
        if not self.rows:
            return ()
        top = self._chosen(at, width - 2, height)
        shown = in_sight(self.rows, height - len(top) - 2, at)
        rows = [self._row(row, width - 2, chosen=row == at) for row in shown]
        keys = _("F8: take it. Enter: show it.") if self.code_at(at) else ""
        place = _place(at, self.rows, width - 2, keys)
        return stacked(indented(top), [*indented(rows), *indented([place])], height=height)

    def code_at(self, at: int) -> str:
        """See `OfPieces`."""
        items = self.hits.found.items
        return items[at].item if at < len(items) else ""

    def _chosen(self, at: int, width: int, height: int) -> list[Line]:
        standing = self._standing(at)
        shape = _("no rectangle") if isinstance(standing.state, Piece) and standing.state.outline else ""
        about = [
            line(fit(f"{name_of(standing)} {measure_of(standing)}", width // 2), Role.STRONG),
            line(f"{code_of(standing)}  {shape}".rstrip()),
            self._care(standing),
        ]
        place = self._place(at, standing, width // 2 - 2, height)
        return beside(place, about, width // 2)

    def _care(self, standing: Standing) -> Line:
        """That somebody holds it, else what to tell somebody at the laser."""
        if standing.state and self.hits.is_held(standing):
            return line(_("Held until {day}.").format(day=standing.state.held_until), Role.CAUTION)
        return line(laser_word(standing.state.material) if standing.state else "", Role.DIM)

    def _place(self, at: int, standing: Standing, width: int, height: int) -> list[Line]:
        if near := self._near(at):
            return [*headline(near.name, width, height), line(neighbour_words(near.name, near.at), Role.DIM)]
        return shelf_lines(self._shelf(standing), width, height)

    def _row(self, row: int, width: int, *, chosen: bool) -> Line:
        near, standing = self._near(row), self._standing(row)
        where = fit(neighbour_words(near.name, near.at), 16) if near else fit(self._own(standing), 14)
        number = row - len(self.hits.found.items) + 1
        return item_row(standing, where, width, chosen=chosen, number=str(number) if near else "")

    def _own(self, standing: Standing) -> str:
        """Its shelf, and whether somebody holds it."""
        held = _("held") if self.hits.is_held(standing) else ""
        return ", ".join(word for word in (held, self._shelf(standing)) if word)

    def _standing(self, row: int) -> Standing:
        near = self._near(row)
        return near.standing if near else self.hits.found.items[row]

    def _near(self, row: int) -> "Nearby | None":
        own = len(self.hits.found.items)
        return self.hits.near[row - own] if row >= own else None

    def _shelf(self, standing: Standing) -> str:
        code = standing.state.shelf if standing.state else ""
        return shelf_name(self.hits.shelves.get(code))


@dataclass(frozen=True, slots=True)
class ItemsBody:
    """Items in a list, each with how long it has been here."""

    items: tuple[Standing, ...]
    today: str
    title: str = ""

    @property
    def rows(self) -> int:
        """See `Body`."""
        return len(self.items)

    def lines(self, width: int, height: int, at: int) -> Sequence[Line]:
        """See `Body`."""
        top = headline(self.title, width - 2, height) if self.title else []
        shown = in_sight(self.rows, height - len(top) - 2, at)
        rows = [self._row(row, width - 2, chosen=row == at) for row in shown]
        place = [_place(at, self.rows, width - 2)] if rows else []
        return stacked(indented(top), indented([*rows, *place]), height=height)

    def _row(self, row: int, width: int, *, chosen: bool) -> Line:
        item = self.items[row]
        age = age_of(item.state.since, self.today) if item.state else ""
        return item_row(item, age, width, chosen=chosen)


def shelf_lines(name: str, width: int, height: int) -> list[Line]:
    """A shelf's name in big letters, after the word for it."""
    label = _("Shelf")
    rows = headline(name, width - width_of(label) - 2, height)
    before = [EMPTY] * (len(rows) // 2) + [line(label, Role.DIM)]
    return beside(before, rows, width_of(label) + 2)


def item_row(standing: Standing, last: str, width: int, *, chosen: bool, number: str = "") -> Line:
    """An item in columns: the number that it is asked for by, name, measure, one thing more, code."""
    names = f"{name_of(standing)} {title_of(standing)}".strip()
    last_width = 16
    free = min(_LONGEST_NAME, width - _MEASURE_WIDTH - _CODE_WIDTH - last_width - 8)
    cells = (number or ("›" if chosen else ""), names, measure_of(standing), last, code_of(standing))
    first = max(1, len(number))
    widths = (first, free - first, _MEASURE_WIDTH, last_width, _CODE_WIDTH)
    return columns(cells, widths, Role.CHOSEN if chosen else Role.TEXT)


def _place(at: int, rows: int, width: int, more_keys: str = "") -> Line:
    text = _("{row} of {rows}").format(row=at + 1, rows=f"{rows:,}")
    keys = _("↑ ↓ PgUp PgDn") if rows > 1 else ""
    told = "  ".join(each for each in (more_keys, keys) if each)
    return spread((Span(text, Role.DIM),), (Span(told, Role.DIM),), width)
