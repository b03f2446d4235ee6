"""A plan as pictures and in words: which piece, what of it, what is left, what has no place."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cutting.cut_list.lines import Line
from cutting.drawings.drawn import Drawn, Naming, drawn
from cutting.terms import Layout, Mode
from kiosk.language import N_, _, _n
from kiosk.use_cases.nest import Group, Missing, Nested
from kiosk.words import decimal_sign, material_name, what
from stock.codes import spaced
from stock.pieces import Size, size_text

if TYPE_CHECKING:
    from cutting.drawings.pdf import Words

MODES = {
    Mode.GUILLOTINE: N_("saw, from edge to edge"),
    Mode.FREE: N_("laser or router"),
    Mode.BARS: N_("lengths"),
}


def drawings(
    nested: Nested, shelves: Mapping[str, str], codes: Mapping[int, Sequence[str]] | None = None
) -> tuple[Drawn, ...]:
    """The pictures of a group's layouts. `shelves` are names by code, `codes` those of the new labels of kept
    remainders by the layout's place in the plan."""
    titles = {line.number: line.title for line in nested.group.lines}
    discs = frozenset(line.number for line in nested.group.lines if line.is_disc)
    return tuple(
        drawn(
            layout,
            nested.job,
            Naming(layout_heading(nested, layout, shelves), titles, decimal_sign(), discs),
            [spaced(code) for code in (codes or {}).get(place, ())],
        )
        for place, layout in enumerate(nested.plan.layouts)
    )


def line_words(line: Line) -> str:
    """A line of a cut list: how many, how large, of what."""
    size = size_text(line.size, decimal_sign())
    material = material_name(line.materials[0]) if line.materials else ""
    return f"{line.count}x  {size}  {material}"


def layout_heading(nested: Nested, layout: Layout, shelves: Mapping[str, str]) -> str:
    """Which piece it is, and where it lies; for a full sheet, that it is one."""
    piece = nested.piece(layout.offer.code)
    if piece is None:
        size = Size(layout.offer.long_um, layout.offer.wide_um, nested.group.section.thick_um)
        return _("New: {what}").format(
            what=f"{group_material(nested.group)} {size_text(size, decimal_sign())}"
        )
    shelf = shelves.get(piece.shelf, "")
    facts = [spaced(layout.offer.code), what(piece), _("shelf {name}").format(name=shelf) if shelf else ""]
    if piece.outline and not layout.offer.outline and nested.group.mode is not Mode.BARS:
        inside = Size(layout.offer.long_um, layout.offer.wide_um)
        facts.append(_("the rectangle in it: {size}").format(size=size_text(inside, decimal_sign())))
    return "  ".join(fact for fact in facts if fact)


def group_heading(nested: Nested) -> str:
    """What the group is cut of, how, and with which kerf."""
    group, tool = nested.group, nested.job.tool
    used = [piece.material for each in nested.plan.layouts if (piece := nested.piece(each.offer.code))]
    named = ", ".join(map(material_name, dict.fromkeys(used))) or group_material(group)
    section = size_text(group.section, decimal_sign()).replace("? × ", "")
    facts = (f"{named} {section}".strip(), _(MODES[group.mode]))
    kerf = _("kerf {length} mm").format(length=Naming(decimal=decimal_sign()).mm(tool.kerf_um))
    return " · ".join((*facts, kerf))


def group_material(group: Group) -> str:
    """The name of the material that a new full sheet would be of."""
    return material_name(group.material)


def sheets_sentence(nested: Nested) -> str:
    """That full sheets must be bought, and how many of which; "" where none must."""
    codes = [layout.offer.code for layout in nested.plan.layouts if layout.offer.is_full]
    counted = {code: codes.count(code) for code in codes}
    if not counted:
        return ""
    listed = ", ".join(f"{count} × {code.replace('x', ' × ')} mm" for code, count in counted.items())
    return _("The shelf does not suffice. To buy: {sheets}").format(sheets=listed)


def missing_sentence(missing: Missing) -> str:
    """How many parts of a line have no place, and the nearest size there is."""
    line, nearest = missing.line, missing.nearest
    size = size_text(line.size, decimal_sign())
    text = _n(
        "Line {number}: {count} part of {size} has no place.",
        "Line {number}: {count} parts of {size} have no place.",
        missing.count,
    )
    said = text.format(number=line.number, count=missing.count, size=size)
    if nearest is None:
        return said + " " + _("Nothing like it is free here.")
    near = _("Nearest is {code}: {what}")
    if missing.would_hold:
        near = _("{code} has no room left for it: {what}")
    return said + " " + near.format(code=spaced(nearest.code), what=what(nearest.piece))


def page_words() -> "Words":
    """The words on printed pages. Loads what draws them, which a kiosk that only scans never needs."""
    from cutting.drawings.pdf import Words

    return Words(
        cut=_("Cut no."),
        fence=_("Fence"),
        panel=_("Panel"),
        part=_("Part"),
        size=_("Size"),
        name=_("Name"),
        remainder=_("Remainder"),
        scale=_("Scale 1 : {number}"),
        kerf=_("Kerf {length} mm"),
        trim=_("Trim every edge first: {length} mm"),
        edges=_("The fence is at the left edge of the panel (↕) or at its upper edge (↔)."),
    )
