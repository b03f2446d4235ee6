"""Plans that can be cut, made by cutting at random: nothing of any search is in them."""

from collections import Counter
from dataclasses import replace
from random import Random

from cutting.terms import Cut, Job, Layout, Mode, Offer, Part, Placed, Plan, Rect, Tool

MM = 1000


def good(mode: Mode, seed: int) -> tuple[Plan, Job]:
    """A plan of two offers with parts and remainders, and the job that it answers."""
    random = Random(seed)  # noqa: S311 (the same plan every time)
    tool = Tool(mode, random.choice([0, 150, 3 * MM]), random.choice([0, 10 * MM]))
    cut = {Mode.GUILLOTINE: _sawn, Mode.FREE: _lasered, Mode.BARS: _sawn}[mode]
    layouts = [cut(offer, tool, random) for offer in _offers(mode, random)]
    return _numbered(layouts, tool)


def _offers(mode: Mode, random: Random) -> list[Offer]:
    def side() -> int:
        return random.randrange(400 * MM, 1200 * MM)

    return [Offer(code, side(), 0 if mode is Mode.BARS else side()) for code in ("A", "B")]


def _sawn(offer: Offer, tool: Tool, random: Random) -> Layout:
    """Cut through panels until there are a dozen; the first is a part, some are remainders."""
    trim, is_bar = tool.trim_um, tool.mode is Mode.BARS
    panels = [Rect(trim, 0 if is_bar else trim, offer.long_um - 2 * trim)]
    panels = [replace(panels[0], dy_um=0 if is_bar else offer.wide_um - 2 * trim)]
    cuts = []
    while len(panels) < 12:
        panel = panels.pop(random.randrange(len(panels)))
        cut, halves = _halved(panel, is_bar or random.random() < 0.5, tool.kerf_um, random)
        cuts.append(cut)
        panels += halves
    return _shared_out(offer, panels, cuts, random)


def _halved(panel: Rect, is_across: bool, kerf: int, random: Random) -> tuple[Cut, list[Rect]]:
    if is_across:
        at = panel.x_um + max(1, panel.dx_um * random.randrange(20, 80) // 100)
        halves = [
            replace(panel, dx_um=at - panel.x_um),
            replace(panel, x_um=at + kerf, dx_um=panel.x_um + panel.dx_um - at - kerf),
        ]
    else:
        at = panel.y_um + max(1, panel.dy_um * random.randrange(20, 80) // 100)
        halves = [
            replace(panel, dy_um=at - panel.y_um),
            replace(panel, y_um=at + kerf, dy_um=panel.y_um + panel.dy_um - at - kerf),
        ]
    bar = panel.dy_um == 0
    return Cut(panel, is_across, at), [half for half in halves if half.dx_um > 0 and (bar or half.dy_um > 0)]


def _lasered(offer: Offer, tool: Tool, random: Random) -> Layout:
    """A pinwheel, which no guillotine cuts: four parts around a remainder, a kerf between all of them."""
    kerf, trim = tool.kerf_um, tool.trim_um
    wide, high = offer.long_um - 2 * trim, offer.wide_um - 2 * trim
    x1, x2 = wide // 3, wide * random.randrange(50, 70) // 100
    y1, y2 = high // 3, high * random.randrange(50, 70) // 100
    rects = [
        Rect(0, 0, x2, y1),
        Rect(x2 + kerf, 0, wide - x2 - kerf, y2),
        Rect(x1 + kerf, y2 + kerf, wide - x1 - kerf, high - y2 - kerf),
        Rect(0, y1 + kerf, x1, high - y1 - kerf),
    ]
    middle = Rect(x1 + kerf, y1 + kerf, x2 - x1 - kerf, y2 - y1 - kerf)
    moved = [replace(rect, x_um=rect.x_um + trim, y_um=rect.y_um + trim) for rect in (*rects, middle)]
    return Layout(offer, tuple(Placed(0, rect) for rect in moved[:-1]), (), (moved[-1],))


def _shared_out(offer: Offer, panels: list[Rect], cuts: list[Cut], random: Random) -> Layout:
    random.shuffle(panels)
    parts, left = panels[:8], sorted(panels[8:], key=lambda rect: -rect.area_um2)
    return Layout(offer, tuple(Placed(0, rect) for rect in parts), tuple(cuts), tuple(left))


def _numbered(layouts: list[Layout], tool: Tool) -> tuple[Plan, Job]:
    """Equal sizes are one line of the cut list; one part more than there is room for is missing."""
    sizes = Counter((placed.at.dx_um, placed.at.dy_um) for layout in layouts for placed in layout.parts)
    numbers = {size: number for number, size in enumerate(sizes, start=1)}
    parts = [Part(numbers[size], *size, count, turns=False) for size, count in sizes.items()]
    parts[0] = replace(parts[0], count=parts[0].count + 1)
    named = [
        replace(
            layout,
            parts=tuple(
                Placed(numbers[placed.at.dx_um, placed.at.dy_um], placed.at) for placed in layout.parts
            ),
        )
        for layout in layouts
    ]
    offers = tuple(layout.offer for layout in layouts)
    return Plan(tuple(named), ((1, 1),)), Job(tuple(parts), offers, tool)
