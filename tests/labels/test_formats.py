"""Papers: every label of the catalogue lies on its page, and own papers are checked as strictly."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.design import layout
from labels.drawing import MM, Box, Fill, Size
from labels.errors import FileWrong, FormatUnknown, Wrong
from labels.formats.calibration import calibration
from labels.formats.catalogue import Format, Supply, formats, named
from labels.formats.own import own_formats, read_format
from labels.outputs.brother import brother
from labels.outputs.tapes import HEADS, tapes
from labels.proof import prove
from labels.sheets import Offset, imposed
from tests.labels.samples import PIECE

ALL = {paper.name: paper for paper in formats()}
OWN = """name = "Strips"
page = "A4"
columns = 2
rows = 10
width_mm = 90.5
height_mm = 25
left_mm = 10
top_mm = 10
pitch_x_mm = 95
"""


def written(folder: Path, text: str, name: str = "own.toml") -> Path:
    """A file of a space's own."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_catalogue_has_the_common_sheets_and_rolls() -> None:
    assert len(ALL) >= 40
    sheets = ("L7160", "L4731", "5160", "5388", "L7159", "L7163", "L7651", "A4-3×8", "Herma 4677")
    rolls = ("DK-11201", "DK-22205", "TZe 12", "TZe 18", "TZe 24", "99012", "11354", "99010", "Zebra 51x25")
    assert all(named(name) for name in (*sheets, *rolls))


@pytest.mark.parametrize("name", ["l7160", "L 7160", "A4 3×8", "a43x8", "dk-11209", "DK11209", "tze-231"])
def test_a_paper_is_found_however_its_name_is_typed(name: str) -> None:
    assert named(name) in ALL.values()


def test_a_paper_nobody_knows_is_said() -> None:
    with pytest.raises(FormatUnknown) as refused:
        named("L9999")
    assert refused.value.name == "L9999"


def test_no_two_papers_share_a_name() -> None:
    names = [name.casefold() for paper in formats() for name in (paper.name, *paper.also)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("paper", ALL.values(), ids=ALL)
def test_labels_lie_on_their_page_and_apart(paper: Format) -> None:
    page = Box(0, 0, paper.sheet.page.width_um, paper.sheet.page.height_um)
    cuts = [paper.sheet.cut(place) for place in range(paper.sheet.places)]
    assert all(cut.x_um >= 0 and cut.right_um <= page.right_um for cut in cuts)
    assert all(cut.y_um >= 0 and cut.bottom_um <= page.bottom_um for cut in cuts)
    assert not any(one.meets(other) for one, other in combinations(cuts, 2))


@pytest.mark.parametrize("paper", [paper for paper in ALL.values() if paper.supply is Supply.SHEET])
def test_sheets_are_as_far_from_one_edge_as_from_the_other(paper: Format) -> None:
    last = paper.sheet.cut(paper.sheet.places - 1)
    assert abs(paper.sheet.left_um - (paper.sheet.page.width_um - last.right_um)) <= 300
    assert abs(paper.sheet.top_um - (paper.sheet.page.height_um - last.bottom_um)) <= 300


@pytest.mark.parametrize("paper", ALL.values(), ids=ALL)
def test_what_is_printed_stays_off_the_cut_and_off_the_edge_of_the_page(paper: Format) -> None:
    sheet = paper.sheet
    room = Box(*sheet.corner_um(0), sheet.room.width_um, sheet.room.height_um)
    assert room.width_um > 5 * MM
    assert room.height_um > 5 * MM
    if paper.supply is Supply.SHEET:
        assert min(room.x_um, room.y_um) >= 4 * MM
    assert sheet.rounded_um <= min(sheet.label.width_um, sheet.label.height_um) // 2
    assert paper.source


@pytest.mark.parametrize("paper", [paper for paper in ALL.values() if paper.tape and paper.dpi == 300])
def test_a_brother_roll_takes_what_is_laid_out_for_its_room(paper: Format) -> None:
    head = HEADS["QL-820NWB"]
    if paper.sheet.room.width_um < 10 * MM:
        paper = paper.turned()
    drawing = prove(layout(PIECE, paper.sheet.room, paper.dpi))
    assert brother([drawing], tapes(head)[paper.tape], head).endswith(b"\x1a")


def test_an_endless_tape_is_cut_where_the_label_ends() -> None:
    assert named("DK-22205").cut_at(90 * MM).sheet.page == Size(62 * MM, 90 * MM)
    assert named("TZe 12").cut_at(70 * MM).sheet.page == Size(70 * MM, 12 * MM)
    assert named("L7160").cut_at(70 * MM) == named("L7160")


def test_a_roll_is_turned_and_a_sheet_is_not() -> None:
    roll = named("DYMO 99010")
    assert roll.turned().sheet.room == Size(roll.sheet.room.height_um, roll.sheet.room.width_um)
    assert roll.turned().turned() == roll
    assert named("L7160").turned() == named("L7160")


def test_an_own_paper_is_used_like_any_other(tmp_path: Path) -> None:
    path = written(tmp_path, OWN)
    (own,) = own_formats(tmp_path)
    assert named("strips", (own,)) == read_format(path)
    assert own.sheet.cut(1) == Box(105 * MM, 10 * MM, 90_500, 25 * MM)
    assert [len(page.symbols) for page in imposed([layout(PIECE, own.sheet.room)] * 25, own.sheet)] == [20, 5]


def test_a_space_without_own_papers_has_none(tmp_path: Path) -> None:
    assert own_formats(tmp_path / "nothing") == ()


@pytest.mark.parametrize(
    ("line", "text", "wrong", "what"),
    [
        (1, OWN.replace('name = "Strips"', "name = Strips"), Wrong.NOT_TOML, "Invalid value"),
        (1, OWN.replace('"Strips"', "7"), Wrong.NOT_A_TEXT, "name"),
        (2, OWN.replace('"A4"', '"A9"'), Wrong.UNKNOWN, "A9"),
        (3, OWN.replace("columns = 2", "columns = 0"), Wrong.TOO_SMALL, "columns"),
        (3, OWN.replace("columns = 2", "columns = 3"), Wrong.OFF_THE_PAGE, "columns"),
        (3, OWN.replace("columns = 2", "columns = 1_000_000"), Wrong.TOO_LARGE, "columns"),
        (4, OWN.replace("rows = 10", "rows = 12"), Wrong.OFF_THE_PAGE, "rows"),
        (5, OWN.replace("90.5", '"wide"'), Wrong.NOT_A_NUMBER, "width_mm"),
        (5, OWN.replace("90.5", "1"), Wrong.TOO_SMALL, "width_mm"),
        (5, OWN.replace("90.5", "nan"), Wrong.NOT_A_NUMBER, "width_mm"),
        (5, OWN.replace("90.5", "1e400"), Wrong.TOO_LARGE, "width_mm"),
        (7, OWN.replace("left_mm = 10", "left_mm = -10"), Wrong.TOO_SMALL, "left_mm"),
        (9, OWN.replace("pitch_x_mm = 95", "pitch_x_mm = 80"), Wrong.OVERLAPPING, "pitch_x_mm"),
        (10, OWN + "pitch_y_mm = 20\n", Wrong.OVERLAPPING, "pitch_y_mm"),
        (10, OWN + "colour = 1\n", Wrong.UNKNOWN, "colour"),
        (0, OWN.replace("rows = 10", ""), Wrong.MISSING, "rows"),
    ],
)
def test_a_mistake_in_an_own_paper_is_said_with_its_line(
    tmp_path: Path, line: int, text: str, wrong: Wrong, what: str
) -> None:
    with pytest.raises(FileWrong) as refused:
        read_format(written(tmp_path, text))
    said = refused.value
    assert (said.file, said.line, said.wrong, said.what) == ("own.toml", line, wrong, what)


def test_a_file_that_is_no_text_or_not_there_or_endless_is_said(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes(b'name = "x"\n\xff')
    with pytest.raises(FileWrong) as refused:
        read_format(tmp_path / "own.toml")
    assert (refused.value.line, refused.value.wrong) == (2, Wrong.NOT_TOML)
    with pytest.raises(FileWrong) as refused:
        read_format(tmp_path / "other.toml")
    assert refused.value.wrong is Wrong.NO_FILE
    with pytest.raises(FileWrong) as refused:
        read_format(written(tmp_path, OWN + "# long\n" * 10_000))
    assert refused.value.wrong is Wrong.TOO_LONG


@given(
    text=st.text(max_size=200)
    | st.sampled_from(["[" * 5_000, "a = " + "[" * 5_000, '"""', "a.b.c = 1\na = 2"])
)
def test_no_file_crashes(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("own") / "own.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(FileWrong):
        read_format(path)


@pytest.mark.parametrize("name", ["L7160", "L4731", "A4 3x8", "Avery 5160"])
def test_the_calibration_page_shows_where_labels_are_cut(name: str) -> None:
    sheet = named(name).sheet
    boxes = [item.box for item in calibration(sheet).items if isinstance(item, Fill)]
    assert all(sheet.cut(place) in boxes for place in range(sheet.places))


@given(st.integers(-5_000, 5_000), st.integers(-5_000, 5_000))
def test_an_offset_moves_the_page_and_everything_that_is_printed_after_it(
    right_um: int, down_um: int
) -> None:
    sheet, offset = named("L7160").sheet, Offset(right_um, down_um)
    moved_box = calibration(sheet, offset=offset).items[0].box
    assert moved_box == sheet.cut(0).moved(right_um, down_um)
    label = layout(PIECE, sheet.room)
    (page,), (exact,) = imposed([label], sheet, offset=offset), imposed([label], sheet)
    assert page.symbols[0] == exact.symbols[0].moved(right_um, down_um)
