"""A cut list on the screen: lines are typed, scanned or read from a file, and planned."""

from dataclasses import dataclass, replace
from pathlib import Path

from cutting.cut_list.lines import CutList, Defaults, Line
from cutting.cut_list.reading import read_text
from cutting.terms import Mode
from kiosk.answers.band import Answer, attention, no
from kiosk.answers.cut_lists import fault_sentence
from kiosk.language import _
from kiosk.screens.cut_list_view import LinesBody
from kiosk.screens.full_sheets import FullSheet, apart
from kiosk.screens.house import House
from kiosk.screens.nest_pages import LASER, ROUTER, PlanningPage
from kiosk.screens.page import PASS, Heard, Turn
from kiosk.screens.scene import Body, ModeSign
from kiosk.use_cases.materials_meant import materials_meant
from kiosk.use_cases.nest import Asked
from kiosk.widgets.spans import Role
from stock.codes import CommandCode
from stock.commands import Command
from stock.plain import shown

_FILES = ("/", "~/", "./")
"""How the path of a file begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CutListPage:
    """Parts and full sheets so far, in the order they came in, numbered by it. What is typed is a line,
    several with a semicolon between them, or the path of a file."""

    entries: tuple[Line | FullSheet, ...] = ()
    tool: int = 1
    masked: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """The parts alone."""
        return tuple(entry for entry in self.entries if isinstance(entry, Line))

    def sign(self) -> ModeSign:
        """See `Page`."""
        return ModeSign(_("CUT LIST"), _("F8 plans it, F9 drops the last line."), Role.BUSY)

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        return attention(
            _("CUT LIST"),
            _("Type the parts: 2x 300x200 ply 6"),
            _("May a new one be bought? sheet 2500x1250"),
            _("All there? Press F8 (yes)."),
        )

    def body(self, house: House) -> Body:  # noqa: ARG002
        """See `Page`."""
        return LinesBody(self.entries)

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn()
        match heard.scan:
            case CommandCode(Command.YES) if self.lines:
                return self.planned(house)
            case CommandCode(Command.UNDO) if self.entries:
                return Turn(replace(self, entries=self.entries[:-1]))
        if heard.is_scan or not heard.text:
            return PASS
        return self.heard(heard.text, house)

    def heard(self, text: str, house: House) -> Turn:
        """The list with what was typed or scanned; a file is read first."""
        if not text.startswith(_FILES):
            return self.typed(text)
        try:
            house.reader.begin(text)
        except (OSError, ValueError):
            return self.without(text)
        return Turn(ReadingPage(cut_list=self, path=text))

    def typed(self, text: str) -> Turn:
        """The list with these lines, of which some may be full sheets."""
        sheets, others, unclear = apart(text)
        if unclear:
            said = _("Not clear: {text}. Write it like sheet 2500x1250, or bar 3000.")
            return Turn(self, no(_("UNCLEAR"), said.format(text=shown(unclear))))
        if sheets and not others.strip("; "):
            return Turn(replace(self, entries=(*self.entries, *sheets)))
        return self.longer(read_text(others, materials_meant(), Defaults()), sheets)

    def longer(self, found: CutList, sheets: tuple[FullSheet, ...] = ()) -> Turn:
        """The list with these lines, and full sheets behind them. They count only where all were read: half
        of a cut list would be planned as if it were all."""
        if found.faults:
            return Turn(self, no(_("UNCLEAR"), fault_sentence(found.faults[0], typed=True)))
        more = (replace(line, number=at) for at, line in enumerate(found.lines, start=len(self.entries) + 1))
        return Turn(replace(self, entries=(*self.entries, *more, *sheets)))

    def without(self, path: str) -> Turn:
        """The list as it was: there is no such file."""
        name = shown(Path(path).name)
        return Turn(self, no(_("UNCLEAR"), _("There is no file {path} here.").format(path=name)))

    def planned(self, house: House) -> Turn:
        """The page that waits for the first plan."""
        mode = Mode.FREE if self.tool in (LASER, ROUTER) else None
        sheets = [(each.long_um, each.wide_um) for each in self.entries if isinstance(each, FullSheet)]
        asked = Asked(mode=mode, sheets_um=tuple(dict.fromkeys(sheets)))
        house.planner.begin(house.kiosk, self.lines, asked)
        return Turn(PlanningPage(cut_list=self))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPage:
    """A file is being read in the background; its lines are shown when they are there."""

    cut_list: CutListPage
    path: str
    masked: bool = False
    waits: bool = True

    def sign(self) -> ModeSign:
        """See `Page`."""
        return ModeSign(_("CUT LIST"), _("Esc goes back to the list."), Role.BUSY)

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        return attention(_("READING"), shown(Path(self.path).name))

    def body(self, house: House) -> Body:
        """See `Page`."""
        return self.cut_list.body(house)

    def renewed(self, house: House) -> Turn:
        """See `Renewed`."""
        if not house.reader.is_done:
            return Turn(self)
        found = house.reader.found()
        return self.cut_list.longer(found) if found else self.cut_list.without(self.path)

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`. Yes comes too early, and what is typed would get in among the lines of the file."""
        is_yes = isinstance(heard.scan, CommandCode) and heard.scan.command == Command.YES
        if is_yes or not (heard.is_back or heard.is_scan):
            return Turn(self)
        house.reader.stop()
        return Turn(self.cut_list) if heard.is_back else PASS
