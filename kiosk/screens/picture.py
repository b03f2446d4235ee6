"""A label as a picture of half blocks: a look at it, before any paper is spent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.answers.printed import why_sentence
from kiosk.screens.house import House
from kiosk.screens.scene import Blank, Body
from kiosk.widgets.spans import Line, Role, indented, line
from labels.printing.order import Order

_WIDTHS = (110, 76, 50, 36)


@dataclass(frozen=True, slots=True)
class PictureBody:
    """The same picture in several sizes, the largest first; the largest that fits is shown."""

    pictures: tuple[tuple[str, ...], ...]
    rows: int = 0

    def lines(self, width: int, height: int, at: int) -> Sequence[Line]:  # noqa: ARG002
        """See `Body`. Where none fits, the top of the smallest."""
        fitting = (rows for rows in self.pictures if len(rows) <= height and len(rows[0]) < width)
        rows = next(fitting, self.pictures[-1])
        return indented([line(row, Role.PAPER) for row in rows[:height]])


@dataclass(frozen=True, slots=True)
class WhyBody:
    """Why there is no picture."""

    sentence: str
    rows: int = 0

    def lines(self, width: int, height: int, at: int) -> Sequence[Line]:  # noqa: ARG002
        """See `Body`."""
        return indented([line(self.sentence, Role.CAUTION)])


def picture_of(order: Order, house: House) -> Body:
    """The order's first label as it would be printed."""
    if not order.labels:
        return Blank()
    one = replace(order, labels=order.labels[:1], marks=())
    look = house.labels.look(one, _WIDTHS)
    return WhyBody(why_sentence(look.why)) if look.why else PictureBody(look.pictures)
