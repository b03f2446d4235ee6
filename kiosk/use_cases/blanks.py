"""Blanks: a batch of unused codes for labels that are printed before there is anything to stick them on."""

from itertools import islice

from kiosk.kiosk import Kiosk
from stock.events import Draft, Kind

AN_EVENT = 200
MOST = 5000


def issue(kiosk: Kiosk, count: int) -> list[str]:
    """Issue new codes, at most `MOST`; they are never issued again, at this kiosk or another."""
    with kiosk.ledger.transaction() as change:
        codes: list[str] = []
        while len(codes) < min(count, MOST):
            codes.append(kiosk.fresh_code(change, codes))
        remaining = iter(codes)
        while batch := list(islice(remaining, AN_EVENT)):
            change.append(Draft(Kind.ISSUED, extra={"codes": batch}))
    return codes
