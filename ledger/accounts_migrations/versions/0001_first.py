"""The registry's first accounts: spaces, their kiosks, and codes to enrol with."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "account",
        sa.Column("space_id", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("zone", sa.String, nullable=False),
        sa.Column("prefix", sa.String, nullable=False, unique=True),
        sa.Column("created", sa.String, nullable=False),
    )
    op.create_table(
        "kiosk",
        sa.Column("space_id", sa.String, primary_key=True),
        sa.Column("kiosk_id", sa.String, primary_key=True),
        sa.Column("first", sa.String, nullable=False),
        sa.Column("secret_hash", sa.LargeBinary, nullable=False),
        sa.Column("created", sa.String, nullable=False),
        sa.Column("revoked", sa.String, nullable=False),
    )
    op.create_index("kiosk_first", "kiosk", ["space_id", "first"], unique=True)
    op.create_table(
        "enrolment",
        sa.Column("code_hash", sa.LargeBinary, primary_key=True),
        sa.Column("space_id", sa.String, nullable=False),
        sa.Column("expires", sa.String, nullable=False),
        sa.Column("used", sa.String, nullable=False),
    )
