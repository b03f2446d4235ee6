"""What is being received: what is known of it, and what is still asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.language import _
from kiosk.screens.describe import shelf_name
from kiosk.widgets.blocks import headline, labelled, stacked
from kiosk.widgets.spans import EMPTY, Line, Role, fit, indented, line, wrap
from kiosk.words import ORIGINS, amount_words, hazard_words, laser_word, material_name
from stock.codes import spaced
from stock.fold import Shelf
from stock.intake import Intake
from stock.pieces import Unit, mass_text, size_text
from stock.plain import shown

_LABEL_WIDTH = 12


@dataclass(frozen=True, slots=True)
class ReceiptBody:
    """A receipt that is being put together."""

    intake: Intake
    shelf: Shelf | None = None
    rows: int = 0

    def lines(self, width: int, height: int, at: int) -> Sequence[Line]:  # noqa: ARG002
        """See `Body`."""
        intake = self.intake
        known = [
            self._fact(_("Label"), _code(intake), width),
            self._fact(_("Material"), material_name(intake.material) if intake.material else "?", width),
            self._fact(_("Size"), measure(intake) or "?", width),
            self._fact(_("From"), _(ORIGINS[intake.origin]), width),
            self._fact(_("Shelf"), shelf_name(self.shelf) if self.shelf else "", width),
        ]
        size = (
            headline(measure(intake).removesuffix(" mm").replace(" ", ""), width - 2, height)
            if intake.measured
            else []
        )
        return indented(stacked(size, [row for row in known if row], self._warning(width - 2), height=height))

    def _fact(self, label: str, value: str, width: int) -> Line:
        if not value:
            return EMPTY
        role = Role.CAUTION if value == "?" else Role.STRONG
        return labelled(label, fit(value, width - _LABEL_WIDTH - 4), _LABEL_WIDTH, role)

    def _warning(self, width: int) -> list[Line]:
        """Before it is on the shelf: what it can do to whoever cuts it."""
        if not self.intake.material:
            return []
        words = (laser_word(self.intake.material), *hazard_words(self.intake.material))
        return [line(row, Role.DIM) for row in wrap(" · ".join(words), width, 2)]


def measure(intake: Intake) -> str:
    """Everything measured so far."""
    parts = [
        f"{intake.count} ×" if intake.count is not None and intake.size else "",
        size_text(intake.size) if intake.size else "",
        mass_text(intake.mass_mg) if intake.mass_mg is not None else "",
        amount_words(Unit.MICROLITRES, intake.volume_ul) if intake.volume_ul is not None else "",
        amount_words(Unit.PIECES, intake.count) if intake.count is not None and not intake.size else "",
    ]
    return " ".join(part for part in parts if part)


def _code(intake: Intake) -> str:
    if intake.code:
        return spaced(intake.code)
    return shown(intake.alias.partition(":")[2]) if intake.alias else _("a new one is printed")
