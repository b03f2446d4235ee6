"""What this kiosk printed: the face of each item's last label, and the badges. Neither is ever sent."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, and_, bindparam, delete, insert, select

from ledger.rows import BADGE, PRINTED


def note(connection: Connection, space: str, faces: Mapping[str, str]) -> None:
    """The face of each item's last label; those before are forgotten."""
    rows = [{"space_id": space, "item": item, "face": face} for item, face in faces.items()]
    if rows:
        connection.execute(_FORGET, [{"of": space, "it": item} for item in faces])
        connection.execute(insert(PRINTED), rows)


def face_of(connection: Connection, space: str, item: str) -> str:
    """What the item's last label said, as `note` was told; "" where none was printed here."""
    where = and_(PRINTED.c.space_id == space, PRINTED.c.item == item)
    return connection.execute(select(PRINTED.c.face).where(where)).scalar() or ""


def faces(connection: Connection, space: str) -> dict[str, str]:
    """The face of every item's last label, by item."""
    found = select(PRINTED.c.item, PRINTED.c.face).where(PRINTED.c.space_id == space).order_by(PRINTED.c.item)
    return {row.item: row.face for row in connection.execute(found).all()}


def add_badges(connection: Connection, space: str, codes: Sequence[str]) -> None:
    """Codes that are badges from now on."""
    connection.execute(insert(BADGE), [{"space_id": space, "code": code} for code in codes])


def is_badge(connection: Connection, space: str, code: str) -> bool:
    """Whether the code is a badge of this kiosk."""
    where = and_(BADGE.c.space_id == space, BADGE.c.code == code)
    return connection.execute(select(BADGE.c.code).where(where)).first() is not None


_FORGET = delete(PRINTED).where(PRINTED.c.space_id == bindparam("of"), PRINTED.c.item == bindparam("it"))
