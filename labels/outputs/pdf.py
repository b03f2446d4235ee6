"""Drawings as pages of a PDF file, all vectors."""

from collections.abc import Iterable

from labels.drawing import Drawing, Text
from labels.outputs.content import content
from labels.proof import Proven
from paper.pdf import Page, pdf_file
from paper.typeface import Face


def pdf(pages: Iterable[Proven], title: str = "") -> bytes:
    """The PDF file, a page a drawing; it carries no date, so the same labels are the same bytes."""
    return pdf_file([_page(page.drawing) for page in pages], title)


def _page(drawing: Drawing) -> Page:
    texts = [item for item in drawing.items if isinstance(item, Text)]
    letters = {face: frozenset("".join(text.text for text in texts if text.face is face)) for face in Face}
    return Page(drawing.size.width_um, drawing.size.height_um, content(drawing), letters)
