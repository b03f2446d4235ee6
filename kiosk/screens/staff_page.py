"""What the staff pages share: Escape leads back to the page before."""

from dataclasses import dataclass

from kiosk.answers.band import no
from kiosk.language import _
from kiosk.screens.page import Heard, Page, Turn
from kiosk.screens.scene import ModeSign
from kiosk.widgets.spans import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPage:
    """`back` is the page before; None where there is none."""

    back: Page | None = None
    masked: bool = False

    def sign(self) -> ModeSign:
        """See `Page`."""
        return ModeSign(_("STAFF"), _("Esc goes back. A scan counts as always."), Role.BUSY)


def staying(page: Page, heard: Heard, turn: Turn) -> Turn:
    """What a page makes of a scan; a number that a staff page does not know is no reason to leave it, and to
    ask for the PIN again."""
    is_number = heard.number is not None or heard.is_digits
    if not (turn.passes and is_number and isinstance(page, StaffPage)):
        return turn
    text = _("There is no number {number} on this page.").format(number=heard.text)
    return Turn(page, no(_("NO NUMBER"), text))
