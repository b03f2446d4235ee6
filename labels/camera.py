"""Codes before a camera: frames from V4L2 through PyAV, which is loaded only where there is a camera."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from labels.errors import CameraRefused, NoCameraReason
from labels.reading import read

if TYPE_CHECKING:
    from av.container import InputContainer

_DEVICES = Path("/dev")
_DRIVER = "video4linux2,v4l2"


def cameras(devices: Path = _DEVICES) -> tuple[Path, ...]:
    """The cameras that the system knows."""
    return tuple(sorted(devices.glob("video*")))


def frames(source: Path, driver: str | None = _DRIVER) -> Iterator[Image.Image]:
    """What a camera sees, in grey, until it is unplugged; a recorded film has the driver None.

    Raises CameraRefused.
    """
    container = _opened(source, driver)
    with closing(container):
        yield from _pictures(container, source)


def codes(pictures: Iterable[Image.Image]) -> Iterator[str]:
    """Each code when it comes into sight: not again until a picture was without it."""
    before: frozenset[str] = frozenset()
    for picture in pictures:
        seen = read(picture)
        yield from (text for text in dict.fromkeys(seen) if text not in before)
        before = frozenset(seen)


def _opened(source: Path, driver: str | None) -> "InputContainer":
    try:
        import av
    except ImportError as error:
        raise CameraRefused(str(source), NoCameraReason.NOT_INSTALLED) from error
    try:
        return av.open(str(source), format=driver)
    except FileNotFoundError as error:
        raise CameraRefused(str(source), NoCameraReason.NOT_THERE) from error
    except (OSError, ValueError) as error:
        raise CameraRefused(str(source), NoCameraReason.NOT_READABLE) from error


def _pictures(container: "InputContainer", source: Path) -> Iterator[Image.Image]:
    if not container.streams.video:
        raise CameraRefused(str(source), NoCameraReason.NOT_READABLE)
    try:
        for frame in container.decode(video=0):
            picture: Image.Image = frame.to_image()  # type: ignore[no-untyped-call]
            yield picture.convert("L")
    except OSError as error:
        raise CameraRefused(str(source), NoCameraReason.UNPLUGGED) from error
