"""Find: what is on the shelves, by words, by material, and by a size that it must at least have."""

from dataclasses import dataclass

from kiosk.kiosk import Kiosk
from kiosk.words import material_names
from ledger.search import Found, Wanted
from stock.fold import Shelf
from stock.materials import Material, catalogue
from stock.pieces import Size


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, and the names of the shelves it lies on, by code."""

    found: Found
    shelves: dict[str, Shelf]


def find(kiosk: Kiosk, words: str = "", need: Size | None = None, material: str = "") -> Hits:
    """Words that name a material mean that material and its kin; other words are looked up in the index."""
    named = catalogue().match(words, material_names()) if words and not material else ()
    wanted = _wanted(words, need, material, named)
    with kiosk.ledger.reading() as reading:
        return Hits(reading.find(wanted), {shelf.code: shelf for shelf in reading.shelves()})


def _wanted(words: str, need: Size | None, material: str, named: tuple[Material, ...]) -> Wanted:
    if material:
        return Wanted(words, catalogue().kin(material), need)
    if named and need:
        kin = frozenset(slug for each in named for slug in catalogue().kin(each.slug))
        return Wanted("", kin, need)
    return Wanted(words, None, need)
