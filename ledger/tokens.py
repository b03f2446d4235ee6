"""The secrets of kiosks' tokens, as SHA-256 alone: the present one, and the one a kiosk is changing to."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Engine, and_, select, update

from ledger.account_tables import KIOSK
from ledger.engine import asking, writing


@dataclass(frozen=True, slots=True)
class Hashes:
    """Of the token a kiosk uses, and of the one that it asked for and has not used yet."""

    present: bytes
    next: bytes | None


class Tokens:
    """The tokens in a prepared database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def hashes(self, space: str, kiosk: str) -> Hashes | None:
        """What opens a space to a kiosk; None for one that is unknown or revoked."""
        query = select(KIOSK.c.secret_hash, KIOSK.c.next_hash).where(_enrolled(space, kiosk))
        with asking(self._engine) as connection:
            row = connection.execute(query).first()
        return Hashes(bytes(row[0]), bytes(row[1]) if row[1] is not None else None) if row else None

    def offer(self, space: str, kiosk: str, secret_hash: bytes) -> bool:
        """A further token for a kiosk, in place of one it never used; whether there is such a kiosk."""
        with writing(self._engine) as connection:
            changed = update(KIOSK).where(_enrolled(space, kiosk))
            return connection.execute(changed, {"next_hash": secret_hash}).rowcount > 0

    def change(self, space: str, kiosk: str, secret_hash: bytes) -> None:
        """The token that was offered was used: the one before it ends."""
        where = and_(_enrolled(space, kiosk), KIOSK.c.next_hash == secret_hash)
        with writing(self._engine) as connection:
            connection.execute(update(KIOSK).where(where), {"secret_hash": secret_hash, "next_hash": None})


def _enrolled(space: str, kiosk: str) -> ColumnElement[bool]:
    return and_(KIOSK.c.space_id == space, KIOSK.c.kiosk_id == kiosk, KIOSK.c.revoked == "")
