"""A cut list on the screen, from its lines to the cut, and what is asked on the day after."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.answers.band import Tone
from kiosk.kiosk import Kiosk
from kiosk.screens.card import CardBody
from kiosk.screens.plan_view import PlanBody
from kiosk.screens.scene import Scene
from kiosk.screens.start_view import StartBody
from kiosk.use_cases.plans import plans
from kiosk.use_cases.take import take
from stock.codes import Command, command_code, quantity_code
from stock.events import Kind
from stock.items import Status
from tests.kiosk.app.house import Talk, shown_in, text_of
from tests.kiosk.cutting.planned import TOMORROW, planned_sheet, two_left
from tests.kiosk.world import kinds, piece, recorded, stocked

NEST, PLANS, YES, BACK, UNDO, DISCARD = (
    command_code(each)
    for each in (
        Command.NEST,
        Command.PLANS,
        Command.YES,
        Command.BACK,
        Command.UNDO,
        Command.DISCARD,
    )
)
LINES = ("2x 300x200 birch plywood 4 # side", "1x 200x150 birch plywood 4")


def sizes(scene: Scene) -> tuple[int, ...]:
    """How many parts each piece of a picture has."""
    assert isinstance(scene.body, PlanBody)
    return tuple(len(piece.layout.parts) for piece in scene.body.pieces)


def test_a_cut_list_is_typed_planned_taken_and_its_labels_are_printed(kiosk: Kiosk, talk: Talk) -> None:
    code = stocked(kiosk, "900x600x4")
    scene = talk.says(NEST, *LINES)
    assert scene.mode.word == "CUT LIST"
    assert "2x  300 × 200 × 4 mm  Birch plywood" in shown_in(scene)
    assert "side" in shown_in(scene)
    scene = talk.says(YES)
    assert (scene.answer.word, sizes(scene)) == ("PLAN", (3,))
    text = shown_in(scene)
    assert f"{code[:3]} {code[3:9]} {code[9:]}" in text
    assert "2x 300 × 200  side" in text
    scene = talk.says(YES)
    assert (scene.answer.word, scene.answer.tone) == ("YOURS", Tone.DONE)
    assert isinstance(scene.body, StartBody)
    assert talk.paper.codes == [code for sheet in plans(kiosk)[0].kept.sheets for code in sheet.codes]
    assert piece(kiosk, code).held_until == TOMORROW


def test_lines_that_are_scanned_from_one_qr_open_the_list(kiosk: Kiosk, talk: Talk) -> None:
    stocked(kiosk, "900x600x4")
    scene = talk.says("; ".join(LINES))
    assert scene.mode.word == "CUT LIST"
    assert "1x  200 × 150 × 4 mm" in shown_in(scene)
    assert sizes(talk.says(YES)) == (3,)


def test_a_list_may_be_a_file(kiosk: Kiosk, talk: Talk, tmp_path: Path) -> None:
    stocked(kiosk, "900x600x4")
    path = tmp_path / "list.txt"
    path.write_text("\n".join(LINES))
    assert sizes(talk.says(NEST, str(path), YES)) == (3,)
    assert talk.says(BACK, str(path.with_name("none.txt"))).answer.word == "UNCLEAR"


def test_a_line_that_is_not_read_is_not_taken_up_and_the_last_one_can_be_dropped(talk: Talk) -> None:
    scene = talk.says(NEST, LINES[0], "2x nonsense")
    assert scene.answer.word == "UNCLEAR"
    assert scene.body.rows == 1
    assert talk.says(UNDO).body.rows == 0


@pytest.mark.parametrize(
    ("sheet", "part", "said"),
    [
        ("sheet 2500x1250", "2x 1200x600 birch plywood 4", "To buy: 1 × 2500 × 1250 mm"),
        ("Loksne  250x125cm", "2x 1200x600 birch plywood 4", "To buy: 1 × 2500 × 1250 mm"),
        ("bar 3000", "4x 1400x20x20 steel", "To buy: 2 × 3000 mm"),
        ("stienis 3 m", "4x 1400x20x20 steel", "To buy: 2 × 3000 mm"),
    ],
)
def test_full_sheets_are_offered_said_to_be_bought_and_taken_with_the_plan(
    kiosk: Kiosk, talk: Talk, sheet: str, part: str, said: str
) -> None:
    scene = talk.says(NEST, part, sheet)
    assert "where the shelf does not suffice" in shown_in(scene)
    assert f"2 lines, {part[0]} parts" in shown_in(scene)
    scene = talk.says(YES)
    assert scene.answer.word == "PLAN"
    assert said in scene.answer.sentence
    assert talk.says(YES).answer.word == "YOURS"
    (plan,) = plans(kiosk)
    assert all(plan.kept.layout(each).offer.is_full for each in plan.kept.sheets)
    assert talk.paper.codes == [code for each in plan.kept.sheets for code in each.codes]


def test_no_full_sheet_is_opened_while_the_shelf_suffices(kiosk: Kiosk, talk: Talk) -> None:
    stocked(kiosk, "900x600x4")
    scene = talk.says(NEST, "sheet 2500x1250; " + LINES[0], YES)
    assert "To buy" not in scene.answer.sentence


def test_full_sheets_are_dropped_like_lines_and_never_among_the_parts_by_mistake(talk: Talk) -> None:
    scene = talk.says(NEST, LINES[0], "sheet 2500x1250", UNDO)
    assert (scene.body.rows, "new sheet" in shown_in(scene)) == (1, False)
    for text in ("sheet 2500x1250x18", "sheet 2500x1250 ply 6", "sheet 0x5", "bar 3000x20"):
        scene = talk.says(text)
        assert (scene.answer.word, scene.body.rows) == ("UNCLEAR", 1)
        assert text in scene.answer.sentence
    assert talk.says("sheet 2500x1250; 2x nonsense").body.rows == 1


def test_what_fits_nowhere_is_named(kiosk: Kiosk, talk: Talk) -> None:
    stocked(kiosk, "100x100x4")
    scene = talk.says(NEST, LINES[0], YES)
    assert (scene.answer.word, scene.mode.word) == ("NOTHING", "CUT LIST")
    assert "100 × 100 × 4 mm" in scene.answer.sentence


@pytest.mark.parametrize("before", [(), (LINES[0],), (LINES[0], YES)])
def test_a_scan_on_any_of_the_pages_counts_as_always(
    kiosk: Kiosk, talk: Talk, before: tuple[str, ...]
) -> None:
    stocked(kiosk, "900x600x4")
    code = stocked(kiosk, "90x60x4")
    scene = talk.says(NEST, *before, code)
    assert scene.answer.word == "TAKEN"
    assert isinstance(scene.body, CardBody)


def test_a_plan_of_which_a_piece_was_taken_meanwhile_is_not_taken(kiosk: Kiosk, talk: Talk) -> None:
    code = stocked(kiosk, "900x600x4")
    talk.says(NEST, *LINES, YES)
    recorded(take(kiosk, code))
    scene = talk.says(YES)
    assert scene.answer.word == "TOO LATE"
    assert plans(kiosk) == []


def test_a_planned_piece_is_shown_as_a_picture_with_its_parts(kiosk: Kiosk, talk: Talk) -> None:
    code, left = planned_sheet(kiosk)
    text = shown_in(talk.says(code))
    assert "1x 300 × 200  side" in text
    assert f"{left[:3]} {left[3:9]} {left[9:]}" in text
    assert "to be cut" in text


@pytest.mark.parametrize(("width", "height"), [(80, 13), (100, 20), (40, 5), (20, 3)])
def test_a_picture_keeps_to_its_room(kiosk: Kiosk, talk: Talk, width: int, height: int) -> None:
    code, _left = two_left(kiosk)
    body = talk.says(code).body
    lines = body.lines(width, height, 0)
    assert len(lines) <= height


def test_on_the_day_after_it_is_asked_whether_it_was_cut(kiosk: Kiosk, talk: Talk) -> None:
    code, left = planned_sheet(kiosk)
    assert talk.opens().answer.word == "READY"
    later = Talk(talk.database, replace(kiosk, today=lambda: TOMORROW))
    scene = later.opens()
    assert (scene.answer.word, scene.calm) == ("CUT?", True)
    assert isinstance(scene.body, PlanBody)
    assert later.says("3").answer.word == "READY"
    assert later.conversation.idle().answer.word == "CUT?"
    assert later.says(quantity_code(1)).answer.word == "CUT"
    assert (piece(kiosk, code).status, piece(kiosk, left).status) == (Status.CUT, Status.HERE)
    assert later.conversation.idle().answer.word == "READY"


def test_a_scan_instead_of_the_answer_counts_and_no_frees_the_pieces(kiosk: Kiosk, talk: Talk) -> None:
    code, _left = planned_sheet(kiosk)
    other = stocked(kiosk, "90x60x4")
    later = Talk(talk.database, replace(kiosk, today=lambda: TOMORROW))
    later.opens()
    assert later.says(other).answer.word == "TAKEN"
    later.conversation.idle()
    assert later.says("2").answer.word == "FREE"
    assert piece(kiosk, code).held_until == ""
    assert later.conversation.idle().answer.word == "READY"


def test_plans_are_chosen_by_number_and_undone_confirmed_or_dropped(kiosk: Kiosk, talk: Talk) -> None:
    assert talk.says(PLANS).answer.word == "PLANS"
    code, left = planned_sheet(kiosk)
    scene = talk.says(PLANS)
    assert "2 parts from 1 piece" in shown_in(scene)
    assert isinstance(talk.says("1").body, PlanBody)
    assert talk.says(YES).answer.word == "CUT"
    assert talk.says(PLANS, "1", UNDO).answer.word == "UNDONE"
    assert (piece(kiosk, code).status, piece(kiosk, code).held_until) == (Status.HERE, "")
    planned_sheet(kiosk)
    assert talk.says(PLANS, "1", DISCARD).answer.word == "FREE"
    assert kinds(kiosk)[-1] == Kind.UNHELD
    assert talk.says(PLANS, "1", DISCARD).answer.word == "CLOSED"
    assert talk.says(BACK).mode.word == "PLANS"
    assert talk.says(left).answer.word == "NEVER CUT"


def test_a_planned_bar_is_called_what_it_is(kiosk: Kiosk, talk: Talk) -> None:
    stocked(kiosk, "1500x20x20", "aluminium-profile")
    talk.says(NEST, "2x 600 aluminium")
    assert "Aluminium profile (extrusion) 1500 × 20 × 20 mm" in shown_in(talk.says(YES))
    talk.says(YES)
    (plan,) = plans(kiosk)
    scene = talk.says(plan.kept.sheets[0].code)
    assert "Aluminium profile (extrusion) 1500 × 20 × 20 mm" in shown_in(scene)
    assert "2x 600" in shown_in(scene)


def test_parts_without_a_place_are_named_after_the_pieces_with_what_comes_nearest(
    kiosk: Kiosk, talk: Talk
) -> None:
    code = stocked(kiosk, "600x400x4")
    scene = talk.says(NEST, "1x 300x200 birch plywood 4", "1x 900x800 birch plywood 4", YES)
    assert "1 part has no place" in scene.answer.sentence
    assert isinstance(scene.body, PlanBody)
    assert scene.body.rows == 2
    said = "\n".join("".join(span.text for span in row) for row in scene.body.lines(80, 14, 1))
    assert "Line 2: 1 part of 900 × 800 × 4 mm has no place." in said
    assert code[3:9] in said
    assert "no place" not in shown_in(scene)


def test_after_one_plan_the_next_one_that_waits_is_asked_about(kiosk: Kiosk, talk: Talk) -> None:
    planned_sheet(kiosk)
    planned_sheet(kiosk)
    later = Talk(talk.database, replace(kiosk, today=lambda: TOMORROW))
    assert later.opens().answer.word == "CUT?"
    assert later.says("2").answer.word == "CUT?"
    assert later.says("1").answer.word == "CUT"
    assert [plan.closed for plan in plans(kiosk)] == [True, True]


def test_a_long_list_shows_what_came_last_and_how_much_it_is(talk: Talk) -> None:
    lines = [f"2x {100 + at}x50 birch plywood 4 # part {at}" for at in range(30)]
    scene = talk.says(NEST, *lines)
    assert "part 29" in shown_in(scene)
    assert "30 lines, 60 parts" in shown_in(scene)
    top = text_of(scene.body.lines(80, 13, 1))
    assert "part 0" in top
    assert "part 29" not in top


def test_words_behind_the_path_of_a_file_say_what_its_parts_are_made_of(talk: Talk, tmp_path: Path) -> None:
    path = tmp_path / "a list.csv"
    path.write_text("Length,Width,Qty\n300,200,2\n", encoding="utf-8")
    scene = talk.says(NEST, str(path))
    assert "after a file's name" in scene.answer.sentence
    assert "--material" not in scene.answer.sentence
    assert "2x  300 × 200 × 6 mm  Birch plywood" in shown_in(talk.says(f"{path} birch ply 6"))
