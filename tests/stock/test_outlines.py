"""Outlines of pieces that are no rectangles: what an event says of them, and what the rules make of them."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stock import rules
from stock.events import LONGEST_LINE, Draft, Event, Kind, Malformed, decode, encode, event_of, touches
from stock.intake import Intake, received
from stock.items import Piece, Status, read_state, state_body
from stock.materials import catalogue
from stock.outlines import MOST_POINTS, MOST_RECTS, Outline, outline_body, read_outline
from stock.pieces import Mass, Size, SizeError
from stock.slips import LONGEST_OUTLINE, Slip, read_slip, write_slip
from stock.undo import Place, undo
from tests.stock.test_rules import offcut, seen
from tests.stock.worlds import MM, NOW, TODAY, Kiosk, drafted, played, sheet

SQUARE = ((0, 0), (1000, 0), (1000, 1000), (0, 1000))
HOLE = ((200, 200), (200, 400), (400, 400), (400, 200))
CORNERS = ((0, 0), (600, 0), (600, 200), (300, 200), (300, 400), (0, 400))
ANGLE = Outline((tuple((x * MM, y * MM) for x, y in CORNERS),), ((600 * MM, 200 * MM), (400 * MM, 300 * MM)))
"""An L: 600 × 400 mm without a corner of 300 × 200 mm."""
ANGLED = replace(sheet(), outline=ANGLE)


def outline_in(standing_state: object) -> Outline | None:
    """The outline of a state that has to be a piece."""
    assert isinstance(standing_state, Piece)
    return standing_state.outline


def test_a_hole_is_no_area() -> None:
    assert Outline((SQUARE,)).area_um2 == 1_000_000
    assert Outline((SQUARE, HOLE)).area_um2 == 960_000


@pytest.mark.parametrize("rings", [(), (SQUARE[:2],), (SQUARE * (MOST_POINTS // 4 + 1),)])
def test_what_is_no_outline_or_too_long_for_a_line_is_refused(
    rings: tuple[tuple[tuple[int, int], ...], ...],
) -> None:
    with pytest.raises(ValueError, match="outline"):
        Outline(rings)


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    """An outline in its corner, of any points, so that many cross themselves; with an area."""
    far = draw(st.sampled_from([5 * MM, 5_000 * MM]))
    ring = draw(st.lists(st.tuples(st.integers(0, far), st.integers(0, far)), max_size=MOST_POINTS - 3))
    begun = ((0, 0), (far, 0), (far, far))
    outline = Outline(((*begun, *ring),))
    number = draw(st.integers(0, MOST_RECTS))
    return replace(outline if outline.area_um2 > 9 else Outline((begun,)), rects_um=((3, 3),) * number)


def piece_of(outline: Outline) -> Piece:
    """A sheet with this outline."""
    _, _, long_um, short_um = outline.box_um
    return replace(sheet(), size=Size(long_um, short_um, 4 * MM), outline=outline)


@given(outlines())
def test_an_outline_is_read_back_as_it_was_written_and_a_line_has_room_for_it(outline: Outline) -> None:
    piece = replace(piece_of(outline), title="ē" * rules.LONGEST_TITLE, shelf="S" * 10, label="L" * 10)
    line = encode(event_of(Draft(Kind.MOVED, "A" * 10, piece), "a" * 32, NOW, {"A" * 10: 9}))
    assert len(line) <= LONGEST_LINE
    assert [touch.state for touch in touches(decode(line))] == [piece]


@given(outlines())
def test_an_outline_of_a_remainder_nests_no_deeper_than_a_line_may(outline: Outline) -> None:
    child = piece_of(outline)
    draft = drafted(rules.cut(seen(child), [("B", child.size)], TODAY, outlines={"B": outline}))
    event = decode(encode(event_of(draft, "a1", NOW, {})))
    assert [outline_in(touch.state) for touch in touches(event)] == [None, outline]


BODY = state_body(ANGLED)["piece"]
PLAIN = state_body(sheet())["piece"]


@pytest.mark.parametrize(
    "wrong",
    [
        BODY | {"rings_um": None},
        BODY | {"rings_um": []},
        BODY | {"rings_um": [[]]},
        BODY | {"rings_um": [5]},
        BODY | {"rings_um": {"0": [0, 0, 600_000, 0, 0, 400_000]}},
        BODY | {"rings_um": [[0, 0, 600_000, 0]]},
        BODY | {"rings_um": [[0, 0, 600_000, 0, 0, 400_000, 1]]},
        BODY | {"rings_um": [[0, 0, 600_000, 0, 0, "400000"]]},
        BODY | {"rings_um": [[0, 0, 600_000, 0, 0, 400_000, True, True]]},
        BODY | {"rings_um": [[0, 0, 600_000, 0, 0, [400_000]]]},
        BODY | {"rings_um": [[0, 0, 600_000, 0, 0, 400_001]]},
        BODY | {"rings_um": [[0, 0, 599_999, 0, 0, 400_000]]},
        BODY | {"rings_um": [[1, 0, 600_000, 0, 0, 400_000]]},
        BODY | {"rings_um": [[-1, 0, 600_001, 0, 0, 400_000]]},
        BODY | {"rings_um": [[0, 0, 600_000, 400_000, -300_000, -200_000]]},
        BODY | {"rings_um": [[0, 0, 600_000, 0, 0, 400_000] * 30]},
        BODY | {"rings_um": [[0, 0, 600_000, 0, 0, 400_000], [0, 0, 600_000, 0, 0, 400_000]]},
        BODY | {"rects_um": [600_000]},
        BODY | {"rects_um": [200_000, 600_000]},
        BODY | {"rects_um": [600_000, 0]},
        BODY | {"rects_um": [600_000, 400_000]},
        BODY | {"rects_um": ["5", 5]},
        BODY | {"rects_um": [[5, 5]]},
        BODY | {"rects_um": None},
        BODY | {"rects_um": [5, 5] * (MOST_RECTS + 1)},
        PLAIN | {"rects_um": [5, 5]},
    ],
)
def test_a_piece_whose_outline_is_none_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Malformed, match="no state in a 'taken' event"):
        list(touches(Event("a1", "taken", NOW, "DRE", 1, {"piece": wrong})))


def test_an_outline_is_short_in_an_event() -> None:
    assert outline_body(ANGLE) == {
        "rings_um": [[0, 0, 600_000, 0, 0, 200_000, -300_000, 0, 0, 200_000, -300_000, 0]],
        "rects_um": [600_000, 200_000, 400_000, 300_000],
    }
    assert read_outline(outline_body(ANGLE)) == ANGLE
    assert read_state(state_body(ANGLED)) == ANGLED
    assert read_outline({}) is None


def test_a_piece_is_as_large_as_the_box_around_its_outline() -> None:
    for size in (Size(600 * MM, 401 * MM), Size(599 * MM, 400 * MM), Size(400 * MM, 600 * MM), Size()):
        with pytest.raises(SizeError, match="of another size"):
            replace(ANGLED, size=size)


def test_an_outline_of_absurd_coordinates_is_longer_than_a_line() -> None:
    far = 99_999 * MM
    ring = tuple((far * (at % 2), far * (at % 2)) for at in range(MOST_POINTS))
    with pytest.raises(ValueError, match="longer than a line"):
        Outline((ring,))


def test_an_outlined_piece_weighs_what_is_inside_its_outline() -> None:
    ply = catalogue().get("plywood-birch")
    assert ply
    whole, _ = received(Intake(material=ply.slug, size=sheet().size), ply, TODAY)
    angled, _ = received(Intake(material=ply.slug, size=sheet().size, outline=ANGLE), ply, TODAY)
    assert isinstance(whole, Piece)
    assert isinstance(angled, Piece)
    assert whole.mass.mg
    assert angled.mass == Mass.estimated(whole.mass.mg * 3 // 4)
    assert angled.outline == ANGLE


def test_what_is_left_of_an_outlined_piece_shares_by_true_area() -> None:
    parent = replace(ANGLED, mass=Mass.measured(1_800_000))
    draft = drafted(rules.cut(seen(parent), [("B", Size(600 * MM, 100 * MM))], TODAY))
    child = draft.children[0].state
    assert isinstance(child, Piece)
    assert (child.mass, child.outline) == (Mass.estimated(600_000), None)
    assert draft.extra["taken_mg"] == 1_200_000


def test_a_remainder_with_an_outline_shares_by_what_is_inside_it() -> None:
    parent = replace(sheet(), mass=Mass.measured(1_800_000))
    child = drafted(rules.cut(seen(parent), [("B", sheet().size)], TODAY, outlines={"B": ANGLE})).children[0]
    assert isinstance(child.state, Piece)
    assert (child.state.mass, child.state.outline) == (Mass.estimated(1_350_000), ANGLE)


def test_no_more_is_left_of_an_outlined_piece_than_its_area() -> None:
    large = [("B", Size(500 * MM, 200 * MM)), ("C", Size(500 * MM, 200 * MM))]
    assert isinstance(rules.cut(seen(sheet()), large, TODAY), Draft)
    assert not isinstance(rules.cut(seen(ANGLED), large, TODAY), Draft)


def test_every_rule_but_a_cut_keeps_the_outline_and_undo_brings_it_back() -> None:
    kiosk = Kiosk("0")
    code = kiosk.receive(ANGLED)
    whole = kiosk.stock.standing(code)
    for decision in (
        rules.hold(whole, TODAY, TODAY),
        rules.weigh(whole, 5),
        rules.take(whole, TODAY),
        rules.discard(whole),
        rules.relabel(whole, "DRE000DDD"),
    ):
        assert outline_in(drafted(decision).state) == ANGLE
    cut = played(kiosk, rules.cut(whole, [offcut(100)], TODAY))
    assert outline_in(kiosk.stock.standings[code].state) is None
    assert isinstance(kiosk.undo(cut), Event)
    assert kiosk.stock.standings[code].state == ANGLED


def test_what_was_never_received_has_no_outline() -> None:
    received_as = Event("a1", "received", NOW, "A", 1, state_body(ANGLED))
    draft = drafted(undo(received_as, {"A": Place(seen(ANGLED), None, "a1")}, voided=False))
    assert draft.state == replace(ANGLED, status=Status.VOID, outline=None)


def test_correcting_sets_an_outline() -> None:
    assert drafted(rules.correct(seen(sheet()), ANGLED)).state == ANGLED


def test_a_slip_takes_a_short_outline_along_and_else_what_is_certainly_in_it() -> None:
    sent = replace(ANGLED, status=Status.SENT, since="")
    slip = Slip("riga", "cesis", "riga", "DRE7K3PX4N", 3, sent)
    assert read_slip(write_slip(slip)) == slip
    ring = (*ANGLE.rings_um[0][:-1], *((0, (400 - at) * MM) for at in range(40)))
    detailed = Outline((ring,), ANGLE.rects_um)
    assert detailed.text_length > LONGEST_OUTLINE
    found = read_slip(write_slip(replace(slip, state=replace(sent, outline=detailed))))
    assert found
    assert found.state == replace(sent, size=Size(600 * MM, 200 * MM, 4 * MM), outline=None)
