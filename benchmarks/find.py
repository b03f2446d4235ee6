"""Finding on the shelves: by words, also one that every piece has, and by a least size with rotation."""

from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.figures import Figures, Stopwatch, figures, resident_mb
from benchmarks.intake import EVERYWHERE
from kiosk.start import open_kiosk
from kiosk.use_cases.find import Hits, find
from stock.typed import Typed, read

WORDS = (
    EVERYWHERE,
    "plywood",
    "birch plywood",
    "acrylic",
    "oak",
    "sheet",
    "wood",
    "p",
    "saplāksnis",
    "steel offcut",
    "zzz",
)
SIZES = ("100x50", "300x200x4", "600x400", "1200x600", "2400x1200", "2999x2999", "Ø80", "20x10x3")
SIZED = ("birch plywood 300x200", "acrylic 100x100x3", "oak 500x80", "mdf 2400x1200")


def find_all(database: Path, rounds: int = 20) -> Figures:
    """Each query in turn; `words_…` and `size_…` are milliseconds, the figures without prefix are of all."""
    kiosk = open_kiosk(database)

    def look(text: str) -> Hits:
        typed = read(text)
        if not isinstance(typed, Typed):
            raise TypeError(f"not read: {text}")
        return find(kiosk, typed.words, typed.need)

    words = _timed(look, WORDS, rounds)
    sizes = _timed(look, (*SIZES, *SIZED), rounds)
    named = _named("words", figures(words)) | _named("size", figures(sizes))
    return figures(words + sizes) | named | {"rss_mb": resident_mb()}


def _timed(look: Callable[[str], Hits], texts: Sequence[str], rounds: int) -> list[float]:
    watch = Stopwatch()
    for text in texts:
        look(text)
    for _round in range(rounds):
        for text in texts:
            with watch:
                look(text)
    return watch.seconds


def _named(prefix: str, found: Figures) -> Figures:
    return {f"{prefix}_{name}": value for name, value in found.items()}
