"""What a part is made of, by the words of a line: a material, and often its thickness behind it."""

import re
from dataclasses import replace

from cutting.cut_list.lines import LONGEST_LINE, LONGEST_TITLE, Defaults, Fault, Line, Materials, Reason
from stock.plain import shown
from stock.sizes import Size
from stock.typed import MisreadReason

_THICKNESS = re.compile(
    r"(?<![0-9.,x×])(?P<number>[0-9]{1,3}(?:[.,][0-9]{1,3})?)(?:[ _-]?mm(?![a-z])|$)", re.IGNORECASE
)
_THICKEST_UM = 200_000
"""A number after a material's name is its thickness; a larger one is a kind of steel."""


def named(
    line: Line, words: str, materials: Materials, defaults: Defaults, *, one_thickness: bool = False
) -> Line | Fault:
    """The line with its title made plain, the material that words name and, where its size has none, the
    thickness among them. `one_thickness`: another one than the size's is a fault."""
    told = " ".join(shown(words).split())[:LONGEST_LINE]
    slugs, thick_um = meant(told, materials)
    if told and not (slugs or defaults.materials):
        return Fault(line.number, Reason.UNKNOWN_MATERIAL, told)
    if not (slugs or defaults.materials):
        return Fault(line.number, Reason.NO_MATERIAL)
    if one_thickness and thick_um and line.size.thick_um not in (0, thick_um):
        return Fault(line.number, Reason.MISREAD, told, MisreadReason.UNCLEAR)
    size = _thick(line.size, thick_um or defaults.thick_um)
    if not size.thick_um and (size.short_um or not size.long_um):
        return Fault(line.number, Reason.NO_THICKNESS)
    title = " ".join(shown(line.title).split())[:LONGEST_TITLE]
    return replace(line, size=size, materials=slugs or defaults.materials, title=title)


def meant(words: str, materials: Materials) -> tuple[tuple[str, ...], int]:
    """The slugs of the materials that words such as `birch ply 6` name, and the thickness in µm, 0 where they
    name none."""
    if not words:
        return (), 0
    if slugs := materials(words):
        return slugs, 0
    found = _THICKNESS.search(words)
    thick_um = _thickness_um(found["number"]) if found else 0
    bare = words[: found.start()] + " " + words[found.end() :] if found else ""
    letters = " ".join(word for word in words.split() if word.isalpha())
    return materials(bare) or materials(letters), thick_um


def _thickness_um(number: str) -> int:
    whole, _, fraction = number.replace(",", ".").partition(".")
    thick_um = int(whole + fraction.ljust(3, "0"))
    return thick_um if thick_um <= _THICKEST_UM else 0


def _thick(size: Size, thick_um: int) -> Size:
    """The size with that thickness where it is a board's or a disc's that has none."""
    is_board = size.short_um or (size.diameter_um and not size.long_um)
    return replace(size, thick_um=thick_um) if thick_um and is_board and not size.thick_um else size
