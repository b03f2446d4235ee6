"""Answers about plans of cuts."""

from kiosk.answers.band import Answer, attention, done
from kiosk.language import N_, _, _n
from kiosk.use_cases.plans import Planned, Stage, TakenPlan

STAGES = {
    Stage.OPEN: N_("to be cut"),
    Stage.CUT: N_("cut"),
    Stage.GONE: N_("no longer there"),
    Stage.CLOSED: N_("not cut"),
}


def stage_word(stage: Stage) -> str:
    """How far a piece of a plan has come."""
    return _(STAGES[stage])


def planned_answer(known: Planned) -> Answer:
    """How a piece is to be cut, and what its next scan says."""
    if known.stage != Stage.OPEN:
        return done(_("PLAN {number}").format(number=known.plan.number), stage_word(known.stage))
    return attention(
        _("PLANNED"), _("Cut like this? Scan it again, or F8."), _("Else type what is left, or 0.")
    )


def taken_answer(plan: TakenPlan) -> Answer:
    """A plan was taken."""
    number = sum(len(sheet.expected) for sheet in plan.kept.sheets)
    labels = _n("{number} label is printed.", "{number} labels are printed.", number).format(number=number)
    return done(_("YOURS"), _("Held until tomorrow."), labels if number else "", _("Cut? Scan the labels."))


def due_answer() -> Answer:
    """What is asked about a plan of an earlier day."""
    return attention(_("CUT?"), _("Was this cut? 1 yes, 2 no, 3 ask later."))
