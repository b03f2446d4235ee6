"""Printers as staff describe them: small files, checked line by line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.drawing import MM
from labels.errors import FileWrong, FormatUnknown, PrinterMissing, Wrong
from labels.formats.catalogue import Supply
from labels.printing.printer import (
    Printer,
    cups_printer,
    line_to,
    moved,
    printer_names,
    read_printer,
    write_printer,
)
from labels.printing.stationery import Stationery
from labels.sheets import Offset
from labels.status.lines import DeviceLine, TcpLine
from labels.status.printer import Tongue

ZEBRA = Printer("zebra", "tcp://10.0.0.7:9101", Tongue.ZPL, "Zebra 57x32", 203)
BROTHER = Printer("ql", "/dev/usb/lp0", Tongue.BROTHER, "DK-22205", model="QL-820NWB", length_um=29 * MM)
OFFICE = Printer("office", "cups:Laser_2", paper="L7160", offset=Offset(500, -1_250))
TURNED = Printer("dymo", "cups:LabelWriter", paper="DYMO 99012", turned=True)


@pytest.mark.parametrize("printer", [ZEBRA, BROTHER, OFFICE, TURNED, Printer("r", "/dev/lp0", Tongue.ESCPOS)])
def test_a_described_printer_is_remembered(tmp_path: Path, printer: Printer) -> None:
    write_printer(tmp_path / "printers", printer)
    assert read_printer(tmp_path / "printers", printer.name) == printer
    assert printer_names(tmp_path / "printers") == (printer.name,)


def test_a_printer_is_found_where_its_address_says() -> None:
    assert line_to(ZEBRA) == TcpLine("10.0.0.7", 9101)
    assert line_to(Printer(address="tcp://zebra.local", tongue=Tongue.ZPL)) == TcpLine("zebra.local", 9100)
    assert line_to(Printer(address="tcp://[fe80::1]:80", tongue=Tongue.ZPL)) == TcpLine("fe80::1", 80)
    assert line_to(BROTHER) == DeviceLine(Path("/dev/usb/lp0"))
    with pytest.raises(PrinterMissing):
        line_to(OFFICE)


def test_what_the_calibration_page_shows_is_added_to_the_offset() -> None:
    assert moved(moved(OFFICE, 500, 0), 0, 250).offset == Offset(1_000, -1_000)


WRITTEN = 'address = "tcp://10.0.0.7"\nlanguage = "zpl"\npaper = "Zebra 57x32"\ndpi = 203\n'


@pytest.mark.parametrize(
    ("line", "text", "wrong", "what"),
    [
        (1, WRITTEN.replace("tcp://10.0.0.7", "http://10.0.0.7"), Wrong.UNKNOWN, "http://10.0.0.7"),
        (1, WRITTEN.replace("tcp://10.0.0.7", "tcp://a b"), Wrong.UNKNOWN, "tcp://a b"),
        (1, WRITTEN.replace("tcp://10.0.0.7", "/etc/passwd"), Wrong.UNKNOWN, "/etc/passwd"),
        (1, 'address = "cups:"\n', Wrong.UNKNOWN, "cups:"),
        (1, 'address = "cups:A B"\n', Wrong.UNKNOWN, "cups:A B"),
        (2, WRITTEN.replace('"zpl"', '"epl"'), Wrong.UNKNOWN, "epl"),
        (4, WRITTEN.replace("203", "20"), Wrong.TOO_SMALL, "dpi"),
        (5, WRITTEN + "turned = true\n", Wrong.UNKNOWN, "turned"),
        (5, WRITTEN + "right_mm = 51\n", Wrong.TOO_LARGE, "right_mm"),
        (5, WRITTEN + "down_mm = -51\n", Wrong.TOO_SMALL, "down_mm"),
        (5, WRITTEN + "colour = 1\n", Wrong.UNKNOWN, "colour"),
        (0, 'language = "zpl"\n', Wrong.MISSING, "address"),
        (0, WRITTEN.replace("zpl", "brother"), Wrong.UNKNOWN, ""),
        (2, WRITTEN.replace("zpl", "brother") + 'model = "QL-9"\n', Wrong.UNKNOWN, "QL-9"),
    ],
)
def test_a_mistake_is_said_with_its_line(
    tmp_path: Path, line: int, text: str, wrong: Wrong, what: str
) -> None:
    (tmp_path / "zebra.toml").write_text(text)
    with pytest.raises(FileWrong) as refused:
        read_printer(tmp_path, "zebra")
    assert (refused.value.file, refused.value.wrong) == ("zebra.toml", wrong)
    assert what in ("", refused.value.what)
    if wrong is not Wrong.UNKNOWN or line == 1:
        assert refused.value.line == line


@pytest.mark.parametrize("name", ["", "../zebra", "a/b", ".hidden", "x" * 99, "zebra.toml", "a b", "ž"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "zebra.toml").write_text(WRITTEN)
    assert read_printer(tmp_path / "printers", name) is None
    with pytest.raises(FileWrong):
        write_printer(tmp_path / "printers", Printer(name, "cups:X"))
    assert not (tmp_path / "printers").exists()


@given(st.text(min_size=1, max_size=30).filter(lambda text: not any(map(str.isspace, text))))
def test_no_paper_or_address_breaks_the_file(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    printer = Printer("p", f"cups:{text}", paper=text)
    folder = tmp_path_factory.mktemp("printers")
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    write_printer(folder, printer)
    assert read_printer(folder, "p") == printer


def test_a_printer_that_nobody_described_is_one_that_cups_may_know(tmp_path: Path) -> None:
    stationery = Stationery(tmp_path)
    write_printer(stationery.printers, ZEBRA)
    assert stationery.printer("zebra") == ZEBRA
    assert stationery.printer("Laser") == cups_printer("Laser")
    assert (stationery.printer("Laser").cups_name, stationery.printer("").address) == ("Laser", "")
    assert stationery.printer_names() == ("zebra",)


def test_paper_is_what_was_wished_for_else_what_lies_in_the_printer_else_the_usual(tmp_path: Path) -> None:
    stationery = Stationery(tmp_path)
    assert stationery.paper_in(ZEBRA, "L7160", "70x36").name == "L7160"
    assert stationery.paper_in(ZEBRA, "", "70x36").name == "Zebra 57x32"
    assert stationery.paper_in(Printer(), "", "70x36").name == "70x36"
    assert stationery.paper_in(Printer()).name == "62x29"
    with pytest.raises(FormatUnknown):
        stationery.paper_in(Printer(), "no such paper")


def test_paper_lies_as_it_lies_in_the_printer(tmp_path: Path) -> None:
    stationery = Stationery(tmp_path)
    assert stationery.paper_in(BROTHER).sheet.page.height_um == 29 * MM
    assert stationery.paper_in(TURNED).sheet.page.width_um == 89 * MM


@pytest.mark.parametrize(
    ("text", "name"), [("62x29", "62x29"), ("  70 X 36 mm", "70x36"), ("100×50", "100x50")]
)
def test_a_paper_may_be_said_by_its_size(tmp_path: Path, text: str, name: str) -> None:
    paper = Stationery(tmp_path).paper(text)
    assert (paper.name, paper.supply, paper.sheet.places) == (name, Supply.ROLL, 1)


@pytest.mark.parametrize("text", ["4x4", "600x29", "0x0", "x", "62x", "62x29x3", "-62x29"])
def test_a_size_that_no_label_has_is_no_paper(tmp_path: Path, text: str) -> None:
    with pytest.raises(FormatUnknown):
        Stationery(tmp_path).paper(text)


def test_an_own_paper_and_an_own_template_are_used(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "strips.toml").write_text(
        'name = "Strips"\npage = "A4"\ncolumns = 2\nrows = 4\nwidth_mm = 90\nheight_mm = 40\n'
        "left_mm = 10\ntop_mm = 10\n"
    )
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "piece.toml").write_text(
        'kind = "piece"\n[[block]]\nfields = ["size"]\nlargest = 40\nrank = 50\n'
    )
    stationery = Stationery(tmp_path)
    assert stationery.paper("strips").sheet.places == 8
    assert "Strips" in [paper.name for paper in stationery.papers()]
    assert len(stationery.template("piece").parts) == 1
    assert len(stationery.template("shelf").parts) > 1
