"""Cut lists as tables: the exports of other programs as they are, and what people make in spreadsheets."""

import pytest

from cutting.cut_list.lines import LONGEST_LINE, CutList, Defaults, Fault, Line, Reason
from cutting.cut_list.reading import read_bytes
from stock.pieces import Size
from stock.typed import MisreadReason
from tests.cutting.cut_lists import CUT_LIST_OPTIMIZER, OPEN_CUT_LIST, meant

PLY = Defaults(("plywood",), 6_000)


def table(text: str, defaults: Defaults = Defaults(), encoding: str = "utf-8") -> CutList:  # noqa: B008
    """What is read of a file `list.csv`."""
    return read_bytes(text.encode(encoding), meant, defaults, "list.csv")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_an_export_of_open_cut_list_is_read_by_its_raw_sizes(encoding: str, separator: str) -> None:
    text = OPEN_CUT_LIST.replace("Side; left", "Side, left").replace(";", separator)
    found = table(text, encoding=encoding)
    assert found.faults == ()
    side, back = found.lines
    assert side == Line(2, 2, Size(800_500, 300_000, 18_000), ("plywood-birch",), "Side, left")
    assert back == Line(3, 1, Size(609_600, 304_800, 12_700), ("mdf",), "Back")


def test_an_export_of_open_cut_list_with_quoted_separators_is_read() -> None:
    assert [line.title for line in table(OPEN_CUT_LIST).lines] == ["Side; left", "Back"]


@pytest.mark.parametrize(
    "header",
    [
        "N°;Désignation;Quantité;Longueur débit;Largeur débit;Épaisseur débit;Nom de la matière",
        "Nr.;Bezeichnung;Anzahl;Länge - roh;Breite - roh;Dicke - roh;Materialname",
        "Číslo;Označení;Počet;Hrubá délka;Hrubá šířka;Hrubá tloušťka;Název materiálu",
        "Ob.;Oznaczenie;Ilość;Długość - wstępna;Szerokość - wstępna;Grubość - wstępna;Nazwa materiału",
        "Nr.;Nosaukums;Skaits;Garums;Platums;Biezums;Materiāls",
    ],
)
def test_its_columns_are_known_in_the_languages_it_speaks(header: str) -> None:
    found = table(header + "\nA;Side;2;800 mm;300 mm;18 mm;birch ply 18\n")
    assert found.lines == (Line(2, 2, Size(800_000, 300_000, 18_000), ("plywood-birch",), "Side"),)


def test_an_export_of_cut_list_optimizer_is_read_with_its_grain_and_without_what_is_switched_off() -> None:
    found = table(CUT_LIST_OPTIMIZER)
    assert found.faults == ()
    assert [(line.number, line.count, line.keeps_grain) for line in found.lines] == [
        (2, 1, True),
        (3, 2, True),
        (5, 3, False),
    ]
    assert [line.size for line in found.lines] == [
        Size(1_160_000, 600_000, 20_000),
        Size(300_000, 700_000, 20_000),
        Size(400_000, 300_000, 20_000),
    ]


def test_a_unit_in_a_columns_name_counts_for_its_bare_numbers() -> None:
    found = table("Length (cm);Width [cm];Qty;Thickness (mm)\n60;40,5;2;6\n600 mm;40;1;6\n", PLY)
    assert [line.size for line in found.lines] == [
        Size(600_000, 405_000, 6_000),
        Size(600_000, 400_000, 6_000),
    ]


@pytest.mark.parametrize(
    ("row", "reason", "misread"),
    [
        ("700,300,0,x", Reason.NO_COUNT, None),
        ("700,300,many,x", Reason.NO_COUNT, None),
        ("700,300,1.5,x", Reason.NO_COUNT, None),
        ("700,-300,1,x", Reason.MISREAD, MisreadReason.NEGATIVE),
        ("0,300,1,x", Reason.MISREAD, MisreadReason.ZERO),
        ('"1,200",300,1,x', Reason.MISREAD, MisreadReason.UNCLEAR),
        ("999999,300,1,x", Reason.MISREAD, MisreadReason.TOO_LARGE),
        ("=cmd,300,1,x", Reason.MISREAD, MisreadReason.INCOMPLETE),
        (",300,1,x", Reason.NO_SIZE, None),
        ("700", Reason.NO_COUNT, None),
    ],
)
def test_a_row_that_is_no_part_says_why(row: str, reason: Reason, misread: MisreadReason | None) -> None:
    found = table(f"Length,Width,Qty,Label\n{row}\n400,300,1,y\n", PLY)
    assert [line.title for line in found.lines] == ["y"]
    (fault,) = found.faults
    assert (fault.number, fault.reason, fault.misread) == (2, reason, misread)


def test_a_quotation_mark_that_never_closes_ends_the_list() -> None:
    found = table('Length,Width,Qty\n400,300,1\n"' + "700,300,1\n" * 20_000, PLY)
    assert len(found.lines) == 1
    assert [fault.reason for fault in found.faults] == [Reason.TOO_LONG]


def test_a_table_without_names_says_what_its_first_row_is() -> None:
    (fault,) = table("700,300,1\n400,300,2\n").faults
    assert fault == Fault(0, Reason.NO_COLUMNS, "700,300,1")
    assert len(table("x" * 5_000).faults[0].text) <= LONGEST_LINE
