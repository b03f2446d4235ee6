"""Timings as the figures that are reported: percentiles in milliseconds, rates per second, memory."""

import os
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

Figures = dict[str, Any]


class Stopwatch:
    """Collects durations, in seconds."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self._start = 0.0

    def __enter__(self) -> None:
        self._start = perf_counter()

    def __exit__(self, *_error: object) -> None:
        self.seconds.append(perf_counter() - self._start)


def percentile(seconds: Sequence[float], share: float) -> float:
    """The duration that a share of all does not exceed (nearest rank), in milliseconds."""
    ordered = sorted(seconds)
    return round(ordered[max(0, -(-int(len(ordered) * share * 1000) // 1000) - 1)] * 1000, 3)


def figures(seconds: Sequence[float]) -> Figures:
    """n, p50, p95 and p99 of durations, in milliseconds."""
    return {"n": len(seconds)} | {
        f"p{int(share * 100)}": percentile(seconds, share) for share in (0.5, 0.95, 0.99)
    }


def beside(ours: Figures, peers: Figures, of: str = "p50") -> Figures:
    """Ours, the peer's with `peer_` before each key, and the ratio ours / peer's."""
    peer = {f"peer_{name}": value for name, value in peers.items()}
    return ours | peer | {"ratio": round(ours[of] / peers[of], 3)}


def resident_mb(pid: int | str = "self") -> float:
    """The resident memory of a process (proc(5), VmRSS), in megabytes."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))
    return round(kilobytes / 1024, 1)


def cpu_seconds(pid: int) -> float:
    """The seconds of a core that a process and its children that ended used (proc(5), utime to cstime)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def table(name: str, found: Figures) -> str:
    """The figures for people."""
    width = max(len(key) for key in found)
    return "\n".join([name, *(f"  {key:<{width}}  {value}" for key, value in found.items())])
