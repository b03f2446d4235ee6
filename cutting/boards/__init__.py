"""The own search for boards: ever better plans, in pure Python, for a saw and for a laser."""
