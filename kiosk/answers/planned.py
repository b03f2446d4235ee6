"""Answers about plans of cuts."""

from kiosk.answers.band import Answer, attention
from kiosk.language import _
from kiosk.use_cases.plans import Planned


def planned_answer(known: Planned) -> Answer:  # noqa: ARG001
    """How a piece is to be cut, and what its next scan says."""
    return attention(
        _("PLANNED"),
        _("Cut like this? Scan it again, or F8."),
        _("Something else is left? Type it; 0 is nothing."),
    )
