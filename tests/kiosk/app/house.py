"""A whole kiosk behind the screen; only its printer is not real."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from time import monotonic, sleep

from kiosk.desk import Desk
from kiosk.kiosk import Kiosk
from kiosk.printing import Look
from kiosk.registry_line import RegistryLine
from kiosk.scanners.scanner import ScanInput
from kiosk.screens.conversation import DeskConversation
from kiosk.screens.first import first_look
from kiosk.screens.house import House
from kiosk.screens.scene import Scene
from kiosk.settings import Secrets
from kiosk.start import open_kiosk
from kiosk.widgets.spans import Line, Span
from labels.printing.order import Order

PATIENCE_SECONDS = 60
WAITING = ("PLANNING", "READING", "ASKING")


@dataclass(slots=True)
class Paper:
    """What would have been printed."""

    codes: list[str] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    woken: int = 0
    shown: Look | None = None
    known: Sequence[str] | None = ("Zebra", "Brother")

    def items(self, kiosk: Kiosk, codes: Sequence[str]) -> None:  # noqa: ARG002
        """See `LabelsOut`."""
        self.codes += codes

    def order(self, order: Order) -> None:
        """See `LabelsOut`."""
        self.orders.append(order)

    def wake(self) -> None:
        """See `LabelsOut`."""
        self.woken += 1

    def look(self, order: Order, widths: Sequence[int]) -> Look:
        """See `LabelsOut`."""
        code = order.labels[0].code
        return self.shown or Look(tuple((code.center(wide),) * (wide // 4) for wide in widths))

    def look_for_printers(self) -> None:
        """See `LabelsOut`."""

    def printers(self) -> Sequence[str] | None:
        """See `LabelsOut`."""
        return self.known

    def note(self) -> Span | None:
        """See `LabelsOut`."""
        return None

    def close(self) -> None:
        """See `LabelsOut`."""


def open_house(database: Path, paper: Paper, kiosk: Kiosk | None = None) -> House:
    """A house over a database, or over a kiosk that is open already."""
    secrets = Secrets(database.parent)
    opened = kiosk or open_kiosk(database)
    return House(Desk(opened), database, secrets, paper, RegistryLine(secrets, lambda: None))


@dataclass(slots=True)
class Talk:
    """Somebody who scans and types, and reads the answers. Ten seconds pass between two scans."""

    database: Path
    kiosk: Kiosk | None = None
    paper: Paper = field(default_factory=Paper)
    conversation: DeskConversation = field(init=False)
    clock: "count[int]" = field(default_factory=lambda: count(1000, 10))

    def __post_init__(self) -> None:
        self.conversation = DeskConversation(
            lambda: open_house(self.database, self.paper, self.kiosk), first_look(self.database)
        )

    def opens(self) -> Scene:
        """The first picture that knows the ledger."""
        return self.conversation.open()

    def says(self, *texts: str) -> Scene:
        """The picture after the last of these scans, with the answer that had to be waited for."""
        for text in texts:
            scene = self.sees(self.hears(text))
        return scene

    def hears(self, *texts: str) -> Scene:
        """The picture right after the last of these scans."""
        for text in texts:
            scene = self.conversation.answer(ScanInput(text, next(self.clock)))
        return scene

    def sees(self, scene: Scene) -> Scene:
        """The picture that this one becomes, where it shows that its answer is still to come."""
        while scene.calm and scene.answer.word in WAITING:
            deadline = monotonic() + PATIENCE_SECONDS
            while not self.conversation.has_news():
                assert monotonic() < deadline, scene
                sleep(0.001)
            scene = self.conversation.refresh() or scene
        return scene


def text_of(lines: Sequence[Line]) -> str:
    """Lines as a reader sees them."""
    return "\n".join("".join(span.text for span in each) for each in lines)


def shown_in(scene: Scene, width: int = 80, height: int = 13) -> str:
    """What a scene's middle says."""
    return text_of(scene.body.lines(width, height, 0))
