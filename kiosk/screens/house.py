"""What the desk and the pages share: the kiosk as it is, its secrets, and what works beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kiosk.desk import Desk
from kiosk.kiosk import Kiosk
from kiosk.list_reader import ListReader
from kiosk.lister import Lister
from kiosk.outliner import Outliner
from kiosk.places import STICKS, drawing_folder
from kiosk.planner import Planner
from kiosk.printing import Look
from kiosk.screens.pin_lock import PinLock
from kiosk.settings import Secrets, settings_of
from kiosk.space_asker import SpaceAsker
from kiosk.start import change_settings, kiosk_with
from kiosk.widgets.spans import Span
from labels.printing.order import Order


class LabelsOut(Protocol):
    """Labels on their way to paper, in the background."""

    def items(self, kiosk: Kiosk, codes: Sequence[str]) -> None:
        """Print the labels of items and shelves."""

    def order(self, order: Order) -> None:
        """Print what was put together."""

    def wake(self) -> None:
        """See to what waits on the disk."""

    def look(self, order: Order, widths: Sequence[int]) -> Look:
        """An order's first label as a terminal shows it, a picture for each width in characters."""

    def look_for_printers(self) -> None:
        """Begin to ask which printers there are."""

    def printers(self) -> Sequence[str] | None:
        """The printers; None while that is being asked."""

    def note(self) -> Span | None:
        """What became of the last label."""

    def close(self) -> None:
        """Finish what is under way."""


class SyncLine(Protocol):
    """The line to the registry, in the background."""

    def follow(self, kiosk: Kiosk) -> None:
        """Work for the kiosk as it is now, which may have joined a registry."""

    def nudge(self) -> None:
        """Something was recorded."""

    def note(self, unsynced: int) -> Span | None:
        """How far the registry has got."""

    def close(self) -> None:
        """Stop."""


@dataclass(slots=True)
class House:
    """One open kiosk."""

    desk: Desk
    database: Path
    secrets: Secrets
    labels: LabelsOut
    sync: SyncLine
    lock: PinLock = field(default_factory=PinLock)
    planner: Planner = field(default_factory=Planner)
    reader: ListReader = field(default_factory=ListReader)
    outliner: Outliner = field(default_factory=Outliner)
    lister: Lister = field(default_factory=Lister)
    asker: SpaceAsker = field(default_factory=SpaceAsker)
    sticks: tuple[Path, ...] = STICKS

    @property
    def kiosk(self) -> Kiosk:
        """The kiosk with the settings it has now."""
        return self.desk.kiosk

    @property
    def news(self) -> tuple[int, ...]:
        """Numbers that change whenever there is news of a plan, of a cut list in a file, of an outline and
        the files for one, or of a space."""
        sources = (self.planner, self.reader, self.outliner, self.lister, self.asker)
        return tuple(source.version for source in sources)

    @property
    def drawing_folders(self) -> tuple[Path, ...]:
        """Where drawings and photos may lie: the kiosk's own folder for them, and sticks."""
        return drawing_folder(self.database), *self.sticks

    def change(self, **values: str) -> None:
        """Change settings, for everybody from now on. Raises LedgerError."""
        ledger = self.kiosk.ledger
        self.use(kiosk_with(ledger, change_settings(ledger, self.kiosk.settings, values)))

    def take_up_settings(self) -> None:
        """Go on with the settings as they are stored: a command may have changed them. Raises LedgerError."""
        ledger = self.kiosk.ledger
        with ledger.reading() as reading:
            stored = settings_of(reading.settings())
        if stored != self.kiosk.settings:
            self.use(kiosk_with(ledger, stored))

    def use(self, kiosk: Kiosk) -> None:
        """Go on with this kiosk."""
        self.desk.kiosk = kiosk
        self.sync.follow(kiosk)

    def close(self) -> None:
        """Let go of everything; what is being printed is finished first."""
        self.reader.stop()
        self.outliner.stop()
        self.asker.stop()
        self.planner.close()
        self.sync.close()
        self.labels.close()
        self.kiosk.ledger.engine.dispose()
