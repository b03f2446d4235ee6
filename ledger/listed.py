"""Items that were found, each read when it is looked at: a screen shows twenty of two hundred."""

from collections.abc import Iterable, Sequence
from typing import Any, Self, overload

import msgspec

from ledger.rows import ITEM, STANDING, measures, standing_of
from stock.fold import Standing
from stock.items import Piece
from stock.pieces import Form

LISTED = (*STANDING, ITEM.c.area_um2, ITEM.c.long_um, ITEM.c.short_um, ITEM.c.diameter_um)
"""The columns of rows that a list is made of."""


class Face(msgspec.Struct, frozen=True):
    """What decides about a piece's place in a list: its true face in µm² and its edges in µm; its form, and
    the day it came, "" where that is not known. One with an outline has no edges, but rectangles inside."""

    area_um2: int
    long_um: int
    short_um: int
    diameter_um: int
    form: Form
    since: str
    rects_um: tuple[tuple[int, int], ...] | None


class Listed(Sequence[Standing]):
    """Standings in an order, made of rows of `LISTED` or of standings."""

    def __init__(self, found: Iterable[Any]) -> None:
        self._found = tuple(found)

    @classmethod
    def of(cls, standings: Sequence[Standing]) -> "Listed":
        """A list of standings; of one that is such a list already nothing is read."""
        return standings if isinstance(standings, Listed) else cls(standings)

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, at: int) -> Standing: ...
    @overload
    def __getitem__(self, at: slice) -> Self: ...
    def __getitem__(self, at: int | slice) -> Standing | Self:
        if isinstance(at, slice):
            return type(self)(self._found[at])
        found = self._found[at]
        return found if isinstance(found, Standing) else standing_of(found[: len(STANDING)])

    def picked(self, places: Iterable[int]) -> Self:
        """Those in some places, in the order of these."""
        return type(self)(self._found[place] for place in places)

    def and_more(self, others: Iterable[Standing]) -> Self:
        """These and then others."""
        return type(self)((*self._found, *others))

    def faces(self) -> list[Face | None]:
        """The face of each, None of what is no piece."""
        return [_stated(each) if isinstance(each, Standing) else _read(each) for each in self._found]


class _Told(msgspec.Struct):
    form: Form
    since: str = ""
    rings_um: msgspec.Raw = msgspec.Raw()
    rects_um: tuple[int, ...] = ()


class _Body(msgspec.Struct):
    piece: _Told | None = None


_told = msgspec.json.Decoder(_Body).decode


def _read(row: Sequence[Any]) -> Face | None:
    """The face by a row, of whose body a twentieth of the time is spent that reading it takes."""
    _item, _cv, _eid, body, _quantity, area_um2, long_um, short_um, diameter_um = row
    piece = _told(body).piece
    if piece is None:
        return None
    flat = piece.rects_um
    rects = tuple(zip(flat[::2], flat[1::2], strict=True)) if bytes(piece.rings_um) else None
    return Face(area_um2, long_um, short_um, diameter_um, piece.form, piece.since, rects)


def _stated(standing: Standing) -> Face | None:
    piece = standing.state
    if not isinstance(piece, Piece):
        return None
    area_um2, long_um, short_um, _thick_um, diameter_um, _wall_um = measures(piece)
    rects = piece.outline.rects_um if piece.outline else None
    return Face(area_um2, long_um, short_um, diameter_um, piece.form, piece.since, rects)
