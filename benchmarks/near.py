"""Finding in the copies of neighbours: 500,000 items of 50 spaces, by words and by a least size."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from time import perf_counter, thread_time

from benchmarks.figures import Figures, Stopwatch, figures, percentile, resident_mb
from benchmarks.find import SIZED, SIZES, WORDS
from benchmarks.intake import fresh_state
from kiosk.kiosk import Kiosk
from kiosk.start import open_kiosk
from kiosk.use_cases.find import find
from kiosk.words import search_words
from ledger import mirror
from ledger.mirror import MOST_ITEMS, MOST_SPACES, Copied
from ledger.near import searchable
from registry.use_cases.list_items import item_of
from stock.fold import Standing
from stock.items import Piece
from stock.sizes import Size
from stock.typed import Typed, read

ROUNDS, SEED = 20, 1


def near(spaces: int = MOST_SPACES, items: int = MOST_ITEMS) -> Figures:
    """Milliseconds of the use case with no own stock: `words_…`, and `size_…` of least sizes, some of them
    with words; `…_cpu_p99` of what it computed. `fill_s` is how long all copies took, `drop_s` one."""
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        kiosk = open_kiosk(Path(folder) / "kiosk.db")
        begun = perf_counter()
        _fill(kiosk, spaces, items // spaces)
        found: Figures = {"n": items, "fill_s": round(perf_counter() - begun, 1)}
        found |= _named("words", _timed(kiosk, WORDS))
        found |= _named("size", _timed(kiosk, (*SIZES, *SIZED)))
        begun = perf_counter()
        mirror.drop(kiosk.ledger, _space(0))
        found |= {"drop_s": round(perf_counter() - begun, 1), "rss_mb": resident_mb()}
        kiosk.ledger.engine.dispose()
    return found


def _fill(kiosk: Kiosk, spaces: int, items: int) -> None:
    random = Random(SEED)
    for number in range(spaces):
        mirror.add(kiosk.ledger, _space(number), _space(number).title())
        mirror.fill(kiosk.ledger, _space(number), _items(random, number, items), "1", "2026-11-26T10:00:00Z")


def _space(number: int) -> str:
    return f"space-{number:02d}"


def _items(random: Random, space: int, number: int) -> Iterator[Copied]:
    """Items as a registry tells of them."""
    for at in range(number):
        code = f"N{space:02d}7{at:06d}"
        state, quantity = fresh_state(random, "", "2026-05-01")
        item = item_of(Standing(code, 1, code, state, quantity), state)
        size = state.size if isinstance(state, Piece) else Size()
        words = searchable(f"{code} {search_words(state)}")
        yield Copied(code, state.material, words, size, item.to_json().decode())


def _timed(kiosk: Kiosk, texts: Sequence[str]) -> Figures:
    watch, computed = Stopwatch(), list[float]()
    for number in range(ROUNDS + 1):
        for text in texts:
            typed = read(text)
            assert isinstance(typed, Typed)
            begun = thread_time()
            with watch:
                find(kiosk, typed.words, typed.need, near=True)
            computed.append(thread_time() - begun)
        if not number:
            watch, computed = Stopwatch(), []
    return figures(watch.seconds) | {"cpu_p99": percentile(computed, 0.99)}


def _named(prefix: str, found: Figures) -> Figures:
    return {f"{prefix}_{name}": value for name, value in found.items() if name != "n"}
