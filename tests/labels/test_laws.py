"""Laws of the layout, on every paper of the catalogue, upright and lying, for every kind."""

from dataclasses import replace
from itertools import combinations, product

import pytest

from labels.design import layout
from labels.drawing import MM, UM_PER_INCH, Box, Drawing, Size, Text
from labels.errors import TooSmall
from labels.formats.catalogue import Format, formats, named
from labels.frame import SMALLEST_MODULE_DOTS, SMALLEST_MODULE_UM, Edge
from labels.kinds import Label, Laser, LotLabel, PieceLabel, ShelfLabel, TransferLabel
from paper.text import ELLIPSIS, clean
from stock.codes import spaced
from tests.labels.samples import KINDS, PIECE, ROLL, words_of

LONG = (
    PieceLabel(
        "DRE7K3PX4N",
        "Mitteldichte Faserplatte, schwer entflammbar",
        "1250 × 2500 × 19 mm",
        "34,6 kg",
        "Frei ab 1. Dezember 2026",
        Laser.NO,
        "Nicht lasern",
        ("Gesundheitsschädlicher Staub", "Scharfe Kanten"),
        "Rückwand der Ausstellungsvitrine",
        "Regal Holz 3",
        "Offene Werkstatt Dresden Neustadt",
    ),
    LotLabel("DRE7K3PX4N", "Kokskrūves ar sešstūra galvu", "1250 gab.", "M4 × 20 mm", shelf="Plaukts B2"),
    ShelfLabel("DRE7K3PX4N", "Väikesed plaadijäägid akna all", "Tallinna töökoda"),
    TransferLabel(
        "DRE7K3PX4N", "Perdavimas", "Šiaulių dirbtuvės", "Vilnius", ("Fanera 600 × 400 mm",) * 30, "2026"
    ),
)
PAPERS = {paper.name: paper for paper in formats()}
every_paper = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
FACTS = {
    "PieceLabel": ("size", "material"),
    "LotLabel": ("amount", "material"),
    "ShelfLabel": ("name",),
    "BadgeLabel": ("title",),
    "CommandLabel": ("words",),
    "TransferLabel": ("goal",),
    "ClearingLabel": ("title", "day"),
}
"""What each kind has to say to somebody who stands away from it; a blank is for a hand."""
A7 = Size(105 * MM, 74 * MM)
TELLING = [label for label in KINDS if type(label).__name__ in FACTS]
CAPITAL = 729
"""Height of a capital of the bundled font in thousandths of its size."""
SEEN_UM = 2_900
"""Five minutes of arc at two metres: the smallest letter that an eye of acuity 1 reads (ISO 8596)."""
SIGN_UM = 6_667
"""Two metres by the distance factor 300 that DIN 4844-1 and ANSI Z535.2 have for the words of signs."""


def sizes_of(paper: Format) -> tuple[Size, Size]:
    """The room of a paper, as it lies and turned."""
    room = paper.sheet.room
    return room, Size(room.height_um, room.width_um)


def drawn(label: Label, size: Size, paper: Format) -> tuple[Drawing, Size]:
    """The label at this size, or at the one that its refusal names."""
    edge = Edge.TAPE if paper.name.startswith("TZe") and size == paper.sheet.room else Edge.PAPER
    try:
        return layout(label, size, paper.dpi, edge=edge), size
    except TooSmall as refused:
        needed = Size(refused.needed_width_um, refused.needed_height_um)
        assert needed.width_um >= size.width_um
        assert needed.height_um >= size.height_um
        return layout(label, needed, paper.dpi, edge=edge), needed


def within(box: Box, size: Size) -> Box:
    """The part of a box that is on the paper: beyond the edge of a tape all is white."""
    left_um, top_um = max(box.x_um, 0), max(box.y_um, 0)
    right_um, bottom_um = min(box.right_um, size.width_um), min(box.bottom_um, size.height_um)
    return Box(left_um, top_um, right_um - left_um, bottom_um - top_um)


def texts_of(drawing: Drawing) -> list[Text]:
    """Every line of text with its place."""
    return [item for item in drawing.items if isinstance(item, Text)]


@every_paper
@pytest.mark.parametrize("label", [*KINDS, *LONG], ids=lambda label: type(label).__name__)
def test_everything_is_on_the_paper_and_nothing_on_anything_else(paper: Format, label: Label) -> None:
    for wished in sizes_of(paper):
        drawing, size = drawn(label, wished, paper)
        (cells,) = drawing.symbols
        texts = texts_of(drawing)
        assert all(item.box == within(item.box, size) for item in drawing.items)
        assert not any(text.box.meets(within(cells.quiet_box, size)) for text in texts)
        assert not any(one.box.inset(10).meets(other.box.inset(10)) for one, other in combinations(texts, 2))
        assert texts[0].text == spaced(label.code)


@every_paper
def test_modules_are_whole_dots_and_no_finer_than_a_scanner_takes(paper: Format) -> None:
    for size in sizes_of(paper):
        drawing, _ = drawn(PIECE, size, paper)
        (cells,) = drawing.symbols
        dots = cells.module_um * paper.dpi / UM_PER_INCH
        assert abs(dots - round(dots)) * cells.symbol.span < 0.5
        assert round(dots) >= SMALLEST_MODULE_DOTS
        assert cells.module_um >= SMALLEST_MODULE_UM


@every_paper
def test_no_ink_is_on_the_margin_that_scissors_and_printers_need(paper: Format) -> None:
    for label, wished in product(KINDS, sizes_of(paper)):
        drawing, size = drawn(label, wished, paper)
        words = [text.box for text in texts_of(drawing)]
        assert all(box.x_um >= 500 and size.width_um - box.right_um >= 500 for box in words)
        assert all(box.y_um >= 500 and size.height_um - box.bottom_um >= 500 for box in words)


def capitals_um(label: Label, drawing: Drawing) -> dict[str, int]:
    """How high the capitals of each fact are, 0 where one is missing or shortened."""
    found = {}
    for name in FACTS[type(label).__name__]:
        said = clean(getattr(label, name))
        lines = [text for text in texts_of(drawing)[1:] if said and text.text in said]
        whole = " ".join(line.text for line in lines) == said
        found[name] = min(line.size_um for line in lines) * CAPITAL // 1000 if said and whole else 0
    return {name: high_um for name, high_um in found.items() if getattr(label, name)}


@pytest.mark.parametrize("label", TELLING, ids=lambda label: type(label).__name__)
def test_the_fact_that_matters_is_read_from_two_metres_from_62_by_29_mm_on(label: Label) -> None:
    rooms = {size for paper in PAPERS.values() for size in sizes_of(paper)}
    large = {size for size in rooms if size.width_um >= 62 * MM and size.height_um >= 29 * MM}
    for size in {ROLL, *large}:
        assert min(capitals_um(label, layout(label, size)).values()) >= SEEN_UM, size


@pytest.mark.parametrize("label", TELLING, ids=lambda label: type(label).__name__)
def test_from_a6_on_it_is_as_large_as_the_words_of_a_sign_for_two_metres(label: Label) -> None:
    for size in (Size(105 * MM, 148 * MM), Size(148 * MM, 105 * MM)):
        assert min(capitals_um(label, layout(label, size)).values()) >= SIGN_UM, size


@every_paper
def test_no_word_is_larger_than_the_first_fact(paper: Format) -> None:
    for label, size in product((*TELLING, *LONG), sizes_of(paper)):
        drawing, _ = drawn(label, size, paper)
        first = clean(getattr(label, FACTS[type(label).__name__][0]))
        _, *texts = texts_of(drawing)
        high_um = [text.size_um for text in texts if first and text.text.rstrip(ELLIPSIS) in first]
        assert not high_um or max(high_um) == max(text.size_um for text in texts)


def test_a_fact_is_not_shortened_for_an_ornament() -> None:
    piece = LONG[0]
    assert isinstance(piece, PieceLabel)
    words = " ".join(words_of(layout(piece, ROLL)))
    assert piece.material in words
    assert piece.space not in words


def test_twelve_millimetres_of_tape_say_material_size_and_what_hurts() -> None:
    room = named("TZe 12").cut_at(60 * MM).sheet.room
    words = words_of(layout(PIECE, room, 180, edge=Edge.TAPE))
    assert {PIECE.material, PIECE.size, PIECE.laser_words, *PIECE.hazards} <= set(words)


@pytest.mark.parametrize(
    "size", [ROLL, Size(50 * MM, 25 * MM), Size(36 * MM, 89 * MM), Size(105 * MM, 74 * MM)]
)
@pytest.mark.parametrize("count", [1, 3, 7, 30, 400])
def test_a_list_without_room_for_all_says_how_many_more_there_are(size: Size, count: int) -> None:
    contents = tuple(f"Piece {number}" for number in range(count))
    words = words_of(layout(TransferLabel("DRE7K3PX4N", "Transfer", "Rīga", contents=contents), size))
    shown = [word for word in words if word in contents]
    more = [int(word[2:]) for word in words if word.startswith("+ ")]
    assert shown == list(contents[: len(shown)])
    assert len(shown) + sum(more) == count


def test_each_hazard_has_a_frame_of_its_own_and_all_frames_letters_of_one_size() -> None:
    label = replace(PIECE, hazards=("Sharp edges", "Dust", "Splinters"))
    texts = {text.text: text.size_um for text in texts_of(layout(label, ROLL))}
    assert len({texts[word] for word in (label.laser_words, *label.hazards)}) == 1


@pytest.mark.parametrize("length_mm", [40, 50, 60])
def test_a_tape_without_room_for_all_hazards_says_that_there_is_more(length_mm: int) -> None:
    label = replace(PIECE, hazards=("Sharp edges", "Harmful dust", "Splinters", "Treated wood"))
    room = named("TZe 12").cut_at(length_mm * MM).sheet.room
    words = words_of(layout(label, room, 180, edge=Edge.TAPE))
    assert label.laser_words in words
    assert any(word.endswith(ELLIPSIS) for word in words)


@every_paper
def test_what_a_laser_may_do_is_not_shortened_from_36_mm_on(paper: Format) -> None:
    laser = "LASER: YES"
    for size in (size for size in sizes_of(paper) if size.width_um >= 36 * MM):
        words = words_of(drawn(replace(PIECE, laser_words=laser), size, paper)[0])
        assert all(word == laser for word in words if word.startswith("LASER"))


@every_paper
def test_no_line_begins_or_ends_with_the_dot_between_two_facts(paper: Format) -> None:
    for label in (*KINDS, *LONG):
        for size in sizes_of(paper):
            words = words_of(drawn(label, size, paper)[0])
            assert not any(word.startswith("·") or word.endswith("·") for word in words)


@pytest.mark.parametrize("wide_mm", range(25, 60, 5))
def test_a_size_on_two_lines_is_not_broken_between_a_number_and_its_unit_or_after_a_times_sign(
    wide_mm: int,
) -> None:
    for size in ("600 × 400 mm", "1250 × 2500 × 19 mm", "Ø 40 × 1200 mm"):
        label = PieceLabel("DRE7K3PX4N", "Oak", size)
        words = words_of(layout(label, Size(wide_mm * MM, 70 * MM)))
        assert " ".join(words).endswith(size)
        assert not any(word.endswith("×") or word == "mm" for word in words)
