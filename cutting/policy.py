"""How much a remainder that is kept is worth: the more, the emptier the shelf."""

from dataclasses import replace

from cutting.terms import Prices

EMPTY_PM = 950
FULL_PM = 750


ROOM = 80
"""How many pieces of one material and thickness, or bars of one section, a shelf has room for."""


def gamma_pm(pieces: int, room: int = ROOM) -> int:
    """The share of a kept remainder's area that counts, in thousandths, on a shelf with so many pieces and
    room for `room`."""
    return EMPTY_PM - (EMPTY_PM - FULL_PM) * min(pieces, room) // room


def prices(pieces: int) -> Prices:
    """The usual prices, with a share for kept remainders that suits a shelf with so many pieces."""
    return replace(Prices(), gamma_pm=gamma_pm(pieces))
