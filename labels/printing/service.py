"""The press as a process of its own: drawing needs more memory than a kiosk that only scans should have.

`python -m labels.printing.service FOLDER` works on the queue of a data folder. An empty line on its input
says that there is something to do; a line with an order asks for a look at its first label. It tells,
as JSON lines on its output, each job once nothing more goes out of it, each look, and what keeps it from
working. It ends with its standard input.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from labels.printing.outcome import Reason, Why


def main(root: Path) -> None:
    """Work until the standard input ends."""
    try:
        from labels.printing.pressroom import PressRoom
    except ImportError as error:
        print(json.dumps({"trouble": asdict(Why(Reason.NO_READER, detail=str(error)))}), flush=True)
        return
    from labels.printing.stationery import Stationery

    PressRoom(Stationery(root)).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
