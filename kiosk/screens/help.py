"""Help: what to do, in few short words."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.language import N_, _
from kiosk.widgets.blocks import airy
from kiosk.widgets.spans import Line, Role, Span, fit, indented, pad

_FIRST_WIDTH = 14
TEXTS = (
    (N_("Take"), N_("Scan it. It is yours.")),
    (N_("Bring back"), N_("Scan it again. Smaller now? Type what is left.")),
    (N_("Put in"), N_("Scan a new label, type material and size.")),
    (N_("Find"), N_("Type a size or words: plywood 300x200")),
    (N_("Cut"), N_("Scan it, type what stays here: 290x400 + 100x100")),
    (N_("Put away"), N_("Scan it, then scan the shelf.")),
    (N_("Undo"), N_("Press F9. It takes the last thing back.")),
)


@dataclass(frozen=True, slots=True)
class HelpBody:
    """Each thing one can do, and how."""

    rows: int = 0

    def lines(self, width: int, height: int, at: int) -> Sequence[Line]:  # noqa: ARG002
        """See `Body`."""
        return indented(airy([self._row(_(what), _(how), width - 2) for what, how in TEXTS], height))

    def _row(self, what: str, how: str, width: int) -> Line:
        how = fit(how, width - _FIRST_WIDTH)
        return Span(pad(what, _FIRST_WIDTH), Role.GOOD), Span(how, Role.STRONG)
