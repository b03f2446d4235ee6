"""What is allowed: an item as seen and a wish give a draft of an event, or a refusal with its reason.

Dates are ISO days in the space's zone. Quantities are in the lot's unit.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from stock.cuts import UNTOLD, Shape, Work, cut_extra, cut_masses, possible_parts, remainders_fit
from stock.events import Child, Draft, Kind
from stock.fold import Shelf, Standing
from stock.items import Lot, Origin, Piece, State, Status
from stock.materials import catalogue
from stock.outlines import Outline
from stock.pieces import Mass, MassSource, Size, inherit
from stock.refusals import Decision, Reason, Refusal, item_of, known, present, standing_of

LONGEST_TITLE = 120
NO_OUTLINES: Mapping[str, Outline] = {}


def receive(seen: Standing | None, code: str, state: State, quantity: int = 0, alias: str = "") -> Decision:
    """A new item under an unused code. An unidentified material goes into quarantine."""
    if seen and seen.state and seen.state.status != Status.VOID:
        return Refusal(Reason.CODE_IN_USE, {"code": code})
    if catalogue().get(state.material) is None:
        return Refusal(Reason.UNKNOWN_MATERIAL, {"material": state.material})
    if isinstance(state, Lot) and quantity <= 0:
        return Refusal(Reason.NO_QUANTITY)
    if catalogue().quarantined(state.material):
        state = replace(state, quarantined=True)
    return Draft(Kind.RECEIVED, code, _titled(state), quantity, extra={"alias": alias} if alias else {})


def take(seen: Standing | None, today: str, quantity: int = 0, *, held_too: bool = False) -> Decision:
    """A whole piece, or some of a lot, leaves the space. Held items leave only when asked twice."""
    state = present(seen)
    if isinstance(state, Refusal):
        return state
    if state.quarantined:
        return Refusal(Reason.IN_QUARANTINE)
    if is_held(state, today) and not held_too:
        return Refusal(Reason.HELD, {"until": state.held_until})
    if isinstance(state, Piece):
        return Draft(Kind.TAKEN, item_of(seen), replace(state, status=Status.TAKEN, held_until=""))
    return _take_some(standing_of(seen), state, quantity)


def cut(  # noqa: PLR0913 (one cut, said in one go)
    seen: Standing | None,
    remainders: Sequence[tuple[str, Size]],
    today: str,
    waste_mg: int = 0,
    *,
    held_too: bool = False,
    outlines: Mapping[str, Outline] = NO_OUTLINES,
    work: Work = UNTOLD,
) -> Decision:
    """A piece, here or just taken, becomes new pieces: `remainders` are codes and sizes of what is left.

    The codes are unused; that two remainders share one, or bear the parent's, is refused here. `outlines` are
    those of remainders that are no rectangles, by code; the size of such a remainder is the box around it.
    Parts of the work that do not fit beside what is left cannot all have been cut: then they are not noted.
    """
    parent = _uncut(seen)
    if isinstance(parent, Refusal):
        return parent
    if is_held(parent, today) and not held_too:
        return Refusal(Reason.HELD, {"until": parent.held_until})
    codes, item = [code for code, _ in remainders], item_of(seen)
    if clash := next((code for code in codes if [item, *codes].count(code) > 1), ""):
        return Refusal(Reason.CODE_IN_USE, {"code": clash})
    sizes = [inherit(size, parent.size) for _, size in remainders]
    if not any(parent.size.dimensions_um):
        return Refusal(Reason.NO_SIZE)
    left = [Shape(size, outlines.get(code)) for code, size in zip(codes, sizes, strict=True)]
    if not remainders_fit(Shape(parent.size, parent.outline), left):
        return Refusal(Reason.DOES_NOT_FIT)
    return _cut(item, parent, dict(zip(codes, left, strict=True)), today, waste_mg, work)


def put_back(seen: Standing | None, quantity: int = 0) -> Decision:
    """A taken piece, or some of a lot, comes back."""
    state = known(seen)
    match state:
        case Refusal():
            return state
        case Piece() if state.status == Status.HERE:
            return Refusal(Reason.HERE_ALREADY)
        case Piece() if state.status != Status.TAKEN:
            return Refusal(Reason.GONE)
        case Lot() if state.status != Status.HERE:
            return Refusal(Reason.GONE)
        case Lot() if quantity <= 0:
            return Refusal(Reason.NO_QUANTITY)
    return Draft(Kind.RETURNED, item_of(seen), replace(state, status=Status.HERE), quantity)


def move(seen: Standing | None, shelf: Shelf | None) -> Decision:
    """An item moves to a shelf of this space."""
    state = present(seen)
    if isinstance(state, Refusal):
        return state
    if shelf is None:
        return Refusal(Reason.UNKNOWN_SHELF)
    if state.shelf == shelf.code:
        return Refusal(Reason.HERE_ALREADY)
    return Draft(Kind.MOVED, item_of(seen), replace(state, shelf=shelf.code))


def count(seen: Standing | None, counted: int) -> Decision:
    """A lot is counted; the event holds the difference from what was seen, never the count."""
    state = present(seen)
    if isinstance(state, Refusal):
        return state
    if not isinstance(state, Lot):
        return Refusal(Reason.NOT_A_LOT)
    if counted < 0:
        return Refusal(Reason.NO_QUANTITY)
    return Draft(Kind.COUNTED, item_of(seen), state, counted - standing_of(seen).quantity)


def hold(seen: Standing | None, until: str, today: str) -> Decision:
    """An item is kept for somebody until a day."""
    state = present(seen)
    if isinstance(state, Refusal):
        return state
    if is_held(state, today):
        return Refusal(Reason.HELD, {"until": state.held_until})
    return Draft(Kind.HELD, item_of(seen), replace(state, held_until=until))


def unhold(seen: Standing | None, today: str) -> Decision:
    """An item is free again."""
    state = present(seen)
    if isinstance(state, Refusal):
        return state
    if not is_held(state, today):
        return Refusal(Reason.NOT_HELD)
    return Draft(Kind.UNHELD, item_of(seen), replace(state, held_until=""))


def discard(seen: Standing | None) -> Decision:
    """An item is thrown away, whatever is left of it."""
    state = present(seen)
    if isinstance(state, Refusal):
        return state
    gone = replace(state, status=Status.DISCARDED)
    return Draft(Kind.DISCARDED, item_of(seen), gone, -standing_of(seen).quantity)


def quarantine(seen: Standing | None) -> Decision:
    """An item may not be used until staff release it."""
    state = present(seen)
    if isinstance(state, Refusal):
        return state
    if state.quarantined:
        return Refusal(Reason.IN_QUARANTINE)
    return Draft(Kind.QUARANTINED, item_of(seen), replace(state, quarantined=True))


def release(seen: Standing | None, material: str, proof: str) -> Decision:
    """Staff release an item from quarantine, as a known material, with the proof that it is one."""
    state = present(seen)
    if isinstance(state, Refusal):
        return state
    if not state.quarantined:
        return Refusal(Reason.NOT_IN_QUARANTINE)
    if catalogue().get(material) is None or catalogue().quarantined(material):
        return Refusal(Reason.UNKNOWN_MATERIAL, {"material": material})
    if not proof.strip():
        return Refusal(Reason.NO_PROOF)
    known = replace(state, quarantined=False, material=material)
    return Draft(Kind.RELEASED, item_of(seen), known, extra={"proof": proof.strip()[:LONGEST_TITLE]})


def correct(seen: Standing | None, corrected: State) -> Decision:
    """What was logged of an item was wrong, or is known better: a weight, a material, a size.

    A piece stays a piece, a lot keeps its unit, and quarantine ends only with `release`.
    """
    state = known(seen)
    if isinstance(state, Refusal):
        return state
    if isinstance(corrected, Lot) and not (isinstance(state, Lot) and state.unit == corrected.unit):
        return Refusal(Reason.NOT_A_LOT)
    if isinstance(corrected, Piece) and not isinstance(state, Piece):
        return Refusal(Reason.NOT_A_PIECE)
    if catalogue().get(corrected.material) is None:
        return Refusal(Reason.UNKNOWN_MATERIAL, {"material": corrected.material})
    unsafe = state.quarantined or catalogue().quarantined(corrected.material)
    return Draft(Kind.CORRECTED, item_of(seen), _titled(replace(corrected, quarantined=unsafe)))


def weigh(seen: Standing | None, mass_mg: int) -> Decision:
    """A piece is put on the scales."""
    state = known(seen)
    if isinstance(state, Refusal):
        return state
    if not isinstance(state, Piece):
        return Refusal(Reason.NOT_A_PIECE)
    return Draft(Kind.CORRECTED, item_of(seen), replace(state, mass=Mass(mass_mg, MassSource.MEASURED)))


def alias(seen: Standing | None, name: str) -> Decision:
    """Somebody else's code leads to this item from now on."""
    state = known(seen)
    if isinstance(state, Refusal):
        return state
    return Draft(Kind.ALIASED, item_of(seen), state, extra={"alias": name})


def relabel(seen: Standing | None, code: str) -> Decision:
    """An item gets a new label; its old codes keep leading to it."""
    state = known(seen)
    if isinstance(state, Refusal):
        return state
    return Draft(Kind.RELABELLED, item_of(seen), replace(state, label=code), extra={"code": code})


def resolve(seen: Standing | None, cv: int) -> Decision:
    """A person looked at an item that two events gave the same counter `cv`, and it is as it stands here."""
    state = known(seen)
    if isinstance(state, Refusal):
        return state
    return Draft(Kind.RESOLVED, item_of(seen), state, extra={"of": cv})


def is_held(state: State, today: str) -> bool:
    """Whether an item is kept for somebody today: expiry is computed on reading, never folded."""
    return bool(state.held_until) and state.held_until >= today


def _titled(state: State) -> State:
    return replace(state, title=state.title.strip()[:LONGEST_TITLE])


def _take_some(seen: Standing, lot: Lot, quantity: int) -> Decision:
    if quantity <= 0:
        return Refusal(Reason.NO_QUANTITY)
    if quantity > seen.quantity:
        return Refusal(Reason.NOT_ENOUGH, {"left": seen.quantity, "unit": lot.unit})
    return Draft(Kind.TAKEN, seen.item, lot, -quantity)


def _uncut(seen: Standing | None) -> Piece | Refusal:
    """The piece, if it may be cut: one that is here, or was taken and is on somebody's bench."""
    state = known(seen)
    if isinstance(state, Refusal):
        return state
    if not isinstance(state, Piece):
        return Refusal(Reason.NOT_A_PIECE)
    if state.status not in {Status.HERE, Status.TAKEN}:
        return Refusal(Reason.GONE)
    return Refusal(Reason.IN_QUARANTINE) if state.quarantined else state


def _cut(
    item: str, parent: Piece, left: Mapping[str, Shape], today: str, waste_mg: int, work: Work
) -> Decision:
    whole, shapes = Shape(parent.size, parent.outline), list(left.values())
    parts = possible_parts(whole, shapes, work.parts)
    masses = cut_masses(parent.mass, whole, shapes, waste_mg, parts)
    if masses is None:
        return Refusal(Reason.DOES_NOT_FIT)
    weighed = {"taken_mg": masses.taken.mg, "waste_mg": masses.waste_mg}
    extra = {key: value for key, value in weighed.items() if value}
    extra |= cut_extra(parent.form, whole, shapes, parts)
    return _cut_up(
        item, parent, zip(left.items(), masses.remainders, strict=True), today, extra, work.charred
    )


def _cut_up(
    item: str,
    parent: Piece,
    left: Iterable[tuple[tuple[str, Shape], Mass]],
    today: str,
    extra: Mapping[str, Any],
    charred: bool,
) -> Draft:
    """What is used up keeps no outline, which leaves the line to those of what is left."""
    gone = replace(parent, status=Status.CUT, held_until="", outline=None)
    fresh = replace(gone, status=Status.HERE, origin=Origin.OFFCUT, parent=item, since=today, label="")
    fresh = replace(fresh, charred=parent.charred or charred)
    children = tuple(
        Child(code, replace(fresh, size=shape.size, mass=mass, outline=shape.outline))
        for (code, shape), mass in left
    )
    return Draft(Kind.CUT, item, gone, children=children, extra=extra)
