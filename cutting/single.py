"""One part alone on one offer: what opening it for that part costs."""

from cutting.terms import Keep, Mode, Part, Prices, Tool

_YEAR = 365


def price(part: Part, long_um: int, wide_um: int, tool: Tool, keep: Keep, prices: Prices) -> int | None:
    """The area of the offer less what is kept of the best guillotine cut, as `cutting.terms.cost` counts them
    but without handling and age, which `aged` takes off; None where the part does not fit."""
    free_um = long_um - 2 * tool.trim_um
    deep_um = wide_um if tool.mode is Mode.BARS else wide_um - 2 * tool.trim_um
    ways = {(part.long_um, part.wide_um), *([(part.wide_um, part.long_um)] if part.turns else [])}
    kept = [
        _kept_um2(free_um, deep_um, *way, tool, keep)
        for way in ways
        if way[0] <= free_um and way[1] <= deep_um
    ]
    return long_um * (wide_um or 1) - max(kept) * prices.gamma_pm // 1000 if kept else None


def aged(price_um2: int, area_um2: int, age_days: int, prices: Prices) -> int:
    """A price less what an old piece costs less."""
    return price_um2 - area_um2 * prices.age_pm * min(age_days, 3 * _YEAR) // (_YEAR * 1000)


def _kept_um2(free_um: int, deep_um: int, dx_um: int, dy_um: int, tool: Tool, keep: Keep) -> int:
    """The most that is kept beside a part in the corner: the first cut is across, or along."""
    beside_um, above_um = free_um - dx_um - tool.kerf_um, deep_um - dy_um - tool.kerf_um
    if tool.mode is Mode.BARS:
        return beside_um * (deep_um or 1) if keep.keeps(beside_um, deep_um, tool.mode) else 0
    return max(
        _area_um2(beside_um, deep_um, keep) + _area_um2(dx_um, above_um, keep),
        _area_um2(free_um, above_um, keep) + _area_um2(beside_um, dy_um, keep),
    )


def _area_um2(dx_um: int, dy_um: int, keep: Keep) -> int:
    is_there = dx_um > 0 and dy_um > 0
    return dx_um * dy_um if is_there and keep.keeps(dx_um, dy_um, Mode.GUILLOTINE) else 0
