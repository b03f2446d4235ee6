"""A cut list on the screen: lines are typed or scanned, planned, seen as a picture, and taken."""

from dataclasses import dataclass, replace
from pathlib import Path

from cutting.cut_list.lines import CutList, Defaults, Line
from cutting.cut_list.named import meant
from cutting.cut_list.reading import read_stream, read_text
from cutting.terms import Mode
from kiosk.answers.band import Answer, attention, no
from kiosk.answers.cut_lists import fault_sentence
from kiosk.answers.planned import nested_answer, taken_answer
from kiosk.answers.plans import drawings, missing_sentence
from kiosk.answers.refused import refused_answer
from kiosk.language import _
from kiosk.screens.cut_list_view import LinesBody
from kiosk.screens.house import House
from kiosk.screens.page import PASS, Heard, Turn
from kiosk.screens.plan_view import PlanBody
from kiosk.screens.scene import Body, ModeSign
from kiosk.use_cases.materials_meant import materials_meant
from kiosk.use_cases.nest import Asked, Nested
from kiosk.use_cases.shelves import shelves
from kiosk.use_cases.take_plan import group_of, take_plan
from kiosk.widgets.spans import Role
from stock.codes import CommandCode
from stock.commands import Command
from stock.plain import shown
from stock.refusals import Refusal

LASER, ROUTER = 2, 3
"""Numbers of tools that cut any outline; whatever else is chosen is a saw."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CutListPage:
    """Lines so far. What is typed is a line, several with a semicolon between them, or the path of a file."""

    lines: tuple[Line, ...] = ()
    tool: int = 1
    masked: bool = False

    def sign(self) -> ModeSign:
        """See `Page`."""
        return ModeSign(_("CUT LIST"), _("F8 plans it, F9 drops the last line."), Role.BUSY)

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        return attention(
            _("CUT LIST"), _("Type the parts: 2x 300x200 ply 6"), _("All there? Press F8 (yes).")
        )

    def body(self, house: House) -> Body:  # noqa: ARG002
        """See `Page`."""
        return LinesBody(self.lines)

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn()
        match heard.scan:
            case CommandCode(Command.YES) if self.lines:
                return self.planned(house)
            case CommandCode(Command.UNDO) if self.lines:
                return Turn(replace(self, lines=self.lines[:-1]))
        if heard.is_scan or not heard.text:
            return PASS
        return self.heard(heard.text)

    def heard(self, text: str) -> Turn:
        """The list with what was typed or scanned."""
        found = _read(text)
        if isinstance(found, str):
            return Turn(self, no(_("UNCLEAR"), found))
        more = (replace(line, number=at) for at, line in enumerate(found, start=len(self.lines) + 1))
        return Turn(replace(self, lines=(*self.lines, *more)))

    def planned(self, house: House) -> Turn:
        """The page of the first plan."""
        mode = Mode.FREE if self.tool in (LASER, ROUTER) else None
        found = house.planner.begin(house.kiosk, self.lines, Asked(mode=mode))
        if any(nested.plan.layouts for nested in found):
            return Turn(NestPage(cut_list=self, found=found))
        house.planner.stop()
        missing = [missing for nested in found for missing in nested.missing]
        return Turn(self, no(_("NOTHING"), missing_sentence(missing[0]) if missing else ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class NestPage:
    """The plan of a cut list that is shown; yes takes it, also where a better one was found since."""

    cut_list: CutListPage
    found: tuple[Nested, ...]
    masked: bool = False

    def sign(self) -> ModeSign:
        """See `Page`."""
        return ModeSign(_("PLAN"), _("F8 takes it, Esc goes back to the list."), Role.BUSY)

    def renewed(self, house: House) -> Turn:
        """The page with the best plan so far."""
        return Turn(replace(self, found=house.planner.best() or self.found))

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
        pictures = tuple(each for nested in self.found for each in drawings(nested, named))
        missing = (missing_sentence(each) for nested in self.found for each in nested.missing)
        return PlanBody(pictures, (), hint, tuple(missing))

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            house.planner.stop()
            return Turn(self.cut_list)
        if isinstance(heard.scan, CommandCode) and heard.scan.command == Command.YES:
            return self._taken(house)
        if heard.number in (1, LASER, ROUTER):
            return replace(self.cut_list, tool=heard.number).planned(house)
        house.planner.stop()
        return PASS

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


def _read(text: str) -> tuple[Line, ...] | str:
    """The lines that a text is, or those in the file whose path it is; a sentence where it is neither."""
    if not text.startswith(("/", "~/", "./")):
        return _lines(read_text(text, materials_meant(), Defaults()))
    try:
        path, words = _path_and_words(text)
        if not path.is_file():
            return _no_file(path)
        materials, thick_um = meant(words, materials_meant())
        with path.open("rb") as file:
            return _lines(read_stream(file, materials_meant(), Defaults(materials, thick_um), path.name))
    except (OSError, ValueError):
        return _no_file(Path(text))


def _path_and_words(text: str) -> tuple[Path, str]:
    """The path of a file, and what stands behind it: the material and thickness of what names none."""
    parts = text.split(" ")
    for end in range(len(parts), 0, -1):
        path = Path(" ".join(parts[:end])).expanduser()
        if path.is_file():
            return path, " ".join(parts[end:])
    return Path(text).expanduser(), ""


def _no_file(path: Path) -> str:
    return _("There is no file {path} here.").format(path=shown(path.name))


def _lines(found: CutList) -> tuple[Line, ...] | str:
    """The lines of a list that is read whole: half of a cut list would be planned as if it were all."""
    return fault_sentence(found.faults[0], typed=True) if found.faults else found.lines
