"""What went wrong, in sentences that say what to do."""

import errno
import re

from ledger.errors import (
    Busy,
    Damaged,
    DiskFull,
    LedgerError,
    Newer,
    NoPrefixLeft,
    NotFound,
    ReadOnly,
    Unreachable,
)
from ledger.serving import NoSuchDatabase
from registry.language import _
from registry.listening import NotListening


def of_error(error: LedgerError, database: str) -> str:
    """Why the database could not be used. A password in its URL is not repeated."""
    return _reason(error).format(database=_without_password(database))


def of_copy(error: LedgerError, copy: str) -> str:
    """Why the copy that neighbours read could not be used."""
    named = f"--read-database {_without_password(copy)}"
    if isinstance(error, Damaged | NotFound | NoSuchDatabase):
        text = _(
            "{database} is no copy of a registry's database, or of another version. Name a streaming copy."
        )
        return text.format(database=named)
    return _reason(error).format(database=named)


def _without_password(database: str) -> str:
    hidden = re.sub(r"(://[^:@/]*):[^@/]*@", r"\1:…@", database)
    return re.sub(r"([?&]password=)[^&]*", r"\1…", hidden)


def not_listening(error: NotListening, host: str, port: int) -> str:
    """Why the address could not be listened on."""
    match error.args[0]:
        case errno.EADDRINUSE:
            text = _(
                "Port {port} at {host} is in use. Stop the other program, or choose another with --port."
            )
        case errno.EACCES:
            text = _("Port {port} may not be used by this user. Choose one from 1024 on with --port.")
        case _:
            text = _("{host} is no address of this machine. Choose another with --host.")
    return text.format(host=host, port=port)


def _reason(error: LedgerError) -> str:
    match error:
        case Newer():
            return _("A newer version of this program wrote {database}. Update the program.")
        case DiskFull():
            return _("The disk with {database} is full, nothing was changed. Make room and try again.")
        case ReadOnly():
            return _("{database} may not be written. Check the owner of the file and of its folder.")
        case Busy():
            return _("Another program keeps {database} locked. Try again in a moment.")
        case NotFound():
            return _("{database} cannot be opened: there is no such folder, or it may not be read.")
        case NoSuchDatabase():
            return _("{database} is neither a file nor a postgresql:// address.")
        case Unreachable():
            return _("The database server of {database} does not answer, or does not let the registry in.")
        case NoPrefixLeft():
            return _("{database} has given every prefix of label codes to a space. Open a second registry.")
        case Damaged():
            return _("{database} is no database of a registry, or it is damaged. Restore a backup.")
        case _:
            return _("{database} could not be used.")
