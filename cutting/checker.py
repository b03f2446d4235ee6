"""Whether a plan can be cut: in whole µm, with nothing of any search that made it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from cutting.faults import Fault, Wrong
from cutting.inside import is_inside
from cutting.replay import panels, usable
from cutting.terms import Job, Layout, Mode, Part, Placed, Plan, Rect, Tool


def faults(plan: Plan, job: Job) -> tuple[Fault, ...]:
    """All that is wrong with a plan; nothing where every part of it can be cut as it says."""
    parts = {part.number: part for part in job.parts}
    found = [*_miscounted(plan, job), *_not_offered(plan, job)]
    for layout in plan.layouts:
        found += _of_layout(layout, parts, job)
    return tuple(found)


def _miscounted(plan: Plan, job: Job) -> Iterator[Fault]:
    asked, counted = Counter[int](), Counter[int]()
    for part in job.parts:
        asked[part.number] += part.count
    counted.update(placed.number for layout in plan.layouts for placed in layout.parts)
    for number, count in plan.missing:
        counted[number] += count
    negative = {number for number, count in plan.missing if count < 0}
    for number in sorted(asked.keys() | counted.keys()):
        if asked[number] != counted[number] or number in negative:
            yield Fault(Wrong.COUNT, number=number)


def _not_offered(plan: Plan, job: Job) -> Iterator[Fault]:
    there = Counter[object]()
    for offer in job.offers:
        there[offer] += offer.count
    opened = Counter(layout.offer for layout in plan.layouts)
    for offer, times in opened.items():
        if times > there[offer]:
            yield Fault(Wrong.OFFER, offer.code)


def _of_layout(layout: Layout, parts: dict[int, Part], job: Job) -> Iterator[Fault]:
    if not layout.parts:
        yield Fault(Wrong.IDLE, layout.offer.code)
    for placed in layout.parts:
        if not _has_its_size(placed, parts, job):
            yield Fault(Wrong.SIZE, layout.offer.code, placed.number)
    yield from _beyond(layout, job)
    yield from _near(layout, job)
    yield from _uncuttable(layout, job)


def _has_its_size(placed: Placed, parts: dict[int, Part], job: Job) -> bool:
    part, extents = parts.get(placed.number), (placed.at.dx_um, placed.at.dy_um)
    if part is None:
        return False
    may_turn = part.turns and job.tool.mode is not Mode.BARS
    return extents == (part.long_um, part.wide_um) or (may_turn and extents == (part.wide_um, part.long_um))


def _beyond(layout: Layout, job: Job) -> Iterator[Fault]:
    inside, outline = usable(layout.offer, job.tool), layout.offer.outline
    for number, rect in _all(layout):
        is_within = _is_within(rect, inside, job.tool.mode)
        if not is_within or (outline and not is_inside(_with_trim(rect, job.tool), outline)):
            yield Fault(Wrong.OUTSIDE, layout.offer.code, number or 0)


def _with_trim(rect: Rect, tool: Tool) -> Rect:
    """The rectangle with what is lost beyond each of its sides, were they edges of the offer."""
    trim = tool.trim_um
    return Rect(rect.x_um - trim, rect.y_um - trim, rect.dx_um + 2 * trim, rect.dy_um + 2 * trim)


Named = tuple[int | None, Rect]
"""A part's number, or None for a remainder, and where it lies."""


def _all(layout: Layout) -> list[Named]:
    return [(placed.number, placed.at) for placed in layout.parts] + [(None, rect) for rect in layout.left]


def _is_within(rect: Rect, outer: Rect, mode: Mode) -> bool:
    has_extent = rect.dx_um > 0 and (rect.dy_um == 0 if mode is Mode.BARS else rect.dy_um > 0)
    return (
        has_extent
        and outer.x_um <= rect.x_um
        and outer.y_um <= rect.y_um
        and rect.x_um + rect.dx_um <= outer.x_um + outer.dx_um
        and rect.y_um + rect.dy_um <= outer.y_um + outer.dy_um
    )


def _near(layout: Layout, job: Job) -> Iterator[Fault]:
    """Two neighbours that lie one on the other or too close, each pair once."""
    there = sorted(_all(layout), key=lambda item: item[1].x_um)
    for at, (number, rect) in enumerate(there):
        for other, near in _reached(there, at, job.tool.between_um):
            wrong = _between(rect, near, job, are_parts=number is not None and other is not None)
            if wrong:
                yield Fault(wrong, layout.offer.code, number or other or 0)


def _reached(there: Sequence[Named], at: int, between_um: int) -> Iterator[Named]:
    """Those after `at`, in the order of x, that could lie too close to it in x."""
    reach = there[at][1].x_um + there[at][1].dx_um + between_um
    for other in range(at + 1, len(there)):
        if there[other][1].x_um >= reach:
            return
        yield there[other]


def _between(one: Rect, two: Rect, job: Job, are_parts: bool) -> Wrong | None:
    x = max(two.x_um - one.x_um - one.dx_um, one.x_um - two.x_um - two.dx_um)
    y = max(two.y_um - one.y_um - one.dy_um, one.y_um - two.y_um - two.dy_um)
    if job.tool.mode is Mode.BARS:
        y = -1
    if x < 0 and y < 0:
        return Wrong.OVERLAP
    least = job.tool.between_um if are_parts else job.tool.kerf_um
    is_close = max(x, 0) ** 2 + max(y, 0) ** 2 < least**2
    return Wrong.TOO_CLOSE if is_close else None


def _uncuttable(layout: Layout, job: Job) -> Iterator[Fault]:
    code = layout.offer.code
    if job.tool.mode is Mode.FREE:
        yield from [Fault(Wrong.CUT, code)] if layout.cuts else []
        return
    cut_out = None if layout.offer.outline else panels(layout, job)
    if cut_out is None:
        yield Fault(Wrong.CUT, code)
        return
    for number, rect in _all(layout):
        if not cut_out[rect]:
            yield Fault(Wrong.NOT_CUT_OUT, code, number or 0)
        cut_out[rect] -= 1
    yield from [Fault(Wrong.FORGOTTEN, code)] if +cut_out else []
