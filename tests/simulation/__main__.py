"""`python -m tests.simulation --schedules N --seed S`: worlds of seeds from S on; exit code 1 if one fails.

With `--resume FILE` the next seed is kept in a file, and a run that was interrupted goes on from there.
"""

import argparse
import json
import sys
from pathlib import Path
from time import monotonic

from tests.simulation.slices import CHUNK, failed, pin
from tests.simulation.world import STEPS


def main() -> int:
    """Run the slice that was asked for."""
    chosen = _chosen()
    start = _resumed(chosen.resume, chosen.seed)
    seeds, begun, found = range(start, chosen.seed + chosen.schedules), monotonic(), 0
    kinds = {"on_disk": chosen.on_disk, "between": chosen.between}
    worlds = failed(seeds, chosen.processes, chosen.steps, **kinds)
    for done, chunk in enumerate(worlds, start=1):
        for seed, wrong in chunk:
            found += 1
            if not any(kinds.values()):
                pin((seed, wrong))
            print(f"seed {seed} fails: {'; '.join(wrong[:5])}", flush=True)
        if chosen.resume:
            chosen.resume.write_text(str(min(start + done * CHUNK, seeds.stop)))
    report = {
        "schedules": len(seeds),
        "steps": chosen.steps,
        **kinds,
        "first_seed": start,
        "failed": found,
        "seconds": round(monotonic() - begun, 1),
    }
    print(json.dumps(report))
    return 1 if found else 0


def _chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--schedules", type=int, default=2000, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="S")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--on-disk", action="store_true", help="real ledgers in SQLite files")
    parser.add_argument("--between", action="store_true", help="several spaces, and pieces between them")
    parser.add_argument("--resume", type=Path, metavar="FILE")
    return parser.parse_args()


def _resumed(file: Path | None, seed: int) -> int:
    return int(file.read_text()) if file and file.exists() else seed


if __name__ == "__main__":
    sys.exit(main())
