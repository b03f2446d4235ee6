"""The other spaces that this one knows of."""

from kiosk.answers.space_names import SpaceNames
from kiosk.kiosk import Kiosk
from kiosk.use_cases.accounts import accounts
from ledger import mirror


def space_names(kiosk: Kiosk) -> SpaceNames:
    """What other spaces are called: the registry told the names of those whose stock is copied here."""
    known = {each.space: each.name for each in mirror.neighbours(kiosk.ledger)}
    return SpaceNames(known, kiosk.settings.space_name)


def is_known_here(kiosk: Kiosk, space: str) -> bool:
    """Whether nobody has to be asked if there is such a space: it is this one, its stock is copied here, or
    no registry was joined."""
    settings = kiosk.settings
    copied = (each.space for each in mirror.neighbours(kiosk.ledger))
    return not settings.registry_url or space == settings.registry_space or space in copied


def known_spaces(kiosk: Kiosk) -> list[tuple[str, str]]:
    """Ids and names, by id: spaces whose stock is copied here, and those that this one had to do with. A name
    that is not known is the id."""
    named = {each.space: each.name for each in mirror.neighbours(kiosk.ledger)}
    met = {each.space: each.space for each in accounts(kiosk).dealings}
    return sorted((met | named).items())
