"""A drawing's file: which kind it is, how large it may be, and its lines."""

from pathlib import Path

from cutting.outlines.errors import NoOutline, Why
from cutting.outlines.joining import Drawing

MOST_BYTES = 5_000_000
ENDINGS = (".dxf", ".svg")


def drawing_of(path: Path, unit: str = "") -> Drawing:
    """The lines of a DXF or SVG file, in its own unit or in the one that is said. Raises NoOutline and
    OSError."""
    kind = path.suffix.casefold()
    if kind not in ENDINGS:
        raise NoOutline(Why.UNKNOWN_FILE, file=path.name)
    if path.stat().st_size > MOST_BYTES:
        raise NoOutline(Why.TOO_LARGE_FILE, file=path.name, most_bytes=MOST_BYTES)
    if kind == ".dxf":
        from cutting.outlines import dxf

        return dxf.read(path, unit)
    from cutting.outlines import svg

    return svg.read(path, unit)
