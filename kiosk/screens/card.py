"""The card of one item: large what somebody looks for, beside it what they must know."""

from collections.abc import Sequence
from dataclasses import dataclass

from cutting.outlines.picture import half_blocks
from kiosk.language import _, _n
from kiosk.screens.describe import age_of, code_of, measure_of, moment, name_of, shelf_name, title_of
from kiosk.screens.lists import shelf_lines
from kiosk.use_cases.show import Card
from kiosk.widgets.blocks import headline, labelled, stacked
from kiosk.widgets.spans import Line, Role, Span, beside, fit, indented, line, width_of, wrap
from kiosk.words import FORMS, KINDS, ORIGINS, STATUSES, charred_words, hazard_words, laser_word, mass_words
from stock.events import Kind
from stock.fold import Entry, Standing
from stock.items import Piece, State, Status
from stock.materials import Laser, catalogue

_FACTS_WIDTH = 29
_SHAPE_WIDTH, _SHAPE_ROWS, _ROWS_BESIDE_SHAPE = 30, 8, 10
_CHILDREN = 4
_LASER_ROLES = {Laser.YES: Role.GOOD, Laser.CAUTION: Role.CAUTION, Laser.NO: Role.DANGER}
_LASER_SIGNS = {Laser.YES: "✔", Laser.CAUTION: "!", Laser.NO: "✖"}


@dataclass(frozen=True, slots=True)
class CardBody:
    """A card; `today` is an ISO day in the space's `zone`."""

    card: Card
    today: str
    zone: str
    rows: int = 0

    def lines(self, width: int, height: int, at: int) -> Sequence[Line]:  # noqa: ARG002
        """See `Body`."""
        state = self.card.standing.state
        if state is None:
            return ()
        left = width - _FACTS_WIDTH - 4
        large = stacked(
            self._name(state, left),
            self._measure(left, height),
            self._place(state, left, height),
            self._shape(state, left, height),
            height=height,
        )
        both = beside(large, self._facts(state)[:height], left + 2)
        return indented(stacked(both, self._lineage(width - 2), self._history(width - 2), height=height))

    def _name(self, state: State, width: int) -> list[Line]:
        form = f"  {_(FORMS[state.form])}" if isinstance(state, Piece) else ""
        title = title_of(self.card.standing)
        name = (Span(fit(name_of(self.card.standing), width), Role.STRONG), Span(form, Role.DIM))
        return [name, *([line(fit(title, width), Role.DIM)] if title else [])]

    def _measure(self, width: int, height: int) -> list[Line]:
        """The size in large digits; `mm` goes without saying, as on every label."""
        text = measure_of(self.card.standing)
        digits = text.removesuffix(" mm").replace(" ", "") if text.endswith(" mm") else text
        return headline(digits, width, height) if text else []

    def _place(self, state: State, width: int, height: int) -> list[Line]:
        if state.status != Status.HERE:
            return [line(_(STATUSES[state.status]), Role.STRONG)]
        return shelf_lines(shelf_name(self.card.shelf), width, height)

    def _shape(self, state: State, width: int, height: int) -> list[Line]:
        """The outline of what is no rectangle, where there is room for it."""
        if not isinstance(state, Piece) or state.outline is None:
            return []
        rows = min(_SHAPE_ROWS, height - _ROWS_BESIDE_SHAPE)
        picture = half_blocks(state.outline, min(width, _SHAPE_WIDTH), rows) if rows > 2 else ()
        return [line(row, Role.DIM) for row in picture]

    def _facts(self, state: State) -> list[Line]:
        return [
            line(code_of(self.card.standing), Role.STRONG),
            _laser(state),
            *self._warnings(state),
            *(
                line(row, Role.CAUTION)
                for word in (*charred_words(state), *hazard_words(state.material))
                for row in wrap(f"! {word}", _FACTS_WIDTH, 2)
            ),
            *(line(row) for row in wrap(mass_words(state), _FACTS_WIDTH, 2)),
            line(f"{_(ORIGINS[state.origin])}, {age_of(state.since, self.today)}", Role.DIM),
        ]

    def _warnings(self, state: State) -> list[Line]:
        found = []
        if state.quarantined:
            found.append((_("QUARANTINE: do not use"), Role.DANGER))
        if self.card.to_check:
            found.append((_("Staff must look at this one"), Role.DANGER))
        if self.card.relabel:
            found.append((_("Label out of date: F7"), Role.CAUTION))
        if state.held_until and state.held_until >= self.today:
            found.append((_("Held until {day}.").format(day=state.held_until), Role.CAUTION))
        return [line(fit(f"! {text}", _FACTS_WIDTH), role) for text, role in found]

    def _lineage(self, width: int) -> list[Line]:
        found = []
        if self.card.parents:
            found.append(_kin(_("Cut from"), self.card.parents[0], width))
        children = self.card.children
        for at, child in enumerate(children[:_CHILDREN]):
            number = len(children)
            label = _n("Cut into {number}", "Cut into {number}", number).format(number=number)
            found.append(_kin("" if at else label, child, width))
        return found

    def _history(self, width: int) -> list[Line]:
        parts = [text for entry in self.card.history[:-5:-1] if (text := _entry(entry, self.zone))]
        return [line(fit(" · ".join(parts), width), Role.DIM)]


def _laser(state: State) -> Line:
    """What is in quarantine fits no laser, whatever it may turn out to be."""
    slug = "" if state.quarantined else state.material
    material = catalogue().get(slug)
    laser = material.laser if material else Laser.NO
    return line(f"{_LASER_SIGNS[laser]} {laser_word(slug)}", _LASER_ROLES[laser])


def _kin(label: str, standing: Standing, width: int) -> Line:
    state = standing.state
    status = _(STATUSES[state.status]) if state and state.status != Status.HERE else ""
    codes = f"  {code_of(standing)}  {status}".rstrip()
    named = fit(f"{name_of(standing)} {measure_of(standing)}", max(1, width - 14 - width_of(codes)))
    return labelled(label, fit(named + codes, width - 14), 14)


def _entry(entry: Entry, zone: str) -> str:
    if entry.kind not in set(Kind):
        return ""
    word = KINDS.get(Kind(entry.kind))
    return f"{moment(entry.at, zone)} {_(word)}" if word else ""
