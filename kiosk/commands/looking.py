"""Show, find, history, shelves, materials: nothing is recorded."""

from argparse import Namespace

from kiosk.commands.codes import found_item
from kiosk.commands.opening import opened
from kiosk.commands.said import Said, Value
from kiosk.commands.shapes import (
    event_value,
    item_line,
    item_value,
    joined,
    moment,
    shelf_value,
    shelf_words,
)
from kiosk.kiosk import Kiosk
from kiosk.language import _, _n
from kiosk.use_cases.recent import recent
from kiosk.use_cases.shelves import on_shelf
from kiosk.use_cases.shelves import shelves as all_shelves
from kiosk.use_cases.show import Card
from kiosk.use_cases.show import show as show_it
from kiosk.words import (
    HAZARDS,
    KINDS,
    LASER,
    ORIGINS,
    STATUSES,
    charred_words,
    hazard_words,
    laser_word,
    material_names,
    what,
)
from stock.codes import spaced
from stock.events import Event, Kind
from stock.materials import Material, catalogue


def show(arguments: Namespace) -> Said:
    """All that is known of an item."""
    with opened(arguments) as kiosk:
        card = show_it(kiosk, found_item(kiosk, arguments.code).item)
        assert card is not None
        return Said(_card_lines(kiosk, card), _card_value(card))


def history(arguments: Namespace) -> Said:
    """The last events, of one item or of all, newest first."""
    with opened(arguments) as kiosk:
        if arguments.code:
            item = found_item(kiosk, arguments.code).item
            with kiosk.ledger.reading() as reading:
                events = reading.events_of(item)[::-1][: arguments.limit]
        else:
            events = recent(kiosk, arguments.limit)
        value = {"ok": True, "events": [event_value(event) for event in events]}
        return Said(tuple(_event_line(kiosk, event) for event in events), value)


def shelves(arguments: Namespace) -> Said:
    """Every shelf, and how much lies on it."""
    with opened(arguments) as kiosk:
        found = [(shelf, len(on_shelf(kiosk, shelf.code))) for shelf in all_shelves(kiosk)]
    lines = tuple(
        joined(
            spaced(shelf.code),
            shelf.name,
            _n("{number} item", "{number} items", number).format(number=number),
        )
        for shelf, number in found
    )
    return Said(
        lines, {"ok": True, "shelves": [shelf_value(shelf) | {"items": number} for shelf, number in found]}
    )


def materials(arguments: Namespace) -> Said:
    """The catalogue, or what some words mean in it."""
    words = " ".join(arguments.words)
    found = catalogue().match(words, material_names()) if words else catalogue().all()
    names = material_names()
    lines = tuple(joined(f"{m.slug:28}", names[m.slug], laser_word(m.slug)) for m in found)
    return Said(lines, {"ok": True, "materials": [_material_value(m, names[m.slug]) for m in found]})


def _card_lines(kiosk: Kiosk, card: Card) -> tuple[str, ...]:
    state = card.standing.state
    if state is None:
        return (item_line(card.standing),)
    facts = {
        _("Where"): joined(_(STATUSES[state.status]), shelf_words(card.shelf)),
        _("Called"): state.title if state.title not in what(state) else "",
        _("Origin"): joined(_(ORIGINS[state.origin]), state.since),
        _("Care"): ", ".join((*charred_words(state), *hazard_words(state.material))),
        _("Held"): state.held_until,
        _("Quarantine"): _("Staff must identify it first.") if state.quarantined else "",
        _("Cut from"): ", ".join(spaced(parent.item) for parent in card.parents),
        _("Cut into"): ", ".join(spaced(child.item) for child in card.children),
        _("Label"): _("Changed since its label was printed.") if card.relabel else "",
        _("Check"): _("Two kiosks said different things of it.") if card.to_check else "",
    }
    named = [f"  {name}: {fact}" for name, fact in facts.items() if fact]
    done = [f"  {moment(kiosk, entry.at)}  {_kind(entry.kind)}" for entry in card.history]
    return (item_line(card.standing), f"  {laser_word(state.material)}", *named, *done)


def _card_value(card: Card) -> Value:
    state = card.standing.state
    material = catalogue().get(state.material) if state else None
    return {
        "ok": True,
        "code": card.standing.item,
        "item": item_value(card.standing),
        "shelf": shelf_value(card.shelf) if card.shelf else None,
        "laser": str(material.laser) if material else "no",
        "hazards": [str(hazard) for hazard in material.hazards] if material else [],
        "parents": [item_value(parent) for parent in card.parents],
        "children": [item_value(child) for child in card.children],
        "history": [{"eid": e.eid, "kind": e.kind, "at": e.at, "delta": e.delta} for e in card.history],
        "to_check": card.to_check,
        "label_out_of_date": card.relabel,
    }


def _event_line(kiosk: Kiosk, event: Event) -> str:
    return joined(moment(kiosk, event.at), event.eid, spaced(event.item), _kind(event.kind))


def _kind(kind: str) -> str:
    word = KINDS.get(Kind(kind)) if kind in set(Kind) else None
    return _(word) if word else kind


def _material_value(material: Material, name: str) -> Value:
    return {
        "slug": material.slug,
        "name": name,
        "parent": material.parent,
        "density_kg_m3": material.density_kg_m3,
        "laser": str(material.laser),
        "laser_words": _(LASER[material.laser]),
        "hazards": [str(hazard) for hazard in material.hazards],
        "hazard_words": [_(HAZARDS[hazard]) for hazard in material.hazards],
        "forms": [str(form) for form in material.forms],
    }
