"""How much a remainder that is kept is worth: the more, the emptier the shelf."""

from dataclasses import replace

from cutting.terms import Prices

EMPTY_PM = 950
FULL_PM = 750


def gamma_pm(pieces: int, room: int) -> int:
    """The share of a kept remainder's area that counts, in thousandths, on a shelf with so many pieces and
    room for `room`; the usual share where the room is not known (0)."""
    if room <= 0:
        return Prices().gamma_pm
    return EMPTY_PM - (EMPTY_PM - FULL_PM) * min(pieces, room) // room


def prices(pieces: int, room: int) -> Prices:
    """The usual prices, with a share for kept remainders that suits the shelf."""
    return replace(Prices(), gamma_pm=gamma_pm(pieces, room))
