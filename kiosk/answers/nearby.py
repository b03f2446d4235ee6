"""How old a copy of a neighbour's stock is, in short words."""

from datetime import UTC, datetime

from kiosk.language import _


def age_words(at: str, now: datetime | None = None) -> str:
    """The time since then in its largest unit; "" where the copy was never filled."""
    if not at:
        return ""
    minutes = int(((now or datetime.now(UTC)) - datetime.fromisoformat(at)).total_seconds()) // 60
    if minutes < 60:
        return _("{number} min").format(number=max(minutes, 0))
    hours = minutes // 60
    return _("{number} h").format(number=hours) if hours < 48 else _("{number} d").format(number=hours // 24)


def neighbour_words(name: str, at: str, now: datetime | None = None) -> str:
    """A space's name, and how old its copy is."""
    return _("{name}, {age} ago").format(name=name, age=age_words(at, now))
