"""The tables of the registry's accounts, in a metadata of their own: a kiosk's database has none of them."""

from sqlalchemy import BigInteger, Index, LargeBinary, MetaData
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from ledger.rows import table

REGISTRY = MetaData()


class Registered(SQLModel, registry=registry(metadata=REGISTRY)):
    """Tables of the registry alone; they migrate."""


class AccountRow(Registered, table=True):
    """One space."""

    __tablename__ = "account"
    space_id: str = Field(primary_key=True)
    name: str
    zone: str = ""
    prefix: str = Field(unique=True)
    created: str


class KioskRow(Registered, table=True):
    """One kiosk of a space. First characters are never given twice: labels bear them for ever. `next_hash` is
    of the token that the kiosk asked for and has not used yet."""

    __tablename__ = "kiosk"
    __table_args__ = (Index("kiosk_first", "space_id", "first", unique=True),)
    space_id: str = Field(primary_key=True)
    kiosk_id: str = Field(primary_key=True)
    first: str
    secret_hash: bytes = Field(sa_type=LargeBinary)
    next_hash: bytes | None = Field(default=None, sa_type=LargeBinary)
    created: str
    revoked: str = ""


class EnrolmentRow(Registered, table=True):
    """One code to enrol with. It names its space, so it is found by its hash alone."""

    __tablename__ = "enrolment"
    code_hash: bytes = Field(primary_key=True, sa_type=LargeBinary)
    space_id: str
    expires: str
    used: str = ""


class RateRow(Registered, table=True):
    """How often something happened in a window of time that ends then (Unix time in ms)."""

    __tablename__ = "rate"
    name: str = Field(primary_key=True)
    count: int = Field(sa_type=BigInteger)
    ends_ms: int = Field(sa_type=BigInteger)


class ArrivalRow(Registered, table=True):
    """One batch of a space's events: its last revision, a digest of all up to there in their order, and when
    the registry stored it."""

    __tablename__ = "arrival"
    space_id: str = Field(primary_key=True)
    revision: int = Field(primary_key=True, sa_type=BigInteger)
    digest: str
    at: str


ACCOUNT, KIOSK, ENROLMENT = table(AccountRow), table(KioskRow), table(EnrolmentRow)
RATE, ARRIVAL = table(RateRow), table(ArrivalRow)
