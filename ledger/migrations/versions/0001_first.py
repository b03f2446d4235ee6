"""The first durable tables: spaces, logs, events, the private side table, settings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table("space", sa.Column("space_id", sa.String, primary_key=True))
    op.create_table(
        "log",
        sa.Column("space_id", sa.String, primary_key=True),
        sa.Column("log_id", sa.String, primary_key=True),
        sa.Column("own", sa.Boolean, nullable=False),
        sa.Column("closed", sa.Boolean, nullable=False),
        sa.Column("acked", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "event",
        sa.Column("space_id", sa.String, primary_key=True),
        sa.Column("log_id", sa.String, primary_key=True),
        sa.Column("seq", sa.BigInteger, primary_key=True),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("line", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("event_revision", "event", ["space_id", "revision"], unique=True)
    op.create_table(
        "private",
        sa.Column("space_id", sa.String, primary_key=True),
        sa.Column("eid", sa.String, primary_key=True),
        sa.Column("who", sa.String, nullable=False),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
