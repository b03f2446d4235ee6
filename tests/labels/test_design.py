"""What a label looks like: readable by scanners and people, whatever is written on it."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageChops

from labels.design import layout
from labels.drawing import MM, UM_PER_INCH, Box, Drawing, Fill, Ink, Shape, Size, Text
from labels.errors import TooSmall
from labels.frame import SMALLEST_MODULE_DOTS, SMALLEST_MODULE_UM
from labels.kinds import Label, Laser, PieceLabel, ShelfLabel
from labels.outputs.raster import dots, raster
from labels.proof import prove
from labels.signs import Sign, draw_sign
from paper.text import ELLIPSIS, MISSING, clean
from stock.codes import spaced
from tests.labels.samples import (
    HOSTILE,
    KINDS,
    PIECE,
    ROLL,
    SIZES,
    SLIPPED,
    codes,
    labels,
    resolutions,
    sizes,
    words_of,
)

LINK = "HTTPS://REGISTRY.EXAMPLE/"
millimetres = st.integers(3, 60)


def covers(outer: Box, inner: Box) -> bool:
    """Whether the inner box lies in the outer one; rounding may cost a hundredth of a millimetre."""
    loose = outer.inset(-10)
    return (
        loose.x_um <= inner.x_um
        and loose.y_um <= inner.y_um
        and inner.right_um <= loose.right_um
        and inner.bottom_um <= loose.bottom_um
    )


def texts_of(drawing: Drawing) -> list[Text]:
    """Every line of text with its place."""
    return [item for item in drawing.items if isinstance(item, Text)]


def needed_for(size: Size, dpi: int, link: str) -> Size:
    """The size itself where it works, else the one that the refusal names."""
    try:
        layout(PIECE, size, dpi, link)
    except TooSmall as refused:
        return Size(refused.needed_width_um, refused.needed_height_um)
    return size


@given(labels, sizes, resolutions)
def test_every_label_reads_back_whatever_is_written_on_it(label: Label, size: Size, dpi: int) -> None:
    drawing = prove(layout(label, size, dpi)).drawing
    assert [cells.symbol.payload for cells in drawing.symbols] == [label.code]


@given(codes, sizes, resolutions)
def test_a_link_for_phones_reads_back_and_ends_in_the_code(code: str, size: Size, dpi: int) -> None:
    if size.height_um < 15 * MM:
        size = replace(size, height_um=20 * MM)
    drawing = prove(layout(replace(PIECE, code=code), size, dpi, LINK)).drawing
    assert [cells.symbol.payload for cells in drawing.symbols] == [LINK + code]


@given(labels, sizes, resolutions)
def test_the_code_stands_on_every_label_in_groups_that_can_be_read_aloud(
    label: Label, size: Size, dpi: int
) -> None:
    assert spaced(label.code) in words_of(layout(label, size, dpi))


@given(labels, sizes, resolutions)
def test_nothing_leaves_the_label_and_no_two_lines_meet(label: Label, size: Size, dpi: int) -> None:
    drawing = layout(label, size, dpi)
    paper = Box(0, 0, size.width_um, size.height_um)
    assert all(covers(paper, item.box) for item in drawing.items)
    assert not any(one.box.inset(10).meets(other.box) for one, other in combinations(texts_of(drawing), 2))


@given(labels, sizes, resolutions)
def test_four_modules_around_a_symbol_stay_white(label: Label, size: Size, dpi: int) -> None:
    drawing = layout(label, size, dpi)
    (cells,) = drawing.symbols
    others = [item for item in drawing.items if item is not cells]
    assert covers(Box(0, 0, size.width_um, size.height_um), cells.quiet_box)
    assert not any(item.box.meets(cells.quiet_box) for item in others)


@given(labels, sizes, resolutions)
def test_ink_stays_inside_the_box_of_its_line(label: Label, size: Size, dpi: int) -> None:
    drawing = layout(label, size, dpi)
    for text in texts_of(drawing):
        image = raster(replace(drawing, items=(replace(text, ink=Ink.BLACK),)))
        inked = ImageChops.invert(image).getbbox()
        box = text.box.inset(-2 * UM_PER_INCH // dpi - text.size_um // 33)
        overhang_um = text.size_um // 6  # a slanted stroke such as ⁄ reaches over its neighbours
        if inked:
            left, top, right, bottom = inked
            assert dots(box.x_um - overhang_um, dpi) <= left
            assert dots(box.y_um, dpi) <= top
            assert right <= dots(box.right_um + overhang_um, dpi)
            assert bottom <= dots(box.bottom_um, dpi)


def test_the_size_is_the_largest_word_on_a_piece() -> None:
    sizes_um = {text.text: text.size_um for text in texts_of(layout(PIECE, ROLL))}
    assert max(sizes_um, key=lambda words: sizes_um[words]) == PIECE.size


@given(st.sampled_from(SIZES[:2]), resolutions)
def test_size_and_material_are_read_from_two_metres(size: Size, dpi: int) -> None:
    """Five minutes of arc, the smallest letter a good eye reads, are 2.9 mm at two metres."""
    label = replace(PIECE, title="", hazards=())
    capitals_um = {text.text: text.size_um * 729 // 1000 for text in texts_of(layout(label, size, dpi))}
    assert min(capitals_um[PIECE.material], capitals_um[PIECE.size]) >= 2_900


@pytest.mark.parametrize("text", [text for text in HOSTILE if clean(text)])
def test_a_text_that_is_too_long_is_shortened_where_everyone_sees_it(text: str) -> None:
    lines = words_of(layout(ShelfLabel("DRE7K3PX4N", text * 40), ROLL))[1:]
    assert lines
    assert lines[-1].endswith(ELLIPSIS)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_can_command_a_printer_or_hide_from_the_eye(text: str) -> None:
    drawn = "".join(words_of(layout(ShelfLabel("DRE7K3PX4N", text, space=text), ROLL)))
    assert drawn.isprintable()
    assert all(clean(letter) == letter for letter in drawn if letter != " ")


def test_a_letter_the_font_does_not_have_shows_as_an_empty_box() -> None:
    assert clean("Oak 漢 🔥 plank") == f"Oak {MISSING} {MISSING} plank"


def test_letters_and_their_accents_come_together() -> None:
    assert clean("A\u0304bols") == "Ābols"


def test_hidden_characters_are_gone_and_leave_no_trace() -> None:
    assert clean("\u202eexe.lbp\u202c \u200b\u2066hidden\u2069") == "exe.lbp hidden"
    assert clean("O\u00ada\x1bk\x00\tplank\n\ufeff") == "Oak plank"


def test_every_sign_has_an_outline_of_its_own() -> None:
    outlines = {next(draw_sign(sign, Box(0, 0, 3_000, 3_000), Ink.BLACK)) for sign in Sign}
    assert len(outlines) == len(Sign)


def test_a_material_no_laser_may_cut_is_written_white_on_black() -> None:
    for level in Laser:
        drawing = layout(replace(PIECE, laser=level, laser_words="Laser"), ROLL)
        (word,) = [text for text in texts_of(drawing) if text.text == "Laser"]
        assert (word.ink is Ink.WHITE) == (level is Laser.NO)


def test_what_a_laser_may_do_is_said_by_word_and_shape_and_not_by_colour() -> None:
    seen = set()
    for level in Laser:
        drawing = layout(replace(PIECE, laser=level, laser_words="Laser", hazards=()), ROLL)
        assert "Laser" in words_of(drawing)
        seen.add(tuple(item for item in drawing.items if isinstance(item, Shape | Fill)))
    assert len(seen) == len(Laser)


@pytest.mark.parametrize("size", SIZES)
def test_hazards_and_size_outlast_all_other_words_on_a_small_label(size: Size) -> None:
    drawn = words_of(layout(PIECE, size))
    if any(PIECE.space in line for line in drawn):
        assert any(line.startswith("Sharp edges"[:5]) for line in drawn)
    assert any(line.startswith(PIECE.size[:3]) for line in drawn)


@given(millimetres, millimetres, st.sampled_from((180, 203, 300, 600)), st.sampled_from(("", LINK)))
def test_a_label_too_small_to_scan_is_refused_with_the_size_that_works(
    wide_mm: int, high_mm: int, dpi: int, link: str
) -> None:
    size = Size(wide_mm * MM, high_mm * MM)
    needed = needed_for(size, dpi, link)
    assert needed.width_um >= size.width_um
    assert needed.height_um >= size.height_um
    (cells,) = prove(layout(PIECE, needed, dpi, link)).drawing.symbols
    assert cells.module_um >= SMALLEST_MODULE_UM
    assert round(cells.module_um * dpi / UM_PER_INCH) >= SMALLEST_MODULE_DOTS


@pytest.mark.parametrize("dpi", [180, 203, 300])
def test_even_the_longest_link_has_a_size_that_works(dpi: int) -> None:
    longest = LINK * 70
    prove(layout(PIECE, needed_for(Size(10 * MM, 10 * MM), dpi, longest), dpi, longest))


def test_the_size_that_works_is_the_nearest() -> None:
    assert needed_for(Size(50 * MM, 5 * MM), 203, "") == Size(50 * MM, 11 * MM)
    assert needed_for(Size(50 * MM, 10_900), 203, "") == Size(50 * MM, 10_900)
    assert needed_for(Size(12 * MM, 30 * MM), 203, "") == Size(14 * MM, 30 * MM)


@given(sizes, st.sampled_from((203, 300, 600)))
def test_a_module_is_a_whole_number_of_the_printers_dots(size: Size, dpi: int) -> None:
    (cells,) = layout(PIECE, size, dpi).symbols
    dots = cells.module_um * dpi / UM_PER_INCH
    assert abs(dots - round(dots)) * cells.symbol.span < 0.5


@pytest.mark.parametrize("label", [*KINDS, SLIPPED])
def test_the_same_label_is_always_the_same_drawing(label: Label) -> None:
    assert layout(label, ROLL) == layout(label, ROLL)


def test_a_piece_without_a_size_or_hazards_is_a_label_too() -> None:
    assert words_of(layout(PieceLabel("DRE7K3PX4N", "Acrylic"), ROLL)) == ["DRE 7K3PX4 N", "Acrylic"]
