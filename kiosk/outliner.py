"""Reading an outline in a thread of its own: scans are answered meanwhile, however long a file takes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from cutting.outlines import reading
from cutting.outlines.errors import NoOutline, Why
from cutting.outlines.reading import Found
from cutting.terms import Mode
from kiosk.use_cases.nest import KERF_UM
from stock.outlines import Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an outline comes from: a file, else corners as typed. With a `sheet`, corners too, the file is
    the laser job that was cut out of it."""

    path: Path | None = None
    corners: str = ""
    unit: str = ""
    sheet: str = ""
    thick_um: int = 0

    @property
    def is_drawing(self) -> bool:
        """Whether it has a unit, and may be a laser job."""
        return self.path is not None and self.path.suffix.casefold() not in reading.PHOTO_ENDINGS


@dataclass(frozen=True, slots=True)
class Shape:
    """What was read: the outline, and the corners of the largest rectangle in it."""

    found: Found
    largest: tuple[tuple[float, float], ...]

    @property
    def outline(self) -> Outline:
        """The outline itself."""
        return self.found.outline


Result = Shape | NoOutline | OSError


def shape_of(source: Source) -> Result:
    """What a source says, or why that is no outline."""
    try:
        found = _found(source)
        return Shape(found, reading.largest_inside(found.outline))
    except (NoOutline, OSError) as error:
        return error


def _found(source: Source) -> Found:
    if source.path is None:
        return reading.from_corners(source.corners)
    if not source.path.is_file():
        raise FileNotFoundError(source.path.name)
    if source.sheet:
        kerf_um = KERF_UM[Mode.FREE]
        return reading.from_job(source.path, source.sheet, unit=source.unit, kerf_um=kerf_um)
    return reading.from_file(source.path, unit=source.unit, thick_um=source.thick_um)


@dataclass(slots=True)
class _Run:
    """One source that is being read."""

    source: Source
    result: Result | None = None


class Outliner:
    """Reads one source at a time. `changed` is called, from any thread, when it was read."""

    def __init__(
        self,
        changed: Callable[[], None] = lambda: None,
        read: Callable[[Source], Result] = shape_of,
    ) -> None:
        self._changed, self._read = changed, read
        self._run: _Run | None = None
        self.version = 0

    def begin(self, source: Source) -> None:
        """Read this, and nothing else any more."""
        self._run = run = _Run(source)
        Thread(target=self._work, args=[run], name="outliner", daemon=True).start()

    @property
    def result(self) -> Result | None:
        """What was read; None while nothing is."""
        return self._run.result if self._run else None

    def stop(self) -> None:
        """Nothing is to be read any more."""
        self._run = None

    def _work(self, run: _Run) -> None:
        try:
            run.result = self._read(run.source)
        except Exception:  # noqa: BLE001 (a library that fails at a file leaves the kiosk as it is)
            run.result = NoOutline(Why.UNREADABLE)
        if run is self._run:
            self.version += 1
            self._changed()
