"""Find: what is on the shelves, by words, by material, and by a part that is to be cut from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.kiosk import Kiosk
from kiosk.use_cases.materials_meant import materials_called
from ledger.listed import Listed
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
    `today` is the day that pieces are held on, or not."""

    found: Found
    shelves: dict[str, Shelf]
    near: "tuple[Nearby, ...]" = ()
    unchecked: int = 0
    more_unchecked: bool = False
    today: str = ""

    def is_held(self, standing: Standing) -> bool:
        """Whether somebody holds it."""
        return standing.state is not None and is_held(standing.state, self.today)


def find(
    kiosk: Kiosk,
    words: str = "",
    need: Need | None = None,
    material: str = "",
    *,
    near: bool = False,
    kerf_um: int = 0,
) -> Hits:
    """Words that name a material mean that material and its kin; other words are looked up in the index, and
    where that finds no piece for a part, they may name a material by their stems. `near` looks into the
    copies of neighbours, too. What meets a need is ordered by what it leaves."""
    named = materials_called(words, by_stems=False) if need and not material else ()
    hits = _looked_up(kiosk, _wanted(words, need, material, named), near=near)
    if need is None:
        return hits
    is_nothing = not (hits.found.total or hits.found.open or hits.near)
    if is_nothing and not (named or material) and (called := materials_called(words)):
        hits = _looked_up(kiosk, _wanted(words, need, material, called), near=near)
    return _fitted(kiosk, hits, need, kerf_um)


def _looked_up(kiosk: Kiosk, wanted: Wanted, *, near: bool) -> Hits:
    with kiosk.ledger.reading() as reading:
        found, shelves = reading.find(wanted), {shelf.code: shelf for shelf in reading.shelves()}
        others = reading.find_near(wanted) if near else []
    return Hits(found, shelves, _nearby(others) if others else (), today=kiosk.today())


def _fitted(kiosk: Kiosk, hits: Hits, need: Need, kerf_um: int) -> Hits:
    """With the pieces whose outlines were tested, and in their order."""
    from kiosk.use_cases.fitting import ranked, sort_out

    found = hits.found
    more = sort_out(found.open, need)
    items = ranked(Listed.of(found.items).and_more(more.fitting), need, kiosk.today(), kerf_um)
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
