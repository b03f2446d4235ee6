"""Answers to what the ledger could not do: the scan is refused aloud, and nothing is half-written."""

from kiosk.answers.band import Answer, no
from kiosk.language import _
from ledger import errors


def error_answer(error: errors.LedgerError) -> Answer:
    """What went wrong, and what to do."""
    return no(_("NOT SAVED"), error_sentence(error))


def error_sentence(error: errors.LedgerError) -> str:
    """What to do about a ledger that cannot."""
    match error:
        case errors.DiskFull():
            return _("The disk is full. Nothing was recorded. Make room, then try again.")
        case errors.ReadOnly():
            return _("The database may not be written. Nothing was recorded. Call staff.")
        case errors.Busy():
            return _("Another program uses the database. Nothing was recorded. Try again.")
        case errors.NotFound():
            return _("The database's folder is missing. Nothing was recorded. Call staff.")
        case errors.OfRegistry():
            return _("This is the database of a registry, in which no kiosk works. Name another file.")
        case errors.Newer():
            return _("A newer version of this program made the database. Update the program.")
        case errors.BrokenChain():
            return _("The log was changed by something else. Run: kiosk doctor")
        case _:
            return _("The database is damaged. Nothing was recorded. Restore a backup.")
