"""The laws of a lineage as a machine: pieces come in, are planned, cut, taken, brought back and undone.

A second scan of a label is an attempt to do again what was done. Whatever the rules allow, after each step:
every piece has one beginning, is cut once, and its mass and area are there exactly once.
"""

from collections.abc import Iterator

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from stock import rules
from stock.cuts import Work
from stock.events import Child, Event, Kind, touches
from stock.fold import Standing
from stock.items import Piece, Status
from stock.pieces import Size, area_um2
from stock.refusals import Refusal
from tests.stock.worlds import MM, TODAY, TOMORROW, Kiosk, sheet

_numbers = st.integers(0, 99)
_LIVING = (Status.HERE, Status.TAKEN)


class Lineage(RuleBasedStateMachine):
    """One kiosk, kept in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.kiosk = self.make()
        self.roots: list[str] = []
        self.planned: dict[str, tuple[Work, list[tuple[str, Size]]]] = {}

    def make(self) -> Kiosk:
        """A kiosk that knows nothing yet."""
        return Kiosk("0")

    @rule(mass_mg=st.integers(1, 10**7), long_mm=st.integers(300, 900))
    def receive(self, mass_mg: int, long_mm: int) -> None:
        """A donation comes in."""
        self.roots.append(self.kiosk.receive(sheet(mass_mg=mass_mg, long_mm=long_mm)))

    @precondition(lambda self: self.roots)
    @rule(number=_numbers)
    def take(self, number: int) -> None:
        """Somebody scans a piece that is here, or was, and takes it."""
        self.kiosk.do(rules.take(self._any(number), TODAY, held_too=True))

    @precondition(lambda self: self.roots)
    @rule(number=_numbers)
    def put_back(self, number: int) -> None:
        """Somebody brings a piece back, whatever became of it."""
        self.kiosk.do(rules.put_back(self._any(number)))

    @precondition(lambda self: self.roots)
    @rule(number=_numbers, long_mm=st.integers(1, 299))
    def cut(self, number: int, long_mm: int) -> None:
        """Somebody cuts a piece, and types what is left."""
        seen = self._any(number)
        self.kiosk.do(rules.cut(seen, [(self.kiosk.fresh_code(), Size(long_um=long_mm * MM))], TODAY))

    @precondition(lambda self: self.roots)
    @rule(number=_numbers, part_mm=st.integers(7, 90), left_mm=st.integers(3, 90))
    def plan(self, number: int, part_mm: int, left_mm: int) -> None:
        """Somebody plans to cut parts from a piece, and its remainders get labels."""
        seen = self._any(number)
        held = self.kiosk.do(rules.hold(seen, TOMORROW, TODAY))
        if not isinstance(held, Refusal):
            sizes = [Size.of(long_um=left_mm * MM, short_um=(left_mm + at) * MM) for at in range(2)]
            work = Work(((Size.of(long_um=part_mm * MM, short_um=11 * MM), 3),))
            self.planned[seen.item] = work, [(self.kiosk.fresh_code(), size) for size in sizes]

    @precondition(lambda self: self.planned)
    @rule(number=_numbers)
    def confirm(self, number: int) -> None:
        """A remainder's label is scanned: its piece was cut as planned, for the first time or once more."""
        item = sorted(self.planned)[number % len(self.planned)]
        work, remainders = self.planned[item]
        seen = self.kiosk.stock.standing(item)
        if not any(self._is_here(code) for code, _ in remainders):
            self.kiosk.do(rules.cut(seen, remainders, TODAY, held_too=True, work=work))
            return
        fresh = [(self.kiosk.fresh_code(), size) for _, size in remainders]
        self.kiosk.do(rules.cut(seen, fresh, TODAY, held_too=True, work=work))

    @precondition(lambda self: self.roots)
    @rule(number=_numbers)
    def throw_away(self, number: int) -> None:
        """Somebody throws a piece away."""
        self.kiosk.do(rules.discard(self._any(number)))

    @precondition(lambda self: self.roots)
    @rule(number=_numbers)
    def undo(self, number: int) -> None:
        """One of the last events is taken back: what it touched is as if it had not been."""
        event = self.kiosk.events[-1 - number % min(len(self.kiosk.events), 4)]
        if event.kind == Kind.RECEIVED:
            return
        void = self.kiosk.undo(event)
        if not isinstance(void, Refusal):
            made = {child["item"] for child in event.body.get("children", ())}
            assert not [item for item in made if self._is_here(item)]
            assert event.kind != Kind.CUT or self._is_here(event.item)

    @invariant()
    def every_piece_has_one_beginning(self) -> None:
        """Only what was received is a root; all else is a remainder of a piece that was cut into it."""
        for item, piece in self._pieces():
            cut = self._cuts().get(piece.parent)
            assert bool(piece.parent) == (item not in self.roots)
            assert item in self.roots or (cut and item in {child.item for child in _children(cut)})

    @invariant()
    def a_piece_is_cut_once_and_is_gone_then(self) -> None:
        """No piece was cut twice, and none that was cut is here or taken."""
        cuts = [event.item for event in self._counting(Kind.CUT)]
        assert len(cuts) == len(set(cuts))
        states = dict(self._pieces())
        assert all(states[item].status == Status.CUT for item in cuts)
        assert {item for item, piece in states.items() if piece.status == Status.CUT} == set(cuts)

    @invariant()
    def nothing_is_lost_or_gained_at_a_cut(self) -> None:
        """Each cut: parent = taken + remainders + waste, in mass, and in area where it knows its parts."""
        for cut in self._counting(Kind.CUT):
            parent = next(touch.state for touch in touches(cut) if touch.item == cut.item)
            assert isinstance(parent, Piece)
            left = [child.state for child in _children(cut)]
            masses = [
                piece.mass.mg for piece in left if isinstance(piece, Piece) and piece.mass.mg is not None
            ]
            whole = cut.body.get("taken_mg", 0) + sum(masses) + cut.body.get("waste_mg", 0)
            assert whole == parent.mass.mg
            if "taken_um2" in cut.body:
                areas = sum(area_um2(piece.size) for piece in left if isinstance(piece, Piece))
                assert cut.body["taken_um2"] + areas + cut.body["waste_um2"] == area_um2(parent.size)

    @invariant()
    def what_was_taken_counts_once_along_the_lineage(self) -> None:
        """All that came in is here, taken, wasted or thrown away: no mass has credit twice."""
        cuts, states = list(self._counting(Kind.CUT)), dict(self._pieces())
        taken = sum(_mg(piece) for piece in states.values() if piece.status == Status.TAKEN)
        taken += sum(cut.body.get("taken_mg", 0) for cut in cuts)
        rest = sum(_mg(piece) for piece in states.values() if piece.status in (Status.HERE, Status.DISCARDED))
        rest += sum(cut.body.get("waste_mg", 0) for cut in cuts)
        came_in = self._counting(Kind.RECEIVED)
        assert taken + rest == sum(event.body["piece"]["mass_mg"] for event in came_in)

    def _any(self, number: int) -> Standing:
        known = sorted(self.kiosk.stock.standings)
        return self.kiosk.stock.standings[known[number % len(known)]]

    def _is_here(self, item: str) -> bool:
        seen = self.kiosk.stock.standing(item)
        return seen is not None and seen.state is not None and seen.state.status in _LIVING

    def _pieces(self) -> Iterator[tuple[str, Piece]]:
        for item, seen in self.kiosk.stock.standings.items():
            if isinstance(seen.state, Piece) and seen.state.status != Status.VOID:
                yield item, seen.state

    def _cuts(self) -> dict[str, Event]:
        return {event.item: event for event in self._counting(Kind.CUT)}

    def _counting(self, kind: Kind) -> Iterator[Event]:
        for event in self.kiosk.events:
            if event.kind == kind and not self.kiosk.stock.is_voided(event.eid):
                yield event


def _children(cut: Event) -> list[Child]:
    return [
        Child(touch.item, touch.state) for touch in touches(cut) if touch.item != cut.item and touch.state
    ]


def _mg(piece: Piece) -> int:
    return piece.mass.mg or 0
