"""A shape on the command line: of a file or of corners, for every verb that takes one."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cutting.outlines.errors import NoOutline
from cutting.outlines.reading import Found, from_corners, from_file
from kiosk.answers.outlined import outline_sentence
from kiosk.commands.said import Failed


def found_in(file: Path | None, arguments: Namespace) -> Found | None:
    """The outline of a drawing, of a photo, or of corners; None where none of them is said. Raises Failed."""
    with outlined():
        if arguments.corners:
            return from_corners(arguments.corners)
        if file:
            return from_file(file, unit=arguments.unit, thick_um=arguments.thick)
    return None


@contextmanager
def outlined() -> Iterator[None]:
    """What gives no outline, as Failed."""
    try:
        yield
    except NoOutline as error:
        reason = str(error.why).replace(" ", "-")
        raise Failed(reason, outline_sentence(error), dict(error.facts)) from error
