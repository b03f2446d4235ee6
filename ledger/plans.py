"""The plans of cuts that were taken at this kiosk. They are never sent: what comes of them is events."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, insert, select, update

from ledger.rows import PLAN, PLANNED


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan by its number: the ISO day it was taken, and whether nobody is to be asked about it any more."""

    number: int
    day: str
    closed: bool
    body: str


def add(connection: Connection, space: str, day: str, body: str, codes: Collection[str]) -> int:
    """Keep a new plan, which is about these codes; its number."""
    last = connection.execute(select(func.max(PLAN.c.number)).where(PLAN.c.space_id == space)).scalar()
    number = (last or 0) + 1
    row = {"space_id": space, "number": number, "day": day, "closed": False, "body": body}
    connection.execute(insert(PLAN), row)
    if codes:
        rows = [{"space_id": space, "code": code, "number": number} for code in sorted(set(codes))]
        connection.execute(insert(PLANNED), rows)
    return number


def change(connection: Connection, space: str, plan: StoredPlan) -> None:
    """What is kept of a plan is this from now on; the codes it is about stay."""
    where = and_(PLAN.c.space_id == space, PLAN.c.number == plan.number)
    connection.execute(update(PLAN).where(where), {"closed": plan.closed, "body": plan.body})


def plan_of(connection: Connection, space: str, number: int) -> StoredPlan | None:
    """The plan with this number."""
    found = connection.execute(_NUMBERED, {"space": space, "number": number}).one_or_none()
    return _stored(found) if found else None


def plans(connection: Connection, space: str, limit: int) -> list[StoredPlan]:
    """The last plans, the newest first."""
    return [_stored(row) for row in connection.execute(_LATEST, {"space": space, "limit": limit}).all()]


def open_plans(connection: Connection, space: str, before: str) -> list[StoredPlan]:
    """Plans that are not closed and were taken before a day, the oldest first."""
    return [_stored(row) for row in connection.execute(_OPEN, {"space": space, "before": before}).all()]


def plans_about(connection: Connection, space: str, code: str) -> list[StoredPlan]:
    """The plans that are about a code, the newest first."""
    return [_stored(row) for row in connection.execute(_ABOUT, {"space": space, "code": code}).all()]


_OF_SPACE = PLAN.c.space_id == bindparam("space")
_PLANS = select(PLAN.c.number, PLAN.c.day, PLAN.c.closed, PLAN.c.body).where(_OF_SPACE)
_NUMBERED = _PLANS.where(PLAN.c.number == bindparam("number"))
_LATEST = _PLANS.order_by(PLAN.c.number.desc()).limit(bindparam("limit"))
_OPEN = _PLANS.where(PLAN.c.closed.is_(False), PLAN.c.day < bindparam("before")).order_by(PLAN.c.number)
_IS_PLANNED = and_(PLANNED.c.space_id == PLAN.c.space_id, PLANNED.c.number == PLAN.c.number)
_ABOUT = (
    _PLANS.join(PLANNED, _IS_PLANNED)
    .where(PLANNED.c.code == bindparam("code"))
    .order_by(PLAN.c.number.desc())
)


def _stored(row: Sequence[Any]) -> StoredPlan:
    number, day, closed, body = row
    return StoredPlan(number, day, closed, body)
