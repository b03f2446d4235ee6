"""The fault log: what nobody foresaw, without a word of what was scanned or typed."""

import traceback
from datetime import UTC, datetime
from pathlib import Path

FILE = "faults.log"
_LARGEST_BYTES = 200_000


def note_fault(folder: Path, error: BaseException) -> None:
    """Add an error's kind and where it happened; never its message, which may quote a person.

    Where it cannot be written there is no log: the band says all there is to say.
    """
    frames = traceback.extract_tb(error.__traceback__)
    places = "".join(f"  {frame.filename}:{frame.lineno} {frame.name}\n" for frame in frames)
    text = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {type(error).__qualname__}\n{places}"
    try:
        _add(folder / FILE, text)
    except (OSError, ValueError):
        return


def _add(path: Path, text: str) -> None:
    """Keep the newer half of a log that has grown large."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if len(before) > _LARGEST_BYTES:
        before = before[-_LARGEST_BYTES // 2 :]
    path.write_text(before + text, encoding="utf-8")
