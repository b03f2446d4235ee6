"""Labels: how many a second come out as what a printer takes, and how soon the first byte of one is there."""

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from threading import Thread
from time import perf_counter, process_time

from benchmarks.figures import Figures, Stopwatch, figures
from labels.design import ROLL_62, layout
from labels.drawing import Drawing, Size
from labels.formats.catalogue import named
from labels.kinds import Laser, PieceLabel
from labels.outputs.brother import brother
from labels.outputs.pdf import pdf
from labels.outputs.tapes import HEADS, tapes
from labels.outputs.zpl import zpl
from labels.proof import Proven, prove
from labels.sheets import A4_3X8, imposed
from labels.status.lines import TcpLine
from stock.codes import ALPHABET, write

_MATERIALS = ("Birch plywood", "Acrylic, clear", "MDF", "Cotton canvas", "Aluminium sheet", "Oak")
_SHELVES = ("A1", "A2", "B1", "B2", "C1")
_THICK = (3, 4, 6, 9)
_ROUNDS = 5


def labels(count: int = 1_000) -> Figures:
    """Labels a second in one process, by the clock and by its processor time, the best of some rounds."""
    pieces = batch(count)
    layout(pieces[0])
    sheets = _best(lambda: len(pdf([prove(page) for page in _pages(pieces)])))
    bare = _best(lambda: len(pdf([Proven(page) for page in _pages(pieces)])))
    drawn = {dpi: [Proven(layout(piece, ROLL_62, dpi)) for piece in pieces] for dpi in (203, 300)}
    sent = {dpi: _best(partial(_sent_bytes, drawn[dpi])) for dpi in drawn}
    return (
        {"n": count}
        | _rates("pdf_proven", count, sheets)
        | _rates("pdf_unproven", count, bare)
        | _rates("zpl_203", count, sent[203])
        | _rates("zpl_300", count, sent[300])
        | {"brother_62_ms": _brother_ms(pieces[:100]), "first_byte_ms": _first_byte_ms(pieces[:100])}
    )


def batch(count: int) -> list[PieceLabel]:
    """Pieces as a makerspace has them: each its own code and size, the rest much the same."""
    random = Random(20_261_201)
    return [_piece(random) for _ in range(count)]


def _piece(random: Random) -> PieceLabel:
    return PieceLabel(
        code=write("DRE", "".join(random.choices(ALPHABET, k=6))),
        material=random.choice(_MATERIALS),
        size=f"{random.randrange(50, 2_500)} × {random.randrange(50, 1_250)} × {random.choice(_THICK)} mm",
        mass=f"{random.randrange(1, 90) / 10} kg",
        free_from="Free from 1 Dec 2026",
        laser=random.choice(tuple(Laser)),
        laser_words="Laser",
        hazards=("Sharp edges",) if random.random() < 0.3 else (),
        shelf=random.choice(_SHELVES),
        space="Makerspace Dresden",
    )


def _pages(pieces: Sequence[PieceLabel]) -> list[Drawing]:
    return list(imposed((layout(piece, A4_3X8.room) for piece in pieces), A4_3X8))


def _sent_bytes(drawn: Sequence[Proven]) -> int:
    return len(zpl(drawn))


@dataclass(frozen=True, slots=True)
class _Timed:
    """The shortest of some rounds by the clock, and by the processor time it took; and what came of it."""

    seconds: float
    busy_seconds: float
    result: int


def _best(act: Callable[[], int]) -> _Timed:
    by_clock, busy, result = [], [], 0
    for _round in range(_ROUNDS):
        start, busy_start = perf_counter(), process_time()
        result = act()
        by_clock.append(perf_counter() - start)
        busy.append(process_time() - busy_start)
    return _Timed(min(by_clock), min(busy), result)


def _rates(name: str, count: int, timed: _Timed) -> Figures:
    return {
        f"{name}_per_s": round(count / timed.seconds),
        f"{name}_per_core_s": round(count / timed.busy_seconds),
        f"{name}_bytes_a_label": round(timed.result / count),
    }


def _brother_ms(pieces: Sequence[PieceLabel]) -> Figures:
    """One job a label, layout and proof included."""
    head, roll, watch = HEADS["QL-820NWB"], named("DK-22205"), Stopwatch()
    room = Size(roll.sheet.room.width_um, 29_000)
    for piece in pieces:
        with watch:
            brother([prove(layout(piece, room, head.dpi))], tapes(head)[roll.tape], head)
    return figures(watch.seconds)


def _first_byte_ms(pieces: Sequence[PieceLabel]) -> Figures:
    """From the wish for a label to its first byte at a printer on this machine's network."""
    seconds = []
    for piece in pieces:
        with socket.create_server(("127.0.0.1", 0)) as printer:
            came: list[float] = []
            listening = Thread(target=_first_byte, args=(printer, came))
            listening.start()
            start = perf_counter()
            TcpLine("127.0.0.1", printer.getsockname()[1]).send(zpl([prove(layout(piece, ROLL_62, 203))]))
            listening.join()
            seconds.append(came[0] - start)
    return figures(seconds)


def _first_byte(printer: socket.socket, came: list[float]) -> None:
    line, _ = printer.accept()
    with line:
        line.recv(1)
        came.append(perf_counter())
        while line.recv(65_536):
            pass
