"""Serving over TCP until a signal ends it, in one process or in several that share a socket.

At the end new connections are refused, requests at hand are answered, and only then the processes leave.
"""

import gc
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

import uvicorn
from prometheus_client.multiprocess import mark_process_dead
from starlette.types import ASGIApp
from uvicorn.supervisors import Multiprocess

from registry.journal import CONFIG
from registry.metrics import shared
from registry.options import Serving
from registry.patience import Patient

GRACE_SECONDS = 20
_HEALTHY_SECONDS = 30
_YOUNG = 50_000
"""Objects between two looks for cycles: a batch makes thousands of objects and no cycle."""


def serve(wish: Serving, listening: socket.socket, ready: Callable[[], object]) -> None:
    """Serve until SIGTERM or SIGINT; requests at hand are answered first."""
    config = uvicorn.Config(
        App(wish),
        factory=True,
        http=Patient,
        workers=wish.workers,
        access_log=False,
        log_config=CONFIG,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_worker_healthcheck=_HEALTHY_SECONDS,
    )
    if wish.workers > 1:
        _serve_by_many(config, listening, ready)
    else:
        _serve_alone(config, listening, ready)


@dataclass(frozen=True, slots=True)
class App:
    """Makes the app within the process that serves it."""

    wish: Serving

    def __call__(self) -> ASGIApp:
        """The app over a database of its own opening."""
        from registry.api import create
        from registry.spaces import Spaces
        from registry.watching import Watched

        gc.set_threshold(_YOUNG, 20, 20)
        spaces = Spaces(self.wish.database, copy=self.wish.copy)
        return Watched(create(spaces, self.wish.allowance))


def _serve_alone(config: uvicorn.Config, listening: socket.socket, ready: Callable[[], object]) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)
    config.load()
    ready()
    uvicorn.Server(config).run([listening])


def _serve_by_many(config: uvicorn.Config, listening: socket.socket, ready: Callable[[], object]) -> None:
    with shared():
        ready()
        _Processes(config, [listening]).run()


class _Processes(Multiprocess):
    """The processes; at the end nobody can connect any more while they finish."""

    def keep_subprocess_alive(self) -> None:
        """Start another one in place of one that died, which has no requests at hand any more."""
        before = {process.pid for process in self.processes}
        super().keep_subprocess_alive()
        for pid in before - {process.pid for process in self.processes}:
            mark_process_dead(pid)  # type: ignore[no-untyped-call]

    def terminate_all(self) -> None:
        """Let them finish."""
        for listening in self.sockets:
            listening.close()
        super().terminate_all()


def _leave(_number: int, _frame: FrameType | None) -> None:
    """The server raises the signal once more when it is done."""
    sys.exit(0)
