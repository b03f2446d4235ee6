"""Cut lists for bars: a makerspace's rack, and the public sets of bin packing."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from cutting.terms import Job, Keep, Mode, Offer, Part, Tool

MM = 1000
NEVER = 10**12


@dataclass(frozen=True, slots=True)
class Case:
    """A job with the number of bars in the best plan that was published, 0 where none was."""

    name: str
    job: Job
    best: int = 0


def rack(seed: int, parts: int) -> Case:
    """Twenty offcuts and ten full bars of 3 m; so many parts, up to four of a length; a saw of 3 mm."""
    random = Random(seed)
    offcuts = [
        Offer(f"A{at}", random.randrange(150, 2200) * MM, 0, 1, False, random.randrange(900))
        for at in range(20)
    ]
    lines, left = list[Part](), parts
    while left:
        count = min(left, random.choice((1, 1, 2, 4)))
        lines.append(Part(len(lines) + 1, random.randrange(80, 1300) * MM, 0, count))
        left -= count
    offers = (*offcuts, Offer("", 3000 * MM, 0, 10, True))
    return Case(f"{parts} parts, {seed}", Job(tuple(lines), offers, Tool(Mode.BARS, 3 * MM)))


def falkenauer(file: Path) -> Iterator[Case]:
    """Cases of a file of Falkenauer's, each with the best number of bins at its head."""
    words = file.read_bytes().replace(b"\0", b" ").decode("ascii").split()
    at = next(place for place, word in enumerate(words) if re.fullmatch(r"[ut]\d+_00", word))
    while at < len(words) and re.fullmatch(r"[ut]\d+_\d\d", words[at]):
        name, capacity, count, best = words[at], words[at + 1], int(words[at + 2]), int(words[at + 3])
        lengths = words[at + 4 : at + 4 + count]
        yield Case(name, _packed(_tenths(capacity), map(_tenths, lengths)), best)
        at += 4 + count


def hard28(file: Path) -> Iterator[Case]:
    """The 28 hard cases; no best number stands in their file."""
    lines = iter(file.read_text(encoding="ascii").splitlines())
    for line in lines:
        if line.strip().startswith("'"):
            kinds, capacity = int(next(lines)), int(next(lines))
            rows = [tuple(map(int, next(lines).split())) for _ in range(kinds)]
            lengths = [length for length, count in rows for _ in range(count)]
            yield Case(line.strip().strip("'").strip(), _packed(capacity, lengths))


def _tenths(word: str) -> int:
    return round(float(word) * 10)


def _packed(capacity: int, lengths: object) -> Job:
    """Bins alike, nothing of them kept."""
    counts = Counter(lengths)  # type: ignore[call-overload]
    parts = tuple(Part(at, length, 0, counts[length]) for at, length in enumerate(sorted(counts), start=1))
    return Job(parts, (Offer("", capacity, 0, sum(counts.values())),), Tool(Mode.BARS), Keep(bar_um=NEVER))
