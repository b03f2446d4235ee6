"""`python -m kiosk.list_process LANGUAGE PATH` reads a cut list from a file, and writes it as JSON."""

import sys
from pathlib import Path

import msgspec

from cutting.cut_list.lines import CutList, Defaults
from cutting.cut_list.reading import read_stream
from kiosk.language import speak
from kiosk.list_reader import NO_FILE
from kiosk.use_cases.materials_meant import materials_meant


def main(language: str, path: Path) -> int:
    """Read it, with the materials' names in that language; the exit code."""
    speak(language)
    try:
        cut_list = _read(path.expanduser())
    except (OSError, ValueError, RuntimeError):
        return NO_FILE
    if cut_list is None:
        return NO_FILE
    sys.stdout.buffer.write(msgspec.json.encode(cut_list))
    return 0


def _read(path: Path) -> CutList | None:
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return read_stream(file, materials_meant(), Defaults(), path.name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
