"""Labels at a shell: files that really read, printers that are really asked."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image
from pyzbar.pyzbar import ZBarSymbol, decode

from kiosk.use_cases.command_sheet import FAVOURITES, NUMBERS
from kiosk.words import material_name
from stock.codes import LAYOUT_TEST, Command
from stock.materials import catalogue
from tests.kiosk.commands.shell import Shell

SHEET = ("--material", "plywood-birch", "--size", "600x400x4")


def codes_in(image: Image.Image) -> set[str]:
    """What a scanner reads in a picture."""
    return {found.data.decode() for found in decode(image, symbols=[ZBarSymbol.QRCODE])}


def codes_of(path: Path) -> list[set[str]]:
    """What a scanner that is led over each page of a PDF file reads."""
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.render(scale=300 / 72).to_pil() for page in document]
    finally:
        document.close()
    return [set.union(*(codes_in(part) for part in parts_of(page))) for page in pages]


def parts_of(page: Image.Image) -> Iterator[Image.Image]:
    """What a scanner sees at a time: a third of the page's width, parts overlapping."""
    wide, step = page.width // 6 + 1, 250
    for left in range(0, page.width, wide):
        for top in range(0, page.height, step):
            yield page.crop((left, top, left + 2 * wide, top + 2 * step))


def text_of(path: Path) -> str:
    """The text of a PDF file."""
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_a_label_goes_to_a_new_file_beside_the_database_where_there_is_no_printer(shell: Shell) -> None:
    code = shell.code_of(*SHEET)
    said = shell.asks("labels", "print", code)
    assert (said["state"], said["labels"]) == ("file", 1)
    assert Path(said["where"]) == shell.folder / "labels" / f"label-{code}.pdf"
    assert codes_of(Path(said["where"])) == [{code}]
    again = shell.asks("labels", "print", code)
    assert again["where"] != said["where"]


def test_a_label_says_what_somebody_before_the_shelf_must_know(shell: Shell) -> None:
    code = shell.code_of(*SHEET, "--title", "Stage floor")
    text = text_of(Path(shell.asks("labels", "print", code)["where"]))
    for words in ("Birch plywood", "600 × 400 × 4 mm", "Free from", "LASER: YES", "Harmful wood dust"):
        assert words in text
    for words in ("Stage floor", "Test space", f"{code[:3]} {code[3:9]} {code[9:]}"):
        assert words in text


def test_what_is_in_quarantine_says_so_and_is_not_for_the_laser(shell: Shell) -> None:
    code = shell.code_of(*SHEET)
    shell.asks("quarantine", code)
    text = text_of(Path(shell.asks("labels", "print", code)["where"]))
    assert "Quarantine" in text
    assert "LASER: NO" in text
    assert "Free from" not in text


def test_what_is_held_is_free_from_the_day_after(shell: Shell) -> None:
    code = shell.code_of(*SHEET)
    shell.asks("hold", code, "--until", "2999-12-31")
    assert "Free from 3000-01-01" in text_of(Path(shell.asks("labels", "print", code)["where"]))


def test_a_label_is_a_picture_where_the_file_ends_in_png(shell: Shell) -> None:
    code, file = shell.code_of(*SHEET), shell.folder / "one.png"
    said = shell.asks("labels", "print", code, "--output", str(file))
    assert said["where"] == str(file)
    with Image.open(file) as image:
        assert codes_in(image) == {code}


def test_a_picture_holds_one_page(shell: Shell) -> None:
    codes, file = [shell.code_of(*SHEET) for _ in range(2)], shell.folder / "two.png"
    assert shell.asks("labels", "print", *codes, "--output", str(file), code=1)["reason"] == "one-page-only"
    assert not file.exists()
    shell.asks("labels", "print", *codes, "--output", str(file), "--format", "A4 3x8")
    with Image.open(file) as image:
        assert codes_in(image) == set(codes)


def test_several_labels_are_several_pages(shell: Shell) -> None:
    codes = [shell.code_of(*SHEET) for _ in range(3)]
    said = shell.asks("labels", "print", *codes, "--output", str(shell.folder / "three.pdf"))
    assert said["codes"] == codes
    assert codes_of(Path(said["where"])) == [{code} for code in codes]


def test_labels_of_shelves_and_blanks_are_printed_again(shell: Shell) -> None:
    shelf = shell.asks("shelves", "add", "Wall A3")["shelf"]["code"]
    blank = shell.asks("labels", "blanks", "--count", "1")["codes"][0]
    said = shell.asks("labels", "print", shelf.lower(), blank)
    assert codes_of(Path(said["where"])) == [{shelf}, {blank}]
    assert "Wall A3" in text_of(Path(said["where"]))


def test_there_is_no_label_of_what_is_gone_or_unknown(shell: Shell) -> None:
    code = shell.code_of(*SHEET)
    shell.asks("discard", code)
    assert shell.asks("labels", "print", code, code=1)["reason"] == "gone"
    assert shell.asks("labels", "print", "DRE7K3PX4N", code=1)["reason"] == "unknown-code"
    assert not (shell.folder / "labels").exists()


def test_receive_and_cut_print_what_they_made(shell: Shell) -> None:
    said = shell.asks("receive", *SHEET, "--print")
    assert codes_of(Path(said["printed"]["where"])) == [{said["code"]}]
    cut = shell.asks("cut", said["code"], "--remains", "290x400", "--remains", "90x90", "--print")
    assert codes_of(Path(cut["printed"]["where"])) == [{code} for code in cut["labels"]]


def test_a_label_that_fails_leaves_the_receipt_and_says_so(shell: Shell) -> None:
    (shell.folder / "labels").write_text("not a folder")
    said = shell.asks("receive", *SHEET, "--print")
    assert (said["ok"], said["printed"]["state"]) == (True, "failed")
    assert "cannot be written" in said["printed"]["sentence"]
    assert shell.asks("show", said["code"])["item"]["status"] == "here"
    ran = shell("receive", *SHEET, "--print")
    assert (ran.code, ran.out.count("\n")) == (0, 1)
    assert "cannot be written" in ran.err


def test_blanks_are_issued_and_come_on_sheets(shell: Shell) -> None:
    said = shell.asks("labels", "blanks", "--count", "30")
    assert len(set(said["codes"])) == 30
    pages = codes_of(Path(said["where"]))
    assert [len(page) for page in pages] == [24, 6]
    assert set.union(*pages) == set(said["codes"])
    assert shell.asks("receive", *SHEET, "--code", said["codes"][0])["labels"] == []


def test_a_sheet_that_was_begun_is_finished(shell: Shell) -> None:
    said = shell.asks("labels", "blanks", "--count", "10", "--skip", "20")
    assert [len(page) for page in codes_of(Path(said["where"]))] == [4, 6]


def test_the_command_sheet_is_one_leaf_with_commands_numbers_favourites_and_the_scanner_test(
    shell: Shell,
) -> None:
    for _number in range(2):
        shell.code_of("--material", "wool-felt", "--size", "600x400x4")
    said = shell.asks("labels", "commands")
    assert Path(said["where"]).name == "commands.pdf"
    text = text_of(Path(said["where"]))
    pages = codes_of(Path(said["where"]))
    assert all(word in text for word in ("Take", "Undo", "100", "take the last thing back", "Scanner test"))
    assert material_name("wool-felt") in text
    assert len(pages) == 2
    read = set.union(*pages)
    assert len(read) == said["labels"] == len(Command) + len(NUMBERS) + FAVOURITES + 1
    assert LAYOUT_TEST in read


def test_the_command_sheet_holds_every_material_where_that_is_asked_for(shell: Shell) -> None:
    said = shell.asks("labels", "commands", "--materials")
    text = text_of(Path(said["where"]))
    assert said["labels"] == len(Command) + len(NUMBERS) + len(catalogue().all()) + 1
    assert all(name in text for name in ("Oak", "Birch plywood", "Materials"))


def test_a_printer_that_is_not_there_is_a_failure_and_no_label_is_said_to_be_sent(shell: Shell) -> None:
    refused = shell.asks("labels", "print", shell.code_of(*SHEET), "--printer", "no-such-printer", code=1)
    reasons = ("printer-missing", "no-print-system", "print-system-stopped")
    assert refused["reason"] in reasons
    assert refused["sentence"]


def test_the_printer_of_the_settings_is_asked(shell: Shell) -> None:
    shell.asks("settings", "printer=no-such-printer")
    assert shell.asks("labels", "print", shell.code_of(*SHEET), code=1)["reason"] != "gone"
    assert not (shell.folder / "labels").exists()


def test_a_label_too_small_for_its_code_says_what_would_do(shell: Shell) -> None:
    shell.asks("settings", "label=10x10")
    refused = shell.asks("labels", "print", shell.code_of(*SHEET), code=1)
    assert refused["reason"] == "too-small"
    assert " mm" in refused["sentence"]


def test_a_file_that_cannot_be_written_is_a_failure(shell: Shell) -> None:
    nowhere = str(shell.folder / "no" / "folder" / "x.pdf")
    refused = shell.asks("labels", "print", shell.code_of(*SHEET), "--output", nowhere, code=1)
    assert (refused["reason"], refused["where"]) == ("folder-refused", nowhere)
