"""Finding what a part can be cut from: how long it takes with 100,000 and 1,000,000 pieces on the shelves."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random
from time import thread_time

from benchmarks.exact import exact
from benchmarks.figures import Figures, Stopwatch, figures, percentile, resident_mb
from benchmarks.intake import fresh_state
from kiosk.start import open_kiosk
from kiosk.use_cases.find import find
from ledger.engine import writing
from ledger.ledger import OWN
from ledger.many import Many
from ledger.rows import ITEM, ITEM_COLUMNS, RECTANGLE, RECTANGLE_COLUMNS, item_values, rectangle_values
from stock.fold import Standing
from stock.items import Piece
from stock.needs import Need
from stock.outlines import Outline
from stock.pieces import Form, Size

SMALL, LARGE, SEED = 100_000, 1_000_000, 1
NEEDS, _WARM_UP = 2000, 100
_BATCH = 10_000
_PAGE = 20
"""Pieces that a screen shows at once: only such as somebody looks at are read."""
_ONE_IN = 40
"""Sheets of which one has an outline."""
_FEW_UM = (3000, 4000, 5000, 6000, 9000, 12_000, 15_000, 18_000, 24_000)


def fit() -> Figures:
    """`small_…` and `large_…` are milliseconds of the use case with so many rectangles, `outlined_…` where
    one sheet in forty has an outline, `…_cpu_p99` those that it computed; `exact_…` are pairs of a part and a
    piece, held against brute force."""
    stocks = {"small": (SMALL, 0), "outlined": (SMALL, _ONE_IN), "large": (LARGE, 0)}
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        found = {
            f"{name}_{key}": value
            for name, stock in stocks.items()
            for key, value in _timed(Path(folder) / f"{name}.db", *stock).items()
        }
    return found | {f"exact_{key}": value for key, value in exact().items()}


def _timed(database: Path, pieces: int, one_in: int) -> Figures:
    """`one_in` so many sheets has an outline, none where it is 0."""
    _fill(database, pieces, one_in)
    kiosk, watch, computed = open_kiosk(database), Stopwatch(), list[float]()
    hits = unchecked = 0
    for need, material in _needs(_WARM_UP):
        find(kiosk, "", need, material)
    for need, material in _needs(NEEDS):
        begun = thread_time()
        with watch:
            found = find(kiosk, "", need, material)
            list(found.found.items[:_PAGE])
        computed.append(thread_time() - begun)
        hits, unchecked = hits + bool(found.found.items), unchecked + found.unchecked
    kiosk.ledger.engine.dispose()
    more = {"cpu_p50": percentile(computed, 0.5), "cpu_p99": percentile(computed, 0.99)}
    worst = {"max": round(max(watch.seconds) * 1000, 3), "found": hits, "unchecked": unchecked}
    return figures(watch.seconds) | more | worst | {"rss_mb": resident_mb()}


def _fill(database: Path, pieces: int, one_in: int) -> None:
    """Rows as the fold writes them, all of them on the shelves; the log stays empty."""
    kiosk = open_kiosk(database)
    standings = _standings(Random(SEED), pieces, one_in)
    with writing(kiosk.ledger.engine) as connection:
        number = 0
        while batch := list(islice(standings, _BATCH)):
            rows = [
                (*item_values(OWN, each), number + at, number + at) for at, each in enumerate(batch, start=1)
            ]
            number += len(batch)
            _ITEMS.write(connection, rows)
            _RECTANGLES.write(connection, [row for each in batch for row in rectangle_values(OWN, each)])
    kiosk.ledger.engine.dispose()


def _standings(random: Random, pieces: int, one_in: int) -> Iterator[Standing]:
    number = 0
    while number < pieces:
        state, _quantity = fresh_state(
            random, f"S{random.randrange(60)}", f"20{random.randint(20, 26)}-05-01"
        )
        if not isinstance(state, Piece):
            continue
        if one_in and state.form is Form.SHEET and state.size.short_um and number % one_in == 0:
            state = replace(state, outline=_angle(random, state.size))
        number += 1
        yield Standing(f"BEN7{number:06d}", 1, f"{number:032x}", state)


def _angle(random: Random, size: Size) -> Outline:
    """The sheet without a corner, and the two rectangles that are left of it."""
    x, y = (int(um * random.uniform(0.2, 0.8)) for um in size.dimensions_um[:2])
    long, short = size.dimensions_um[:2]
    ring = ((0, 0), (long, 0), (long, y), (x, y), (x, short), (0, short))
    rects = ((long, y), (max(x, short), min(x, short)))
    return Outline((ring,), tuple(sorted(rects, key=lambda rect: -rect[0] * rect[1])))


def _needs(number: int) -> Iterator[tuple[Need, str]]:
    """What makers look for: mostly of one material and thickness, sometimes of any."""
    random = Random(SEED + 1)
    used = [state.material for state, _ in (fresh_state(random, "", "") for _ in range(500))]
    for _ in range(number):
        long_um = 1000 * min(2500, int(random.lognormvariate(5.6, 0.7)) + 20)
        short_um = max(10_000, int(long_um * random.uniform(0.05, 1)) // 1000 * 1000)
        thick_um, chance = random.choice(_FEW_UM), random.random()
        size = Size(long_um, short_um, 0 if chance < 0.15 else thick_um)
        if chance > 0.95:
            size = Size(diameter_um=short_um, thick_um=thick_um)
        to_um = thick_um + 3000 if 0.15 < chance < 0.3 else 0
        need = Need(size, to_um, turns=random.random() > 0.2, trim_um=random.choice((0, 0, 0, 5000)))
        yield need, "" if random.random() < 0.2 else random.choice(used)


_ITEMS = Many(ITEM, (*ITEM_COLUMNS, "revision", "number"))
_RECTANGLES = Many(RECTANGLE, RECTANGLE_COLUMNS)
