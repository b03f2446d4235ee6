"""The cuts of a layout, made one after the other."""

from collections import Counter

from cutting.terms import Cut, Job, Layout, Mode, Offer, Rect, Tool


def usable(offer: Offer, tool: Tool) -> Rect:
    """The offer less its trim; a bar has trim at its two ends alone."""
    trim = tool.trim_um
    if tool.mode is Mode.BARS:
        return Rect(trim, 0, offer.long_um - 2 * trim, 0)
    return Rect(trim, trim, offer.long_um - 2 * trim, offer.wide_um - 2 * trim)


def panels(layout: Layout, job: Job) -> Counter[Rect] | None:
    """What the cuts leave of the offer, or None where one of them cannot be made."""
    there = Counter([usable(layout.offer, job.tool)])
    for cut in layout.cuts:
        if not there[cut.panel] or not _is_through(cut, job.tool.mode):
            return None
        there[cut.panel] -= 1
        there.update(rect for rect in _halves(cut, job.tool.kerf_um) if _is_there(rect, job.tool.mode))
    return +there


def _is_through(cut: Cut, mode: Mode) -> bool:
    panel = cut.panel
    if cut.is_across:
        return panel.x_um < cut.at_um < panel.x_um + panel.dx_um
    return mode is Mode.GUILLOTINE and panel.y_um < cut.at_um < panel.y_um + panel.dy_um


def _halves(cut: Cut, kerf_um: int) -> tuple[Rect, Rect]:
    panel, beyond = cut.panel, cut.at_um + kerf_um
    if cut.is_across:
        rest = panel.x_um + panel.dx_um - beyond
        return (
            Rect(panel.x_um, panel.y_um, cut.at_um - panel.x_um, panel.dy_um),
            Rect(beyond, panel.y_um, rest, panel.dy_um),
        )
    rest = panel.y_um + panel.dy_um - beyond
    return (
        Rect(panel.x_um, panel.y_um, panel.dx_um, cut.at_um - panel.y_um),
        Rect(panel.x_um, beyond, panel.dx_um, rest),
    )


def _is_there(rect: Rect, mode: Mode) -> bool:
    return rect.dx_um > 0 and (rect.dy_um > 0 or mode is Mode.BARS)
