"""Receive, take, cut, return, move, count, weigh, discard, hold, undo at a shell."""

import pytest

from tests.kiosk.commands.shell import Shell

SHEET = ("--material", "plywood-birch", "--size", "600x400x4")


def test_receive_answers_the_new_code_and_what_it_knows(shell: Shell) -> None:
    said = shell.asks("receive", *SHEET, "--origin", "offcut", "--title", "Stage floor")
    item = said["item"]
    assert said["ok"] is True
    assert said["code"] == item["code"] == said["event"]["item"]
    assert item["size_um"] == {"length": 600_000, "width": 400_000, "thickness": 4_000}
    assert (item["mass_mg"], item["mass"]) == (652_800, "estimated")
    assert (item["origin"], item["title"], item["form"]) == ("offcut", "Stage floor", "sheet")
    assert said["labels"] == [said["code"]]


def test_receive_says_the_same_to_people(shell: Shell) -> None:
    ran = shell("receive", *SHEET)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("RECEIVED  ")
    assert "Birch plywood 600 × 400 × 4 mm" in ran.out


def test_receive_takes_the_code_of_a_printed_label(shell: Shell) -> None:
    blank = shell.asks("labels", "blanks", "--count", "1")["codes"][0]
    spaced = f"{blank[:3]} {blank[3:9]} {blank[9:]}".lower()
    said = shell.asks("receive", *SHEET, "--code", spaced)
    assert (said["code"], said["labels"]) == (blank, [])
    again = shell.asks("receive", *SHEET, "--code", blank, code=1)
    assert again["reason"] == "code-in-use"


def test_receive_refuses_another_spaces_label_and_keeps_it_as_a_second_code(shell: Shell) -> None:
    assert shell.asks("receive", *SHEET, "--code", "BRG000000K", code=1)["reason"] == "other-space"
    code = shell.code_of(*SHEET, "--alias", "brg 000000 k")
    assert shell.asks("show", "BRG000000K")["code"] == code


def test_receive_knows_a_material_by_its_name_too(shell: Shell) -> None:
    assert shell.asks("receive", "--material", "birch plywood", "--size", "60x40cm")["ok"] is True
    refused = shell.asks("receive", "--material", "plexi", "--size", "60x40cm", code=1)
    assert refused["reason"] == "unknown-material"
    assert "acrylic-cast" in refused["perhaps"]


def test_receive_makes_lots_by_number_weight_and_volume(shell: Shell) -> None:
    lots = [
        shell.asks("receive", "--material", "screws", "--count", "50")["item"],
        shell.asks("receive", "--material", "denim", "--mass", "2.5kg")["item"],
        shell.asks("receive", "--material", "paint-water", "--volume", "0.5l")["item"],
    ]
    found = [(lot["kind"], lot["unit"], lot["quantity"]) for lot in lots]
    assert found == [
        ("lot", "pieces", 50),
        ("lot", "milligrams", 2_500_000),
        ("lot", "microlitres", 500_000),
    ]


def test_receive_puts_it_on_a_shelf_by_name_or_code(shell: Shell) -> None:
    shelf = shell.asks("shelves", "add", "Wall A3")["shelf"]["code"]
    by_name = shell.asks("receive", *SHEET, "--shelf", "wall a3")["item"]["shelf"]
    by_code = shell.asks("receive", *SHEET, "--shelf", shelf.lower())["item"]["shelf"]
    assert by_name == by_code == shelf
    assert shell.asks("receive", *SHEET, "--shelf", "nowhere", code=1)["reason"] == "unknown-shelf"


@pytest.mark.parametrize(
    "spelling",
    [
        lambda code: code,
        str.lower,
        lambda code: f"{code[:3]} {code[3:9]} {code[9:]}",
        lambda code: f"HTTPS://KIOSK.EXAMPLE/I/{code}",
        lambda code: f"https://kiosk.example/i/{code.lower()}",
        lambda code: f"\t{code}\n",
    ],
)
def test_a_code_is_read_as_a_scan_is(shell: Shell, spelling: object) -> None:
    assert callable(spelling)
    code = shell.code_of(*SHEET)
    assert shell.asks("show", spelling(code))["code"] == code


def test_a_foreign_code_leads_to_its_item(shell: Shell) -> None:
    code = shell.code_of(*SHEET, "--alias", "4006381333931")
    assert shell.asks("take", "4006381333931")["code"] == code


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("DRE7K3PX4X", "damaged-code"),
        ("DRE7K3PX4N", "unknown-code"),
        ("nope", "no-code"),
        ("000C00001D", "no-code"),
    ],
)
def test_what_is_no_code_of_an_item_is_refused_with_the_reason(shell: Shell, code: str, reason: str) -> None:
    assert shell.asks("take", code, code=1)["reason"] == reason


def test_take_and_return_a_piece(shell: Shell) -> None:
    code = shell.code_of(*SHEET)
    assert shell.asks("take", code)["item"]["status"] == "taken"
    refused = shell("take", code)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == f"kiosk: It is taken. To bring it back: kiosk return {code}\n"
    assert shell.asks("return", code)["item"]["status"] == "here"
    assert shell.asks("return", code, code=1)["reason"] == "here-already"


def test_take_some_of_a_lot(shell: Shell) -> None:
    code = shell.code_of("--material", "screws", "--count", "50")
    assert shell.asks("take", code)["item"]["quantity"] == 49
    assert shell.asks("take", code, "--amount", "9")["item"]["quantity"] == 40
    assert shell.asks("return", code, "--amount", "5 pcs")["item"]["quantity"] == 45
    assert shell.asks("take", code, "--amount", "300 g", code=1)["reason"] == "wrong-unit"
    refused = shell.asks("take", code, "--amount", "99", code=1)
    assert (refused["reason"], refused["left"], refused["unit"]) == ("not-enough", 45, "pieces")
    assert shell("take", code, "--amount", "3").out.startswith("TAKEN  -3 pieces  ")


def test_an_amount_of_a_piece_is_refused(shell: Shell) -> None:
    assert shell.asks("take", shell.code_of(*SHEET), "--amount", "2", code=1)["reason"] == "not-a-lot"


def test_a_weighed_lot_wants_an_amount(shell: Shell) -> None:
    code = shell.code_of("--material", "denim", "--mass", "2 kg")
    refused = shell.asks("take", code, code=1)
    assert (refused["reason"], "--amount" in refused["sentence"]) == ("no-quantity", True)
    assert shell.asks("take", code, "--amount", "300 g")["item"]["quantity"] == 1_700_000


def test_cut_gives_every_remainder_a_code_and_a_mass_that_adds_up(shell: Shell) -> None:
    code = shell.code_of(*SHEET)
    said = shell.asks("cut", code, "--remains", "290x400", "--remains", "100x100", "--waste", "20g")
    assert said["item"]["status"] == "cut"
    assert [child["parent"] for child in said["children"]] == [code, code]
    assert said["labels"] == [child["code"] for child in said["children"]]
    assert sum(child["mass_mg"] for child in said["children"]) < 652_800 - 20_000
    assert shell.asks("show", said["labels"][0])["parents"][0]["code"] == code


def test_cut_uses_printed_labels_first(shell: Shell) -> None:
    code = shell.code_of(*SHEET)
    blank = shell.asks("labels", "blanks", "--count", "1")["codes"][0]
    said = shell.asks("cut", code, "--remains", "290x400", "--remains", "100x100", "--blank", blank)
    assert said["children"][0]["code"] == blank
    assert said["labels"] == [said["children"][1]["code"]]


def test_cut_refuses_more_labels_than_remainders_and_labels_that_are_stuck_on_something(shell: Shell) -> None:
    code, other = shell.code_of(*SHEET), shell.code_of(*SHEET)
    assert shell.asks("cut", code, "--blank", other, code=1)["reason"] == "too-many-blanks"
    refused = shell.asks("cut", code, "--remains", "1x1", "--blank", other, code=1)
    assert refused["reason"] == "code-in-use"


def test_a_cut_with_nothing_left_uses_the_piece_up(shell: Shell) -> None:
    said = shell.asks("cut", shell.code_of(*SHEET))
    assert (said["item"]["status"], said["children"]) == ("cut", [])


def test_a_remainder_larger_than_its_piece_is_refused(shell: Shell) -> None:
    code = shell.code_of(*SHEET)
    assert shell.asks("cut", code, "--remains", "700x100", code=1)["reason"] == "does-not-fit"
    assert shell.asks("show", code)["item"]["status"] == "here"


def test_move_to_a_shelf_by_its_name(shell: Shell) -> None:
    code = shell.code_of(*SHEET)
    shelf = shell.asks("shelves", "add", "A3")["shelf"]["code"]
    assert shell.asks("move", code, "A3")["item"]["shelf"] == shelf
    assert shell.asks("move", code, "A3", code=1)["reason"] == "here-already"
    assert shell.asks("shelves")["shelves"] == [{"code": shelf, "name": "A3", "items": 1}]
    assert "A3  1 item" in shell("shelves").out


def test_count_a_lot_down_to_nothing(shell: Shell) -> None:
    code = shell.code_of("--material", "screws", "--count", "50")
    assert shell.asks("count", code, "43")["item"]["quantity"] == 43
    assert shell.asks("count", code, "0")["item"]["quantity"] == 0
    assert shell.asks("count", shell.code_of(*SHEET), "3", code=1)["reason"] == "not-a-lot"


def test_weigh_a_piece(shell: Shell) -> None:
    item = shell.asks("weigh", shell.code_of(*SHEET), "0.7 kg")["item"]
    assert (item["mass_mg"], item["mass"]) == (700_000, "measured")


def test_discard(shell: Shell) -> None:
    code = shell.code_of(*SHEET)
    assert shell.asks("discard", code)["item"]["status"] == "discarded"
    assert shell.asks("take", code, code=1)["reason"] == "gone"


def test_hold_until_a_day_and_free_it_again(shell: Shell) -> None:
    code = shell.code_of(*SHEET)
    assert shell.asks("hold", code, "--until", "2999-12-31")["item"]["held_until"] == "2999-12-31"
    refused = shell.asks("take", code, code=1)
    assert (refused["reason"], refused["until"]) == ("held", "2999-12-31")
    assert "--held-too" in refused["sentence"]
    assert shell.asks("unhold", code)["item"]["held_until"] == ""
    assert shell.asks("hold", code, "--until", "2001-01-01", code=1)["reason"] == "day-is-past"
    shell.asks("hold", code)
    assert shell.asks("take", code, "--held-too")["item"]["status"] == "taken"


def test_quarantine_and_release_with_a_proof(shell: Shell) -> None:
    said = shell.asks("receive", "--material", "plastic-unknown", "--size", "300x200x3")
    code = said["code"]
    assert said["item"]["quarantined"] is True
    assert shell.asks("take", code, code=1)["reason"] == "in-quarantine"
    assert shell.asks("release", code, "--material", "hips", "--proof", " ", code=1)["reason"] == "no-proof"
    released = shell.asks("release", code, "--material", "hips", "--proof", "data sheet")["item"]
    assert (released["quarantined"], released["material"]) == (False, "hips")
    assert shell.asks("quarantine", code)["item"]["quarantined"] is True


def test_undo_the_last_event_or_a_given_one(shell: Shell) -> None:
    one, other = shell.code_of(*SHEET), shell.code_of(*SHEET)
    eid = shell.asks("take", one)["event"]["eid"]
    shell.asks("take", other)
    assert shell.asks("undo")["undone"] == "taken"
    assert shell.asks("undo", "--event", eid)["code"] == one
    assert shell.asks("undo", "--event", eid, code=1)["reason"] == "nothing-to-undo"
    assert shell.asks("undo", "--event", "no such event", code=1)["reason"] == "nothing-to-undo"


def test_undoing_a_cut_brings_the_piece_back_and_voids_what_was_left(shell: Shell) -> None:
    code = shell.code_of(*SHEET)
    child = shell.asks("cut", code, "--remains", "290x400")["labels"][0]
    ran = shell("undo")
    assert ran.out.startswith("UNDONE (cut)  ")
    assert "\n- " in ran.out
    assert shell.asks("show", code)["item"]["status"] == "here"
    assert shell.asks("show", child)["item"]["status"] == "void"
