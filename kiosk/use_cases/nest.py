"""Nest: a cut list over the pieces on the shelf, and over full sheets where these do not suffice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from cutting.cut_list.lines import Line
from cutting.policy import prices
from cutting.terms import Job, Keep, Mode, Offer, Part, Plan, Tool
from kiosk.kiosk import Kiosk
from kiosk.use_cases.offers import Stocked, nearest, offered
from stock.items import Piece
from stock.materials import catalogue
from stock.pieces import Form, Size, default_form

Planner = Callable[[Job], Plan]
"""The best plan of a job that there is time for (`cutting.planning`)."""

KERF_UM = {Mode.GUILLOTINE: 3_200, Mode.BARS: 3_200, Mode.FREE: 200}
"""What a usual tool of that kind takes."""
MOST_NEAREST = 20
"""Lines without a place that are told what comes nearest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a cut list is to be cut. No `mode`: bars where a part is one, else with a saw. No `kerf_um`: that
    of a usual tool. `sheets_um` are length and width of full sheets that may be bought, width 0 for bars."""

    mode: Mode | None = None
    kerf_um: int | None = None
    trim_um: int = 0
    gap_um: int = 0
    sheets_um: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that are cut of the same stock: any of the materials, of one thickness, and for bars of one
    section; `section` holds those dimensions alone."""

    mode: Mode
    materials: tuple[str, ...]
    section: Size
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """`count` parts of a line that have no place, and the piece on the shelf that comes nearest to one; where
    there is one that would do, others needed it."""

    line: Line
    count: int
    nearest: Stocked | None = None


@dataclass(frozen=True, slots=True)
class Nested:
    """The plan of one group. Its job's parts bear the numbers of the cut list's lines, its offers the codes
    of `pieces`, or the size of a full sheet. `needs_sheets`: the shelf alone did not suffice."""

    group: Group
    job: Job
    plan: Plan
    pieces: tuple[Stocked, ...] = ()
    missing: tuple[Missing, ...] = ()
    needs_sheets: bool = False

    def piece(self, code: str) -> Piece | None:
        """The piece of that code as it was when the plan was made; None for a full sheet."""
        return next((each.piece for each in self.pieces if each.code == code), None)


def nest(kiosk: Kiosk, lines: Sequence[Line], asked: Asked, planner: Planner) -> tuple[Nested, ...]:
    """A plan for each material and thickness. No piece stands in two of them: the groups that are content
    with fewest materials choose first."""
    used: set[str] = set()
    found: dict[Group, Nested] = {}
    groups = _groups(lines, asked.mode)
    for group in sorted(groups, key=lambda group: len(group.materials)):
        found[group] = _nested(kiosk, group, asked, planner, used)
        used |= {layout.offer.code for layout in found[group].plan.layouts if not layout.offer.is_full}
    return _with_nearest(kiosk, [found[group] for group in groups])


def _groups(lines: Sequence[Line], mode: Mode | None) -> list[Group]:
    """The groups in the order of their first lines."""
    found: dict[tuple[Mode, tuple[str, ...], Size], list[Line]] = {}
    for line in lines:
        line_mode = mode or _mode(line)
        section = _section(line.size, line_mode)
        found.setdefault((line_mode, line.materials, section), []).append(line)
    return [Group(*key, tuple(group)) for key, group in found.items()]


def _mode(line: Line) -> Mode:
    known = [material for slug in line.materials if (material := catalogue().get(slug))]
    form = default_form(line.size, [form for material in known for form in material.forms])
    return Mode.BARS if form in (Form.BAR, Form.TUBE) else Mode.GUILLOTINE


def _section(size: Size, mode: Mode) -> Size:
    return replace(size, long_um=0) if mode is Mode.BARS else Size(thick_um=size.thick_um)


def _nested(kiosk: Kiosk, group: Group, asked: Asked, planner: Planner, used: set[str]) -> Nested:
    pieces = [
        each for each in offered(kiosk, group.mode, group.materials, group.lines) if each.code not in used
    ]
    job = Job(
        _parts(group),
        tuple(each.offer for each in pieces),
        _tool(group.mode, asked),
        Keep(),
        prices(len(pieces)),
    )
    plan = planner(job)
    sheets = _sheets(group, asked) if plan.missing else ()
    if sheets:
        job = replace(job, offers=(*job.offers, *sheets))
        plan = planner(job)
    missing = _missing(group, plan)
    return Nested(group, job, plan, tuple(pieces), missing, needs_sheets=bool(sheets))


def _parts(group: Group) -> tuple[Part, ...]:
    return tuple(_part(line, group.mode) for line in group.lines)


def _part(line: Line, mode: Mode) -> Part:
    """A disc is cut from the square around it."""
    if mode is Mode.BARS:
        return Part(line.number, line.size.long_um or line.size.height_um, 0, line.count)
    across_um = line.size.diameter_um
    long_um, wide_um = line.size.long_um or across_um, line.size.short_um or across_um
    return Part(line.number, long_um, wide_um, line.count, turns=not line.keeps_grain)


def _tool(mode: Mode, asked: Asked) -> Tool:
    kerf_um = KERF_UM[mode] if asked.kerf_um is None else asked.kerf_um
    return Tool(mode, kerf_um, asked.trim_um, asked.gap_um)


def _sheets(group: Group, asked: Asked) -> tuple[Offer, ...]:
    """As many of each full sheet as there are parts; bars have a length alone."""
    most = sum(line.count for line in group.lines)
    is_bar = group.mode is Mode.BARS
    return tuple(
        Offer(sheet_code(long_um, wide_um), long_um, wide_um, most, is_full=True)
        for long_um, wide_um in asked.sheets_um
        if is_bar == (not wide_um)
    )


def sheet_code(long_um: int, wide_um: int) -> str:
    """What stands for a full sheet where a piece has its code: its size, in mm."""
    return "x".join(f"{um / 1000:g}" for um in (long_um, wide_um) if um)


def _missing(group: Group, plan: Plan) -> tuple[Missing, ...]:
    lines = {line.number: line for line in group.lines}
    return tuple(Missing(lines[number], count) for number, count in plan.missing)


def _with_nearest(kiosk: Kiosk, found: Sequence[Nested]) -> tuple[Nested, ...]:
    """With what comes nearest to what has no place; only of the first of it."""
    told, room = [], MOST_NEAREST
    for nested in found:
        first, rest = nested.missing[:room], nested.missing[room:]
        near = [replace(each, nearest=_nearest(kiosk, nested.group, each.line)) for each in first]
        told.append(replace(nested, missing=(*near, *rest)))
        room -= len(near)
    return tuple(told)


def _nearest(kiosk: Kiosk, group: Group, line: Line) -> Stocked | None:
    return nearest(kiosk, group.mode, group.materials, line)
