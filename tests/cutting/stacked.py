"""A search that anybody can follow: parts one beside the other along an offer, then the next offer."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from cutting.replay import usable
from cutting.terms import Cut, Job, Layout, Offer, Part, Placed, Plan, Rect


def search(job: Job, seed: int) -> Iterator[Plan | None]:
    """Plans with the parts and offers in another order each."""
    random = Random(seed)  # noqa: S311 (the same plans for the same seed)
    parts = [part for part in job.parts for _ in range(part.count)]
    offers = list(job.offers)
    while True:
        random.shuffle(parts)
        random.shuffle(offers)
        yield None
        yield stacked(parts, replace(job, offers=tuple(offers)))


def stacked(parts: list[Part], job: Job) -> Plan:
    """Each part beside the last one, on the first offer that still has room for it."""
    waiting, layouts = list(parts), []
    for offer in (offer for one in job.offers for offer in [one] * one.count):
        layout, waiting = _filled(offer, waiting, job)
        layouts += [layout] if layout.parts else []
    numbers = sorted({part.number for part in waiting})
    missing = tuple((number, sum(part.number == number for part in waiting)) for number in numbers)
    return Plan(tuple(layouts), missing)


def _filled(offer: Offer, waiting: list[Part], job: Job) -> tuple[Layout, list[Part]]:
    parts, cuts, left, over = [], [], [], []
    room: Rect | None = usable(offer, job.tool)
    for part in waiting:
        if room is None or part.long_um > room.dx_um or part.wide_um > room.dy_um:
            over.append(part)
            continue
        placed, made, pieces, room = _cut_off(part, room, job.tool.kerf_um)
        parts.append(placed)
        cuts += made
        left += pieces
    left += [room] if room else []
    left.sort(key=lambda rect: -rect.area_um2)
    return Layout(offer, tuple(parts), tuple(cuts), tuple(left)), over


def _cut_off(part: Part, room: Rect, kerf: int) -> tuple[Placed, list[Cut], list[Rect], Rect | None]:
    """The part from the near end of the room, the cuts, what falls off beside it, and the room beyond."""
    at = Rect(room.x_um, room.y_um, part.long_um, part.wide_um)
    strip = replace(room, dx_um=part.long_um)
    across, along = room.x_um + part.long_um, room.y_um + part.wide_um
    cuts = [Cut(room, True, across)] if part.long_um < room.dx_um else []
    cuts += [Cut(strip, False, along)] if part.wide_um < room.dy_um else []
    beside = Rect(room.x_um, along + kerf, part.long_um, room.dy_um - part.wide_um - kerf)
    beyond = replace(room, x_um=across + kerf, dx_um=room.dx_um - part.long_um - kerf)
    return (
        Placed(part.number, at),
        cuts,
        [beside] if beside.dy_um > 0 else [],
        beyond if beyond.dx_um > 0 else None,
    )
