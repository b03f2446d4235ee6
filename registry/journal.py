"""The registry's journal: one JSON object a line on standard error, for requests and for what went wrong.

There is no token, code, body, query or message of an error in it: any of those may hold a secret or a line
of somebody's log. What went wrong is named by its type and by where in the program it was.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

JOURNAL = logging.getLogger("registry.journal")


class Lines(logging.Formatter):
    """A record as a line of JSON. What goes with it is in `extra={"said": {...}}`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "level": record.levelname.lower(), "what": _what(record)}
        said: dict[str, Any] = getattr(record, "said", {})
        return json.dumps(line | said | _trouble(record), ensure_ascii=False)


def _what(record: logging.LogRecord) -> str:
    """Our own words as they are; of libraries the text before its values are put in."""
    return str(record.msg)[:200] if record.name == JOURNAL.name or not record.args else str(record.msg)[:80]


def _trouble(record: logging.LogRecord) -> dict[str, Any]:
    if not record.exc_info or record.exc_info[0] is None:
        return {}
    frames = traceback.extract_tb(record.exc_info[2])
    where = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames[-8:]]
    return {"error": record.exc_info[0].__name__, "where": where}


CONFIG: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": Lines}},
    "handlers": {
        "journal": {
            "class": "logging.StreamHandler",
            "formatter": "lines",
            "stream": "ext://sys.stderr",
        }
    },
    "loggers": {
        JOURNAL.name: {"handlers": ["journal"], "level": "INFO", "propagate": False},
        "uvicorn": {"handlers": ["journal"], "level": "WARNING", "propagate": False},
    },
}
"""For `logging.config.dictConfig`, and for uvicorn, which hands it on to its processes."""
