"""A worker that behaves as its first word says, whatever it is asked."""

import os
import sys
import time
from collections.abc import Callable

WAYS: dict[str, Callable[[], object]] = {
    "hang": lambda: time.sleep(3600),
    "die": lambda: os._exit(1),
    "babble": lambda: print("hello"),
    "bytes": lambda: sys.stdout.buffer.write(b"\xff\xfe\n"),
    "list": lambda: print("[1, 2]"),
    "flood": lambda: print("x" * 12_000_000, end=""),
    "nothing": lambda: print('{"bins": []}\n{"end": true}'),
    "nonsense": lambda: print('{"bins": [[0, 1, [[0, 0, 1, 1, 7, 99]]]]}\n{"end": true}'),
    "shapes": lambda: print('{"bins": {"a": null}}\n{"end": true}'),
    "stacked": lambda: print('{"bins": [[0, 1, [[0, 0, 0, 0], [1, 0, 0, 0], [2, 0, 0, 0]]]]}\n{"end": true}'),
}

for _ in sys.stdin:
    WAYS[sys.argv[1]]()
    sys.stdout.flush()
