"""Items of other spaces are numbered, for the index of their words, and found by their area."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table anew, with what is in it: SQLite adds no column that must be filled."""
    op.drop_index("mirrored_material", "mirrored")
    op.rename_table("mirrored", "mirrored_before")
    op.create_table(
        "mirrored",
        sa.Column("space_id", sa.String, primary_key=True),
        sa.Column("neighbour", sa.String, primary_key=True),
        sa.Column("fill", sa.Integer, primary_key=True),
        sa.Column("code", sa.String, primary_key=True),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("material", sa.String, nullable=False),
        sa.Column("words", sa.String, nullable=False),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in _SIZES),
        sa.Column("body", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
    op.execute(_COPY)
    op.drop_table("mirrored_before")
    op.create_index("mirrored_material", "mirrored", ["space_id", "material", *_BY_AREA])
    op.create_index("mirrored_area", "mirrored", ["space_id", *_BY_AREA, "material"])
    op.create_index("mirrored_number", "mirrored", ["space_id", "number"])


_SIZES = ("area_um2", "long_um", "short_um", "thick_um", "diameter_um", "wall_um")
_BY_AREA = (
    *("area_um2", "neighbour", "code"),
    *("thick_um", "long_um", "short_um", "diameter_um", "wall_um", "number"),
)
_KEY = "space_id, neighbour, fill, code"
_REST = f"material, words, {', '.join(_SIZES)}, body"
_COPY = f"""
    INSERT INTO mirrored ({_KEY}, number, {_REST})
    SELECT {_KEY}, row_number() OVER (PARTITION BY space_id ORDER BY neighbour, fill, code), {_REST}
    FROM mirrored_before
"""  # noqa: S608 (names of columns)
