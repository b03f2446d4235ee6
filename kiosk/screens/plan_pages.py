"""Plans that were taken: which there are, what became of one, and the question on the day after."""

from dataclasses import dataclass

from kiosk.answers.band import Answer, attention, done
from kiosk.answers.planned import due_answer, plan_words, stage_word
from kiosk.answers.refused import refused_answer
from kiosk.language import _
from kiosk.screens.choices import ChoicesBody
from kiosk.screens.house import House
from kiosk.screens.page import PASS, Heard, Page, Turn
from kiosk.screens.plans_shown import plan_body
from kiosk.screens.scene import Blank, Body, ModeSign
from kiosk.use_cases.confirm_cut import confirm_plan
from kiosk.use_cases.drop_plan import drop_plan
from kiosk.use_cases.plans import TakenPlan, due, plan, plans
from kiosk.use_cases.undo_plan import undo_plan
from kiosk.widgets.spans import Role
from stock.codes import CommandCode
from stock.commands import Command
from stock.refusals import Refusal

_SHOWN = 9
YES, NO, LATER = 1, 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansPage:
    """The last plans, by number."""

    masked: bool = False

    def sign(self) -> ModeSign:
        """See `Page`."""
        return ModeSign(_("PLANS"), _("Esc goes back. A scan counts as always."), Role.BUSY)

    def answer(self, house: House) -> Answer:
        """See `Page`."""
        if not plans(house.kiosk, 1):
            return done(_("PLANS"), _("Nobody took a plan yet."))
        return attention(_("PLANS"), _("Type a number, or scan it."))

    def body(self, house: House) -> Body:
        """See `Page`."""
        found = plans(house.kiosk, _SHOWN)
        notes = tuple(", ".join(dict.fromkeys(map(stage_word, each.stages))) for each in found)
        return ChoicesBody(tuple(map(plan_words, found)), notes)

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn()
        found = plans(house.kiosk, _SHOWN)
        if heard.number is None or not 1 <= heard.number <= len(found):
            return PASS
        return Turn(PlanPage(number=found[heard.number - 1].number, back=self))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """One plan: yes confirms what is open of it, undo takes it back as a whole, discard drops it."""

    number: int
    back: Page | None = None
    masked: bool = False

    def sign(self) -> ModeSign:
        """See `Page`."""
        return ModeSign(_("PLAN"), _("F8: it was cut. F9: undo all of it."), Role.BUSY)

    def answer(self, house: House) -> Answer:
        """See `Page`."""
        found = plan(house.kiosk, self.number)
        return attention(_("PLAN"), plan_words(found) if found else "")

    def body(self, house: House) -> Body:
        """See `Page`."""
        found = plan(house.kiosk, self.number)
        return plan_body(found) if found else Blank()

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn(self.back)
        match heard.scan:
            case CommandCode(Command.YES):
                return confirmed(self, house, self.number)
            case CommandCode(Command.UNDO):
                return self._undone(house)
            case CommandCode(Command.DISCARD):
                return dropped(self, house, self.number)
            case _:
                return PASS

    def _undone(self, house: House) -> Turn:
        outcome = undo_plan(house.kiosk, self.number)
        if isinstance(outcome, Refusal):
            return Turn(self, refused_answer(outcome))
        house.sync.nudge()
        return Turn(self.back, done(_("UNDONE"), _("The whole plan. Its pieces are free again.")))


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePage:
    """A plan of an earlier day: was it cut? A scan that is no answer counts as always."""

    number: int
    masked: bool = False

    def sign(self) -> ModeSign:
        """See `Page`."""
        return ModeSign(_("PLAN"), _("1, 2 or 3. A scan counts as always."), Role.BUSY)

    def answer(self, house: House) -> Answer:
        """See `Page`."""
        found = plan(house.kiosk, self.number)
        return due_answer(found) if found else done(_("PLAN"))

    def body(self, house: House) -> Body:
        """See `Page`."""
        found = plan(house.kiosk, self.number)
        return plan_body(found, _("1 cut  2 not cut  3 ask later")) if found else Blank()

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        is_yes = isinstance(heard.scan, CommandCode) and heard.scan.command == Command.YES
        if is_yes or heard.number == YES:
            return self._next(confirmed(self, house, self.number), house)
        if heard.number == NO:
            return self._next(dropped(self, house, self.number), house)
        if heard.number == LATER:
            return self._next(Turn(), house)
        return Turn() if heard.is_back else PASS

    def _next(self, turn: Turn, house: House) -> Turn:
        """The question about the next plan, where this one is answered."""
        later = (each for each in due(house.kiosk) if each.number > self.number)
        waiting = next(later, None) if turn.page is None else None
        return Turn(DuePage(number=waiting.number)) if waiting else turn


def confirmed(page: Page, house: House, number: int) -> Turn:
    """All that is open of a plan was cut as planned."""
    outcome = confirm_plan(house.kiosk, number)
    if isinstance(outcome, Refusal):
        return Turn(page, refused_answer(outcome))
    house.sync.nudge()
    if labels := tuple(code for each in outcome for code in each.label_for):
        house.labels.items(house.kiosk, labels)
    return Turn(None, done(_("CUT"), _("What is left is back on the shelf.")))


def dropped(page: Page, house: House, number: int) -> Turn:
    """What is open of a plan was not cut."""
    outcome: TakenPlan | Refusal = drop_plan(house.kiosk, number)
    if isinstance(outcome, Refusal):
        return Turn(page, refused_answer(outcome))
    house.sync.nudge()
    return Turn(None, done(_("FREE"), _("Its pieces are free again. Put the labels in the bin.")))
