"""Readability: every label reads when it is clean, and how long a worn one does beside what others print."""

from math import sqrt
from random import Random

from PIL import Image
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
from qrcode.main import QRCode

from benchmarks.clean import clean
from benchmarks.figures import Figures
from benchmarks.labels import batch
from benchmarks.wear import WORN, Worn, seen
from labels.drawing import UM_PER_INCH
from labels.reading import read
from labels.symbol import qr

_SIDE_UM = 12_000
_DPI = 300
_QUIET = 4


def readability(labels: int = 10_000, worn: int = 200) -> Figures:
    """Percent of labels that read: clean ones by both readers, worn ones as cameras use them."""
    found = clean(labels)
    rates = {f"{kind.name}_{level:g}": _rates(kind, level, worn) for kind in WORN for level in kind.levels}
    verdicts = {name: _verdict(rate, worn) for name, rate in rates.items()}
    beside = {name: rate | {"ours_is": verdicts[name]} for name, rate in rates.items()}
    return found | beside | {"never_behind": "behind" not in verdicts.values()}


def _verdict(rates: dict[str, float], count: int) -> str:
    """Ours beside the best of the others; `equal` is within two standard errors of the difference."""
    ours, best = rates["ours"], max(rate for name, rate in rates.items() if name != "ours")
    spread = sum(rate * (100 - rate) / count for rate in (ours, best))
    if abs(ours - best) <= 2 * sqrt(spread):
        return "equal"
    return "ahead" if ours > best else "behind"


def _rates(kind: Worn, level: float, count: int) -> dict[str, float]:
    """The same wear on the symbols of all systems, each 12 mm wide as far as whole dots go."""
    return {name: _rate(name, kind, level, count) for name in _PAYLOADS}


def _rate(system: str, kind: Worn, level: float, count: int) -> float:
    random, good = Random(f"{kind.name} {level}"), 0
    for number in range(count):
        payload, picture = _symbol(system, number)
        good += payload in read(kind.wear(seen(picture, _DPI), level, random))
    return round(100 * good / count, 1)


_PAYLOADS = {
    "ours": ("", None),
    "inventree": ('{{"stockitem": {number}}}', ERROR_CORRECT_M),
    "homebox": ("https://homebox.example.org/item/8d2cf5a4-3b1e-4c7a-9f60-{number:012d}", ERROR_CORRECT_M),
    "snipe_it": ("https://snipeit.example.org/hardware/{number}", ERROR_CORRECT_L),
}
"""What their labels hold by default, with the correction they ask for."""


def _symbol(system: str, number: int) -> tuple[str, Image.Image]:
    text, correction = _PAYLOADS[system]
    if correction is None:
        payload = _OURS[number % len(_OURS)].code
        return payload, _drawn([list(row) for row in qr(payload).rows])
    payload = text.format(number=10_000 + number)
    theirs = QRCode(error_correction=correction, border=0)
    theirs.add_data(payload)
    theirs.make(fit=True)
    return payload, _drawn([[bool(module) for module in row] for row in theirs.modules])


_OURS = batch(200)


def _drawn(rows: list[list[bool]]) -> Image.Image:
    dots = _SIDE_UM * _DPI // UM_PER_INCH // len(rows)
    modules = Image.new("L", (len(rows), len(rows)))
    modules.putdata([0 if dark else 255 for row in rows for dark in row])
    whole = modules.resize((dots * len(rows), dots * len(rows)), Image.Resampling.NEAREST)
    edge = dots * _QUIET
    paper = Image.new("L", (whole.width + 2 * edge, whole.height + 2 * edge), 255)
    paper.paste(whole, (edge, edge))
    return paper
