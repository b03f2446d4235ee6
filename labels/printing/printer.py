"""A printer as staff describe it: a small TOML file, so that paper and offset are set once and remembered.

address = "tcp://10.0.0.7"     # or "cups:NAME", or a device file such as "/dev/usb/lp0"
language = "zpl"               # pdf (through CUPS), zpl, brother, escpos
paper = "Zebra 57x32"
dpi = 203
model = "QL-820NWB"            # of a Brother alone
turned = true                  # labels lie across a narrow roll
length_mm = 40                 # of a label on endless tape
right_mm = 0.5                 # what the calibration page showed
down_mm = -1
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from labels.checked import Table, read_table, table_of
from labels.drawing import MM
from labels.errors import FileWrong, FolderRefused, PrinterMissing, Wrong
from labels.folder import save
from labels.outputs.tapes import HEADS
from labels.sheets import NO_OFFSET, Offset
from labels.status.lines import PORT, DeviceLine, Line, TcpLine
from labels.status.printer import Tongue

CUPS = "cups:"
PRINTERS = "printers"
"""The folder of a data folder that describes them."""
_TCP = re.compile(r"tcp://([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:]+\])(?::(\d{1,5}))?")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
_FURTHEST_UM = 50 * MM
_LONGEST_UM = 1_000 * MM
_DPI = (100, 2_400)
_HIGHEST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class Printer:
    """Where a printer is, what it understands, and which paper lies in it; "" is what a space usually has.

    A printer without an address writes PDF files. `dpi` 0 is what the paper is made for, `length_um` 0 the
    usual length of a label.
    """

    name: str = ""
    address: str = ""
    tongue: Tongue = Tongue.PDF
    paper: str = ""
    dpi: int = 0
    model: str = ""
    turned: bool = False
    length_um: int = 0
    offset: Offset = NO_OFFSET

    @property
    def cups_name(self) -> str:
        """What CUPS calls it; "" for one that is reached without CUPS."""
        return self.address.removeprefix(CUPS) if self.address.startswith(CUPS) else ""


def cups_printer(name: str) -> Printer:
    """A printer that only CUPS knows of."""
    return Printer(name, CUPS + name)


def line_to(printer: Printer) -> Line:
    """The line to a printer that is reached without CUPS. Raises PrinterMissing where there can be none."""
    found = _TCP.fullmatch(printer.address)
    if found and int(found[2] or PORT) <= _HIGHEST_PORT:
        return TcpLine(found[1].strip("[]"), int(found[2] or PORT))
    if printer.address.startswith("/dev/") and ".." not in printer.address:
        return DeviceLine(Path(printer.address))
    raise PrinterMissing(printer.name)


def printer_names(folder: Path) -> tuple[str, ...]:
    """The printers that are described in a folder."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml") if _NAME.fullmatch(path.stem)))


def read_printer(folder: Path, name: str) -> Printer | None:
    """The printer of a name; None where the folder does not describe it. Raises FileWrong."""
    path = folder / f"{name}.toml"
    if not _NAME.fullmatch(name) or not _is_there(path):
        return None
    return _printer_of(read_table(path), name)


def _is_there(path: Path) -> bool:
    """Whether there is such a file. Raises FileWrong where nobody may look."""
    try:
        return path.is_file()
    except OSError:
        raise FileWrong(path.name, 0, Wrong.NO_FILE, path.name) from None


def _printer_of(table: Table, name: str) -> Printer:
    printer = Printer(
        name,
        table.text("address"),
        table.choice("language", Tongue, Tongue.PDF),
        table.text("paper", ""),
        table.whole("dpi", *_DPI, default=0) if table.has("dpi") else 0,
        table.text("model", ""),
        table.flag("turned"),
        table.mm("length_mm", _LONGEST_UM, 0),
        Offset(_signed_um(table, "right_mm"), _signed_um(table, "down_mm")),
    )
    table.close()
    _check(table, printer)
    return printer


def write_printer(folder: Path, printer: Printer) -> None:
    """Describe a printer in a folder. Raises FileWrong for one that cannot be, and FolderRefused."""
    if not _NAME.fullmatch(printer.name):
        raise FileWrong(printer.name, 0, Wrong.UNKNOWN, "name")
    text = _toml(printer).encode("utf-8")
    _printer_of(table_of(text, f"{printer.name}.toml"), printer.name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderRefused(str(folder), error.errno or 0) from error
    save(text, folder / f"{printer.name}.toml")


def moved(printer: Printer, right_um: int, down_um: int) -> Printer:
    """The printer, with what its calibration page showed added to its offset."""
    offset = Offset(printer.offset.right_um + right_um, printer.offset.down_um + down_um)
    return replace(printer, offset=offset)


def _signed_um(table: Table, key: str) -> int:
    return table.mm(key, _FURTHEST_UM, 0, least_um=-_FURTHEST_UM)


def _check(table: Table, printer: Printer) -> None:
    """The address is one, and what it leads to can understand the language."""
    if printer.tongue is Tongue.PDF and not re.fullmatch(rf"{CUPS}\S+", printer.address):
        table.wrong("address", Wrong.UNKNOWN, printer.address)
    if printer.tongue is not Tongue.PDF:
        try:
            line_to(printer)
        except PrinterMissing:
            table.wrong("address", Wrong.UNKNOWN, printer.address)
    if printer.tongue is Tongue.BROTHER and printer.model not in HEADS:
        table.wrong("model", Wrong.UNKNOWN, printer.model)
    if printer.turned and printer.tongue in (Tongue.ZPL, Tongue.ESCPOS):
        table.wrong("turned", Wrong.UNKNOWN)


def _toml(printer: Printer) -> str:
    texts = {"address": printer.address, "language": printer.tongue, "paper": printer.paper}
    numbers = {
        "length_mm": printer.length_um,
        "right_mm": printer.offset.right_um,
        "down_mm": printer.offset.down_um,
    }
    lines = [f"{key} = {_quoted(text)}" for key, text in (texts | {"model": printer.model}).items() if text]
    lines += [f"dpi = {printer.dpi}"] if printer.dpi else []
    lines += ["turned = true"] if printer.turned else []
    lines += [f"{key} = {Decimal(um) / MM}" for key, um in numbers.items() if um]
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    """A TOML basic string: what is not plain ASCII is written as its number."""
    return '"' + "".join(letter if _is_plain(letter) else f"\\U{ord(letter):08X}" for letter in text) + '"'


def _is_plain(letter: str) -> bool:
    return letter.isascii() and letter.isprintable() and letter not in '"\\'
