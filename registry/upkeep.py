"""The administrator's commands that look after the database: check it, fold it again, copy it."""

from ledger.backup import restore_beside
from ledger.errors import Damaged, LedgerError
from ledger.health import Health, back_up, examine, rebuild
from ledger.serving import file_named, is_registry_file
from registry.in_use import InUse, alone
from registry.language import _
from registry.sentences import of_error
from registry.shell import Wish, database_of, fail, opened, say
from registry.spaces import ALL, Spaces


def run_doctor(wish: Wish) -> int:
    """Check every space, or one: the file, the chains of its logs, and what they fold to."""
    with opened(wish) as spaces:
        found = {space: examine(spaces.derived(space, ALL)) for space in _named(wish, spaces)}
    if not found and wish.space:
        return fail(_("There is no space {space}.").format(space=wish.space))
    lines = [_line(space, health) for space, health in found.items()]
    answer = [_as_json(space, health) for space, health in found.items()]
    say(wish, answer, "\n".join(lines) or _("There are no spaces yet."))
    return 0 if all(health.sound for health in found.values()) else 1


def run_rebuild(wish: Wish) -> int:
    """Fold every space, or one, again from its log."""
    with opened(wish) as spaces:
        found = {space: rebuild(spaces.ledger(space)) for space in _named(wish, spaces)}
    if not found and wish.space:
        return fail(_("There is no space {space}.").format(space=wish.space))
    text = _("{space}: folded again, lines of history: {count}")
    lines = [text.format(space=space, count=count) for space, count in found.items()]
    return say(wish, found, "\n".join(lines) or _("There are no spaces yet."))


def run_backup(wish: Wish) -> int:
    """Copy a database file while the registry runs."""
    with opened(wish) as spaces:
        file = spaces.file
    if file is None:
        return fail(_("A database server is copied by its own tools: pg_dump, or a streaming copy."))
    if file.resolve() == wish.file.resolve():
        return fail(_("This file is the database itself."))
    try:
        back_up(file, wish.file)
    except OSError as error:
        return fail(_("{file} could not be written: {reason}.").format(file=wish.file, reason=error.strerror))
    return say(wish, {"backup": str(wish.file)}, _("Copied to {file}.").format(file=wish.file))


def run_restore(wish: Wish) -> int:
    """Put a copy in the database's place; what was there is kept beside it."""
    database = file_named(database_of(wish))
    if database is None:
        return fail(_("A database server is restored by its own tools."))
    if database.resolve() == wish.file.resolve():
        return fail(_("This file is the database itself."))
    if not wish.file.is_file():
        return fail(_("There is no file {file}.").format(file=wish.file))
    try:
        if not is_registry_file(wish.file):
            raise Damaged(str(wish.file))
        with alone(database):
            kept = restore_beside(wish.file, database)
    except InUse:
        return fail(_("A registry serves this database. Stop it first."))
    except LedgerError as error:
        return fail(of_error(error, str(wish.file)))
    except OSError as error:
        return fail(_("{file} could not be written: {reason}.").format(file=database, reason=error.strerror))
    lines = [_("The database is that of {file} now.").format(file=wish.file)]
    lines += [_("What it was before is in {file}").format(file=kept)] if kept else []
    return say(wish, {"restored": str(wish.file), "before": str(kept or "")}, "\n".join(lines))


def _named(wish: Wish, spaces: Spaces) -> list[str]:
    with spaces.reading():
        known = [account.space for account in spaces.accounts.spaces()]
    return [space for space in known if wish.space in {None, space}]


def _line(space: str, health: Health) -> str:
    if health.sound:
        return _("{space}: sound, events: {count}").format(space=space, count=health.events)
    if health.damage:
        return _("{space}: the file is damaged: {what}. Restore a backup.").format(
            space=space, what=health.damage
        )
    if health.broken:
        text = _("{space}: the log was changed at {where}. Restore a backup; the kiosks send what it lacks.")
        return text.format(space=space, where=health.broken)
    text = _("{space}: rows that the log does not say: {count}. Run: registry rebuild {space}")
    return text.format(space=space, count=len(health.different))


def _as_json(space: str, health: Health) -> dict[str, object]:
    return {
        "space": space,
        "sound": health.sound,
        "events": health.events,
        "broken": health.broken,
        "different": list(health.different),
        "damage": health.damage,
    }
