"""The slip that goes with what is sent to another space: all that it takes to take it in without a network.

A slip is a text of our alphabet alone, so that no keyboard layout mangles it: `000S`, the content as one
large number, and a check character. The content is a list in JSON, deflated against words that slips share.
"""

import hashlib
import json
import zlib
from dataclasses import dataclass, replace

from stock.codes import ALPHABET, SLIP_PREFIX, check_character
from stock.events import Event, Kind
from stock.items import Lot, Piece, State, Status, read_state, state_body
from stock.pieces import Size

LONGEST_TITLE = 40
LONGEST_OUTLINE = 160
"""Characters of it in an event."""
LARGEST = 4096
"""Bytes that a slip may inflate to."""
LARGEST_QUANTITY = 10**12


@dataclass(frozen=True, slots=True)
class Slip:
    """An item on its way: from which space to which, whose code it bears, its custody counter when it was
    sent, its state as it arrives, and how much of a lot it is, in the lot's unit."""

    sender: str
    to: str
    home: str
    item: str
    cv: int
    state: State
    quantity: int = 0


def slip_of(sender: str, event: Event) -> Slip | None:
    """The slip of a `sent` event in a space's log; None for any other event."""
    try:
        state = read_state(event.body) if event.kind == Kind.SENT else None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    to, quantity = event.body.get("to"), event.body.get("quantity", 0)
    if state is None or not isinstance(to, str) or not _is_quantity(state, quantity):
        return None
    return Slip(sender, to, state.home or sender, event.item, event.cv, _travelling(state), quantity)


def write_slip(slip: Slip) -> str:
    """The text of a slip."""
    home = "" if slip.home == slip.sender else slip.home
    (body,) = state_body(_on_paper(_travelling(slip.state))).values()
    some = [slip.quantity] if slip.quantity else []
    content = _COMPACT.encode([slip.sender, slip.to, home, slip.item, slip.cv, body, *some]).encode()
    packed = _FIRST + hashlib.sha256(content).digest()[:_CHECKED] + _deflated(content)
    text = SLIP_PREFIX + _letters(int.from_bytes(packed))
    return text + check_character(text)


def read_slip(text: str) -> Slip | None:
    """The slip of a text; None where it is none, or damaged."""
    try:
        content = _content(text)
        sender, to, home, item, cv, body, *some = json.loads(content)
        state = read_state({"lot" if "unit" in body else "piece": body})
    except (ValueError, TypeError, KeyError, AttributeError, zlib.error, RecursionError):
        return None
    texts = (sender, to, home, item)
    quantity = some[0] if some else 0
    if state is None or len(some) > 1 or not _is_quantity(state, quantity):
        return None
    if type(cv) is not int or not 0 < cv < 10**9:
        return None
    if not all(isinstance(each, str) and len(each) <= 64 for each in texts) or not (sender and item):
        return None
    return Slip(sender, to, home or sender, item, cv, _travelling(state), quantity)


_WORDS = (
    b'bartuberollblockspoolpart"board"acrylic-cotton-steel-aluminium-mdf-pine"estimated"bought"offcut"quarantined":1'
    b'"title":"","label":"","mass":"unknown"}],"d":"w":000,"t":3000},"mass_mg":000,"mass":"measured"}]'
    b'",{"form":"sheet","material":"plywood-birch","origin":"donation","status":"sent",'
    b'"title":"","size_um":{"l":1000000,"s":500000,"t":4000},"mass_mg":'
)
"""What slips have in common. It is never changed: slips on paper are read with it."""
_FIRST, _CHECKED = b"\x01", 2
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _is_quantity(state: State, quantity: object) -> bool:
    """Whether it is as much as such an item can travel with."""
    if type(quantity) is not int:
        return False
    return quantity == 0 if isinstance(state, Piece) else 0 < quantity <= LARGEST_QUANTITY


def _travelling(state: State) -> State:
    """What an item takes along: no shelf, nobody's hold, no place."""
    return _travelling_lot(state) if isinstance(state, Lot) else _travelling_piece(state)


def _travelling_lot(lot: Lot) -> Lot:
    return Lot(
        material=lot.material,
        unit=lot.unit,
        origin=lot.origin,
        status=Status.SENT,
        title=lot.title[:LONGEST_TITLE],
        quarantined=lot.quarantined,
        label=lot.label,
    )


def _travelling_piece(piece: Piece) -> Piece:
    return Piece(
        material=piece.material,
        form=piece.form,
        size=piece.size,
        mass=piece.mass,
        origin=piece.origin,
        status=Status.SENT,
        title=piece.title[:LONGEST_TITLE],
        quarantined=piece.quarantined,
        charred=piece.charred,
        label=piece.label,
        outline=piece.outline,
    )


def _on_paper(state: State) -> State:
    """With an outline that a symbol has room for, else as the largest rectangle that is certainly in it."""
    outline = state.outline if isinstance(state, Piece) else None
    if isinstance(state, Lot) or outline is None or outline.text_length <= LONGEST_OUTLINE:
        return state
    (long_um, short_um), *_ = (*outline.rects_um, (0, 0))
    size = Size.of(long_um=long_um, short_um=short_um, thick_um=state.size.thick_um)
    return replace(state, size=size, outline=None)


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, _WORDS)
    return packer.compress(content) + packer.flush()


def _content(text: str) -> bytes:
    if not text.startswith(SLIP_PREFIX) or check_character(text[:-1]) != text[-1]:
        raise ValueError("no slip")
    number = _number(text[len(SLIP_PREFIX) : -1])
    packed = number.to_bytes((number.bit_length() + 7) // 8)[1:]
    opener = zlib.decompressobj(-15, _WORDS)
    content = opener.decompress(packed[_CHECKED:], LARGEST)
    if hashlib.sha256(content).digest()[:_CHECKED] != packed[:_CHECKED]:
        raise ValueError("a damaged slip")
    return content


def _letters(number: int) -> str:
    found: list[str] = []
    while number:
        number, digit = divmod(number, len(ALPHABET))
        found.append(ALPHABET[digit])
    return "".join(reversed(found))


def _number(text: str) -> int:
    number = 0
    for character in text:
        number = number * len(ALPHABET) + ALPHABET.index(character)
    return number
