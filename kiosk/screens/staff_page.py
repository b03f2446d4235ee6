"""What the staff pages share: Escape leads back to the page before."""

from dataclasses import dataclass

from kiosk.language import _
from kiosk.screens.page import Page
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
