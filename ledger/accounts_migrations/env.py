"""Alembic's entry for the registry's accounts: runs on the connection and the version table it is handed."""

from alembic import context

attributes = context.config.attributes
context.configure(
    connection=attributes["connection"], target_metadata=None, version_table=attributes["version_table"]
)
context.run_migrations()
