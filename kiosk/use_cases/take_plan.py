"""Take a plan: its pieces are held until tomorrow, and the remainders to come get codes and labels."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from cutting import kept_plans
from cutting.kept_plans import Group, KeptPlan, Sheet, parts_of
from cutting.terms import Layout, Mode, Offer, kept
from kiosk.kiosk import Kiosk
from kiosk.use_cases.blanks import fresh_codes, issue_in
from kiosk.use_cases.nest import Nested
from kiosk.use_cases.offers import laid
from kiosk.use_cases.outcome import allowed, append, at_once, refuse
from kiosk.use_cases.plans import TakenPlan, found
from ledger.ledger import Transaction
from stock import rules
from stock.cuts import Work
from stock.events import has_room
from stock.fold import Standing
from stock.intake import Intake, received
from stock.items import Origin, Piece
from stock.materials import catalogue
from stock.pieces import Size, inherit
from stock.refusals import Reason, Refusal

MOST_REMAINDERS = 8
"""So many remainders of one piece get labels of their own."""


def take_plan(kiosk: Kiosk, groups: Sequence[Group], title: str = "") -> TakenPlan | Refusal:
    """Take the plans of one cut list together, in one transaction, or none of them: then one of the pieces is
    not as it was when they were made."""
    opened = tuple(map(_opened, groups))
    return at_once(kiosk, lambda change: _taken(kiosk, change, opened, title))


def group_of(nested: Nested, *, charred: bool | None = None) -> Group:
    """A plan as it is kept. Its cuts leave charred edges where it says so, or else where nothing but a laser
    cuts like that."""
    is_charred = nested.group.mode is Mode.FREE if charred is None else charred
    titles = tuple((line.number, line.title) for line in nested.group.lines if line.title)
    material, section = nested.group.material, nested.group.section
    discs = frozenset(line.number for line in nested.group.lines if line.is_disc)
    return Group(nested.job, nested.plan, material, section, titles, is_charred, discs)


def work_of(group: Group, layout: Layout) -> Work:
    """What is known of a planned cut besides what is left."""
    return Work(parts_of(layout), group.charred)


def full_sheet(group: Group, offer: Offer, today: str) -> Piece:
    """A new full sheet, as it is received when it is cut."""
    material = catalogue().get(group.material)
    if material is None:
        refuse(Reason.UNKNOWN_MATERIAL, material=group.material)
    size = inherit(Size.of(long_um=offer.long_um, short_um=offer.wide_um), group.section)
    state, _quantity = received(Intake(origin=Origin.BOUGHT, size=size), material, today)
    assert isinstance(state, Piece)
    return state


def _opened(group: Group) -> Group:
    """The group without what its plan does not open."""
    offers = tuple(dict.fromkeys(layout.offer for layout in group.plan.layouts))
    return replace(group, job=replace(group.job, offers=offers))


def _taken(kiosk: Kiosk, change: Transaction, groups: tuple[Group, ...], title: str) -> TakenPlan:
    codes = fresh_codes(kiosk, change)
    sheets = tuple(
        _sheet(kiosk, change, Sheet("", at, number), group, codes)
        for at, group in enumerate(groups)
        for number in range(len(group.plan.layouts))
    )
    if not sheets:
        refuse(Reason.NO_PLAN)
    kept_plan = KeptPlan(groups, sheets, title)
    issue_in(change, [code for sheet in sheets for code in _new_codes(sheet, kept_plan)])
    number = change.add_plan(kiosk.today(), kept_plans.write(kept_plan), kept_plan.codes)
    made = found(change, number)
    assert made
    return made


def _sheet(kiosk: Kiosk, change: Transaction, sheet: Sheet, group: Group, codes: Iterator[str]) -> Sheet:
    layout = group.plan.layouts[sheet.at]
    if layout.offer.is_full:
        code, held = next(codes), ""
        seen = Standing(code, 0, "", full_sheet(group, layout.offer, kiosk.today()))
    else:
        seen, held = _held(kiosk, change, layout.offer)
    expected = _expected(seen, group, layout, kiosk.today(), codes)
    return replace(sheet, code=seen.item, held=held, expected=expected)


def _held(kiosk: Kiosk, change: Transaction, offer: Offer) -> tuple[Standing, str]:
    """The piece, held until tomorrow, and the event that holds it."""
    seen, today = change.resolve(offer.code), kiosk.today()
    until = (date.fromisoformat(today) + timedelta(days=1)).isoformat()
    decision = rules.hold(seen, until, today)
    if isinstance(decision, Refusal) or not _is_as_planned(seen, offer):
        refuse(Reason.PLAN_STALE, code=offer.code)
    done = append(change, decision)
    return done.standing, done.event.eid


def _is_as_planned(seen: Standing | None, offer: Offer) -> bool:
    state = seen.state if seen else None
    if not isinstance(state, Piece) or state.quarantined:
        return False
    if offer.outline:
        return state.outline is not None and laid(state.outline) == offer.outline
    sizes = {(state.size.long_um, state.size.short_um if offer.wide_um else 0)}
    inner = set(state.outline.rects_um) if state.outline else set()
    return (offer.long_um, offer.wide_um) in sizes | inner


def _expected(
    seen: Standing, group: Group, layout: Layout, today: str, codes: Iterator[str]
) -> tuple[tuple[str, Piece], ...]:
    """The remainders that are kept, the largest first, as many as an event has room for."""
    rects = kept(layout, group.job)[:MOST_REMAINDERS]
    sizes = [Size.of(long_um=rect.dx_um, short_um=rect.dy_um) for rect in rects]
    remainders = list(zip(islice(codes, len(sizes)), sizes, strict=True))
    work = work_of(group, layout)
    while True:
        draft = allowed(rules.cut(seen, remainders, today, held_too=True, work=work))
        if has_room(draft) or not remainders:
            states = ((child.item, child.state) for child in draft.children)
            return tuple((code, state) for code, state in states if isinstance(state, Piece))
        remainders.pop()


def _new_codes(sheet: Sheet, plan: KeptPlan) -> tuple[str, ...]:
    own = (sheet.code,) if plan.layout(sheet).offer.is_full else ()
    return (*own, *sheet.codes)
