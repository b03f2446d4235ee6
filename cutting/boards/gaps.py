"""Where one more part may go on a board: what both ways of cutting tell the search."""

Path = tuple[int, ...]

Gap = tuple[int, int, int, bool, Path]
"""Its extents in x and y; the side of what it lies beside; whether beside it in x, not in y; and where."""
