"""Which kinds of stock lie on the shelves: a material of one thickness each."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection

from ledger.statement import Statement

Kind = tuple[str | None, int]
"""A material, None where it is not told apart from others, and a thickness in µm."""


def kinds_here(
    connection: Connection, space: str, materials: Collection[str], between_um: tuple[int, int], most: int
) -> list[Kind] | None:
    """The kinds of these materials whose thickness is from the one to the other, in µm; None where there are
    more than `most`. Where only one thickness will do, also kinds that nothing is there of."""
    thinnest_um, thickest_um = between_um
    if thinnest_um == thickest_um:
        found: Sequence[Any] = [(material, thickest_um) for material in sorted(materials)]
    else:
        bound = {"space": space, "keys": json.dumps(sorted(materials)), "limit": most + 1}
        query = _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL
        found = query.run(connection, bound | {"thinnest": thinnest_um, "thickest": thickest_um})
    return [(material, thick_um) for material, thick_um in found] if len(found) <= most else None


_THINNEST = "SELECT min(thick_um) FROM item WHERE space_id = :space AND place = 'here' AND material = "
_STEP_BY_STEP = (
    f"WITH RECURSIVE kind (of, thick) AS (SELECT given.value, ({_THINNEST} given.value"  # noqa: S608
    " AND thick_um >= :thinnest) FROM {} UNION ALL"
    f" SELECT kind.of, ({_THINNEST} kind.of AND thick_um > kind.thick) FROM kind"
    " WHERE kind.thick < :thickest) SELECT of, thick FROM kind WHERE thick <= :thickest LIMIT :limit"
)
"""From each thickness to the next one in the index: none of the rows between is read."""
_SQLITE = Statement(_STEP_BY_STEP.format("json_each(:keys) AS given"))
_POSTGRESQL = Statement(
    _STEP_BY_STEP.format("json_array_elements_text(CAST(:keys AS json)) AS given (value)")
)
