"""What this kiosk printed: the face of each item's last label, and badges."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "printed",
        sa.Column("space_id", sa.String, primary_key=True),
        sa.Column("item", sa.String, primary_key=True),
        sa.Column("face", sa.String, nullable=False),
    )
    op.create_table(
        "badge",
        sa.Column("space_id", sa.String, primary_key=True),
        sa.Column("code", sa.String, primary_key=True),
    )
