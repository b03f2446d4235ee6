"""The press at work: on the queue in a thread, on looks beside it, so that no look waits for a printer."""

import json
import sys
from contextlib import suppress
from dataclasses import asdict
from threading import Event, Lock, Thread
from typing import Any

from labels.errors import LabelError
from labels.outputs.half_blocks import half_blocks
from labels.printing.drawn import one_drawing
from labels.printing.order import order_of
from labels.printing.outcome import Reason, Why, why_of
from labels.printing.press import confirm_sent, press_waiting
from labels.printing.queue import Job
from labels.printing.stationery import Stationery

_ASK_AGAIN_SECONDS = 2.0
_ASK_AT_MOST = 300
"""Times that a printer is asked about what it has; whoever looks at the queue later asks once more."""


class PressRoom:
    """Hears lines and says lines, as `labels.printing.service` describes them."""

    def __init__(self, stationery: Stationery) -> None:
        self._stationery = stationery
        self._called, self._ends, self._saying = Event(), Event(), Lock()
        self._thread = Thread(target=self._work, name="press")

    def run(self) -> None:
        """Until the standard input ends; what is being sent is finished."""
        self._called.set()
        self._thread.start()
        for line in sys.stdin:
            if line.strip():
                self._say(self._look(line))
            else:
                self._called.set()
        self._ends.set()
        self._called.set()
        self._thread.join()

    def _work(self) -> None:
        asked = 0
        while not self._ends.is_set():
            called = self._called.wait(_ASK_AGAIN_SECONDS if asked else None)
            self._called.clear()
            asked = _ASK_AT_MOST if called else asked - 1
            try:
                press_waiting(self._stationery, self._tell)
                asked = asked if confirm_sent(self._stationery, self._tell) else 0
            except LabelError as error:
                self._say({"trouble": asdict(why_of(error))})

    def _tell(self, job: Job) -> None:
        self._say({"job": asdict(job)})

    def _look(self, line: str) -> dict[str, Any]:
        try:
            asked = json.loads(line)
            order = order_of(asked["order"])
            drawing = one_drawing(order, self._stationery.printer(order.printer), self._stationery)
            pictures = [half_blocks(drawing, columns) for columns in asked["widths"]]
            return {"look": asked["look"], "pictures": pictures}
        except LabelError as error:
            return {"look": asked["look"], "why": asdict(why_of(error))}
        except Exception as fault:  # noqa: BLE001 (whoever waits for the look must hear of it)
            return {"look": None, "why": asdict(Why(Reason.BROKEN, detail=type(fault).__name__))}

    def _say(self, value: dict[str, Any]) -> None:
        """Who does not listen any more is told nothing; what waits is printed all the same."""
        with self._saying, suppress(OSError):
            print(json.dumps(value), flush=True)
