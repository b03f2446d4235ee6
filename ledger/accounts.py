"""The registry's accounts: spaces, their kiosks, and one-use codes to enrol with.

Codes and tokens are kept as SHA-256 alone. Times are UTC in ISO 8601, always of one length, so that they
compare as texts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Engine, and_, delete, insert, inspect, select, text, update

from ledger.account_tables import ACCOUNT, ENROLMENT, KIOSK
from ledger.engine import reading, writing
from ledger.errors import Damaged, NoPrefixLeft
from ledger.migration import ACCOUNTS, migrate
from stock.codes import ALPHABET, PREFIXES, draw_prefix


@dataclass(frozen=True, slots=True)
class Account:
    """A space: its id in paths, its name, the prefix of its codes, its IANA zone ("" where nobody said)."""

    space: str
    name: str
    prefix: str
    zone: str
    created: str


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A kiosk of a space; `first` begins the serials of its codes. `revoked` is "" or when."""

    space: str
    kiosk: str
    first: str
    created: str
    revoked: str


class NotEnrolled(StrEnum):
    """Why a kiosk was not enrolled."""

    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"
    FULL = "full"
    OTHER_SPACE = "other-space"


class Accounts:
    """The accounts in a prepared database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def spaces(self) -> list[Account]:
        """Every space, by its id."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(*_ACCOUNT)).all()
        return sorted((Account(*row) for row in rows), key=lambda account: account.space)

    def space(self, space: str) -> Account | None:
        """A space by its id."""
        with reading(self._engine) as connection:
            return _account(connection, space)

    def found(self, space: str, name: str, zone: str, now: str, draw: Callable[[int], int]) -> Account:
        """A space with this id, made with a prefix of its own where it is new; `draw(n)` is below n."""
        with writing(self._engine) as connection:
            existing = _account(connection, space)
            if existing is not None:
                return existing
            account = Account(space, name or space, _free_prefix(connection, draw), zone, now)
            connection.execute(insert(ACCOUNT), _row(account))
            return account

    def rename(self, space: str, name: str) -> Account | None:
        """The space with another name; None where there is no such space."""
        with writing(self._engine) as connection:
            connection.execute(update(ACCOUNT).where(ACCOUNT.c.space_id == space), {"name": name})
            return _account(connection, space)

    def kiosks(self, space: str) -> list[Enrolled]:
        """The kiosks of a space, in the order of their enrolment."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(*_KIOSK).where(KIOSK.c.space_id == space)).all()
        return sorted((Enrolled(*row) for row in rows), key=lambda kiosk: (kiosk.created, kiosk.first))

    def allow(self, space: str, code_hash: bytes, now: str, expires: str) -> None:
        """A code with this hash enrols one kiosk until it expires. Used ones are forgotten once expired."""
        row = {"code_hash": code_hash, "space_id": space, "expires": expires, "used": ""}
        with writing(self._engine) as connection:
            connection.execute(delete(ENROLMENT).where(ENROLMENT.c.expires < now, ENROLMENT.c.used != ""))
            connection.execute(insert(ENROLMENT), row)

    def unused_codes(self, space: str, now: str) -> list[str]:
        """Until when the codes of a space count that nobody has used, the first to expire first."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(ENROLMENT.c.expires).where(_unused(space, now)))
            return sorted(rows.scalars().all())

    def withdraw(self, space: str, now: str) -> int:
        """Forget the codes of a space that nobody has used: they enrol nobody. How many they were."""
        with writing(self._engine) as connection:
            return connection.execute(delete(ENROLMENT).where(_unused(space, now))).rowcount

    def enrol(
        self,
        code_hash: bytes,
        kiosk: str,
        earlier: str,
        secret_hash: bytes,
        now: str,
        space: str | None = None,
    ) -> Enrolled | NotEnrolled:
        """Spend a code on a kiosk. One that was enrolled in the space as `earlier` stays that kiosk, and its
        former token ends; any other becomes `kiosk`. Where `space` is named the code of another is not
        spent."""
        with writing(self._engine) as connection:
            query = select(ENROLMENT.c.space_id, ENROLMENT.c.used, ENROLMENT.c.expires)
            code = connection.execute(
                query.where(ENROLMENT.c.code_hash == code_hash).with_for_update()
            ).first()
            if code is None:
                return NotEnrolled.UNKNOWN
            if code.used:
                return NotEnrolled.USED
            if code.expires <= now:
                return NotEnrolled.EXPIRED
            if space not in (None, code.space_id):
                return NotEnrolled.OTHER_SPACE
            enrolled = _admit(connection, code.space_id, kiosk, earlier, secret_hash, now)
            if isinstance(enrolled, Enrolled):
                connection.execute(update(ENROLMENT).where(ENROLMENT.c.code_hash == code_hash), {"used": now})
            return enrolled

    def revoke(self, space: str, kiosk: str, now: str) -> bool:
        """End a kiosk's token; whether there was such a kiosk."""
        where = and_(KIOSK.c.space_id == space, KIOSK.c.kiosk_id == kiosk)
        with writing(self._engine) as connection:
            return connection.execute(update(KIOSK).where(where), {"revoked": now}).rowcount > 0


def prepare_accounts(engine: Engine) -> None:
    """Tables as this version knows them. Raises Newer for a database of a later version."""
    with reading(engine) as connection:
        version = _version(connection)
    if version != ACCOUNTS.head:
        migrate(engine, version, ACCOUNTS)


def check_accounts(engine: Engine) -> None:
    """Raise Damaged for what is no database that this version prepared."""
    with reading(engine) as connection:
        if _version(connection) != ACCOUNTS.head:
            raise Damaged("no registry's, or of another version")


def holds_accounts(engine: Engine) -> bool:
    """Whether it is a registry's database, of any version."""
    with reading(engine) as connection:
        return _version(connection) != ""


_ACCOUNT = (ACCOUNT.c.space_id, ACCOUNT.c.name, ACCOUNT.c.prefix, ACCOUNT.c.zone, ACCOUNT.c.created)
_KIOSK = (KIOSK.c.space_id, KIOSK.c.kiosk_id, KIOSK.c.first, KIOSK.c.created, KIOSK.c.revoked)


def _unused(space: str, now: str) -> ColumnElement[bool]:
    return and_(ENROLMENT.c.space_id == space, ENROLMENT.c.used == "", ENROLMENT.c.expires > now)


def _account(connection: Connection, space: str) -> Account | None:
    row = connection.execute(select(*_ACCOUNT).where(ACCOUNT.c.space_id == space)).first()
    return Account(*row) if row else None


def _row(account: Account) -> dict[str, str]:
    return {
        "space_id": account.space,
        "name": account.name,
        "prefix": account.prefix,
        "zone": account.zone,
        "created": account.created,
    }


def _free_prefix(connection: Connection, draw: Callable[[int], int]) -> str:
    taken = set(connection.execute(select(ACCOUNT.c.prefix)).scalars().all())
    if len(taken) >= PREFIXES:
        raise NoPrefixLeft(str(PREFIXES))
    while (prefix := draw_prefix(draw)) in taken:
        pass
    return prefix


def _admit(
    connection: Connection, space: str, kiosk: str, earlier: str, secret_hash: bytes, now: str
) -> Enrolled | NotEnrolled:
    connection.execute(select(ACCOUNT.c.space_id).where(ACCOUNT.c.space_id == space).with_for_update()).all()
    rows = connection.execute(select(*_KIOSK).where(KIOSK.c.space_id == space)).all()
    known = {row.kiosk_id: Enrolled(*row) for row in rows}
    if earlier in known:
        where = and_(KIOSK.c.space_id == space, KIOSK.c.kiosk_id == earlier)
        connection.execute(update(KIOSK).where(where), _of_token(secret_hash) | {"revoked": ""})
        return known[earlier]
    given = {enrolled.first for enrolled in known.values()}
    first = next((character for character in ALPHABET if character not in given), None)
    if first is None:
        return NotEnrolled.FULL
    row = {"space_id": space, "kiosk_id": kiosk, "first": first, "created": now, "revoked": ""}
    connection.execute(insert(KIOSK), row | _of_token(secret_hash))
    return Enrolled(space, kiosk, first, now, "")


def _of_token(secret_hash: bytes) -> dict[str, bytes | None]:
    return {"secret_hash": secret_hash, "next_hash": None}


def _version(connection: Connection) -> str:
    if not inspect(connection).has_table(ACCOUNTS.version_table):
        return ""
    return str(connection.execute(text("SELECT version_num FROM accounts_version")).scalar() or "")
