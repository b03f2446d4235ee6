"""What the log knows of one item after an event: the complete state of a piece, or the attributes of a lot.

The bodies are what stands in an event under `piece` or `lot`: short keys, defaults left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from stock.outlines import Outline, outline_body, read_outline
from stock.pieces import UNKNOWN_MASS, Form, Mass, MassSource, Size, SizeError, Unit

Body = dict[str, Any]


class Status(StrEnum):
    """Where an item stands in its life."""

    HERE = "here"
    TAKEN = "taken"
    SENT = "sent"
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
    """One physical thing with a code and dimensions. Dates are ISO days in the space's zone, "" is none.
    `home` is the space whose code it bears, "" for the one it is in; `charred`: a laser cut its edges.
    One that is no rectangle has an outline, and its size is the box around it. Raises SizeError for an
    outline that its size is not the box of."""

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
    home: str = ""
    charred: bool = False
    outline: Outline | None = None

    def __post_init__(self) -> None:
        if self.outline and (0, 0, *self.size.dimensions_um[:2]) != self.outline.box_um:
            raise SizeError("an outline of another size than its piece")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """Things counted, weighed or measured by volume under one code. How many is the sum of the deltas. `home`
    is the space whose code it bears, "" for the one it is in."""

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
    home: str = ""


State = Piece | Lot


def state_body(state: State) -> Body:
    """The state as it stands in an event, under its kind of item."""
    if isinstance(state, Piece):
        return {"piece": _piece_body(state)}
    return {"lot": {"unit": state.unit.value} | _shared_body(state)}


def read_state(body: Mapping[str, Any]) -> State | None:
    """The state an event's body holds; None where it holds none. Raises ValueError, TypeError, KeyError or
    AttributeError on a body that is no state."""
    if "piece" in body:
        return _read_piece(body["piece"])
    if "lot" in body:
        return _read_lot(body["lot"])
    return None


_LONGEST_NAME = 64
"""Codes, slugs and days, which stand in indexes; a title may be as long as its event allows."""
_LONGEST_TITLE = 4096

_TEXTS = {"shelf": "shelf", "title": "title", "held": "held_until", "label": "label", "since": "since"}
_LENGTHS = {"l": "long_um", "s": "short_um", "t": "thick_um", "d": "diameter_um", "w": "wall_um"}


def _shared_body(state: State) -> Body:
    body: Body = {"material": state.material, "origin": state.origin.value, "status": state.status.value}
    for key, field in _TEXTS.items():
        if value := getattr(state, field):
            body[key] = value
    if state.home:
        body["home"] = state.home
    if state.quarantined:
        body["quarantined"] = 1
    return body


def _piece_body(piece: Piece) -> Body:
    size = {key: um for key, um in zip(_LENGTHS, piece.size.dimensions_um, strict=True) if um}
    body: Body = {"form": piece.form.value} | _shared_body(piece)
    if size:
        body["size_um"] = size
    if piece.parent:
        body["parent"] = piece.parent
    if piece.charred:
        body["charred"] = 1
    if piece.mass.mg is not None:
        body |= {"mass_mg": piece.mass.mg, "mass": piece.mass.source.value}
    if piece.outline:
        body |= outline_body(piece.outline)
    return body


def _texts(body: Mapping[str, Any]) -> tuple[str, ...]:
    """The texts under `_READ`, "" where there is none."""
    title, *names = found = [body.get(key, "") for key in _READ]
    if set(map(type, found)) != _TEXT:
        raise ValueError("what should be a text is none")
    if len(title) > _LONGEST_TITLE or max(map(len, names)) > _LONGEST_NAME:
        raise ValueError("a text that is too long")
    return tuple(found)


_READ = ("title", "material", "shelf", "held", "label", "since", "parent", "home")
_TEXT = {str}


def _number(body: Mapping[str, Any], key: str) -> int:
    value = body.get(key, 0)
    if type(value) is not int:
        raise ValueError(f"{key} is no whole number")
    return value


def _read_piece(body: Mapping[str, Any]) -> Piece:
    title, material, shelf, held_until, label, since, parent, home = _texts(body)
    return Piece(
        material=material,
        form=_FORMS[body["form"]],
        size=_read_size(body.get("size_um", {})),
        mass=_read_mass(body),
        origin=_ORIGINS[body["origin"]],
        status=_STATUSES[body["status"]],
        shelf=shelf,
        parent=parent,
        title=title,
        held_until=held_until,
        quarantined=bool(_number(body, "quarantined")),
        label=label,
        since=since,
        home=home,
        charred=bool(_number(body, "charred")),
        outline=read_outline(body),
    )


def _read_lot(body: Mapping[str, Any]) -> Lot:
    title, material, shelf, held_until, label, since, _parent, home = _texts(body)
    return Lot(
        material=material,
        unit=Unit(body["unit"]),
        origin=_ORIGINS[body["origin"]],
        status=_STATUSES[body["status"]],
        shelf=shelf,
        title=title,
        held_until=held_until,
        quarantined=bool(_number(body, "quarantined")),
        label=label,
        since=since,
        home=home,
    )


_FORMS = {form.value: form for form in Form}
_ORIGINS = {origin.value: origin for origin in Origin}
_STATUSES = {status.value: status for status in Status}
"""By their texts: calling an Enum takes ten times as long, and every event is read."""


def _read_size(body: Mapping[str, Any]) -> Size:
    dimensions_um = [body.get(key, 0) for key in _LENGTHS]
    if set(map(type, dimensions_um)) != _WHOLE:
        raise ValueError("a size that is no whole numbers")
    return _size(*dimensions_um)


_WHOLE = {int}


@lru_cache(maxsize=4096)
def _size(*dimensions_um: int) -> Size:
    """One value for all items of a size: a piece's events repeat it."""
    return Size(*dimensions_um)


def _read_mass(body: Mapping[str, Any]) -> Mass:
    if "mass_mg" not in body:
        return UNKNOWN_MASS
    return Mass(_number(body, "mass_mg"), MassSource(body["mass"]))
