"""Find: what is on the shelves, by words, by material, and by a part that is to be cut from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.kiosk import Kiosk
from kiosk.use_cases.materials_meant import materials_called
from ledger.near import Near
from ledger.search import Found, Wanted
from stock.fold import Shelf, Standing
from stock.materials import Material, catalogue
from stock.needs import Need
from stock.rules import is_held

if TYPE_CHECKING:
    from kiosk.use_cases.mirror import Nearby


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, the names of the shelves it lies on, by code, and what neighbours have of it. Of
    `unchecked` pieces it is not known whether their outlines hold what is needed; `more_unchecked` beyond.
    `held` are the codes of those that somebody holds today."""

    found: Found
    shelves: dict[str, Shelf]
    near: "tuple[Nearby, ...]" = ()
    unchecked: int = 0
    more_unchecked: bool = False
    held: frozenset[str] = frozenset()


def find(
    kiosk: Kiosk,
    words: str = "",
    need: Need | None = None,
    material: str = "",
    *,
    near: bool = False,
    kerf_um: int = 0,
) -> Hits:
    """Words that name a material mean that material and its kin; other words are looked up in the index.
    `near` looks into the copies of neighbours, too. What meets a need is ordered by what it leaves."""
    named = materials_called(words, by_stems=False) if not material else ()
    wanted = _wanted(words, need, material, named)
    with kiosk.ledger.reading() as reading:
        found, shelves = reading.find(wanted), {shelf.code: shelf for shelf in reading.shelves()}
        others = reading.find_near(wanted) if near else []
    hits = Hits(found, shelves, _nearby(others) if others else ())
    if need is not None:
        hits = _fitted(kiosk, hits, need, kerf_um)
    return replace(hits, held=_held(hits.found.items, kiosk.today()))


def _held(items: Sequence[Standing], today: str) -> frozenset[str]:
    return frozenset(each.item for each in items if each.state and is_held(each.state, today))


def _fitted(kiosk: Kiosk, hits: Hits, need: Need, kerf_um: int) -> Hits:
    """With the pieces whose outlines were tested, and in their order."""
    from kiosk.use_cases.fitting import ranked, sort_out

    found = hits.found
    more = sort_out(found.open, need)
    items = ranked((*found.items, *more.fitting), need, kiosk.today(), kerf_um)
    total = found.total + len(more.fitting)
    shown = replace(found, items=items, total=total, open=())
    return replace(hits, found=shown, unchecked=more.unchecked, more_unchecked=found.more_open)


def _nearby(others: Sequence[Near]) -> "tuple[Nearby, ...]":
    """Loads what speaks to a registry, and so only where there is a copy of one's stock."""
    from kiosk.use_cases.mirror import nearby

    return nearby(others)


def _wanted(words: str, need: Need | None, material: str, named: tuple[Material, ...]) -> Wanted:
    if material:
        return Wanted(words, catalogue().kin(material), need)
    if named and need:
        kin = frozenset(slug for each in named for slug in catalogue().kin(each.slug))
        return Wanted("", kin, need)
    return Wanted(words, None, need)
