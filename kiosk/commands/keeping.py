"""Health, backups, settings and the PIN."""

from argparse import Namespace
from pathlib import Path

from kiosk.commands.opening import opened, require_file
from kiosk.commands.said import Exit, Failed, Said, Value
from kiosk.commands.set_values import checked
from kiosk.language import _, _n
from kiosk.settings import Secrets, as_values
from kiosk.start import change_settings
from kiosk.use_cases import keep
from kiosk.use_cases.keep import PIN
from ledger.health import Health


def doctor(arguments: Namespace) -> Said:
    """Check the database, the log and the stock."""
    with opened(arguments) as kiosk:
        health = keep.examine(kiosk)
    sentences = tuple(_findings(health))
    value = {
        "ok": health.sound,
        "events": health.events,
        "broken": health.broken,
        "different": list(health.different),
        "damage": health.damage,
        "sentence": " ".join(sentences),
    }
    if health.sound:
        return Said(sentences, value)
    return Said(sentences, value | {"reason": "not-sound"}, code=Exit.FAILED)


def rebuild(arguments: Namespace) -> Said:
    """Work the stock out again from the log."""
    with opened(arguments) as kiosk:
        number = keep.rebuild(kiosk)
    text = _n("{number} entry worked out again.", "{number} entries worked out again.", number)
    return Said((text.format(number=number),), {"ok": True, "entries": number})


def back_up(arguments: Namespace) -> Said:
    """Copy the database into a file."""
    require_file(arguments.database)
    keep.back_up(arguments.database, _another(arguments))
    line = _("The backup is in {file}").format(file=arguments.file)
    return Said((line,), {"ok": True, "file": str(arguments.file)})


def restore(arguments: Namespace) -> Said:
    """Put a backup in the place of the database, which is kept beside it."""
    require_file(_another(arguments))
    kept = keep.restore(arguments.file, arguments.database)
    line = _("The database is that of {file} now.").format(file=arguments.file)
    before = (_("What it was before is in {file}").format(file=kept),) if kept else ()
    return Said((line, *before), {"ok": True, "file": str(arguments.file), "before": str(kept or "")})


def settings(arguments: Namespace) -> Said:
    """Show the settings, or change some first."""
    with opened(arguments, make=bool(arguments.changes)) as kiosk:
        found = kiosk.settings
        if arguments.changes:
            found = change_settings(kiosk.ledger, found, checked(arguments.changes))
    values: Value = dict(as_values(found))
    return Said(tuple(f"{name}={value}" for name, value in values.items()), {"ok": True, "settings": values})


def reset_pin(arguments: Namespace) -> Said:
    """Forget the PIN of the staff screen."""
    Secrets(arguments.database.parent).set(PIN, "")
    return Said((_("The staff screen asks for a new PIN."),), {"ok": True})


def _another(arguments: Namespace) -> Path:
    """The file that a backup is in or goes to: another one than the database."""
    file: Path = arguments.file
    if file.resolve() == arguments.database.resolve():
        raise Failed("same-file", _("This file is the database itself."), {"file": str(file)})
    return file


def _findings(health: Health) -> list[str]:
    if health.sound:
        text = _n("Sound: {number} event.", "Sound: {number} events.", health.events)
        return [text.format(number=health.events)]
    found = []
    if health.damage:
        found.append(_("The file is damaged ({damage}). Restore a backup.").format(damage=health.damage))
    if health.broken:
        text = _("The log was changed by something else, at {place}. Restore a backup.")
        found.append(text.format(place=health.broken))
    if health.different:
        text = _("The stock differs from the log: {items}. Run: kiosk rebuild")
        found.append(text.format(items=", ".join(health.different[:9])))
    return found
