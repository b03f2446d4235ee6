"""The slip that goes with a piece to another space: all that the space needs to take it in without a network.

A slip is a text of our alphabet alone, so that no keyboard layout mangles it: `000S`, the content as one
large number, and a check character. The content is a list in JSON, deflated against words that slips share.
"""

import hashlib
import json
import zlib
from dataclasses import dataclass, replace

from stock.codes import ALPHABET, SLIP_PREFIX, check_character
from stock.events import Event, Kind
from stock.items import Piece, Status, read_state, state_body
from stock.pieces import Size

LONGEST_TITLE = 40
LONGEST_OUTLINE = 160
"""Characters of it in an event."""
LARGEST = 4096
"""Bytes that a slip may inflate to."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A piece on its way: from which space to which, whose code it bears, its custody counter when it was
    sent, and its state as it arrives."""

    sender: str
    to: str
    home: str
    item: str
    cv: int
    piece: Piece


def slip_of(sender: str, event: Event) -> Slip | None:
    """The slip of a `sent` event in a space's log; None for any other event."""
    try:
        state = read_state(event.body) if event.kind == Kind.SENT else None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    to = event.body.get("to")
    if not isinstance(state, Piece) or not isinstance(to, str):
        return None
    return Slip(sender, to, state.home or sender, event.item, event.cv, _travelling(state))


def write_slip(slip: Slip) -> str:
    """The text of a slip."""
    home = "" if slip.home == slip.sender else slip.home
    body = state_body(_on_paper(_travelling(slip.piece)))["piece"]
    content = _COMPACT.encode([slip.sender, slip.to, home, slip.item, slip.cv, body]).encode()
    packed = _FIRST + hashlib.sha256(content).digest()[:_CHECKED] + _deflated(content)
    text = SLIP_PREFIX + _letters(int.from_bytes(packed))
    return text + check_character(text)


def read_slip(text: str) -> Slip | None:
    """The slip of a text; None where it is none, or damaged."""
    try:
        content = _content(text)
        sender, to, home, item, cv, body = json.loads(content)
        piece = read_state({"piece": body})
    except (ValueError, TypeError, KeyError, AttributeError, zlib.error, RecursionError):
        return None
    texts = (sender, to, home, item)
    if not isinstance(piece, Piece) or type(cv) is not int or not 0 < cv < 10**9:
        return None
    if not all(isinstance(each, str) and len(each) <= 64 for each in texts) or not (sender and item):
        return None
    return Slip(sender, to, home or sender, item, cv, _travelling(piece))


_WORDS = (
    b'bartuberollblockspoolpart"board"acrylic-cotton-steel-aluminium-mdf-pine"estimated"bought"offcut"quarantined":1'
    b'"title":"","label":"","mass":"unknown"}],"d":"w":000,"t":3000},"mass_mg":000,"mass":"measured"}]'
    b'",{"form":"sheet","material":"plywood-birch","origin":"donation","status":"sent",'
    b'"title":"","size_um":{"l":1000000,"s":500000,"t":4000},"mass_mg":'
)
"""What slips have in common. It is never changed: slips on paper are read with it."""
_FIRST, _CHECKED = b"\x01", 2
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _travelling(piece: Piece) -> Piece:
    """What a piece takes along: no shelf, nobody's hold, no place."""
    return Piece(
        material=piece.material,
        form=piece.form,
        size=piece.size,
        mass=piece.mass,
        origin=piece.origin,
        status=Status.SENT,
        title=piece.title[:LONGEST_TITLE],
        quarantined=piece.quarantined,
        label=piece.label,
        outline=piece.outline,
    )


def _on_paper(piece: Piece) -> Piece:
    """With an outline that a symbol has room for, else as the largest rectangle that is certainly in it."""
    if piece.outline is None or piece.outline.text_length <= LONGEST_OUTLINE:
        return piece
    (long_um, short_um), *_ = (*piece.outline.rects_um, (0, 0))
    size = Size.of(long_um=long_um, short_um=short_um, thick_um=piece.size.thick_um)
    return replace(piece, size=size, outline=None)


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
