"""Find: what is on the shelves, by words, by material, and by a size that it must at least have."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.kiosk import Kiosk
from kiosk.words import material_names
from ledger.near import Near
from ledger.search import Found, Wanted
from stock.fold import Shelf
from stock.materials import Material, catalogue
from stock.pieces import Size

if TYPE_CHECKING:
    from kiosk.use_cases.mirror import Nearby


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, the names of the shelves it lies on, by code, and what neighbours have of it."""

    found: Found
    shelves: dict[str, Shelf]
    near: "tuple[Nearby, ...]" = ()


def find(
    kiosk: Kiosk, words: str = "", need: Size | None = None, material: str = "", *, near: bool = False
) -> Hits:
    """Words that name a material mean that material and its kin; other words are looked up in the index.
    `near` looks into the copies of neighbours, too."""
    named = catalogue().match(words, material_names()) if words and not material else ()
    wanted = _wanted(words, need, material, named)
    with kiosk.ledger.reading() as reading:
        found, shelves = reading.find(wanted), {shelf.code: shelf for shelf in reading.shelves()}
        others = reading.find_near(wanted) if near else []
    return Hits(found, shelves, _nearby(others) if others else ())


def _nearby(others: Sequence[Near]) -> "tuple[Nearby, ...]":
    """Loads what speaks to a registry, and so only where there is a copy of one's stock."""
    from kiosk.use_cases.mirror import nearby

    return nearby(others)


def _wanted(words: str, need: Size | None, material: str, named: tuple[Material, ...]) -> Wanted:
    if material:
        return Wanted(words, catalogue().kin(material), need)
    if named and need:
        kin = frozenset(slug for each in named for slug in catalogue().kin(each.slug))
        return Wanted("", kin, need)
    return Wanted(words, None, need)
