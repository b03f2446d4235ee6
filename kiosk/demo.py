"""The demo: 200 pieces and lots as a space has them after half a year, made through the use cases."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from kiosk.demo_codes import demo_codes
from kiosk.demo_goods import CUT, LOTS, ODD, PIECES, SHELVES, TAKEN, Goods
from kiosk.kiosk import Kiosk
from kiosk.language import _
from kiosk.start import change_settings, kiosk_with, open_kiosk
from kiosk.use_cases.cut import cut
from kiosk.use_cases.hold import hold
from kiosk.use_cases.outcome import Done, Outcome
from kiosk.use_cases.receive import receive
from kiosk.use_cases.shelves import add_shelf
from kiosk.use_cases.take import take
from labels.printing.queue import queue_in
from ledger.ledger import Ledger, Source, Transaction
from stock.fold import Shelf
from stock.intake import Intake
from stock.items import Origin, Piece
from stock.pieces import Size
from stock.typed import Typed, read

SEED = 20
DAYS = 180
PREFIX, FIRST = "TST", "0"
_STEP = timedelta(hours=16)
_Draw = Callable[[int], int]


def make_demo(database: Path, language: str) -> None:
    """A database with the demo stock, and a page of codes to print beside it. Raises LedgerError.

    A database that is there already stays as it is.
    """
    if database.exists():
        return
    kiosk = open_kiosk(database)
    named = {"space_name": _("Demo space"), "language": language, "prefix": PREFIX, "first": FIRST}
    demo = kiosk_with(kiosk.ledger, change_settings(kiosk.ledger, kiosk.settings, named))
    fill(demo)
    queue_in(database.parent).add(demo_codes(demo))
    kiosk.ledger.engine.dispose()


def fill(kiosk: Kiosk) -> int:
    """Put the demo stock into a kiosk that holds nothing yet; how many items are there then.

    One transaction. The same codes and sizes every time, for the same prefix.
    """
    draw = Random(SEED).randrange  # noqa: S311 (a demo is no secret)
    with _as_one(kiosk, draw) as (inside, change, clock):
        if not change.items(limit=1):
            _Demo(inside, draw, clock).fill()
        return change.totals().here


@dataclass(slots=True)
class _Clock:
    """A clock that half a year passes on."""

    moment: datetime

    def now(self) -> str:
        self.moment += _STEP
        return self.moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def today(self) -> str:
        return self.moment.date().isoformat()


class _OneTransaction(Ledger):
    """A ledger whose use cases all take part in one transaction that is open already."""

    def __init__(self, ledger: Ledger, source: Source, change: Transaction) -> None:
        super().__init__(ledger.engine, source, ledger.words, ledger.space)
        self._change = change

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """The open one."""
        yield self._change

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """The open one."""
        yield self._change


@contextmanager
def _as_one(kiosk: Kiosk, draw: _Draw) -> Iterator[tuple[Kiosk, Transaction, _Clock]]:
    """The kiosk half a year ago, with all it does in one transaction."""
    today = datetime.fromisoformat(kiosk.today()).replace(tzinfo=UTC)
    clock = _Clock(today - timedelta(days=DAYS))
    source = Source(clock.now, lambda: uuid.uuid4().hex)
    ledger = Ledger(kiosk.ledger.engine, source, kiosk.ledger.words, kiosk.ledger.space)
    with ledger.transaction() as change:
        inside = replace(kiosk, ledger=_OneTransaction(ledger, source, change), today=clock.today, draw=draw)
        yield inside, change, clock


class _Demo:
    """The story: shelves, donations, cuts, and some that went out."""

    def __init__(self, kiosk: Kiosk, draw: _Draw, clock: _Clock) -> None:
        self._kiosk, self._draw, self._clock = kiosk, draw, clock
        self._shelves: dict[str, str] = {}

    def fill(self) -> None:
        for name in SHELVES:
            shelf = add_shelf(self._kiosk, name)
            assert isinstance(shelf, Shelf)
            self._shelves[name] = shelf.code
        sheets = [
            self._received(goods, self._size_of(goods)) for goods in PIECES for _each in range(goods.number)
        ]
        for title, goods in (*LOTS, *ODD):
            self._received(goods, goods.typed, _(title))
        whole = [each for each in sheets if self._is_large(each)]
        for each in whole[:CUT]:
            self._cut(each)
        for each in whole[CUT : CUT + TAKEN]:
            _done(take(self._kiosk, each.standing.item))
        until = self._clock.moment.date() + timedelta(days=DAYS)
        _done(hold(self._kiosk, whole[CUT + TAKEN].standing.item, until.isoformat()))

    def _received(self, goods: Goods, typed: str, title: str = "") -> Done:
        found = read(typed)
        assert isinstance(found, Typed)
        origins = (Origin.DONATION, Origin.DONATION, Origin.OFFCUT, Origin.BOUGHT)
        intake = Intake(
            material=goods.material,
            origin=origins[self._draw(len(origins))],
            shelf=self._shelves[goods.shelf],
            title=title,
        )
        return _done(receive(self._kiosk, intake.typed(found)))

    def _size_of(self, goods: Goods) -> str:
        """One of the usual formats, or an odd piece of it, in steps of 5 mm."""
        length, *rest = (float(part) for part in goods.sizes[self._draw(len(goods.sizes))].split("x"))
        if self._draw(3):
            length -= 5 * self._draw(int(length / 8))
            rest = [rest[0] - 5 * self._draw(max(1, int(rest[0] / 10))), *rest[1:]] if goods.flat else rest
        return "x".join(f"{side:g}" for side in (length, *rest)) + "mm"

    def _is_large(self, done: Done) -> bool:
        state = done.standing.state
        return isinstance(state, Piece) and state.size.short_um >= 250_000

    def _cut(self, done: Done) -> None:
        state = done.standing.state
        assert isinstance(state, Piece)
        long_um, short_um = state.size.long_um, state.size.short_um
        side_um = 5_000 * (short_um // 5_000 // 2)
        sizes = [
            Size.of(long_um=long_um, short_um=side_um),
            Size.of(long_um=side_um, short_um=side_um - 10_000),
        ]
        _done(cut(self._kiosk, done.standing.item, sizes))


def _done(outcome: Outcome) -> Done:
    assert isinstance(outcome, Done), outcome
    return outcome
