"""What a camera might see: labels, nothing, one after the other."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from labels.design import layout
from labels.kinds import ShelfLabel
from labels.outputs.raster import raster
from tests.labels.samples import PIECE, ROLL


def label(code: str = PIECE.code) -> Image.Image:
    """A shelf's label."""
    return raster(layout(ShelfLabel(code, "A3"), ROLL))


def empty() -> Image.Image:
    """A picture without any code."""
    return Image.new("L", (640, 480), 180)


def filmed(folder: Path, *pictures: Image.Image) -> Path:
    """A film of pictures, one after the other."""
    film = BytesIO()
    for picture in pictures:
        frame = empty()
        frame.paste(picture.crop((0, 0, 600, 340)), (20, 60))
        frame.save(film, "JPEG", quality=90)
    path = folder / "film.mjpeg"
    path.write_bytes(film.getvalue())
    return path
