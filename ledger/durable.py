"""The durable tables, few, which migrate.

Lengths in µm, areas in µm², times in UTC. Rows never leave this package.
"""

from sqlalchemy import BigInteger, Index, LargeBinary, MetaData
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

DURABLE = MetaData()


class Durable(SQLModel, registry=registry(metadata=DURABLE)):
    """Tables that migrate."""


class SpaceRow(Durable, table=True):
    """One row a space: the lock of its writers."""

    __tablename__ = "space"
    space_id: str = Field(primary_key=True)


class LogRow(Durable, table=True):
    """One row a log. `acked` is a hint for the status bar, never a cursor."""

    __tablename__ = "log"
    space_id: str = Field(primary_key=True)
    log_id: str = Field(primary_key=True)
    own: bool = True
    closed: bool = False
    acked: int = Field(default=0, sa_type=BigInteger)


class EventRow(Durable, table=True):
    """One accepted event: its line as it was hashed and sent, the hash after it, and its `revision`: the how
    manieth of its space it was to arrive."""

    __tablename__ = "event"
    __table_args__ = (
        Index("event_revision", "space_id", "revision", unique=True),
        {"sqlite_with_rowid": False},
    )
    space_id: str = Field(primary_key=True)
    log_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    revision: int = Field(sa_type=BigInteger)
    line: bytes = Field(sa_type=LargeBinary)
    hash: bytes = Field(sa_type=LargeBinary)


class PrivateRow(Durable, table=True):
    """Who did it, at this kiosk alone. Deletable at any time; never sent, never hashed."""

    __tablename__ = "private"
    space_id: str = Field(primary_key=True)
    eid: str = Field(primary_key=True)
    who: str


class PrintedRow(Durable, table=True):
    """What an item's last label said that this kiosk printed, as a digest."""

    __tablename__ = "printed"
    space_id: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    face: str


class BadgeRow(Durable, table=True):
    """A code that is a maker's badge, at this kiosk alone."""

    __tablename__ = "badge"
    space_id: str = Field(primary_key=True)
    code: str = Field(primary_key=True)


class PlanRow(Durable, table=True):
    """A plan of cuts that somebody took, at this kiosk alone: the ISO day they did, its body as its package
    writes it, and whether nobody is to be asked about it any more."""

    __tablename__ = "plan"
    space_id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    day: str
    closed: bool
    body: str


class PlannedRow(Durable, table=True):
    """A code that a plan is about: of a piece that it cuts, or of a remainder that it expects."""

    __tablename__ = "planned"
    space_id: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
    number: int = Field(primary_key=True)


class LetterRow(Durable, table=True):
    """An event of another space that is addressed to this one, as this kiosk fetched it; `number` counts them
    in the order they came. It can be fetched again at any time."""

    __tablename__ = "letter"
    space_id: str = Field(primary_key=True)
    sender: str = Field(primary_key=True)
    eid: str = Field(primary_key=True)
    number: int = Field(sa_type=BigInteger)
    line: bytes = Field(sa_type=LargeBinary)


class NeighbourRow(Durable, table=True):
    """A space that this kiosk keeps a copy of. `fill` is the number of the copy that is shown, `since` how
    far it was followed, `at` when it last was (UTC)."""

    __tablename__ = "neighbour"
    space_id: str = Field(primary_key=True)
    neighbour: str = Field(primary_key=True)
    name: str
    fill: int
    since: str
    at: str


_SIZES = ("thick_um", "long_um", "short_um", "diameter_um", "wall_um", "number")
_BY_AREA = ("area_um2", "neighbour", "code", *_SIZES)
"""What fits comes out by its area, and is told without the rows."""


class MirroredRow(Durable, table=True):
    """One item of such a copy: `body` is the item as it travels, the rest is what is searched. `number` is
    the item's in the word index."""

    __tablename__ = "mirrored"
    __table_args__ = (
        Index("mirrored_material", "space_id", "material", *_BY_AREA),
        Index("mirrored_area", "space_id", *_BY_AREA, "material"),
        Index("mirrored_number", "space_id", "number"),
        {"sqlite_with_rowid": False},
    )
    space_id: str = Field(primary_key=True)
    neighbour: str = Field(primary_key=True)
    fill: int = Field(primary_key=True)
    code: str = Field(primary_key=True)
    number: int = Field(sa_type=BigInteger)
    material: str
    words: str
    area_um2: int = Field(sa_type=BigInteger)
    long_um: int = Field(sa_type=BigInteger)
    short_um: int = Field(sa_type=BigInteger)
    thick_um: int = Field(sa_type=BigInteger)
    diameter_um: int = Field(sa_type=BigInteger)
    wall_um: int = Field(sa_type=BigInteger)
    body: str


class SettingRow(Durable, table=True):
    """One setting of this kiosk."""

    __tablename__ = "setting"
    name: str = Field(primary_key=True)
    value: str
