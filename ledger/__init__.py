"""The append-only log on disk and the stock folded from it."""
