"""The start: what one can do here, and what was recorded last, so that nobody scans it twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.kiosk import Kiosk
from kiosk.language import _
from kiosk.screens.describe import code_of, measure_of, moment, name_of
from kiosk.use_cases.recent import recent
from kiosk.use_cases.shelves import shelves
from kiosk.widgets.blocks import columns, stacked
from kiosk.widgets.spans import EMPTY, Line, Role, Span, fit, indented, line, pad, width_of
from kiosk.words import KINDS
from stock.codes import spaced
from stock.events import Event, Kind
from stock.fold import Standing
from stock.plain import shown

_AT_WIDTH = _CODE_WIDTH = 12
_LONGEST_KIND = 20


@dataclass(frozen=True, slots=True)
class LastScan:
    """One recorded scan, in words."""

    at: str
    kind: str
    what: str
    code: str


@dataclass(frozen=True, slots=True)
class StartBody:
    """What to do, and the last recorded scans, newest first."""

    last: tuple[LastScan, ...] = ()
    rows: int = 0

    def lines(self, width: int, height: int, at: int) -> Sequence[Line]:  # noqa: ARG002
        """See `Body`."""
        guide, recorded = self._guide(width - 2), self._recorded(width - 2)
        if 2 * len(guide) + 1 + len(recorded) <= height:
            guide = [row for each in guide for row in (EMPTY, each)]
        return indented(stacked(guide, recorded, height=height))

    def _guide(self, width: int) -> list[Line]:
        guides = (
            (_("Scan a label"), _("take it, or bring it back")),
            (_("Scan a new label"), _("type what it is: birch plywood 600x400x4")),
            (_("Type a size or words"), _("find a piece: plywood 300x200")),
            (_("Type a cut list"), _("plan its cuts: 2x 300x200 ply 6")),
        )
        first_width = min(width // 2, 2 + max(width_of(first) for first, _then in guides))
        return [
            (Span(pad(first, first_width), Role.STRONG), Span(fit(then, width - first_width)))
            for first, then in guides
        ]

    def _recorded(self, width: int) -> list[Line]:
        if not self.last:
            return []
        kind = min(_LONGEST_KIND, max(width_of(scan.kind) for scan in self.last))
        widths = (_AT_WIDTH, kind, width - _AT_WIDTH - kind - _CODE_WIDTH - 6, _CODE_WIDTH)
        rows = [columns((scan.at, scan.kind, scan.what, scan.code), widths) for scan in self.last]
        return [line(_("Recorded last"), Role.DIM), *rows]


def start_body(kiosk: Kiosk) -> StartBody:
    """The start with the last three recorded scans. Raises LedgerError."""
    events = recent(kiosk)
    names = {shelf.code: shelf.name for shelf in shelves(kiosk)} if events else {}
    with kiosk.ledger.reading() as reading:
        found = [(event, reading.standing(event.item)) for event in events]
    return StartBody(tuple(_last(event, standing, names, kiosk.settings.zone) for event, standing in found))


def _last(event: Event, standing: Standing | None, shelves: dict[str, str], zone: str) -> LastScan:
    word = KINDS.get(Kind(event.kind)) if event.kind in set(Kind) else None
    what = f"{name_of(standing)} {measure_of(standing)}" if standing else shown(shelves.get(event.item, ""))
    code = code_of(standing) if standing else spaced(event.item)
    return LastScan(moment(event.at, zone), _(word) if word else "", what, code)
