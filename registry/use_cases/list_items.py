"""List what a space holds, by code, a page at a time."""

from registry.spaces import Spaces
from stock.fold import Standing
from stock.items import Lot, Piece, State, Status
from stock.pieces import Unit
from sync.wire import Item, ItemsAnswer, SizeUm

PAGE = 500
_LONGEST_TITLE = 200
"""Bytes: with more, a page might be longer than a kiosk takes."""


def list_items(spaces: Spaces, space: str, cursor: str, limit: int, status: Status) -> ItemsAnswer:
    """Items of a status after a code. A page may hold fewer than `limit`, and there be more after it."""
    with spaces.reading(), spaces.derived(space).reading() as reading:
        found = reading.items(cursor, limit)
    items = tuple(item_of(each, each.state) for each in found if each.state and each.state.status == status)
    return ItemsAnswer(items=items, cursor=found[-1].item if len(found) == limit else "")


def item_of(standing: Standing, state: State) -> Item:
    """An item as it travels."""
    return Item(
        code=standing.item,
        material=state.material,
        title=_cut(state.title) or None,
        form=state.form.value if isinstance(state, Piece) else "",
        size_um=_size(state) if isinstance(state, Piece) else None,
        rects_um=state.outline.rects_um if isinstance(state, Piece) and state.outline else None,
        unit=state.unit.value if isinstance(state, Lot) else Unit.PIECES.value,
        quantity=standing.quantity if isinstance(state, Lot) else int(state.status == Status.HERE),
        shelf=state.shelf,
        status=state.status.value,
        quarantined=state.quarantined,
    )


def _cut(title: str) -> str:
    return title.encode()[:_LONGEST_TITLE].decode(errors="ignore")


def _size(piece: Piece) -> SizeUm:
    size = piece.size
    return SizeUm(
        long=size.long_um,
        short=size.short_um,
        thick=size.thick_um,
        diameter=size.diameter_um,
        wall=size.wall_um,
    )
