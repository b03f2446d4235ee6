"""Plans as files: pages for people, drawings for laser and router."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from cutting.drawings.drawn import Drawn
from cutting.drawings.dxf import NoLibrary, dxf
from cutting.drawings.pdf import pdf
from cutting.drawings.svg import svg
from kiosk.answers.plans import page_words
from kiosk.commands.printed import failed_label
from kiosk.commands.said import Failed
from kiosk.language import _
from labels.errors import LabelError
from labels.folder import save


def write_files(drawings: Sequence[Drawn], arguments: Namespace) -> list[Path]:
    """Write the files that were asked for, whole or not at all; which. Raises Failed."""
    try:
        return [_write(path, draw(drawings)) for path, draw in _wished(arguments)]
    except NoLibrary as error:
        text = _("To write DXF, {name} is needed: pip install 'makerspace-kiosk[outlines]'")
        raise Failed("no-library", text.format(name=error.name), {"library": error.name}) from error
    except LabelError as error:
        raise failed_label(error) from error


def _wished(arguments: Namespace) -> Iterator[tuple[Path, Callable[[Sequence[Drawn]], bytes]]]:
    title = _("Cutting plan")
    if arguments.pdf:
        yield arguments.pdf, lambda drawings: pdf(drawings, page_words(), title)
    if arguments.svg:
        yield arguments.svg, lambda drawings: svg(drawings, title)
    if arguments.dxf:
        yield arguments.dxf, dxf


def _write(path: Path, document: bytes) -> Path:
    save(document, path)
    return path
