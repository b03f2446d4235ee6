"""An order as one file, in the format that its name says."""

from collections.abc import Callable, Sequence
from pathlib import Path

from labels.errors import LabelError
from labels.folder import save
from labels.outputs.pdf import pdf
from labels.outputs.png import png
from labels.outputs.svg import svg
from labels.outputs.zpl import zpl
from labels.printing.drawn import drawn_labels, drawn_pages
from labels.printing.order import Order
from labels.printing.outcome import Reason, Why, why_of
from labels.printing.printer import Printer
from labels.printing.stationery import Stationery
from labels.proof import Proven

_PICTURES: dict[str, Callable[[Proven], bytes]] = {".png": png, ".svg": svg}


def write_order(order: Order, path: Path, stationery: Stationery) -> Why | None:
    """Draw the order into the file at exactly this path; the reason where that cannot be.

    A name that ends in nothing known is a PDF. A picture holds one page.
    """
    try:
        printer = stationery.printer(order.printer)
        return _written(order, path, printer, stationery)
    except LabelError as error:
        return why_of(error)


def _written(order: Order, path: Path, printer: Printer, stationery: Stationery) -> Why | None:
    suffix = path.suffix.lower()
    if suffix == ".zpl":
        save(zpl(drawn_labels(order, printer, stationery)), path)
        return None
    pages = list(drawn_pages(order, printer, stationery))
    if suffix in _PICTURES and len(pages) != 1:
        return Why(Reason.ONE_PAGE_ONLY, str(path))
    save(_document(suffix, pages, order.title), path)
    return None


def _document(suffix: str, pages: Sequence[Proven], title: str) -> bytes:
    picture = _PICTURES.get(suffix)
    return picture(pages[0]) if picture else pdf(pages, title)
