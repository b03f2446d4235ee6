"""Templates: a space changes its labels in a file, and is told what is wrong with it."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.design import layout
from labels.drawing import MM, Size, Text
from labels.errors import FileWrong, TooSmall, Wrong
from labels.formats.catalogue import named
from labels.frame import Edge
from labels.kinds import BadgeLabel, Kind, Label, TransferLabel, kind_of
from labels.outputs.half_blocks import half_blocks
from labels.proof import prove
from labels.symbol import Symbology
from labels.templates.reading import names, read_template, shipped, shipped_text, template
from labels.templates.template import lists_of, texts_of
from paper.text import ELLIPSIS, clean
from paper.typeface import Face
from tests.labels.samples import KINDS, PIECE, ROLL, codes, labels, words_of

OWN = """kind = "piece"
symbol = "qr"

[[block]]
fields = ["size"]
face = "bold"
largest = 40
rank = 90

[[block]]
text = "Ask before you cut"
largest = 12
lines = 2
rank = 50
"""
A6 = Size(105_000, 148_000)
SIZES = (Size(60_000, 12_000), ROLL, Size(29_000, 62_000), A6, Size(148_000, 105_000))
LETTERS = "ĀāČčĒēĢģĪīĶķĻļŅņŠšŪūŽž ĄąĘęĖėĮįŲų ÆæØøÅå ÄäÖöÜüß ĆćŁłŃńÓóŚśŹźŻż Õõ"


def written(folder: Path, text: str, name: str = "mine.toml") -> Path:
    """A template of a space's own."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_shipped_template_that_is_a_file_like_any_other(kind: Kind, tmp_path: Path) -> None:
    own = read_template(written(tmp_path, shipped_text(kind)))
    assert own == shipped(kind)
    assert own.kind is kind


@pytest.mark.parametrize("label", KINDS)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_kind_is_readable_from_tape_to_a6_in_portrait_and_landscape(label: Label, size: Size) -> None:
    prove(layout(label, size, 203))


@pytest.mark.parametrize("kind", Kind)
def test_every_word_of_a_label_has_its_place_on_a_large_one(kind: Kind) -> None:
    (label, *_) = [label for label in KINDS if kind_of(label) is kind]
    words = " ".join(words_of(layout(label, Size(148_000, 105_000))))
    said = [str(getattr(label, name)) for name in texts_of(kind)]
    said += [text for name in lists_of(kind) for text in getattr(label, name)]
    assert all(part in words for text in said for part in text.split())


def test_letters_of_all_eight_languages_are_drawn() -> None:
    drawing = layout(
        TransferLabel("DRE7K3PX4N", LETTERS, LETTERS, contents=(LETTERS,)), Size(148_000, 105_000)
    )
    assert set(LETTERS.replace(" ", "")) <= set("".join(words_of(drawing)))


def test_what_is_sent_on_is_a_line_each() -> None:
    contents = tuple(f"Piece {number}" for number in range(6))
    slip = TransferLabel("DRE7K3PX4N", "Transfer", "Rīga", contents=contents)
    assert set(contents) <= set(words_of(layout(slip, Size(148_000, 105_000))))


def test_a_space_changes_a_label_by_changing_a_file(tmp_path: Path) -> None:
    written(tmp_path, OWN)
    drawing = prove(layout(PIECE, ROLL, template=template("mine", tmp_path))).drawing
    assert words_of(drawing)[1:] == [PIECE.size, "Ask before you cut"]
    assert {item.face for item in drawing.items if isinstance(item, Text)} == set(Face)


def test_own_templates_come_before_shipped_ones_of_the_same_name(tmp_path: Path) -> None:
    assert template("piece", tmp_path / "nothing") == shipped(Kind.PIECE)
    written(tmp_path, OWN, "piece.toml")
    assert template("piece", tmp_path) == read_template(tmp_path / "piece.toml")
    assert names(tmp_path) == ("piece",)
    assert names(tmp_path / "nothing") == ()


@pytest.mark.parametrize(
    ("line", "text", "wrong", "what"),
    [
        (1, OWN.replace('"piece"', '"pieces"'), Wrong.UNKNOWN, "pieces"),
        (2, OWN.replace('"qr"', '"aztec"'), Wrong.UNKNOWN, "aztec"),
        (3, OWN.replace('symbol = "qr"', 'symbol = "qr"\nurl = "x"'), Wrong.UNKNOWN, "url"),
        (5, OWN.replace('fields = ["size"]', 'fields = "size"'), Wrong.NOT_A_LIST, "fields"),
        (5, OWN.replace('["size"]', '["size", "maker"]'), Wrong.UNKNOWN, "maker"),
        (5, OWN.replace('["size"]', '["code"]'), Wrong.UNKNOWN, "code"),
        (6, OWN.replace('"bold"', '"comic"'), Wrong.UNKNOWN, "comic"),
        (7, OWN.replace("largest = 40", "largest = 400"), Wrong.TOO_LARGE, "largest"),
        (7, OWN.replace("largest = 40", 'largest = "big"'), Wrong.NOT_A_NUMBER, "largest"),
        (4, OWN.replace("largest = 40\n", ""), Wrong.MISSING, "largest"),
        (10, OWN.replace("rank = 50", ""), Wrong.MISSING, "rank"),
        (11, OWN.replace('text = "Ask before you cut"', "text = 3"), Wrong.NOT_A_TEXT, "text"),
        (13, OWN.replace("lines = 2", "lines = 99"), Wrong.TOO_LARGE, "lines"),
        (15, OWN + "colour = 1\n", Wrong.UNKNOWN, "colour"),
        (12, OWN.replace("largest = 12", "largest = 12 12"), Wrong.NOT_TOML, None),
        (10, OWN.replace('text = "Ask before you cut"\n', ""), Wrong.MISSING, "fields"),
        (0, "", Wrong.MISSING, "kind"),
    ],
)
def test_a_mistake_is_said_with_its_file_and_line(
    tmp_path: Path, line: int, text: str, wrong: Wrong, what: str | None
) -> None:
    with pytest.raises(FileWrong) as refused:
        read_template(written(tmp_path, text))
    said = refused.value
    assert (said.file, said.line, said.wrong) == ("mine.toml", line, wrong)
    assert what in (None, said.what)


@pytest.mark.parametrize(
    "name", ["../mine", "/etc/passwd", "..", "", "a/b", "a\x00b", "mine.toml", "~", "ģ", "a" * 99]
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    written(tmp_path, OWN)
    (tmp_path / "own").mkdir()
    with pytest.raises(FileWrong) as refused:
        template(name, tmp_path / "own")
    assert refused.value.wrong is Wrong.NO_FILE


def test_no_link_leads_out_of_the_folder(tmp_path: Path) -> None:
    outside, folder = written(tmp_path, OWN), tmp_path / "own"
    folder.mkdir()
    (folder / "linked.toml").symlink_to(outside)
    with pytest.raises(FileWrong) as refused:
        template("linked", folder)
    assert refused.value.wrong is Wrong.NO_FILE


@given(text=st.text(max_size=120))
def test_own_words_are_drawn_as_harmlessly_as_any(text: str) -> None:
    own = replace(shipped(Kind.PIECE), parts=(replace(shipped(Kind.PIECE).parts[0], fields=(), text=text),))
    drawing = prove(layout(PIECE, ROLL, template=own)).drawing
    drawn = "".join(words_of(drawing)[1:]).replace(" ", "")
    assert drawn.rstrip(ELLIPSIS) in clean(text).replace(" ", "")


@given(labels)
@settings(max_examples=40)
def test_the_edge_of_a_tape_counts_as_quiet_zone(label: Label) -> None:
    room = named("TZe 12").cut_at(60 * MM).sheet.room
    (cells,) = prove(layout(label, room, 180, edge=Edge.TAPE)).drawing.symbols
    assert cells.box.y_um >= 0
    assert cells.box.bottom_um <= room.height_um
    assert cells.quiet_box.x_um >= 0
    with pytest.raises(TooSmall):
        layout(label, room, 180)


@given(codes, st.sampled_from((203, 300)))
@settings(max_examples=30)
def test_bars_are_there_for_scanners_that_read_nothing_else(code: str, dpi: int) -> None:
    barred = replace(shipped(Kind.PIECE), symbology=Symbology.CODE128)
    drawing = prove(layout(replace(PIECE, code=code), Size(63_500, 38_100), dpi, template=barred)).drawing
    (cells,) = drawing.symbols
    assert cells.symbol.symbology is Symbology.CODE128
    assert cells.module_um >= 250
    assert PIECE.size in words_of(drawing)


@given(st.integers(5, 80), st.integers(3, 60), st.sampled_from((180, 203, 300, 600)))
def test_a_label_too_small_for_bars_is_refused_with_the_size_that_works(
    wide_mm: int, high_mm: int, dpi: int
) -> None:
    barred, size = replace(shipped(Kind.BADGE), symbology=Symbology.CODE128), Size(wide_mm * MM, high_mm * MM)
    label = BadgeLabel("DRE7K3PX4N", "Maker")
    try:
        layout(label, size, dpi, template=barred)
    except TooSmall as refused:
        size = Size(refused.needed_width_um, refused.needed_height_um)
    assert size.width_um >= wide_mm * MM
    prove(layout(label, size, dpi, template=barred))


def test_a_terminal_shows_a_label_in_half_blocks() -> None:
    lines = half_blocks(layout(PIECE, ROLL), 124)
    assert {len(line) for line in lines} == {124}
    assert len(lines) == 29
    assert set("".join(lines)) == set(" ▀▄█")
    assert lines[0] == "█" * 124
