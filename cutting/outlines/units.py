"""Units of length that drawings are made in, in µm."""

UNITS_UM = {"mm": 1_000.0, "cm": 10_000.0, "m": 1_000_000.0, "in": 25_400.0, "ft": 304_800.0}
"""By the names that people give them."""
FLAT_UM = 10.0
"""How far a chord may lie beside its curve."""
