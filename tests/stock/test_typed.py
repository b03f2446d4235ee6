"""What may be typed for a size, a mass, a volume or a count, and what is said where it cannot be read."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stock.needs import Need
from stock.pieces import LONGEST_UM, Size, mass_text, size_text
from stock.typed import Misread, MisreadReason, Typed, read, read_need

MM = 1000
lengths_um = st.integers(1, LONGEST_UM)
rectangles = st.builds(Size.of, long_um=lengths_um, short_um=lengths_um)
plates = st.builds(Size.of, long_um=lengths_um, short_um=lengths_um, thick_um=lengths_um)
round_things = st.builds(Size.of, diameter_um=lengths_um, thick_um=st.just(0) | lengths_um)
decimals = st.sampled_from([",", "."])

typed_bits = st.sampled_from(
    [
        "600",
        "4",
        "1,5",
        "0",
        ".",
        ",",
        "x",
        "×",
        " ",
        "mm",
        "cm",
        "m",
        "kg",
        "g",
        "l",
        "pcs",
        "Ø",
        "d",
        "?",
        "-",
        "M6",
    ]
)
typed_like = st.lists(typed_bits, max_size=30).map("".join)
anything = st.text(max_size=4096) | typed_like


def sheet(long_mm: float, short_mm: float, thick_mm: float = 0) -> Size:
    return Size.of(long_um=round(long_mm * MM), short_um=round(short_mm * MM), thick_um=round(thick_mm * MM))


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("600x400x4", sheet(600, 400, 4)),
        ("600 x 400 x 4 mm", sheet(600, 400, 4)),
        ("600X400X4MM", sheet(600, 400, 4)),
        ("60 x 40 cm 4mm", sheet(600, 400, 4)),
        ("60cmx40cmx4", sheet(600, 400, 4)),
        ("1,2 m x 300", sheet(1200, 300)),
        ("1.2m x 0.3m", sheet(1200, 300)),
        ("600×400", sheet(600, 400)),
        ("400*600*4", sheet(600, 400, 4)),
        ("600 х 400", sheet(600, 400)),
        ("6,5 mm 1525x1525", sheet(1525, 1525, 6.5)),
        ("4x600x400", sheet(600, 400, 4)),
        ("50x100x3000", sheet(3000, 100, 50)),
        ("100x100x3000", sheet(3000, 100, 100)),
        ("50x100 3 m", sheet(3000, 100, 50)),
        ("500x10x18", sheet(500, 10, 18)),
        ('24" x 18"', sheet(609.6, 457.2)),
        ('"600x400x4"', sheet(600, 400, 4)),
        ("(600x400)", sheet(600, 400)),
        ("600x400x4.", sheet(600, 400, 4)),
        ("1200 mm", Size(long_um=1200 * MM)),
        ("? x ? x 4", Size(thick_um=4 * MM)),
    ],
)
def test_a_size_is_read_however_people_type_it(text: str, size: Size) -> None:
    assert read(text) == Typed(size=size)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("Ø80", Size(diameter_um=80 * MM)),
        ("ø80x3", Size(diameter_um=80 * MM, thick_um=3 * MM)),
        ("d80", Size(diameter_um=80 * MM)),
        ("D=80 mm", Size(diameter_um=80 * MM)),
        ("dia 80", Size(diameter_um=80 * MM)),
        ("Ø 8 cm 3mm", Size(diameter_um=80 * MM, thick_um=3 * MM)),
        ("Ø1,75", Size(diameter_um=1750)),
        ("Ø20x500", Size(diameter_um=20 * MM, long_um=500 * MM)),
        ("500 x Ø20", Size(diameter_um=20 * MM, long_um=500 * MM)),
        ("Ø20x2x500", Size(diameter_um=20 * MM, wall_um=2 * MM, long_um=500 * MM)),
        ("Ø20 x 500 x 2", Size(diameter_um=20 * MM, wall_um=2 * MM, long_um=500 * MM)),
    ],
)
def test_a_disc_a_rod_and_a_tube_are_read_by_their_diameter(text: str, size: Size) -> None:
    assert read(text) == Typed(size=size)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("2.5 kg", Typed(mass_mg=2_500_000)),
        ("2,500 kg", Typed(mass_mg=2_500_000)),
        ("300 g", Typed(mass_mg=300_000)),
        ("10 t", Typed(mass_mg=10**10)),
        ("0,5 l", Typed(volume_ul=500_000)),
        ("750ML", Typed(volume_ul=750_000)),
        ("12 pcs", Typed(count=12)),
        ("12 gab.", Typed(count=12)),
        ("12", Typed(count=12)),
        ("", Typed()),
        ("  ", Typed()),
    ],
)
def test_a_mass_a_volume_and_a_count_are_read(text: str, typed: Typed) -> None:
    assert read(text) == typed


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("birch plywood 600x400x4", Typed(size=sheet(600, 400, 4), words="birch plywood")),
        ("600x400x4 4kg plywood", Typed(size=sheet(600, 400, 4), mass_mg=4_000_000, words="plywood")),
        ("4 mm birch plywood 600x400", Typed(size=sheet(600, 400, 4), words="birch plywood")),
        ("bērza saplāksnis, 60 x 40 cm", Typed(size=sheet(600, 400), words="bērza saplāksnis")),
        ("plywood - 600x400", Typed(size=sheet(600, 400), words="plywood")),
        ("plywood(600x400)", Typed(size=sheet(600, 400), words="plywood")),
        ("12 screws M6x20", Typed(count=12, words="screws M6x20")),
        ("600x400x4 2 pcs oak", Typed(size=sheet(600, 400, 4), count=2, words="oak")),
        ("600x400x4 PC", Typed(size=sheet(600, 400, 4), words="PC")),
        ("3D-print scrap 2kg", Typed(mass_mg=2_000_000, words="3D-print scrap")),
        ("Ø 1,75 mm 1 kg PLA", Typed(size=Size(diameter_um=1750), mass_mg=1_000_000, words="PLA")),
    ],
)
def test_words_may_stand_before_between_and_after(text: str, typed: Typed) -> None:
    assert read(text) == typed


@pytest.mark.parametrize(
    "words", ["M6x20", "M6 x 20", "steel 304", "6061-T6", "304H", "plywood 4", "oak", "x"]
)
def test_numbers_that_belong_to_words_are_neither_sizes_nor_counts(words: str) -> None:
    assert read(words) == Typed(words=words)


@pytest.mark.parametrize(
    ("text", "reason", "fragment"),
    [
        ("0x400", MisreadReason.ZERO, "0x400"),
        ("plywood 0 kg", MisreadReason.ZERO, "0 kg"),
        ("0", MisreadReason.ZERO, "0"),
        ("-5 kg", MisreadReason.NEGATIVE, "-5"),
        ("101 m x 300", MisreadReason.TOO_LARGE, "101 m x 300"),
        ("10,1 t", MisreadReason.TOO_LARGE, "10,1 t"),
        ("10001 l", MisreadReason.TOO_LARGE, "10001 l"),
        ("4006381333931", MisreadReason.TOO_LARGE, "4006381333931"),
        ("1x2x3x4", MisreadReason.TOO_MANY_DIMENSIONS, "1x2x3x4"),
        ("600x400x4 18 mm", MisreadReason.TOO_MANY_DIMENSIONS, "600x400x4"),
        ("1.2345 x 4", MisreadReason.TOO_PRECISE, "1.2345 x 4"),
        ("0,0001 g", MisreadReason.TOO_PRECISE, "0,0001 g"),
        ("600x400x", MisreadReason.INCOMPLETE, "600x400x"),
        ("600 x plywood", MisreadReason.INCOMPLETE, "600 x"),
        ("x400", MisreadReason.INCOMPLETE, "x400"),
        ("80 g/m2 paper", MisreadReason.UNKNOWN_UNIT, "80 g/m2"),
        ("2 m2", MisreadReason.UNKNOWN_UNIT, "2 m2"),
        ("24x18in", MisreadReason.UNKNOWN_UNIT, "24x18in"),
        ("600x3D", MisreadReason.UNKNOWN_UNIT, "600x3D"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(
    text: str, reason: MisreadReason, fragment: str
) -> None:
    assert read(text) == Misread(reason, fragment)


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("600x400 300x200", "300x200"),
        ("2 m 30 cm", "30 cm"),
        ("2 600x400x4", "2"),
        ("600x400x4 2", "2"),
        ("600x400 4", "4"),
        ("2 kg 3 kg", "3 kg"),
        ("2 pcs 3 pcs", "3 pcs"),
        ("12,5", "12,5"),
        ("1,525x1,525", "1,525"),
        ("2.440 x 1220", "2.440"),
        ("600,400,4", "600,400,4"),
        ("5-10 mm", "5-10"),
        ("1/2", "1/2"),
        ("12 x 0,5 l", "12 x 0,5 l"),
        ("600x400x4kg", "600x400x4kg"),
        ("Ø20xØ16x500", "Ø20xØ16x500"),
        ("Ø20xØ5", "Ø20xØ5"),
        ("Ø20 x 11 x 500", "Ø20 x 11 x 500"),
        (".5 l", ".5"),
    ],
)
def test_what_may_mean_two_things_is_never_guessed(text: str, fragment: str) -> None:
    assert read(text) == Misread(MisreadReason.UNCLEAR, fragment)


@given(plates | rectangles | round_things, decimals)
def test_reading_a_written_size_gives_the_size_back(size: Size, decimal: str) -> None:
    assert read(size_text(size, decimal)) == Typed(size=size)


@given(lengths_um, lengths_um, lengths_um)
def test_reading_a_written_tube_gives_the_tube_back(diameter_um: int, wall_um: int, long_um: int) -> None:
    wall_um = min(wall_um, diameter_um // 2, long_um)
    size = Size.of(diameter_um=diameter_um, wall_um=wall_um, long_um=long_um)
    assert read(size_text(size)) == Typed(size=size)


@given(st.integers(1, 10**10), decimals)
def test_reading_a_written_mass_gives_it_back_to_a_hundredth(mg: int, decimal: str) -> None:
    typed = read(mass_text(mg, decimal))
    assert isinstance(typed, Typed)
    assert typed.mass_mg
    assert abs(typed.mass_mg - mg) * 100 <= mg


@given(plates, decimals, st.sampled_from(["bērza saplāksnis", "PC", "steel 304", "M6x20 bolts"]))
def test_words_around_a_size_change_neither_it_nor_themselves(size: Size, decimal: str, words: str) -> None:
    text = size_text(size, decimal)
    assert read(f"{words} {text}") == read(f"{text} {words}") == Typed(size=size, words=words)


@given(anything)
@example("1" * 4096)
@example("1," * 2048)
@example("1 x " * 1024)
@example("x1" * 2048)
@example("1." + "1" * 4094)
@example("Ø" * 4096)
@example("dia" * 1365)
@example("1" + "a" * 4095)
@example("[/" * 2048)
@example("\udcff\x00\x1b[31m 4 mm")
def test_no_text_breaks_the_reader_and_every_answer_is_within_bounds(text: str) -> None:
    typed = read(text)
    if isinstance(typed, Misread):
        assert 0 < len(typed.fragment) <= 40
        return
    amounts = [typed.mass_mg, typed.volume_ul, typed.count]
    assert all(amount is None or amount > 0 for amount in amounts)
    assert typed.size is None or any(typed.size.dimensions_um)


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("300x200x6", Need(Size(300 * MM, 200 * MM, 6 * MM))),
        ("200x300", Need(Size(300 * MM, 200 * MM))),
        ("300x200x5-7", Need(Size(300 * MM, 200 * MM, 5 * MM), 7 * MM)),
        ("300 x 200 x 5 – 7 mm", Need(Size(300 * MM, 200 * MM, 5 * MM), 7 * MM)),
        ("30x20x0,5-0,7 cm", Need(Size(300 * MM, 200 * MM, 5 * MM), 7 * MM)),
        ("300x200x5..7", Need(Size(300 * MM, 200 * MM, 5 * MM), 7 * MM)),
        ("Ø80x3-4", Need(Size(diameter_um=80 * MM, thick_um=3 * MM), 4 * MM)),
        ("300x200x6 =", Need(Size(300 * MM, 200 * MM, 6 * MM), turns=False)),
        ("200x300 grain", Need(Size(200 * MM, 300 * MM), turns=False)),
        ("= 200x300x5-7", Need(Size(200 * MM, 300 * MM, 5 * MM), 7 * MM, turns=False)),
        ("Ø80", Need(Size(diameter_um=80 * MM))),
    ],
)
def test_what_is_looked_for_may_have_a_range_of_thicknesses_and_a_grain(text: str, need: Need) -> None:
    typed = read_need(text)
    assert isinstance(typed, Typed)
    assert (typed.need, typed.words) == (need, "")


@pytest.mark.parametrize(
    "text",
    [
        *("300x200-250x6", "300-310x200", "300x200x7-5", "300x200x5-5", "300x200x0-5", "5-7", "5..7 mm"),
        *("300x200x5-7-9", "3x20x300-400", "300x200x5-7x9", "600x400x-4", "300x200-250", "300x200x6/8"),
        *("Ø80 =", "18x200x300 =", "300x200x250 =", "300x200x5-7 5-7", "Ø80-90"),
    ],
)
def test_what_may_mean_two_things_is_looked_for_nowhere(text: str) -> None:
    assert isinstance(read_need(text), Misread), read_need(text)


@pytest.mark.parametrize("text", ["300x200x5-7", "300x200x5..7", "300x200x5–7"])
def test_what_something_measures_is_no_range(text: str) -> None:
    assert isinstance(read(text), Misread)


@pytest.mark.parametrize("text", ["grain", "oak =", "wood grain", "=", "a=b"])
def test_words_alone_have_no_grain(text: str) -> None:
    assert read_need(text) == read(text)


@given(st.lists(typed_bits | st.sampled_from(["=", " = ", "grain", "5-7", ".."]), max_size=12).map("".join))
def test_whatever_is_looked_for_is_read_or_refused(text: str) -> None:
    found = read_need(text)
    assert isinstance(found, Typed | Misread)
    if isinstance(found, Typed) and not (found.thick_to_um or not found.turns):
        assert found == read(text)
