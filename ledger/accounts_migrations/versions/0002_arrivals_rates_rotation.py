"""What arrived and when, counters of rate limits, and the token that a kiosk is changing to."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; a space that has events already arrived as it is."""
    op.add_column("kiosk", sa.Column("next_hash", sa.LargeBinary, nullable=True))
    op.create_table(
        "rate",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.Column("ends_ms", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "arrival",
        sa.Column("space_id", sa.String, primary_key=True),
        sa.Column("revision", sa.BigInteger, primary_key=True),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
    )
    op.execute(
        "INSERT INTO arrival (space_id, revision, digest, at) "
        "SELECT event.space_id, max(event.revision), account.prefix, account.created "
        "FROM event JOIN account ON account.space_id = event.space_id "
        "GROUP BY event.space_id, account.prefix, account.created"
    )
