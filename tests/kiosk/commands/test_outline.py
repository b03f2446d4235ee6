"""Outlines at a shell: shown, noted of a piece, received with it, and refused with a sentence."""

import builtins
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from cutting.outlines.errors import INSTALL, NoOutline, Why
from kiosk.answers.outlined import REASONS, outline_sentence
from tests.cutting.outlines.drawn import NO_UNIT, PLATE, dxf
from tests.kiosk.commands.shell import Shell

L_TEXT = "600x400 notch 200x150"
L_AREA_UM2 = 210_000 * 10**6


def l_shape(path: Path, unit: int = 4) -> Path:
    points = [(0, 0), (600, 0), (600, 250), (400, 250), (400, 400), (0, 400)]
    return dxf(path, lambda _d, m: m.add_lwpolyline(points, close=True), unit)


def test_a_drawing_is_shown_with_its_size_its_area_and_its_rectangles(shell: Shell, tmp_path: Path) -> None:
    ran = shell("outline", str(l_shape(tmp_path / "l.dxf")))
    assert ran.code == 0
    first, *picture, last = ran.out.splitlines()
    assert first == "600 × 400 mm  0.21 m²"
    assert picture[0] == "█" * 40
    assert picture[-1] == "█" * 60
    assert last == "Inside for certain: 400 × 400 mm; 600 × 250 mm"


def test_corners_give_json(shell: Shell) -> None:
    value = shell.asks("outline", "--corners", L_TEXT)
    assert value["outline"]["box_um"] == [600_000, 400_000]
    assert value["outline"]["area_um2"] == L_AREA_UM2
    assert value["outline"]["rects_um"] == [[400_000, 400_000], [600_000, 250_000]]


def test_a_piece_gets_its_true_shape_and_its_weight_follows(shell: Shell, tmp_path: Path) -> None:
    code = shell.asks("receive", "--material", "plywood-birch", "--size", "600x400x6")["code"]
    before = shell.asks("show", code)["item"]
    value = shell.asks("outline", str(l_shape(tmp_path / "l.dxf")), "--code", code)
    assert value["event"]["kind"] == "corrected"
    after = shell.asks("show", code)["item"]
    assert after["size_um"] == before["size_um"]
    assert after["mass_mg"] == pytest.approx(before["mass_mg"] * 210 / 240, rel=1e-6)
    shell.asks("undo")
    assert shell.asks("show", code)["item"]["mass_mg"] == before["mass_mg"]


def test_what_was_weighed_keeps_its_weight(shell: Shell) -> None:
    code = shell.asks("receive", "--material", "plywood-birch", "--size", "600x400x6")["code"]
    shell.asks("weigh", code, "800 g")
    shell.asks("outline", "--corners", L_TEXT, "--code", code)
    assert shell.asks("show", code)["item"]["mass_mg"] == 800_000


def test_a_piece_comes_in_with_its_outline(shell: Shell, tmp_path: Path) -> None:
    path = l_shape(tmp_path / "l.dxf", NO_UNIT)
    of_file = (
        "receive",
        "--material",
        "plywood-birch",
        "--outline",
        str(path),
        "--unit",
        "mm",
        "--thick",
        "6",
    )
    item = shell.asks(*of_file)["item"]
    assert item["size"] == "600 × 400 × 6 mm"
    of_corners = shell.asks("receive", "--material", "plywood-birch", "--corners", L_TEXT, "--thick", "6")[
        "item"
    ]
    assert of_corners["mass_mg"] == item["mass_mg"]


def test_a_lot_has_no_outline(shell: Shell) -> None:
    code = shell.asks("receive", "--material", "plywood-birch", "--count", "5")["code"]
    assert shell.asks("outline", "--corners", L_TEXT, "--code", code, code=1)["reason"] == "not-a-piece"


def test_a_job_leaves_its_outline(shell: Shell, tmp_path: Path) -> None:
    part = [(0, 0), (200, 0), (200, 150), (0, 150)]
    job = dxf(tmp_path / "job.dxf", lambda _d, m: m.add_lwpolyline(part, close=True))
    value = shell.asks("outline", "--parts", str(job), "--sheet", "600x400", "--kerf", "0.2")
    assert value["outline"]["area_um2"] == pytest.approx(L_AREA_UM2, rel=0.001)
    sheet = dxf(tmp_path / "sheet.dxf", lambda _d, m: m.add_lwpolyline(PLATE, close=True))
    same = shell.asks("outline", str(sheet), "--parts", str(job), "--kerf", "0.2")
    assert same["outline"] == value["outline"]


def test_a_board_is_a_file_to_print(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "board.pdf"
    ran = shell("outline", "--board", str(path), "--board-size", "800x600")
    assert ran.code == 0
    assert "800 × 600 mm" in ran.out
    assert len(pypdfium2.PdfDocument(path)) == 4


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--corners", "plywood"), "no-corners"),
        (("--corners", "0x0"), "nonsense-size"),
        (("--corners", "0,0 9,9 9,0 0,9"), "nonsense-size"),
        (("--corners", "0,0 900,900 900,0 0,900"), "crossing"),
        (("none.dxf",), "file"),
        (("none.step",), "unknown-file"),
        (("none.jpg",), "file"),
    ],
)
def test_what_is_no_outline_is_a_sentence(shell: Shell, words: tuple[str, ...], reason: str) -> None:
    value = shell.asks("outline", *words, code=1)
    assert value["reason"] == reason
    ran = shell("outline", *words)
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1


def test_a_drawing_without_a_unit_asks_for_it(shell: Shell, tmp_path: Path) -> None:
    ran = shell("outline", str(l_shape(tmp_path / "l.dxf", NO_UNIT)))
    assert ran.err == "kiosk: The drawing does not say its unit. Say it, such as --unit mm\n"
    assert shell("outline", str(tmp_path / "l.dxf"), "--unit", "mm").code == 0


def test_without_anything_the_command_says_what_it_needs(shell: Shell) -> None:
    assert shell.asks("outline", code=2)["reason"] == "usage"
    assert shell.asks("outline", "--board", "board.txt", code=2)["reason"] == "usage"


FACTS = {
    "install": INSTALL,
    "file": "a.dxf",
    "most_bytes": 5_000_000,
    "long_um": 600_000,
    "short_um": 400_500,
    "at_um": (1_000, -2_000),
    "gap_um": 3_000,
    "text": "\x1b[31mred",
    "from_um": (0, 0),
    "to_um": (5_000, 5_000),
    "found": 1,
    "off_um": 7_100,
}


@pytest.mark.parametrize("why", Why)
def test_every_reason_has_its_sentence(why: Why) -> None:
    sentence = outline_sentence(NoOutline(why, **FACTS))
    assert sentence.endswith((".", "?", "mm", '"', "'"))
    assert not set("{}\x1b") & set(sentence)
    assert set(REASONS) == set(Why)


def test_a_missing_library_is_a_sentence_that_says_what_to_install(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] in {"shapely", "numpy"} or name.startswith("cutting.outlines.sheets"):
            raise ModuleNotFoundError(f"No module named {name}", name=name)
        return load(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    ran = shell("outline", "--corners", L_TEXT)
    assert ran.code == 1
    assert "pip install 'makerspace-kiosk[outlines]'" in ran.err


def test_a_kiosk_that_shows_no_outline_loads_none_of_its_libraries() -> None:
    heavy = "{'cv2', 'ezdxf', 'numpy', 'shapely', 'svgelements'}"
    loads = "import kiosk.commands.stocking, kiosk.commands.outlining, kiosk.screens.card, sys"
    subprocess.run([sys.executable, "-c", f"{loads}; assert not {heavy} & set(sys.modules)"], check=True)
