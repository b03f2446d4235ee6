"""What became of a job that CUPS took, asked of CUPS itself."""

import os
import socket
from contextlib import closing
from getpass import getuser
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import assert_never

from labels.errors import NoPrinting, NoPrintingReason
from labels.status.ipp import CONTENT_TYPE, CupsJob, IppState, answer, question
from labels.status.status import Status, Trouble

_PATIENCE_SECONDS = 10.0
_MOST_BYTES = 65_536
_SOCKET = Path("/run/cups/cups.sock")
_PORT = 631

_REASONS = {
    "media-empty": Trouble.PAPER_OUT,
    "media-needed": Trouble.PAPER_OUT,
    "media-jam": Trouble.JAM,
    "cover-open": Trouble.OPEN,
    "door-open": Trouble.OPEN,
    "printer-stopped": Trouble.PAUSED,
    "job-canceled-by-user": Trouble.CANCELLED,
}


def status_of_job(job: str, server: str | None = None) -> Status:
    """How far a job is, by the name that CUPS gave it; NOT_UNDERSTOOD for one it does not know.

    `server` is a socket's path or host:port; without it CUPS_SERVER or the usual socket. Raises NoPrinting.
    """
    found = _asked(job, server or os.environ.get("CUPS_SERVER") or str(_SOCKET))
    return Status((Trouble.NOT_UNDERSTOOD,)) if found is None else _status(found)


def _status(job: CupsJob) -> Status:
    known = tuple(_REASONS[reason] for reason in job.reasons if reason in _REASONS)
    match job.state:
        case IppState.PENDING | IppState.PROCESSING:
            return Status(known, waiting=1)
        case IppState.HELD | IppState.STOPPED:
            return Status(known or (Trouble.PAUSED,), waiting=1)
        case IppState.CANCELLED:
            return Status((Trouble.CANCELLED,), waiting=1)
        case IppState.ABORTED:
            return Status((*known, Trouble.BROKEN), waiting=1)
        case IppState.COMPLETED:
            return Status()
        case _:
            assert_never(job.state)


def _asked(job: str, server: str) -> CupsJob | None:
    connection = _Local(server) if server.startswith("/") else _remote(server)
    try:
        with closing(connection):
            headers = {"Content-Type": CONTENT_TYPE, "Host": "localhost"}
            connection.request("POST", "/", question(job, getuser()), headers)
            return answer(connection.getresponse().read(_MOST_BYTES))
    except TimeoutError as error:
        raise NoPrinting(NoPrintingReason.NO_ANSWER) from error
    except (OSError, HTTPException) as error:
        raise NoPrinting(NoPrintingReason.NOT_RUNNING) from error


def _remote(server: str) -> HTTPConnection:
    host, _, port = server.partition(":")
    return HTTPConnection(host, int(port) if port.isdecimal() else _PORT, timeout=_PATIENCE_SECONDS)


class _Local(HTTPConnection):
    """HTTP over a socket in the file system."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=_PATIENCE_SECONDS)
        self._path = path

    def connect(self) -> None:
        """Open the socket."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(_PATIENCE_SECONDS)
        self.sock.connect(self._path)
