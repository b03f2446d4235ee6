"""Find: by words, by material, and a part that is to be cut; and the next step with one of what was found."""

from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.answers.listed import unchecked_words
from kiosk.answers.nearby import neighbour_words
from kiosk.answers.space_names import with_id
from kiosk.commands.codes import named_material
from kiosk.commands.opening import opened
from kiosk.commands.said import Failed, Said, Value
from kiosk.commands.shapes import item_line, item_value, joined, recorded, shelf_words
from kiosk.commands.stocking import done_or_failed
from kiosk.commands.values import among_words, typed_need
from kiosk.kiosk import Kiosk
from kiosk.language import _
from kiosk.use_cases.find import Hits
from kiosk.use_cases.find import find as find_it
from kiosk.use_cases.hold import hold
from kiosk.use_cases.take import take
from kiosk.words import how_much, what
from stock.codes import spaced
from stock.fold import Standing
from stock.items import Lot
from stock.needs import Need
from stock.sizes import Size

if TYPE_CHECKING:
    from kiosk.use_cases.mirror import Nearby


def find(arguments: Namespace) -> Said:
    """What is on the shelves; one of it is taken or held at once where its number in the list is given."""
    words, need = _asked(arguments)
    with opened(arguments) as kiosk:
        material = named_material(arguments.material) if arguments.material else ""
        hits = find_it(kiosk, words, need, material, near=arguments.near, kerf_um=arguments.kerf)
        if arguments.take or arguments.hold:
            return _next_step(kiosk, hits, arguments)
        lines = tuple(_lines(hits, numbered=need is not None))
        near = tuple(_near_line(item) for item in hits.near)
        return Said(lines + near, _hits_value(hits, near=arguments.near), notes=_notes(hits))


def _lines(hits: Hits, *, numbered: bool) -> Iterator[str]:
    """Numbered where the order is of what is left over, so that one of them can be taken or held."""
    for number, item in enumerate(hits.found.items, start=1):
        line = joined(item_line(item, _shelf_name(hits, item)), _held_words(hits, item))
        yield joined(f"{number:3}", line) if numbered else line


def _asked(arguments: Namespace) -> tuple[str, Need | None]:
    """The words, and the part as they or `--fits` and what goes with it say. Raises Failed where these
    contradict each other, or where there is no part that they could be about."""
    words, need = _fitting(arguments)
    if need is None and arguments.thick is None:
        _refuse_without_part(arguments)
        return words, None
    need = replace(need or Need(Size()), trim_um=arguments.trim)
    return words, _as_thick(need, arguments.thick) if arguments.thick else need


def _fitting(arguments: Namespace) -> tuple[str, Need | None]:
    words, grain = " ".join(arguments.words), " =" if arguments.grain else ""
    if arguments.fits is None:
        return among_words(words + grain) if words else ("", None)
    try:
        more, need = typed_need(arguments.fits + grain)
    except ArgumentTypeError as error:
        raise Failed("no-size", str(error)) from error
    return f"{words} {more}".strip(), need


def _refuse_without_part(arguments: Namespace) -> None:
    for option in ("grain", "kerf", "trim", "take", "hold"):
        if getattr(arguments, option):
            text = _("--{option} is about a part. Say which one: --fits 300x200x6")
            raise Failed("no-part", text.format(option=option))


def _as_thick(need: Need, thick_um: tuple[int, int]) -> Need:
    size, (least_um, most_um) = need.size, thick_um
    if size.thick_um or (size.diameter_um and size.long_um):
        raise Failed("two-thicknesses", _("The thickness is said twice."))
    return replace(need, size=replace(size, thick_um=least_um), thick_to_um=most_um)


def _next_step(kiosk: Kiosk, hits: Hits, arguments: Namespace) -> Said:
    number = arguments.take or arguments.hold
    if number > len(hits.found.items):
        raise Failed("no-such-number", _("The list has no number {number}.").format(number=number))
    item = hits.found.items[number - 1].item
    if arguments.take:
        return recorded(_("TAKEN"), done_or_failed(take(kiosk, item), item))
    return recorded(_("HELD"), done_or_failed(hold(kiosk, item), item))


def _shelf_name(hits: Hits, item: Standing) -> str:
    return shelf_words(hits.shelves.get(item.state.shelf) if item.state else None)


def _held_words(hits: Hits, item: Standing) -> str:
    if item.state is None or not hits.is_held(item):
        return ""
    return _("held until {day}").format(day=item.state.held_until)


def _near_line(item: "Nearby") -> str:
    state = item.standing.state
    detail = how_much(item.standing) if isinstance(state, Lot) else ""
    named = what(state) if state else ""
    return joined(
        spaced(item.standing.item), named, detail, neighbour_words(with_id(item.name, item.space), item.at)
    )


def _near_value(item: "Nearby") -> Value:
    told = {"space": item.space, "space_name": item.name, "as_of": item.at}
    return told | {k: v for k, v in item_value(item.standing).items() if k not in _NOT_TOLD}


_NOT_TOLD = frozenset({"origin", "shelf", "held_until", "since", "mass_mg", "mass", "parent", "charred"})
"""What a copy of a neighbour's stock does not say."""


def _hits_value(hits: Hits, *, near: bool) -> Value:
    names = {code: shelf.name for code, shelf in hits.shelves.items()}
    items = [item_value(item) for item in hits.found.items]
    named = [value | {"shelf_name": names.get(value["shelf"], "")} for value in items]
    value: Value = {"ok": True, "total": hits.found.total, "more": hits.found.more, "items": named}
    value |= {"unchecked": hits.unchecked, "more_unchecked": hits.more_unchecked}
    return value | ({"near": [_near_value(item) for item in hits.near]} if near else {})


def _notes(hits: Hits) -> tuple[str, ...]:
    return tuple(note for note in (_found_note(hits), unchecked_words(hits)) if note)


def _found_note(hits: Hits) -> str:
    if not hits.found.total:
        return _("Nothing like that is here.")
    if hits.found.total > len(hits.found.items) or hits.found.more:
        text = _("{shown} of {total} shown, the best first.")
        return text.format(shown=len(hits.found.items), total=hits.found.total)
    return ""
