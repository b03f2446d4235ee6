"""Opening the house: the kiosk over its database, and what works for it in the background."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path

from kiosk.desk import Desk
from kiosk.labels_out import PrintedLabels
from kiosk.language import spoken
from kiosk.list_reader import ListReader
from kiosk.lister import Lister
from kiosk.outliner import Outliner
from kiosk.planner import Planner
from kiosk.registry_line import RegistryLine
from kiosk.screens.house import House
from kiosk.settings import Secrets
from kiosk.space_asker import SpaceAsker
from kiosk.start import open_kiosk

SWITCH_SECONDS = 0.0005
"""How long a plan in the making keeps a scan waiting, each of the some 20 times that it asks the disk."""


def open_house(database: Path, changed: Callable[[], None], *, demo: bool = False) -> House:
    """The house over a database; the demo's is filled where it is missing. Raises LedgerError."""
    if demo:
        _make_demo(database)
    kiosk = open_kiosk(database)
    secrets = Secrets(database.parent)
    labels = PrintedLabels(kiosk, database.parent, changed)
    house = House(
        *(Desk(kiosk), database, secrets, labels, RegistryLine(secrets, changed)),
        planner=Planner(changed),
        reader=ListReader(changed),
        outliner=Outliner(changed),
        lister=Lister(changed),
        asker=SpaceAsker(changed),
    )
    house.sync.follow(kiosk)
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.freeze()  # what is loaded by now stays; looking through all of it again holds a scan up for 100 ms
    return house


def _make_demo(database: Path) -> None:
    from kiosk.demo import make_demo

    make_demo(database, spoken())
