"""A plan that somebody took, as it is kept until it is cut: its pieces, and the codes of what will be left.

Its text is JSON: places as lists of µm, pieces as they stand in events. Keys are only ever added.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cutting.terms import Cut, Job, Keep, Layout, Mode, Offer, Part, Placed, Plan, Prices, Rect, Tool
from stock.items import Piece, read_state, state_body
from stock.outlines import outline_body, read_outline
from stock.sizes import Size

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Group:
    """What was planned of one material and thickness. What is kept of `job` offers what the plan opens, and
    nothing else. `material` (its slug) and `section` (the dimensions that all stock of it shares) are those
    of new full sheets, `titles` the names of parts by their numbers, `discs` the numbers of round ones.
    `charred`: the cuts leave charred edges, as a laser does."""

    job: Job
    plan: Plan
    material: str = ""
    section: Size = field(default_factory=Size)
    titles: tuple[tuple[int, str], ...] = ()
    charred: bool = False
    discs: frozenset[int] = frozenset()

    def title(self, number: int) -> str:
        """The name of a part; "" where it has none."""
        return dict(self.titles).get(number, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One piece of a plan: the layout with the number `at` of its group's plan.

    `code` is the piece's, `expected` the codes and states of what will be left. `held` and `cut` are the ids
    of the events that hold it (of a new full sheet: that received it) and that cut it, "" while there is
    none; `awaited` are the labels of remainders that have still to be scanned for the first time.
    """

    code: str
    group: int
    at: int
    expected: tuple[tuple[str, Piece], ...] = ()
    held: str = ""
    cut: str = ""
    awaited: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of what will be left."""
        return tuple(code for code, _ in self.expected)


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A plan as it was taken."""

    groups: tuple[Group, ...]
    sheets: tuple[Sheet, ...]
    title: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that it is about: pieces and expected remainders."""
        return tuple(code for sheet in self.sheets for code in (sheet.code, *sheet.codes))

    def group(self, sheet: Sheet) -> Group:
        """The group that a piece belongs to."""
        return self.groups[sheet.group]

    def layout(self, sheet: Sheet) -> Layout:
        """How a piece is cut."""
        return self.group(sheet).plan.layouts[sheet.at]

    def sheet_about(self, code: str) -> Sheet | None:
        """The piece with this code, or the one that an expected remainder will be cut from."""
        return next((each for each in self.sheets if code in (each.code, *each.codes)), None)

    def with_sheets(self, changed: Iterable[Sheet]) -> "KeptPlan":
        """The plan with these pieces in the place of those of the same code."""
        by_code = {sheet.code: sheet for sheet in changed}
        return replace(self, sheets=tuple(by_code.get(each.code, each) for each in self.sheets))


def parts_of(layout: Layout) -> tuple[tuple[Size, int], ...]:
    """The sizes that a layout cuts, and how many of each, in the order of their numbers."""
    counted: dict[Size, int] = {}
    for placed in sorted(layout.parts, key=lambda each: each.number):
        size = Size.of(long_um=placed.at.dx_um, short_um=placed.at.dy_um)
        counted[size] = counted.get(size, 0) + 1
    return tuple(counted.items())


def write(kept: KeptPlan) -> str:
    """The text of a plan."""
    return _COMPACT.encode(
        {
            "title": kept.title,
            "groups": [_group_body(group) for group in kept.groups],
            "sheets": [_sheet_body(sheet) for sheet in kept.sheets],
        }
    )


def read(text: str) -> KeptPlan:
    """The plan of a text that `write` made."""
    body = json.loads(text)
    return KeptPlan(
        tuple(map(_group, body["groups"])), tuple(map(_sheet, body["sheets"])), body.get("title", "")
    )


_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _group_body(group: Group) -> Body:
    job, tool, keep, prices = group.job, group.job.tool, group.job.keep, group.job.prices
    opened = {layout.offer: at for at, layout in reversed(list(enumerate(group.plan.layouts)))}
    return {
        "material": group.material,
        "section_um": list(group.section.dimensions_um),
        "titles": [list(each) for each in group.titles],
        "charred": int(group.charred),
        "discs": sorted(group.discs),
        "parts": [[p.number, p.long_um, p.wide_um, p.count, int(p.turns)] for p in job.parts],
        "offers": [
            [o.code, o.long_um, o.wide_um, o.count, int(o.is_full), o.age_days]
            for o in sorted(opened, key=lambda offer: opened[offer])
        ],
        "outlines": {o.code: outline_body(o.outline) for o in opened if o.outline},
        "tool": [tool.mode.value, tool.kerf_um, tool.trim_um, tool.gap_um],
        "keep": [keep.long_um, keep.short_um, keep.area_um2, keep.ratio, keep.bar_um],
        "prices": [prices.gamma_pm, prices.handling_um2, prices.age_pm],
        "layouts": [_layout_body(layout) for layout in group.plan.layouts],
        "missing": [list(each) for each in group.plan.missing],
    }


def _layout_body(layout: Layout) -> Body:
    return {
        "offer": layout.offer.code,
        "parts": [[placed.number, *_places(placed.at)] for placed in layout.parts],
        "cuts": [[*_places(cut.panel), int(cut.is_across), cut.at_um] for cut in layout.cuts],
        "left": [_places(rect) for rect in layout.left],
    }


def _places(rect: Rect) -> list[int]:
    return [rect.x_um, rect.y_um, rect.dx_um, rect.dy_um]


def _group(body: Body) -> Group:
    outlines = {code: read_outline(each) for code, each in body.get("outlines", {}).items()}
    offers = tuple(
        Offer(code, long, wide, count, bool(full), age, outlines.get(code))
        for code, long, wide, count, full, age in body["offers"]
    )
    mode, kerf, trim, gap = body["tool"]
    parts = (
        Part(number, long, wide, count, bool(turns)) for number, long, wide, count, turns in body["parts"]
    )
    job = Job(
        parts=tuple(parts),
        offers=offers,
        tool=Tool(Mode(mode), kerf, trim, gap),
        keep=Keep(*body["keep"]),
        prices=Prices(*body["prices"]),
    )
    by_code = {offer.code: offer for offer in offers}
    layouts = tuple(_layout(each, by_code) for each in body["layouts"])
    missing = tuple((number, count) for number, count in body["missing"])
    return Group(
        job=job,
        plan=Plan(layouts, missing),
        material=body["material"],
        section=Size(*body["section_um"]),
        titles=tuple((number, title) for number, title in body["titles"]),
        charred=bool(body["charred"]),
        discs=frozenset(body.get("discs", ())),
    )


def _layout(body: Body, offers: Mapping[str, Offer]) -> Layout:
    return Layout(
        offer=offers[body["offer"]],
        parts=tuple(Placed(number, Rect(*place)) for number, *place in body["parts"]),
        cuts=tuple(Cut(Rect(*panel), bool(across), at) for *panel, across, at in body["cuts"]),
        left=tuple(Rect(*place) for place in body["left"]),
    )


def _sheet_body(sheet: Sheet) -> Body:
    body: Body = {
        "code": sheet.code,
        "group": sheet.group,
        "at": sheet.at,
        "held": sheet.held,
        "cut": sheet.cut,
    }
    expected = [[code, state_body(piece)["piece"]] for code, piece in sheet.expected]
    return body | {"expected": expected, "awaited": list(sheet.awaited)}


def _sheet(body: Body) -> Sheet:
    return Sheet(
        code=body["code"],
        group=body["group"],
        at=body["at"],
        expected=tuple(_expected(body["expected"])),
        held=body["held"],
        cut=body["cut"],
        awaited=tuple(body["awaited"]),
    )


def _expected(found: Sequence[Sequence[Any]]) -> Iterable[tuple[str, Piece]]:
    for code, piece in found:
        state = read_state({"piece": piece})
        assert isinstance(state, Piece)
        yield code, state
