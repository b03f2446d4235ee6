"""What the log knows of one item after an event: the complete state of a piece, or the attributes of a lot.

The bodies are what stands in an event under `piece` or `lot`: short keys, defaults left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from stock.pieces import Form, Mass, MassSource, Size, Unit

Body = dict[str, Any]


class Status(StrEnum):
    """Where an item stands in its life."""

    HERE = "here"
    TAKEN = "taken"
    CUT = "cut"
    DISCARDED = "discarded"
    VOID = "void"


class Origin(StrEnum):
    """How an item came to the space."""

    DONATION = "donation"
    OFFCUT = "offcut"
    BOUGHT = "bought"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One physical thing with a code and dimensions. Dates are ISO days in the space's zone, "" is none."""

    material: str
    form: Form
    size: Size
    mass: Mass
    origin: Origin
    status: Status = Status.HERE
    shelf: str = ""
    parent: str = ""
    title: str = ""
    held_until: str = ""
    quarantined: bool = False
    label: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """Things counted, weighed or measured by volume under one code. How many is the sum of the deltas."""

    material: str
    unit: Unit
    origin: Origin
    status: Status = Status.HERE
    shelf: str = ""
    title: str = ""
    held_until: str = ""
    quarantined: bool = False
    label: str = ""
    since: str = ""


State = Piece | Lot

_SHARED = {
    "shelf": "shelf",
    "title": "title",
    "held": "held_until",
    "label": "label",
    "since": "since",
}
_LENGTHS = {"l": "long_um", "s": "short_um", "t": "thick_um", "d": "diameter_um", "w": "wall_um"}


def state_body(state: State) -> Body:
    """The state as it stands in an event, under its kind of item."""
    if isinstance(state, Piece):
        return {"piece": _piece_body(state)}
    return {"lot": {"unit": state.unit.value} | _shared_body(state)}


def read_state(body: Mapping[str, Any]) -> State | None:
    """The state an event's body holds; None where it holds none. Raises ValueError, TypeError or KeyError
    on a body that is no state."""
    if "piece" in body:
        return _read_piece(body["piece"])
    if "lot" in body:
        return _read_lot(body["lot"])
    return None


def _shared_body(state: State) -> Body:
    body: Body = {"material": state.material, "origin": state.origin.value, "status": state.status.value}
    for key, field in _SHARED.items():
        if getattr(state, field):
            body[key] = getattr(state, field)
    if state.quarantined:
        body["quarantined"] = 1
    return body


def _piece_body(piece: Piece) -> Body:
    size = {key: getattr(piece.size, field) for key, field in _LENGTHS.items() if getattr(piece.size, field)}
    body: Body = {"form": piece.form.value} | _shared_body(piece)
    if size:
        body["size_um"] = size
    if piece.parent:
        body["parent"] = piece.parent
    if piece.mass.mg is not None:
        body |= {"mass_mg": piece.mass.mg, "mass": piece.mass.source.value}
    return body


def _read_shared(body: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "material": body["material"],
        "origin": Origin(body["origin"]),
        "status": Status(body["status"]),
        "quarantined": bool(body.get("quarantined")),
    } | {field: body.get(key, "") for key, field in _SHARED.items()}


def _read_piece(body: Mapping[str, Any]) -> Piece:
    size = body.get("size_um", {})
    return Piece(
        form=Form(body["form"]),
        size=Size(**{field: size.get(key, 0) for key, field in _LENGTHS.items()}),
        mass=_read_mass(body),
        parent=body.get("parent", ""),
        **_read_shared(body),
    )


def _read_mass(body: Mapping[str, Any]) -> Mass:
    if "mass_mg" not in body:
        return Mass(None, MassSource.UNKNOWN)
    return Mass(int(body["mass_mg"]), MassSource(body["mass"]))


def _read_lot(body: Mapping[str, Any]) -> Lot:
    return Lot(unit=Unit(body["unit"]), **_read_shared(body))
