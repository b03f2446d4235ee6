"""The command sheet and the demo page: every code on them can be scanned from the paper."""

from dataclasses import replace

from labels.drawing import Drawing, Size
from labels.kinds import CommandLabel
from labels.outputs.pdf import pdf
from labels.outputs.raster import dots
from labels.pages import PIECE_CARD, Section, pages
from labels.proof import prove, read_back
from labels.symbol import Symbology
from stock.codes import command_code, material_code, quantity_code, write
from stock.commands import Command
from tests.labels.samples import PIECE, words_of
from tests.labels.test_outputs import pages_of, picture_of, text_of

COMMANDS = Section("Commands", tuple(CommandLabel(command_code(c), c.value.capitalize()) for c in Command))
QUANTITIES = Section("Quantities", tuple(CommandLabel(quantity_code(n), str(n)) for n in range(13)))
MATERIALS = Section("Materials", tuple(CommandLabel(material_code(n), f"Material {n}") for n in range(9)))
SHEET = (COMMANDS, QUANTITIES, MATERIALS)


def codes_in(sections: tuple[Section, ...]) -> list[str]:
    """The codes of the sections in their order."""
    return [label.code for section in sections for label in section.labels]


def payloads(drawn: list[Drawing]) -> list[str]:
    """The codes on the pages in their order."""
    return [cells.symbol.payload for page in drawn for cells in page.symbols]


def test_every_command_can_be_scanned_from_the_printed_sheet() -> None:
    drawn = [prove(page) for page in pages("Commands", SHEET)]
    read: list[str] = []
    for proven, page in zip(drawn, pages_of(pdf(drawn, "Commands")), strict=True):
        picture = picture_of(page, 200)
        for cells in proven.drawing.symbols:
            quiet = cells.quiet_box
            corner = (dots(quiet.x_um, 200), dots(quiet.y_um, 200))
            opposite = (dots(quiet.right_um, 200), dots(quiet.bottom_um, 200))
            read += read_back(picture.crop((*corner, *opposite)), Symbology.QR)
    assert read == codes_in(SHEET)


def test_the_sheet_says_what_each_command_is_called() -> None:
    document = pdf([prove(page) for page in pages("Rīgas darbnīca", SHEET)])
    text = text_of(document)
    assert "Rīgas darbnīca" in text
    assert all(label.words in text for label in COMMANDS.labels if isinstance(label, CommandLabel))


def test_cards_keep_their_order_and_none_is_lost_between_pages() -> None:
    drawn = pages("Commands", (*SHEET, *SHEET))
    assert len(drawn) > 2
    assert payloads(drawn) == codes_in((*SHEET, *SHEET))


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    for before in range(1, 31):
        first = Section("First", COMMANDS.labels[:1] * before)
        drawn = pages("Commands", (first, QUANTITIES))
        (page,) = [page for page in drawn if "Quantities" in words_of(page)]
        assert quantity_code(0) in [cells.symbol.payload for cells in page.symbols]


def test_pages_are_numbered() -> None:
    drawn = pages("Commands", SHEET)
    assert [f"{n} / {len(drawn)}" in words_of(page) for n, page in enumerate(drawn, start=1)] == [True] * len(
        drawn
    )


def test_a_page_of_demo_codes_holds_whole_piece_labels() -> None:
    labels = tuple(replace(PIECE, code=write("DRE", f"K0PX{n:02}")) for n in range(12))
    (page,) = pages("Demo", (Section("", labels),), card=PIECE_CARD)
    assert payloads([page]) == [label.code for label in labels]
    assert words_of(page).count(PIECE.size) == 12


def test_nothing_on_a_sheet_leaves_the_paper() -> None:
    for page in pages("Commands" * 30, (Section("Heading" * 100, COMMANDS.labels),)):
        assert page.size == Size(210_000, 297_000)
        assert all(item.box.right_um <= 200_000 and item.box.bottom_um <= 287_000 for item in page.items)
