"""The derived tables, which are folded again whenever `FOLD_VERSION` changes.

Lengths in µm, areas in µm², times in UTC. Rows never leave this package.
"""

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Index,
    LargeBinary,
    MetaData,
    event,
    literal_column,
)
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

DERIVED = MetaData()


class Derived(SQLModel, registry=registry(metadata=DERIVED)):
    """Tables that are dropped and folded again."""


class FoldRow(Derived, table=True):
    """Which version of the fold made a space's derived rows, and the sum of their prints, in 32 bytes."""

    __tablename__ = "fold"
    space_id: str = Field(primary_key=True)
    version: int
    state: bytes = Field(sa_type=LargeBinary)


@event.listens_for(DERIVED, "before_create")
def _partial_on_servers_too(_target: MetaData, connection: Connection, **_more: object) -> None:
    """The partial indexes of SQLite are such on PostgreSQL. Said with the tables, that would load its dialect
    at each kiosk's start."""
    if connection.dialect.name != "postgresql":
        return
    for index in (index for table in DERIVED.tables.values() for index in table.indexes):
        index.dialect_kwargs["postgresql_where"] = index.dialect_options["sqlite"]["where"]


HERE: ColumnElement[bool] = literal_column("place = 'here'")
WAITING: ColumnElement[bool] = literal_column("place = 'quarantine'")
BELOW: ColumnElement[bool] = literal_column("quantity < 0")
"""What the partial indexes hold: said in these very words, or SQLite does not use them. They have the
place as a column too, or SQLite reads every row to see it."""

_PLACE = ("space_id", "place")
_BY_AREA = ("thick_um", "area_um2", "number", "long_um", "short_um", "diameter_um", "wall_um")
"""A thickness is asked for exactly, or each in a range by itself: so what fits comes out by its area."""


class ItemRow(Derived, table=True):
    """One item as it stands: what the fold says of it, and what of that is searched.

    `number` counts items in the order this ledger first met them, `revision` is that of the last event that
    changed it. `place` is "here" for what may be found on
    a shelf, "quarantine" for what waits for staff, "" for the rest. A piece with an outline has its true area
    and no edges: what fits in it is asked of `RectangleRow`.
    """

    __tablename__ = "item"
    __table_args__ = (
        Index("item_number", "space_id", "number", "place"),
        Index("item_thick", *_PLACE, *_BY_AREA, "material", sqlite_where=HERE),
        Index("item_material", *_PLACE, "material", *_BY_AREA, "shelf", sqlite_where=HERE),
        Index("item_waiting", *_PLACE, "number", "shelf", sqlite_where=WAITING),
        Index("item_below", "space_id", "quantity", sqlite_where=BELOW),
        {"sqlite_with_rowid": False},
    )
    space_id: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    number: int = Field(sa_type=BigInteger)
    revision: int = Field(sa_type=BigInteger)
    cv: int = Field(sa_type=BigInteger)
    eid: str
    quantity: int = Field(default=0, sa_type=BigInteger)
    place: str = ""
    shelf: str = ""
    material: str = ""
    area_um2: int = Field(default=0, sa_type=BigInteger)
    long_um: int = Field(default=0, sa_type=BigInteger)
    short_um: int = Field(default=0, sa_type=BigInteger)
    thick_um: int = Field(default=0, sa_type=BigInteger)
    diameter_um: int = Field(default=0, sa_type=BigInteger)
    wall_um: int = Field(default=0, sa_type=BigInteger)
    body: str


class RectangleRow(Derived, table=True):
    """Of a piece on a shelf that has an outline: the box around it (`rank` 0), and each rectangle that
    certainly lies inside. `area_um2` is that of the piece."""

    __tablename__ = "rectangle"
    __table_args__ = (
        Index(
            *("rectangle_fit", "space_id", "thick_um", "area_um2", "item"),
            *("rank", "long_um", "short_um", "material"),
        ),
        {"sqlite_with_rowid": False},
    )
    space_id: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    rank: int = Field(primary_key=True)
    material: str
    thick_um: int = Field(sa_type=BigInteger)
    area_um2: int = Field(sa_type=BigInteger)
    long_um: int = Field(sa_type=BigInteger)
    short_um: int = Field(sa_type=BigInteger)


class EntryRow(Derived, table=True):
    """One line of an item's history; `revision` leads to the event, `what` is the kind of state it gave."""

    __tablename__ = "entry"
    __table_args__ = (Index("entry_eid", "space_id", "eid"), {"sqlite_with_rowid": False})
    space_id: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    cv: int = Field(primary_key=True, sa_type=BigInteger)
    eid: str = Field(primary_key=True)
    kind: str
    at: str
    delta: int = Field(default=0, sa_type=BigInteger)
    what: str = ""
    revision: int = Field(sa_type=BigInteger)


class VoidRow(Derived, table=True):
    """An event that was taken back."""

    __tablename__ = "void"
    space_id: str = Field(primary_key=True)
    eid: str = Field(primary_key=True)


class AliasRow(Derived, table=True):
    """A foreign or former code that leads to an item, unless the event that says so was taken back."""

    __tablename__ = "alias"
    space_id: str = Field(primary_key=True)
    alias: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    eid: str = Field(primary_key=True)


class BlankRow(Derived, table=True):
    """A code that was issued on a blank label."""

    __tablename__ = "blank"
    space_id: str = Field(primary_key=True)
    code: str = Field(primary_key=True)


class ShelfRow(Derived, table=True):
    """A place with a code and a name."""

    __tablename__ = "shelf"
    space_id: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
    name: str
    cv: int = Field(sa_type=BigInteger)
    eid: str


class MessageRow(Derived, table=True):
    """An event that is addressed to another space, unless it was taken back. A registry is asked for those
    addressed to one space, whoever sent them: the one question that begins with no `space_id`."""

    __tablename__ = "message"
    __table_args__ = (Index("message_addressee", "addressee", "space_id", "revision"),)
    space_id: str = Field(primary_key=True)
    eid: str = Field(primary_key=True)
    kind: str
    item: str
    addressee: str
    revision: int = Field(sa_type=BigInteger)


class ClashRow(Derived, table=True):
    """Two events that gave a piece the same custody counter: an exception for a person."""

    __tablename__ = "clash"
    space_id: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    cv: int = Field(primary_key=True, sa_type=BigInteger)
    settled: bool = False
