"""What is said of an item in lists and on cards, in the maker's language."""

from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.language import _, _n
from kiosk.words import amount_words, material_name, size_words
from stock.codes import spaced
from stock.fold import Shelf, Standing
from stock.items import Lot, Piece
from stock.plain import shown


def name_of(standing: Standing) -> str:
    """Its material."""
    return material_name(standing.state.material) if standing.state else ""


def measure_of(standing: Standing) -> str:
    """Its size, or how much of it there is; its title where it has neither."""
    state = standing.state
    match state:
        case Lot():
            return amount_words(state.unit, standing.quantity)
        case Piece():
            return size_words(state) or shown(state.title)
        case None:
            return ""


def title_of(standing: Standing) -> str:
    """What somebody called it; "" where nobody did, or where the title is the measure already."""
    title = shown(standing.state.title) if standing.state else ""
    return "" if title == measure_of(standing) else title


def code_of(standing: Standing) -> str:
    """The code on its label, as people read it aloud."""
    state = standing.state
    return spaced(state.label if state and state.label else standing.item)


def shelf_name(shelf: Shelf | None) -> str:
    """The shelf's name, or that it has none."""
    return shown(shelf.name) if shelf else _("no shelf")


def age_of(since: str, today: str) -> str:
    """How long it has been here."""
    try:
        days = (date.fromisoformat(today) - date.fromisoformat(since)).days
    except ValueError:
        return ""
    if days <= 0:
        return _("since today")
    if days < 90:
        return _n("since {number} day", "since {number} days", days).format(number=days)
    months = days * 12 // 365
    return _n("since {number} month", "since {number} months", months).format(number=months)


def moment(at: str, zone: str) -> str:
    """When something happened, in the space's time: the time of day today, else the day."""
    try:
        local = datetime.fromisoformat(at).astimezone(ZoneInfo(zone))
    except (ValueError, ZoneInfoNotFoundError):
        return ""
    return f"{local:%d.%m. %H:%M}"
