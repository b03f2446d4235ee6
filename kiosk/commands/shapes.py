"""Items, events and shelves as JSON values, and as lines for people."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.commands.said import Said, Value
from kiosk.kiosk import Kiosk
from kiosk.language import _
from kiosk.use_cases.outcome import Done
from kiosk.words import amount_words, how_much, mass_words, material_name, what
from stock.codes import spaced
from stock.events import Event
from stock.fold import Shelf, Standing
from stock.items import Lot, Piece, Status
from stock.pieces import size_text

COLUMN = "  "


def item_value(standing: Standing) -> Value:
    """An item; lengths in µm, masses in mg, a lot's quantity in its unit."""
    state = standing.state
    value: Value = {"code": standing.item}
    if state is None:
        return value
    value |= {
        "kind": "piece" if isinstance(state, Piece) else "lot",
        "material": state.material,
        "material_name": material_name(state.material),
        "status": str(state.status),
        "origin": str(state.origin),
        "shelf": state.shelf,
        "title": state.title,
        "held_until": state.held_until,
        "quarantined": state.quarantined,
        "since": state.since,
    }
    return value | (_piece_value(state) if isinstance(state, Piece) else _lot_value(state, standing))


def shelf_value(shelf: Shelf) -> Value:
    """A shelf."""
    return {"code": shelf.code, "name": shelf.name}


def event_value(event: Event) -> Value:
    """An event; `at` is UTC."""
    return {"eid": event.eid, "kind": event.kind, "at": event.at, "item": event.item}


def item_line(standing: Standing, shelf: str = "") -> str:
    """An item on one line: code, what it is, how much of it, its shelf."""
    state = standing.state
    if state is None:
        return spaced(standing.item)
    detail = how_much(standing) if isinstance(state, Lot) else mass_words(state)
    shape = _("no rectangle") if isinstance(state, Piece) and state.outline else ""
    return joined(spaced(standing.item), what(state), shape, detail, shelf)


def joined(*texts: str) -> str:
    """The texts that are not empty, side by side."""
    return COLUMN.join(text for text in texts if text)


def recorded(word: str, done: Done, **more: object) -> Said:
    """The answer to something recorded."""
    lines = [joined(word, _moved(done), item_line(done.standing))]
    lines += [f"{'-' if _is_void(child) else '+'} {item_line(child)}" for child in done.children]
    value = {
        "ok": True,
        "code": done.standing.item,
        "event": event_value(done.event),
        "item": item_value(done.standing),
        "children": [item_value(child) for child in done.children],
        "labels": list(done.label_for),
    }
    return Said(tuple(lines), value | more)


def _is_void(standing: Standing) -> bool:
    return standing.state is None or standing.state.status == Status.VOID


def _moved(done: Done) -> str:
    """How much of a lot it was, where that is not all there is of it now."""
    state, moved = done.standing.state, int(done.event.body.get("delta", 0))
    if not isinstance(state, Lot) or moved in (0, done.standing.quantity):
        return ""
    return amount_words(state.unit, moved)


def moment(kiosk: Kiosk, at: str) -> str:
    """An event's time on the clock of the space."""
    try:
        zone = ZoneInfo(kiosk.settings.zone)
        return datetime.fromisoformat(at).astimezone(zone).strftime("%Y-%m-%d %H:%M")
    except (ValueError, ZoneInfoNotFoundError):
        return at


def shelf_words(shelf: Shelf | None) -> str:
    """Where it lies."""
    return _("shelf {name}").format(name=shelf.name) if shelf else ""


def _piece_value(piece: Piece) -> Value:
    size = dict(
        zip(("length", "width", "thickness", "diameter", "wall"), piece.size.dimensions_um, strict=True)
    )
    return {
        "form": str(piece.form),
        "size": size_text(piece.size, "."),
        "size_um": {name: um for name, um in size.items() if um},
        "mass_mg": piece.mass.mg,
        "mass": str(piece.mass.source),
        "parent": piece.parent,
        "charred": piece.charred,
        "has_outline": piece.outline is not None,
    }


def _lot_value(lot: Lot, standing: Standing) -> Value:
    return {"unit": str(lot.unit), "quantity": standing.quantity}
