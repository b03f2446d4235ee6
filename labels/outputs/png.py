"""A drawing as a PNG file of exact dots."""

from io import BytesIO

from labels.outputs.raster import raster
from labels.proof import Proven


def png(label: Proven) -> bytes:
    """The PNG file, grey, with the resolution written in it."""
    file = BytesIO()
    dpi = label.drawing.dpi
    raster(label.drawing).save(file, "PNG", dpi=(dpi, dpi))
    return file.getvalue()
