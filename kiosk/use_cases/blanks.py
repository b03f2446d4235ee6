"""New codes for labels that are printed before there is anything to stick them on."""

from collections.abc import Iterable, Iterator
from itertools import islice

from kiosk.kiosk import Kiosk
from ledger.ledger import Transaction
from stock.events import Draft, Kind

AN_EVENT = 200
MOST = 5000


def issue(kiosk: Kiosk, count: int) -> list[str]:
    """Issue blanks, at most `MOST`; they are never issued again, at this kiosk or another."""
    with kiosk.ledger.transaction() as change:
        codes = _drawn(kiosk, change, count)
        issue_in(change, codes)
    return codes


def issue_in(change: Transaction, codes: Iterable[str]) -> None:
    """Say within a transaction that codes are on labels: they are never issued again."""
    remaining = iter(codes)
    while batch := list(islice(remaining, AN_EVENT)):
        change.append(Draft(Kind.ISSUED, extra={"codes": batch}))


def issue_badges(kiosk: Kiosk, count: int) -> list[str]:
    """Issue badges, at most `MOST`. No event says so, as nothing about people leaves this kiosk."""
    with kiosk.ledger.transaction() as change:
        codes = _drawn(kiosk, change, count)
        change.add_badges(codes)
    return codes


def _drawn(kiosk: Kiosk, change: Transaction, count: int) -> list[str]:
    return list(islice(fresh_codes(kiosk, change), min(count, MOST)))


def fresh_codes(kiosk: Kiosk, change: Transaction) -> Iterator[str]:
    """Codes that nothing bears, none of them twice."""
    drawn: set[str] = set()
    while True:
        code = kiosk.fresh_code(change, drawn)
        drawn.add(code)
        yield code
