"""What this kiosk keeps of other spaces: messages to its own, and copies of their stock."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "letter",
        sa.Column("space_id", sa.String, primary_key=True),
        sa.Column("sender", sa.String, primary_key=True),
        sa.Column("eid", sa.String, primary_key=True),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("line", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "neighbour",
        sa.Column("space_id", sa.String, primary_key=True),
        sa.Column("neighbour", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("fill", sa.Integer, nullable=False),
        sa.Column("since", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
    )
    op.create_table(
        "mirrored",
        sa.Column("space_id", sa.String, primary_key=True),
        sa.Column("neighbour", sa.String, primary_key=True),
        sa.Column("fill", sa.Integer, primary_key=True),
        sa.Column("code", sa.String, primary_key=True),
        sa.Column("material", sa.String, nullable=False),
        sa.Column("words", sa.String, nullable=False),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in _SIZES),
        sa.Column("body", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("mirrored_material", "mirrored", ["space_id", "material", "area_um2"])


_SIZES = ("area_um2", "long_um", "short_um", "thick_um", "diameter_um", "wall_um")
