"""Opening a kiosk: what its clock and chance are, and what it knows of itself."""

import secrets
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.kiosk import Kiosk
from kiosk.language import speak
from kiosk.places import make_data_folder
from kiosk.settings import Settings, as_values, provisional, settings_of
from kiosk.words import search_words
from ledger.ledger import Ledger, Source
from ledger.opening import open_file
from ledger.search import Words


def open_kiosk(database: Path) -> Kiosk:
    """The kiosk over a database, made where it is missing. Raises LedgerError."""
    make_data_folder(database)
    ledger = open_ledger(database)
    with ledger.reading() as reading:
        stored = reading.settings()
    settings = settings_of(stored)
    if not settings.prefix:
        settings = change_settings(ledger, settings, provisional(secrets.randbelow))
    return kiosk_with(ledger, settings)


def open_ledger(database: Path) -> Ledger:
    """A kiosk's ledger in a file, as this version keeps it, made where it is missing. Raises LedgerError."""
    return open_file(database, Source(_now, _new_id), Words(search_words))


def kiosk_with(ledger: Ledger, settings: Settings) -> Kiosk:
    """The kiosk over an open ledger; screens and commands speak its language from now on."""
    speak(settings.language)
    zone = _zone(settings.zone)
    return Kiosk(ledger, settings, lambda: datetime.now(zone).date().isoformat(), secrets.randbelow)


def change_settings(ledger: Ledger, settings: Settings, values: Mapping[str, str]) -> Settings:
    """The settings with some changed, stored."""
    with ledger.transaction() as change:
        change.set(**values)
    return settings_of(as_values(settings) | dict(values))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _new_id() -> str:
    return uuid.uuid4().hex
