"""`python -m tests.power --states N`: power cuts while a kiosk scans; exit code 1 where one costs a scan."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from tests.power.cutting import cut_power


def main() -> int:
    """Cut the power so often."""
    parser = argparse.ArgumentParser(prog="python -m tests.power", description=__doc__)
    parser.add_argument("--states", type=int, default=20_000, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="S")
    memory = Path("/dev/shm")
    chosen = parser.parse_args()
    count = cut_power(chosen.states, chosen.seed, folder=memory if memory.is_dir() else None)
    print(json.dumps(asdict(count)))
    return 1 if count.lost or count.damaged else 0


if __name__ == "__main__":
    sys.exit(main())
