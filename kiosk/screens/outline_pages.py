"""The outline of a piece on the screen: typed as corners, or read of a file, looked at, then noted.

Files are read in the background. Whatever is scanned meanwhile counts as always, and ends the reading.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from cutting.outlines.errors import NoOutline, Why
from cutting.outlines.units import UNITS_UM
from kiosk.answers.band import Answer, attention, no
from kiosk.answers.outlined import file_sentence, screen_sentence
from kiosk.answers.refused import refused_answer
from kiosk.dialogue.wishes import NoteOutline, Show
from kiosk.language import _
from kiosk.outliner import Shape, Source
from kiosk.screens.choices import ChoicesBody
from kiosk.screens.house import House
from kiosk.screens.outline_view import ShapeBody
from kiosk.screens.page import PASS, Heard, Turn
from kiosk.screens.picture import WhyBody
from kiosk.screens.scene import Blank, Body, ModeSign
from kiosk.use_cases.outline import boxed
from kiosk.widgets.spans import Role
from kiosk.words import area_words, dimension_words, what
from stock.codes import CommandCode, spaced
from stock.commands import Command
from stock.items import Piece
from stock.plain import shown
from stock.refusals import Reason, Refusal
from stock.sizes import Size, decimal_text

AS_DRAWN, AS_JOB = 1, 2
_UNITS = ", ".join(UNITS_UM)
_MENDABLE = frozenset(
    {
        Why.NO_UNIT,
        Why.NONSENSE_SIZE,
        Why.EMPTY,
        Why.OPEN,
        Why.CROSSING,
        Why.PART_OUTSIDE,
        Why.NOTHING_LEFT,
        Why.NO_CORNERS,
        Why.NOTCH_TOO_LARGE,
    }
)


def outline_turn(house: House, item: str, text: str) -> Turn:
    """The page for a piece, with what was typed for it. Raises LedgerError."""
    with house.kiosk.ledger.reading() as reading:
        standing = reading.resolve(item)
    if standing is None or not isinstance(standing.state, Piece):
        return Turn(None, refused_answer(Refusal(Reason.NOT_A_PIECE)))
    named = f"{spaced(standing.item)}  {what(standing.state)}"
    page = OutlinePage(item=standing.item, named=named, size=standing.state.size)
    looking = page.looking(house)
    return page.typed(text, house) if text else looking


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlinePage:
    """Asks where the outline is from: corners, the number of a file, or its path."""

    item: str
    named: str
    size: Size
    files: tuple[Path, ...] = ()
    masked: bool = False

    def sign(self) -> ModeSign:
        """See `Page`."""
        return _sign()

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        return attention(
            _("OUTLINE"),
            spaced(self.item),
            _("Type its corners: 600x400 notch 200x150"),
            _("Or a file's number."),
        )

    def body(self, house: House) -> Body:
        """See `Page`."""
        if not self.files:
            where = house.drawing_folders[0]
            return WhyBody(_("No drawing or photo on a USB stick, or in {where}").format(where=where))
        return ChoicesBody(tuple(path.name for path in self.files), tuple(map(_folder, self.files)))

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`. Enter alone looks for files again."""
        if heard.is_back:
            return Turn(wish=Show(self.item))
        if heard.is_scan:
            return PASS
        if not heard.text:
            return self.looking(house)
        return self.typed(heard.text, house, heard.number)

    def looking(self, house: House) -> Turn:
        """The page with the files that there are now, once they are found."""
        house.lister.begin(house.drawing_folders)
        return Turn(LookingPage(asked=self))

    def listing(self, house: House) -> "OutlinePage":
        """The page with the files that were found; with none while they are looked for."""
        return replace(self, files=house.lister.found or ())

    def typed(self, text: str, house: House, number: int | None = None) -> Turn:
        """What is read for a text."""
        if number is not None:
            if not 1 <= number <= len(self.files):
                return Turn(self, no(_("UNCLEAR"), _("There is no file {number}.").format(number=number)))
            return self.reading(Source(path=self.files[number - 1], thick_um=self.size.thick_um), house)
        if text.startswith(("/", "~/", "./")):
            path = Path(text).expanduser()
            return self.reading(Source(path=path, thick_um=self.size.thick_um), house)
        return self.reading(Source(corners=text), house)

    def reading(self, source: Source, house: House) -> Turn:
        """The page of a source that is read from now on."""
        house.outliner.begin(source)
        return Turn(SourcePage(asked=self, source=source))


@dataclass(frozen=True, slots=True, kw_only=True)
class LookingPage:
    """Files are being looked for, or were just found; corners and a path can be typed meanwhile."""

    asked: OutlinePage
    masked: bool = False
    waits: bool = True

    def sign(self) -> ModeSign:
        """See `Page`."""
        return _sign()

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        return attention(_("ONE MOMENT"), spaced(self.asked.item))

    def body(self, house: House) -> Body:  # noqa: ARG002
        """See `Page`."""
        return Blank()

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`. A number comes too early."""
        return Turn(self) if heard.number is not None else self.asked.hear(heard, house)

    def renewed(self, house: House) -> Turn:
        """See `Renewed`. The page that asks, with what was found."""
        return Turn(self) if house.lister.found is None else Turn(self.asked.listing(house))


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """One source: being read, or what was read of it, which yes notes; or why that is no outline."""

    asked: OutlinePage
    source: Source
    result: Shape | Exception | None = None
    masked: bool = False

    @property
    def waits(self) -> bool:
        """See `Renewed`."""
        return self.result is None

    def sign(self) -> ModeSign:
        """See `Page`."""
        hint = _("F8 notes it, Esc goes back.") if isinstance(self.result, Shape) else ""
        return _sign(hint)

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        match self.result:
            case None:
                return attention(_("ONE MOMENT"), self._name)
            case Shape():
                outline = self.result.outline
                size = dimension_words(boxed(outline, self.asked.size.thick_um))
                return attention(_("RIGHT?"), size, area_words(outline.area_um2), _("Then press F8 (yes)."))
            case error:
                return no(_("NO"), _why(error, self._name))

    def body(self, house: House) -> Body:  # noqa: ARG002
        """See `Page`."""
        match self.result:
            case None:
                return Blank()
            case Shape():
                return ShapeBody(self.result, self.asked.size, self.asked.named, self._hint)
            case _:
                ways = _("as drawn"), _("what a laser's job leaves of {sheet}").format(sheet=self._sheet)
                return ChoicesBody(ways, (self._name, _("Another sheet? Type its size.")))

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            house.outliner.stop()
            return Turn(LookingPage(asked=self.asked))
        if isinstance(heard.scan, CommandCode) and heard.scan.command == Command.YES:
            return self._agreed(house)
        if heard.is_scan:
            house.outliner.stop()
            return PASS
        if not heard.text:
            return Turn(self)
        if other := self._otherwise(heard):
            return self.asked.reading(other, house)
        return self.asked.listing(house).typed(heard.text, house, heard.number)

    def renewed(self, house: House) -> Turn:
        """The page with what was read. Of what can be read in one way alone, something else is asked for."""
        result = house.outliner.result
        if result is None or self.result is not None:
            return Turn(self)
        if isinstance(result, Exception) and not (self.source.is_drawing and _is_mendable(result)):
            return Turn(self.asked.listing(house), no(_("NO"), _why(result, self._name)))
        return Turn(replace(self, result=result))

    def _agreed(self, house: House) -> Turn:
        if not isinstance(self.result, Shape):
            return Turn(self)
        house.outliner.stop()
        return Turn(wish=NoteOutline(self.asked.item, self.result.outline))

    def _otherwise(self, heard: Heard) -> Source | None:
        """The same file, in another unit, or as a job out of a sheet."""
        if not self.source.is_drawing:
            return None
        if heard.text.casefold() in UNITS_UM:
            return replace(self.source, unit=heard.text.casefold())
        if heard.number == AS_DRAWN:
            return replace(self.source, sheet="")
        if heard.number == AS_JOB:
            return replace(self.source, sheet=_corners(self.asked.size))
        is_size = heard.number is None and heard.text[0].isdigit()
        return replace(self.source, sheet=heard.text) if self.source.sheet and is_size else None

    @property
    def _name(self) -> str:
        return shown(self.source.path.name) if self.source.path else shown(self.source.corners)

    @property
    def _sheet(self) -> str:
        """What a job was cut out of, in words: the piece itself, where nothing else was typed."""
        if self.source.sheet in ("", _corners(self.asked.size)):
            return dimension_words(replace(self.asked.size, thick_um=0))
        return shown(self.source.sheet)

    @property
    def _hint(self) -> str:
        """How a drawing was read, and how it may be read otherwise."""
        if not self.source.is_drawing:
            return ""
        job = _("job out of {sheet}").format(sheet=self._sheet)
        ways = [f"{AS_DRAWN} {_('as drawn')}", f"{AS_JOB} {job}"]
        ways[bool(self.source.sheet)] = f"›{ways[bool(self.source.sheet)]}"
        return "  ".join((*ways, _UNITS))


def _sign(hint: str = "") -> ModeSign:
    return ModeSign(_("OUTLINE"), hint or _("Esc goes back. A scan counts as always."), Role.BUSY)


def _folder(path: Path) -> str:
    return path.parent.name


def _corners(size: Size) -> str:
    """A sheet's size as `cutting.outlines.corners` reads it."""
    return "x".join(decimal_text(um, 1000, 3, ".") for um in (size.long_um, size.short_um))


def _is_mendable(error: Exception) -> bool:
    """Whether the same file may say more in another unit, or as a job."""
    return isinstance(error, NoOutline) and error.why in _MENDABLE


def _why(error: Exception, name: str) -> str:
    return file_sentence(name) if isinstance(error, OSError) else screen_sentence(error)
