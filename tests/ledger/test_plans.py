"""Plans of cuts stay at the kiosk, and are found by every code they are about."""

from dataclasses import replace

from sqlalchemy import Engine

from ledger.ledger import Ledger
from ledger.plans import StoredPlan
from tests.ledger.opened import append, lines, new_space, received

PIECE, LEFT, OTHER = "DRE0000012", "DRE0000023", "DRE0000034"
DAY, NEXT = "2026-11-23", "2026-11-24"


def added(ledger: Ledger, body: str, *codes: str, day: str = DAY) -> int:
    with ledger.transaction() as change:
        return change.add_plan(day, body, codes)


def test_plans_are_numbered_and_found_by_their_codes_the_newest_first(ledger: Ledger) -> None:
    assert [added(ledger, "one", PIECE, LEFT, LEFT), added(ledger, "two", PIECE), added(ledger, "none")] == [
        1,
        2,
        3,
    ]
    with ledger.reading() as stock:
        assert [plan.body for plan in stock.plans_about(PIECE)] == ["two", "one"]
        assert stock.plans_about(LEFT) == [StoredPlan(1, DAY, closed=False, body="one")]
        assert stock.plans_about(OTHER) == []
        assert [plan.number for plan in stock.plans(2)] == [3, 2]
        assert (stock.plan(2), stock.plan(4)) == (StoredPlan(2, DAY, closed=False, body="two"), None)


def test_a_closed_plan_is_asked_about_no_more_and_still_leads_somewhere(ledger: Ledger) -> None:
    numbers = [added(ledger, "one", PIECE), added(ledger, "two"), added(ledger, "late", day=NEXT)]
    with ledger.reading() as stock:
        first = stock.plan(numbers[0])
        assert [plan.body for plan in stock.open_plans(NEXT)] == ["one", "two"]
    assert first
    with ledger.transaction() as change:
        change.change_plan(replace(first, closed=True, body="done"))
    with ledger.reading() as stock:
        assert [plan.body for plan in stock.open_plans(NEXT)] == ["two"]
        assert stock.plans_about(PIECE) == [StoredPlan(1, DAY, closed=True, body="done")]


def test_plans_are_never_in_the_log_and_every_space_has_its_own(ledger: Ledger, shared: Engine) -> None:
    append(ledger, received(PIECE))
    before, other = lines(ledger), new_space(shared)
    added(ledger, "one", PIECE)
    assert lines(ledger) == before
    assert added(other, "theirs") == 1
    with other.reading() as stock:
        assert stock.plans_about(PIECE) == []
