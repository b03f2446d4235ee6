"""Outline: a piece that is no rectangle gets its true shape."""

from dataclasses import replace

from kiosk.kiosk import Kiosk
from kiosk.use_cases.outcome import Outcome, carry_out
from ledger.ledger import Transaction
from stock import rules
from stock.items import Piece
from stock.materials import catalogue
from stock.outlines import Outline
from stock.pieces import MassSource, Size, estimated_mass
from stock.refusals import Decision, Reason, Refusal, known


def outline(kiosk: Kiosk, code: str, shape: Outline) -> Outcome:
    """Note a piece's outline; its size becomes the box around it, and a mass that was worked out is so
    again."""
    return carry_out(kiosk, lambda change: _decide(change, code, shape))


def _decide(change: Transaction, code: str, shape: Outline) -> Decision:
    seen = change.resolve(code)
    state = known(seen)
    if isinstance(state, Refusal):
        return state
    if not isinstance(state, Piece):
        return Refusal(Reason.NOT_A_PIECE)
    return rules.correct(seen, _shaped(state, shape))


def _shaped(piece: Piece, shape: Outline) -> Piece:
    size = boxed(shape, piece.size.thick_um)
    material = catalogue().get(piece.material)
    mass = piece.mass
    if mass.source is not MassSource.MEASURED:
        mass = estimated_mass(piece.form, size, material.density_kg_m3 if material else None, shape)
    return replace(piece, size=size, outline=shape, mass=mass)


def boxed(shape: Outline, thick_um: int) -> Size:
    """The box around an outline, so thick."""
    _x, _y, long_um, short_um = shape.box_um
    return Size(long_um=long_um, short_um=short_um, thick_um=thick_um)
