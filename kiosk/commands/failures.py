"""What can go wrong in any command, as a sentence and never a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.commands.said import Failed
from kiosk.language import _
from ledger.errors import LedgerError
from stock.events import Malformed


@contextmanager
def foreseen() -> Iterator[None]:
    """Errors of the ledger and of files, as Failed."""
    try:
        yield
    except BrokenPipeError:
        raise
    except LedgerError as error:
        raise _of_ledger(error) from error
    except Malformed as error:
        raise Failed("too-long", _("Too much text for one event. Nothing was recorded.")) from error
    except OSError as error:
        raise _of_file(error) from error


def _of_ledger(error: LedgerError) -> Failed:
    from kiosk.answers.failed import error_sentence

    return Failed(_dashed(type(error).__name__), error_sentence(error))


def _of_file(error: OSError) -> Failed:
    path = str(error.filename or "")
    said = error.strerror or str(error)
    return Failed("file", f"{path}: {said}" if path else said, {"file": path})


def _dashed(name: str) -> str:
    """`DiskFull` as `disk-full`."""
    return "".join("-" + letter.lower() if letter.isupper() else letter for letter in name).lstrip("-")
