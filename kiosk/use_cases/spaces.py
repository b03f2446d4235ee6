"""The other spaces that this one knows of."""

from kiosk.kiosk import Kiosk
from kiosk.use_cases.accounts import accounts
from ledger import mirror


def known_spaces(kiosk: Kiosk) -> list[tuple[str, str]]:
    """Ids and names, by id: spaces whose stock is copied here, and those that this one had to do with. A name
    that is not known is the id."""
    named = {each.space: each.name for each in mirror.neighbours(kiosk.ledger)}
    met = {each.space: each.space for each in accounts(kiosk).dealings}
    return sorted((met | named).items())
