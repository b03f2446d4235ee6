"""The plan of a cut list on the screen: waited for, seen as a picture, and taken."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.answers.band import Answer, attention, no
from kiosk.answers.failed import error_answer
from kiosk.answers.planned import nested_answer, taken_answer
from kiosk.answers.plans import drawings, missing_sentence
from kiosk.answers.refused import refused_answer
from kiosk.language import _, _n
from kiosk.screens.house import House
from kiosk.screens.page import PASS, Heard, Turn
from kiosk.screens.plan_view import PlanBody
from kiosk.screens.scene import Body, ModeSign
from kiosk.use_cases.nest import Nested
from kiosk.use_cases.shelves import shelves
from kiosk.use_cases.take_plan import group_of, take_plan
from kiosk.widgets.spans import Role
from ledger.errors import LedgerError
from stock.codes import CommandCode
from stock.commands import Command
from stock.refusals import Refusal

if TYPE_CHECKING:
    from kiosk.screens.cut_list_pages import CutListPage

SAW, LASER, ROUTER = 1, 2, 3
"""Numbers of tools; a laser and a router cut any outline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanningPage:
    """The first plan of a cut list is being made in the background."""

    cut_list: "CutListPage"
    masked: bool = False
    waits: bool = True

    def sign(self) -> ModeSign:
        """See `Page`."""
        return ModeSign(_("PLAN"), _("Esc goes back to the list."), Role.BUSY)

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        number = sum(line.count for line in self.cut_list.lines)
        return attention(_("PLANNING"), _n("{number} part", "{number} parts", number).format(number=number))

    def body(self, house: House) -> Body:
        """See `Page`."""
        return self.cut_list.body(house)

    def renewed(self, house: House) -> Turn:
        """See `Renewed`. The first plan, or what kept it from being made."""
        try:
            found = house.planner.best()
        except LedgerError as error:
            house.planner.stop()
            return Turn(self.cut_list, error_answer(error))
        if not found:
            return Turn(self)
        if any(nested.plan.layouts for nested in found):
            return Turn(NestPage(cut_list=self.cut_list, found=found))
        house.planner.stop()
        missing = [missing for nested in found for missing in nested.missing]
        return Turn(self.cut_list, no(_("NOTHING"), missing_sentence(missing[0]) if missing else ""))

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`. Nothing is taken that was not seen."""
        return _heard(self, self.cut_list, heard, house)


@dataclass(frozen=True, slots=True, kw_only=True)
class NestPage:
    """The plan of a cut list that is shown; yes takes it, also where a better one was found since."""

    cut_list: "CutListPage"
    found: tuple[Nested, ...]
    masked: bool = False
    waits: bool = False

    def sign(self) -> ModeSign:
        """See `Page`."""
        return ModeSign(_("PLAN"), _("F8 takes it, Esc goes back to the list."), Role.BUSY)

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        return nested_answer(self.found)

    def body(self, house: House) -> Body:
        """See `Page`."""
        named = {shelf.code: shelf.name for shelf in shelves(house.kiosk)}
        tools = (_("1 saw"), _("2 laser"), _("3 router"))
        hint = "  ".join(
            f"›{name}" if at == self.cut_list.tool else name for at, name in enumerate(tools, start=1)
        )
        return PlanBody(tuple(each for nested in self.found for each in drawings(nested, named)), (), hint)

    def renewed(self, house: House) -> Turn:
        """See `Renewed`. The best plan so far."""
        return Turn(replace(self, found=house.planner.best() or self.found))

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if isinstance(heard.scan, CommandCode) and heard.scan.command == Command.YES:
            return self._taken(house)
        return _heard(self, self.cut_list, heard, house)

    def _taken(self, house: House) -> Turn:
        charred = self.cut_list.tool == LASER
        groups = [group_of(nested, charred=charred) for nested in self.found]
        plan = take_plan(house.kiosk, groups)
        if isinstance(plan, Refusal):
            return Turn(self, refused_answer(plan))
        house.planner.stop()
        house.sync.nudge()
        codes = tuple(code for sheet in plan.kept.sheets for code in sheet.codes)
        if codes:
            house.labels.items(house.kiosk, codes)
        return Turn(None, taken_answer(plan))


def _heard(page: PlanningPage | NestPage, cut_list: "CutListPage", heard: Heard, house: House) -> Turn:
    """The number of a tool plans anew; yes comes too early, and all else leaves the page."""
    if isinstance(heard.scan, CommandCode) and heard.scan.command == Command.YES:
        return Turn(page)
    if heard.number in (SAW, LASER, ROUTER):
        return replace(cut_list, tool=heard.number).planned(house)
    house.planner.stop()
    return Turn(cut_list) if heard.is_back else PASS
