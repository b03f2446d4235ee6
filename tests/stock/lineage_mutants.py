"""Rules with one law broken each, put in the place of the real ones; none in the product."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from pytest import MonkeyPatch  # noqa: PT013 (a type)

from stock import cuts, rules, undo
from stock.cuts import CutMasses
from stock.fold import Standing
from stock.items import Origin, Piece, State, Status
from stock.pieces import Mass
from stock.refusals import Decision, Refusal

Break = Callable[[MonkeyPatch], None]


def _double_scan(patch: MonkeyPatch) -> None:
    """The label of a remainder, scanned once more, cuts its piece once more."""
    known = rules._uncut

    def uncut(seen: Standing | None) -> Piece | Refusal:
        is_cut = seen and isinstance(seen.state, Piece) and seen.state.status == Status.CUT
        return known(_with(seen, status=Status.TAKEN) if is_cut else seen)

    patch.setattr(rules, "_uncut", uncut)


def _reuse(patch: MonkeyPatch) -> None:
    """A piece that was cut up is brought back as if it had only been taken."""
    known = rules.put_back

    def put_back(seen: Standing | None, quantity: int = 0) -> Decision:
        is_cut = seen and isinstance(seen.state, Piece) and seen.state.status == Status.CUT
        return known(_with(seen, status=Status.TAKEN) if is_cut else seen, quantity)

    patch.setattr(rules, "put_back", put_back)


def _rounding(patch: MonkeyPatch) -> None:
    """Each share is rounded by itself."""

    def apportioned(whole: int, weights: Sequence[int]) -> list[int]:
        return [(2 * whole * weight + sum(weights)) // (2 * sum(weights)) for weight in weights]

    patch.setattr(cuts, "apportioned", apportioned)


def _credit(patch: MonkeyPatch) -> None:
    """What is left has credit as if it had been taken too."""
    known = cuts.cut_masses

    def cut_masses(parent: Mass, *more: object, **named: object) -> CutMasses | None:
        found = known(parent, *more, **named)  # type: ignore[arg-type]
        return replace(found, taken=parent) if found else None

    patch.setattr(rules, "cut_masses", cut_masses)


def _no_reversal(patch: MonkeyPatch) -> None:
    """Undoing a cut brings the piece back and leaves what was cut of it on the shelf."""
    known = undo._restored

    def restored(place: undo.Place, event: object) -> State:
        found: State = known(place, event)  # type: ignore[arg-type]
        return place.now.state if found.status == Status.VOID and place.now.state else found

    patch.setattr(undo, "_restored", restored)


def _new_root(patch: MonkeyPatch) -> None:
    """What comes back is a new donation."""
    known = rules.put_back

    def put_back(seen: Standing | None, quantity: int = 0) -> Decision:
        decision = known(seen, quantity)
        if isinstance(decision, Refusal) or not isinstance(decision.state, Piece):
            return decision
        return replace(decision, state=replace(decision.state, parent="", origin=Origin.DONATION))

    patch.setattr(rules, "put_back", put_back)


def _with(seen: Standing | None, status: Status) -> Standing:
    assert seen
    assert seen.state
    return replace(seen, state=replace(seen.state, status=status))


MUTANTS: dict[str, Break] = {
    "a label that is scanned twice": _double_scan,
    "a consumed piece that is used again": _reuse,
    "masses that are rounded each by itself": _rounding,
    "credit on a remainder": _credit,
    "a cut that is undone by half": _no_reversal,
    "a return as a new root": _new_root,
}
