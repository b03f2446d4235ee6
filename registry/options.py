"""What `registry serve` was asked for, as its processes share it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one space may do, with all of its kiosks, and how often an address may try to enrol."""

    requests_a_minute: int = 1200
    events_a_day: int = 1_000_000
    enrolments_a_minute: int = 120


ALLOWANCE = Allowance()


@dataclass(frozen=True, slots=True)
class Serving:
    """The database, its copy ("" for none), how many processes serve it, and what a space may do."""

    database: str
    copy: str = ""
    workers: int = 1
    allowance: Allowance = ALLOWANCE
