"""The folders of a space that hold what labels are made with: templates, papers, printers, and the queue."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from labels.formats.catalogue import Format, Supply, formats, named
from labels.formats.own import own_formats
from labels.formats.typed import typed_paper
from labels.printing.printer import PRINTERS, Printer, cups_printer, printer_names, read_printer
from labels.printing.queue import Queue, queue_in
from labels.templates.reading import template
from labels.templates.template import Template

USUAL_PAPER = "62x29"


@dataclass(frozen=True)
class Stationery:
    """What lies in a data folder; none of it has to be there."""

    root: Path

    @cached_property
    def queue(self) -> Queue:
        """The orders."""
        return queue_in(self.root)

    @property
    def files(self) -> Path:
        """Where labels become files when there is no printer."""
        return self.root / "labels"

    @property
    def templates(self) -> Path:
        """The space's own templates."""
        return self.root / "templates"

    @property
    def printers(self) -> Path:
        """The printers that staff have described."""
        return self.root / PRINTERS

    def template(self, name: str) -> Template:
        """An own template, else the shipped one. Raises FileWrong."""
        return template(name, self.templates)

    def printer(self, name: str) -> Printer:
        """The printer of a name: described here, else one that CUPS may know; "" writes files.

        Raises FileWrong.
        """
        return (read_printer(self.printers, name) or cups_printer(name)) if name else Printer()

    def printer_names(self) -> tuple[str, ...]:
        """The printers that are described here."""
        return printer_names(self.printers)

    def papers(self) -> tuple[Format, ...]:
        """The space's own papers, then those of the catalogue. Raises FileWrong."""
        return (*own_formats(self.root / "papers"), *formats())

    def paper(self, name: str) -> Format:
        """The paper of a name, or of a size such as `62x29`. Raises FormatUnknown and FileWrong."""
        return typed_paper(name) or named(name, own_formats(self.root / "papers"))

    def paper_in(self, printer: Printer, wished: str = "", usual: str = "") -> Format:
        """The paper that is wished for, else the one in the printer, as labels lie on it.

        A wished sheet in a label printer is an error of the one who wishes. Raises FormatUnknown, FileWrong.
        """
        paper = self.paper(wished or printer.paper or usual or USUAL_PAPER)
        if printer.length_um and paper.supply is Supply.ENDLESS:
            paper = paper.cut_at(printer.length_um)
        return paper.turned() if printer.turned else paper
