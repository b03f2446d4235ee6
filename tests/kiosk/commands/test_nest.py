"""`kiosk nest` at a shell: what is seen, what is written, and what is said of what cannot be."""

import sys
from functools import partial
from importlib.machinery import ModuleSpec
from io import BytesIO, TextIOWrapper
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as Tree

import pypdfium2
import pytest
from ezdxf.filemanagement import readfile
from PIL.Image import Image

from cutting import planning
from kiosk.commands import pictures
from tests.cutting.cut_lists import CUT_LIST_OPTIMIZER, OPEN_CUT_LIST
from tests.cutting.stacked import search
from tests.kiosk.commands.shell import Shell

LIST = "# box\n2x 300x200 ply 6 # side\n1x 200x100 mdf 3 # lid\n"


@pytest.fixture(autouse=True)
def planned(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that anybody can follow."""
    monkeypatch.setattr(planning, "plan", partial(planning.plan, search=search))


@pytest.fixture
def stock(shell: Shell) -> Shell:
    """A shell with two boards on a shelf."""
    shell("shelves", "add", "Rack")
    shell("receive", "--material", "plywood-birch", "--size", "800x400x6", "--shelf", "Rack")
    shell("receive", "--material", "mdf", "--size", "700x400x3")
    return shell


def cut_list(shell: Shell, text: str, name: str = "list.txt") -> str:
    """The path of a file with this text."""
    path = shell.folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_plan_is_seen_to_scale_with_its_parts_and_what_goes_back(stock: Shell) -> None:
    ran = stock("nest", cut_list(stock, LIST), "--seconds", "0")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "Birch plywood 6 mm · saw, from edge to edge · kerf 3.2 mm"
    assert lines[2].endswith("Birch plywood 800 × 400 × 6 mm  shelf Rack")
    assert any("█ 2 █" in line for line in lines)
    assert "   2  2x 300 × 200 mm  side" in lines
    assert any(line.endswith("goes back on the shelf") for line in lines)
    assert max(map(len, lines)) <= 80


def test_lines_may_come_from_standard_input(stock: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(LIST.encode())))
    assert [part["title"] for part in stock.asks("nest", "-", "--seconds", "0")["parts"]] == ["side", "lid"]


def test_a_program_gets_every_rectangle_of_the_plan(stock: Shell) -> None:
    told = stock.asks("nest", cut_list(stock, LIST), "--seconds", "0", "--kerf", "3")
    assert (told["ok"], told["faults"], told["files"]) == (True, [], [])
    group = told["groups"][0]
    assert (group["mode"], group["section_um"], group["kerf_um"]) == ("guillotine", [6_000], 3_000)
    (layout,) = group["layouts"]
    assert layout["parts"] == [
        {"number": 2, "x_um": 0, "y_um": 0, "dx_um": 300_000, "dy_um": 200_000},
        {"number": 2, "x_um": 303_000, "y_um": 0, "dx_um": 300_000, "dy_um": 200_000},
    ]
    assert layout["cuts"][0]["fence_um"] == 300_000
    assert {"x_um": 606_000, "y_um": 0, "dx_um": 194_000, "dy_um": 400_000} in layout["kept"]


def test_a_plan_is_written_as_pages_and_for_machines(stock: Shell) -> None:
    files = {ending: stock.folder / f"plan.{ending}" for ending in ("pdf", "svg", "dxf")}
    options = [word for ending, path in files.items() for word in (f"--{ending}", str(path))]
    told = stock.asks("nest", cut_list(stock, LIST), "--seconds", "0", *options)
    assert told["files"] == [str(path) for path in files.values()]
    assert len(pypdfium2.PdfDocument(files["pdf"].read_bytes())) == 2
    Tree.parse(files["svg"])  # noqa: S314, as we wrote it ourselves
    assert len(readfile(files["dxf"]).modelspace().query('LWPOLYLINE[layer=="SHEET"]')) == 2


def test_pages_and_words_are_in_the_language_of_the_kiosk(stock: Shell, tmp_path: Path) -> None:
    stock("settings", "language=lv")
    page = tmp_path / "plan.pdf"
    ran = stock("nest", cut_list(stock, LIST), "--seconds", "0", "--pdf", str(page))
    assert "Bērza saplāksnis 6 mm" in ran.out
    assert "on the shelf" not in ran.out
    said = pypdfium2.PdfDocument(page.read_bytes())[0].get_textpage().get_text_range()
    assert "Scale" not in said
    assert "Bērza saplāksnis" in said


def test_what_fits_nowhere_is_named_and_ends_with_another_code(stock: Shell) -> None:
    path = cut_list(stock, "1x 900x700 ply 6\n1x 300x200 ply 6")
    ran = stock("nest", path, "--seconds", "0")
    assert ran.code == 1
    assert ran.err.startswith("Line 1: 1 part of 900 × 700 × 6 mm has no place. Nearest is ")
    assert ran.err.rstrip().endswith("Birch plywood 800 × 400 × 6 mm")
    (missing,) = stock.asks("nest", path, "--seconds", "0", code=1)["groups"][0]["missing"]
    assert missing["nearest"]["size_um"][:2] == [800_000, 400_000]


def test_a_sheet_is_bought_only_where_the_shelf_does_not_suffice_and_it_is_said(stock: Shell) -> None:
    path = cut_list(stock, "1x 900x700 ply 6")
    ran = stock("nest", path, "--seconds", "0", "--sheet", "2440x1220")
    assert ran.code == 0
    assert "The shelf does not suffice. To buy: 1 × 2440 × 1220 mm" in ran.out
    assert "New: " in ran.out
    assert "To buy" not in stock("nest", cut_list(stock, LIST), "--seconds", "0", "--sheet", "2440x1220").out


def test_lines_that_cannot_be_read_are_named_beside_the_plan_of_the_others(stock: Shell) -> None:
    path = cut_list(stock, "1x 300x200 ply 6\noops\n2x 0x200 ply 6\n")
    ran = stock("nest", path, "--seconds", "0")
    assert ran.code == 1
    assert ran.err.splitlines() == [
        "Line 2: No size. Write it like 2x 300x200 ply 6.",
        "Line 3: Zero is no size: 0x200",
    ]
    assert "   1  1x 300 × 200 mm" in ran.out
    faults = stock.asks("nest", path, "--seconds", "0", code=1)["faults"]
    assert [(fault["line"], fault["reason"]) for fault in faults] == [(2, "no-size"), (3, "zero")]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "There is nothing in this cut list. Write it like 2x 300x200 ply 6."),
        (b"\x00\x01", "This file is no text. Save the cut list as CSV in UTF-8."),
        (b"hello", "Line 1: No size. Write it like 2x 300x200 ply 6."),
        (b"x" * 21_000_000, "The file is too large for a cut list."),
        (b"0\nSECTION\nnonsense", "This DXF file is damaged. Save it once more as DXF."),
    ],
)
def test_a_file_that_is_no_cut_list_is_a_sentence(stock: Shell, data: bytes, sentence: str) -> None:
    path = stock.folder / "list"
    path.write_bytes(data)
    ran = stock("nest", str(path))
    assert (ran.code, ran.out, ran.err) == (1, "", f"kiosk: {sentence}\n")
    assert stock.asks("nest", str(path), code=1)["reason"] == "cut-list"


def test_of_thousands_of_bad_lines_the_first_are_named_and_the_others_counted(stock: Shell) -> None:
    ran = stock("nest", cut_list(stock, "1x 300x200 ply 6\n" + "oops\n" * 4_000), "--seconds", "0")
    assert len(ran.err.splitlines()) == 21
    assert ran.err.splitlines()[-1] == "3980 more lines were not read."


def test_exports_of_other_programs_are_planned_as_they_are(stock: Shell) -> None:
    told = stock.asks("nest", cut_list(stock, OPEN_CUT_LIST, "a.csv"), "--seconds", "0", code=1)
    assert [part["title"] for part in told["parts"]] == ["Side; left", "Back"]
    told = stock.asks("nest", cut_list(stock, CUT_LIST_OPTIMIZER, "b.csv"), "--seconds", "0", code=1)
    assert [part["keeps_grain"] for part in told["parts"]] == [True, True, False]


def test_what_lines_leave_open_is_said_with_options(stock: Shell) -> None:
    path = cut_list(stock, "Length,Width,Qty\n300,200,2\n", "bare.csv")
    assert "No material" in stock("nest", path).err
    options = ("--material", "birch ply", "--thick", "6", "--grain", "--mode", "guillotine", "--seconds", "0")
    told = stock.asks("nest", path, *options)
    assert told["groups"][0]["section_um"] == [6_000]
    assert told["parts"][0]["keeps_grain"]


@pytest.mark.parametrize(
    "words",
    [
        ("--kerf", "-3"),
        ("--kerf", "wide"),
        ("--trim", "2000"),
        ("--seconds", "-1"),
        ("--seconds", "nan"),
        ("--sheet", "0x0"),
        ("--mode", "axe"),
        ("--seed", "x"),
    ],
)
def test_nonsense_options_are_usage(stock: Shell, words: tuple[str, str]) -> None:
    ran = stock("nest", cut_list(stock, LIST), *words)
    assert ran.code == 2
    assert "Traceback" not in ran.err


def test_no_file_and_no_folder_to_write_into_are_sentences(stock: Shell) -> None:
    ran = stock("nest", str(stock.folder / "none.txt"))
    assert (ran.code, ran.err) == (1, f"kiosk: {stock.folder / 'none.txt'}: No such file or directory\n")
    nowhere = stock.folder / "list.txt" / "plan.pdf"
    ran = stock("nest", cut_list(stock, LIST), "--seconds", "0", "--pdf", str(nowhere))
    assert ran.code == 1
    assert "Traceback" not in ran.err


def test_names_from_a_cut_list_command_no_terminal(stock: Shell) -> None:
    ran = stock("nest", cut_list(stock, "1x 300x200 ply 6 # \x1b[31mred\x07\u202e"), "--seconds", "0")
    assert "\x1b" not in ran.out
    assert "[31mred" in ran.out


def test_a_plan_is_taken_and_what_will_be_left_has_labels(stock: Shell) -> None:
    path, page = cut_list(stock, LIST), str(stock.folder / "plan.pdf")
    said = stock.asks("nest", path, "--seconds", "0", "--take", "--print", "--pdf", page)
    assert (said["plan"]["number"], said["printed"]["state"]) == (1, "file")
    assert said["labels"] == [
        remainder["code"] for piece in said["plan"]["pieces"] for remainder in piece["remainders"]
    ]
    text = "".join(each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(page))
    assert all(f"{code[:3]} {code[3:9]} {code[9:]}" in text for code in said["labels"])
    assert stock.asks("nest", path, "--seconds", "0", "--take", code=1)["reason"] == "no-plan"
    assert [each["charred"] for each in stock.asks("plans", "confirm", "1")["children"]] == [False] * len(
        said["labels"]
    )


def test_what_the_plan_says_of_a_charred_edge_is_on_the_pieces(stock: Shell) -> None:
    stock.asks("nest", cut_list(stock, "2x 300x200 ply 6"), "--seconds", "0", "--take", "--charred")
    (child, *_more) = stock.asks("plans", "confirm", "1")["children"]
    assert child["charred"]
    assert "Charred edge" in stock("show", child["code"]).out


def test_a_plan_that_is_not_taken_holds_nothing(stock: Shell) -> None:
    ran = stock("nest", cut_list(stock, LIST), "--seconds", "0")
    assert "YOURS" not in ran.out
    assert stock.asks("plans")["plans"] == []


def test_of_many_lines_without_a_place_the_first_are_named_and_the_others_counted(stock: Shell) -> None:
    ran = stock("nest", cut_list(stock, "1x 900x700 ply 6\n" * 50), "--seconds", "0")
    assert len(ran.err.splitlines()) == 21
    assert ran.err.splitlines()[-1] == "30 more lines have no place."


def test_a_terminal_that_shows_pictures_gets_one(stock: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    class Sixel:
        def __init__(self, image: Image) -> None:
            self._size = image.size

        def __rich__(self) -> str:
            return f"PICTURE {self._size[0]}"

    library, renderable = ModuleType("textual_image"), ModuleType("textual_image.renderable")
    library.__spec__ = ModuleSpec("textual_image", None)
    vars(renderable).update(Image=Sixel, SixelImage=Sixel, TGPImage=object)
    monkeypatch.setitem(sys.modules, "textual_image", library)
    monkeypatch.setitem(sys.modules, "textual_image.renderable", renderable)
    assert "PICTURE" not in stock("nest", cut_list(stock, LIST), "--seconds", "0").out
    monkeypatch.setattr(pictures, "_is_measured", lambda: True)
    ran = stock("nest", cut_list(stock, LIST), "--seconds", "0")
    assert ran.out.count("PICTURE") == 2
    assert "█" not in ran.out
    assert "   2  2x 300 × 200 mm  side" in ran.out


def test_the_material_of_all_lines_has_its_kin_and_may_be_said_in_words(stock: Shell) -> None:
    lines = cut_list(stock, "2x 300x200\n")
    for said in ("plywood", "plywood-birch", "ply", "birch ply", "bērza saplāksnis"):
        told = stock.asks("nest", lines, "--material", said, "--thick", "6", "--seconds", "0")
        assert [len(group["layouts"]) for group in told["groups"]] == [1], said
    ran = stock("nest", lines, "--material", "unobtainium", "--thick", "6")
    assert "No such material: unobtainium" in ran.err


@pytest.mark.parametrize("kind", ["acrylic-cast", "acrylic-extruded"])
def test_a_material_said_by_its_slug_is_each_kind_that_is_called_after_it(shell: Shell, kind: str) -> None:
    code = shell.code_of("--material", kind, "--size", "600x400x3")
    nest = ("nest", cut_list(shell, "1x 300x200\n"), "--material", "acrylic", "--thick", "3")
    (group,) = shell.asks(*nest, "--seconds", "0")["groups"]
    assert [layout["code"] for layout in group["layouts"]] == [code]
    found = shell.asks("find", "--fits", "300x200x3", "--material", "acrylic")
    assert [item["code"] for item in found["items"]] == [code]


def test_words_of_another_language_and_with_another_ending_name_a_material(shell: Shell) -> None:
    shell("receive", "--material", "aluminium-profile", "--size", "1000")
    for said in ("aluminium", "alumīnijs", "alumīnija profils"):
        told = shell.asks("nest", cut_list(shell, f"2x 300 {said}\n"), "--seconds", "0")
        assert [len(group["layouts"]) for group in told["groups"]] == [1], said


def test_a_bar_to_buy_is_of_a_material_that_comes_in_bars(shell: Shell) -> None:
    shell("receive", "--material", "mdf", "--size", "700x400x3")
    ran = shell("nest", cut_list(shell, "2x 300 aluminium\n"), "--sheet", "3000", "--seconds", "0")
    assert "New: Aluminium profile (extrusion) 3000 mm" in ran.out


def test_parts_that_others_leave_no_room_for_say_which_piece_is_full(stock: Shell) -> None:
    ran = stock("nest", cut_list(stock, "9x 390x200 mdf 3\n"), "--seconds", "0")
    assert "has no room left for it: MDF 700 × 400 × 3 mm" in ran.err
    ran = stock("nest", cut_list(stock, "1x 390x200 mdf 4\n"), "--seconds", "0")
    assert "Nothing like it is free here." in ran.err


def test_a_disc_is_said_by_what_is_across(stock: Shell) -> None:
    ran = stock("nest", cut_list(stock, "2x Ø150 mdf 3 # lid\n"), "--seconds", "0")
    assert "   1  2x Ø 150 mm  lid" in ran.out
