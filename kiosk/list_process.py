"""`python -m kiosk.list_process LANGUAGE PATH` reads a cut list from a file, and writes it as JSON.

Words behind the path are the material and thickness of what names none.
"""

import sys
from pathlib import Path

import msgspec

from cutting.cut_list.lines import CutList, Defaults
from cutting.cut_list.named import meant
from cutting.cut_list.reading import read_stream
from kiosk.language import speak
from kiosk.list_reader import NO_FILE
from kiosk.use_cases.materials_meant import materials_meant


def main(language: str, text: str) -> int:
    """Read it, with the materials' names in that language; the exit code. What keeps a file that is there
    from being read ends the process."""
    speak(language)
    try:
        path, words = _path_and_words(text)
        is_there = path.is_file()
    except (OSError, ValueError, RuntimeError):
        return NO_FILE
    if not is_there:
        return NO_FILE
    sys.stdout.buffer.write(msgspec.json.encode(_read(path, words)))
    return 0


def _read(path: Path, words: str) -> CutList:
    materials, thick_um = meant(words, materials_meant())
    with path.open("rb") as file:
        return read_stream(file, materials_meant(), Defaults(materials, thick_um), path.name)


def _path_and_words(text: str) -> tuple[Path, str]:
    """The longest beginning that is the path of a file, and the words behind it."""
    parts = text.split(" ")
    for end in range(len(parts), 0, -1):
        path = Path(" ".join(parts[:end])).expanduser()
        if path.is_file():
            return path, " ".join(parts[end:])
    return Path(text).expanduser(), ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
