"""Print jobs and their results as JSON, between the kiosk and the process that draws.

`python -m kiosk.press_wire` is that process: a job on its standard input, the result on its standard output.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kiosk.printing import (
    Cards,
    Job,
    Printed,
    PrintReason,
    PrintState,
    Rolls,
    Sheets,
    ToFile,
    ToFolder,
    ToPrinter,
    here,
)
from labels.kinds import BlankLabel, CommandLabel, Label, Laser, PieceLabel, ShelfLabel

_KINDS = (PieceLabel, BlankLabel, CommandLabel, ShelfLabel, Rolls, Sheets, Cards, ToPrinter, ToFolder, ToFile)
_BY_NAME: dict[str, type[Any]] = {kind.__name__: kind for kind in _KINDS}


def job_text(job: Job) -> str:
    """The job as one JSON object."""
    return json.dumps(
        {
            "title": job.title,
            "labels": [_named(label) for label in job.labels],
            "size_um": [job.width_um, job.height_um],
            "paper": _named(job.paper),
            "target": _named(job.target),
        },
        default=str,
    )


def job_of(text: str) -> Job:
    """The job of such a text."""
    found = json.loads(text)
    labels: tuple[Label, ...] = tuple(_value(label) for label in found["labels"])
    width_um, height_um = found["size_um"]
    paper, target = _value(found["paper"]), _value(found["target"])
    return Job(found["title"], labels, width_um, height_um, paper, target)


def printed_text(printed: Printed) -> str:
    """The result as one JSON object."""
    return json.dumps(asdict(printed))


def printed_of(text: str) -> Printed | None:
    """The result of such a text; None for any other."""
    try:
        found = json.loads(text)
        reason = PrintReason(found["reason"]) if found["reason"] else None
        return Printed(PrintState(found["state"]), found["where"], reason, found["detail"])
    except (ValueError, TypeError, KeyError):
        return None


def _named(value: Any) -> list[Any]:
    return [type(value).__name__, asdict(value)]


def _value(named: list[Any]) -> Any:
    name, fields = named
    return _BY_NAME[name](**{key: _field(key, value) for key, value in fields.items()})


def _field(key: str, value: Any) -> Any:
    match key:
        case "laser":
            return Laser(value) if value else None
        case "path" | "folder":
            return Path(value)
        case _ if isinstance(value, list):
            return tuple(tuple(each) if isinstance(each, list) else each for each in value)
        case _:
            return value


if __name__ == "__main__":
    print(printed_text(here(job_of(sys.stdin.read()))))
