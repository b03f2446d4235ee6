"""What makers do at a kiosk: wishes that the real rules allow, on items that all kiosks of a space know."""

from collections.abc import Sequence
from random import Random
from typing import Protocol

from stock import rules
from stock.events import Draft, Kind
from stock.fold import Standing
from stock.items import Lot
from stock.pieces import Size
from tests.stock.worlds import MM, SHELVES, TODAY, VERBS, lot, sheet

POISON = b'"poison":1'
_VERBS = sorted(VERBS)
_ATTEMPTS = 4


class Shown(Protocol):
    """What a kiosk shows of its stock."""

    def standing(self, item: str) -> Standing | None:
        """How an item stands."""


def draft_of(rng: Random, kiosk: Shown, items: Sequence[str], eids: Sequence[str]) -> Draft:
    """Something that may happen next. `eids` are events of the past, one of which may be taken back."""
    for _ in range(_ATTEMPTS):
        seen = kiosk.standing(rng.choice(items)) if items else None
        found = _on(rng, seen, eids) if seen and rng.random() < 0.85 else _other(rng)
        if isinstance(found, Draft):
            return found
    return _receive(rng)


def poisoned(draft: Draft) -> Draft:
    """The same, in words that a registry may take for no event."""
    return Draft(
        draft.kind, draft.item, draft.state, draft.delta, draft.children, dict(draft.extra) | {"poison": 1}
    )


def _on(rng: Random, seen: Standing, eids: Sequence[str]) -> object:
    number = rng.randrange(1000)
    match rng.randrange(8):
        case 0:
            return rules.cut(seen, _remainders(rng), TODAY, number % 5)
        case 1 if seen.state and eids:
            return Draft(Kind.VOIDED, seen.item, seen.state, extra={"voids": rng.choice(eids[-12:])})
        case 2 if isinstance(seen.state, Lot):
            return rules.take(seen, TODAY, number % 9, held_too=True)
        case _:
            return VERBS[rng.choice(_VERBS)](seen, number)


def _other(rng: Random) -> Draft:
    match rng.randrange(8):
        case 0:
            return Draft(Kind.SHELVED, SHELVES[0].code, extra={"name": f"Shelf {rng.randrange(9)}"})
        case 1:
            return Draft(Kind.ISSUED, extra={"codes": [_code(rng) for _ in range(3)]})
        case 2:
            return Draft("sublimated", _code(rng), sheet(), extra={"heat": 3})
        case _:
            return _receive(rng)


def _receive(rng: Random) -> Draft:
    state = lot() if rng.random() < 0.5 else sheet()
    found = rules.receive(None, _code(rng), state, rng.randrange(1, 30))
    assert isinstance(found, Draft)
    return found


def _remainders(rng: Random) -> list[tuple[str, Size]]:
    return [(_code(rng), Size(long_um=rng.randrange(10, 300) * MM)) for _ in range(rng.randrange(3))]


def _code(rng: Random) -> str:
    return f"DRE{rng.randrange(10**7):07d}"
