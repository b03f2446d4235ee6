"""`python -m benchmarks NAME [--json]`: one benchmark, or all of them."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from benchmarks.bars import bars
from benchmarks.crowd import crowd
from benchmarks.cutlist import cutlist
from benchmarks.figures import Figures, table
from benchmarks.find import find_all
from benchmarks.first_byte import first_byte
from benchmarks.fit import fit
from benchmarks.ingest import ingest_postgresql, ingest_sqlite
from benchmarks.kills import kills
from benchmarks.labels import labels
from benchmarks.near import near
from benchmarks.outlines import outlines
from benchmarks.readability import readability
from benchmarks.rebuild import rebuild_all
from benchmarks.round import round_trips
from benchmarks.scaling import scaling
from benchmarks.scan import burst, scan
from benchmarks.shelf import shelf
from benchmarks.start import start
from benchmarks.stock_file import stock_file
from benchmarks.verb import verb

BENCHMARKS: dict[str, Callable[[Path], Figures]] = {
    "scan": scan,
    "verb": verb,
    "burst": burst,
    "find": find_all,
    "start": start,
    "rebuild": rebuild_all,
    "first-byte": first_byte,
}
WITHOUT_STOCK: dict[str, Callable[[], Figures]] = {
    "fit": fit,
    "near": near,
    "labels": labels,
    "readability": readability,
    "outlines": outlines,
    "ingest-sqlite": ingest_sqlite,
    "ingest-postgresql": ingest_postgresql,
    "round": round_trips,
    "crowd": crowd,
    "scaling": scaling,
    "cutlist": cutlist,
    "shelf": shelf,
}
NAMES = [*BENCHMARKS, *WITHOUT_STOCK, "bars", "kills"]


def main() -> None:
    """Run what was asked for, each on a fresh copy of the same file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", nargs="?", choices=[*NAMES, "all"], default="all")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="build the database once, into this file")
    parser.add_argument("--number", type=int, default=1000, help="how many processes kills kills")
    parser.add_argument("--sets", type=Path, metavar="DIR", help="public sets of cutting, for bars")
    chosen = parser.parse_args()
    names = NAMES if chosen.name == "all" else [chosen.name]
    found = {name: _run(name, chosen) for name in names}
    if chosen.json:
        print(json.dumps(found.get(chosen.name, found)))
        return
    print("\n".join(table(name, figures) for name, figures in found.items()))


def _run(name: str, chosen: argparse.Namespace) -> Figures:
    if name == "kills":
        return kills(chosen.number)
    if name == "bars":
        return bars(chosen.sets)
    if name in WITHOUT_STOCK:
        return WITHOUT_STOCK[name]()
    with stock_file(chosen.keep) as database:
        return BENCHMARKS[name](database)


if __name__ == "__main__":
    main()
