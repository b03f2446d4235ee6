"""Plans of cuts at a shell."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kiosk.kiosk import Kiosk
from kiosk.start import open_kiosk
from tests.kiosk.commands.shell import Shell
from tests.kiosk.cutting.planned import group, offer, planned_sheet, taken, two_left
from tests.kiosk.world import stocked


@contextmanager
def kiosk_of(shell: Shell) -> Iterator[Kiosk]:
    """The kiosk over a shell's database."""
    kiosk = open_kiosk(shell.database)
    yield kiosk
    kiosk.ledger.engine.dispose()


@pytest.fixture
def planned(shell: Shell) -> tuple[str, str]:
    """The codes of a sheet that is planned to be cut, and of what will be left."""
    with kiosk_of(shell) as kiosk:
        return planned_sheet(kiosk)


def test_plans_are_listed_and_shown_with_what_will_be_left(shell: Shell, planned: tuple[str, str]) -> None:
    code, left = planned
    (plan,) = shell.asks("plans")["plans"]
    assert shell.asks("plans", "show", "1")["plan"] == plan
    (piece,) = plan["pieces"]
    assert (piece["code"], piece["stage"], len(piece["parts"])) == (code, "open", 2)
    assert piece["remainders"] == [{"code": left, "size": "400 × 297 × 4 mm"}]
    assert (
        f"+ {left[:3]} {left[3:9]} {left[9:]}  Birch plywood 400 × 297 × 4 mm"
        in shell("plans", "show", "1").out
    )
    assert "to be cut" in shell("plans").out


def test_there_may_be_no_plans(shell: Shell) -> None:
    shell.code_of("--material", "mdf", "--size", "600x400x4")
    assert "kiosk nest" in shell("plans").err
    assert shell.asks("plans", "show", "7", code=1)["reason"] == "no-plan"
    assert shell.asks("plans", "confirm", "7", code=1)["reason"] == "no-plan"
    assert shell.asks("plans", "undo", "7", code=1)["reason"] == "no-plan"
    assert shell.asks("plans", "drop", "7", code=1)["reason"] == "no-plan"


def test_a_cut_is_confirmed_by_the_code_of_what_is_left(shell: Shell, planned: tuple[str, str]) -> None:
    code, left = planned
    said = shell.asks("plans", "confirm", left.lower())
    assert [child["code"] for child in said["children"]] == [left]
    assert (said["items"][0]["code"], said["items"][0]["status"]) == (code, "cut")
    assert shell.asks("plans", "confirm", left, code=1)["reason"] == "cut-already"
    assert [child["code"] for child in shell.asks("show", code)["children"]] == [left]


def test_what_is_really_left_can_be_said_and_its_label_printed(
    shell: Shell, planned: tuple[str, str]
) -> None:
    code, left = planned
    said = shell.asks("plans", "confirm", code, "--remains", "390x290", "--remains", "100x90", "--print")
    assert said["labels"][0] == left
    assert said["printed"]["state"] == "file"


def test_nothing_may_be_left(shell: Shell, planned: tuple[str, str]) -> None:
    code, left = planned
    both = shell.asks("plans", "confirm", code, "--nothing-left", "--remains", "1x1", code=1)
    assert both["reason"] == "nothing-and-something"
    assert shell.asks("plans", "confirm", code, "--nothing-left")["children"] == []
    assert shell.asks("show", left, code=1)["reason"] == "never-cut"


def test_a_whole_plan_is_confirmed_and_undone_by_its_number(shell: Shell) -> None:
    with kiosk_of(shell) as kiosk:
        codes = [stocked(kiosk, "600x400x4") for _ in range(2)]
        taken(kiosk, group(*map(offer, codes)))
    assert shell.asks("plans", "confirm", "1", "--remains", "1x1", code=1)["reason"] == "one-piece"
    assert len(shell.asks("plans", "confirm", "1")["items"]) == 2
    assert [piece["stage"] for piece in shell.asks("plans", "show", "1")["plan"]["pieces"]] == ["cut"] * 2
    assert len(shell.asks("plans", "undo", "1")["events"]) == 4
    assert shell.asks("plans", "undo", "1", code=1)["reason"] == "nothing-to-undo"


def test_a_dropped_plan_frees_its_pieces_and_its_labels_say_so(
    shell: Shell, planned: tuple[str, str]
) -> None:
    code, left = planned
    refused = shell.asks("show", left, code=1)
    assert (refused["reason"], refused["piece"]) == ("not-cut-yet", code)
    assert shell.asks("plans", "drop", "1")["plan"]["closed"]
    assert shell.asks("show", code)["item"]["held_until"] == ""
    assert shell.asks("show", left, code=1)["reason"] == "never-cut"
    assert shell.asks("plans", "confirm", left, code=1)["reason"] == "plan-closed"


def test_the_labels_of_what_is_to_come_are_printed_like_any(shell: Shell) -> None:
    with kiosk_of(shell) as kiosk:
        _code, left = two_left(kiosk)
    said = shell.asks("labels", "print", *left, "--output", str(shell.folder / "left.pdf"))
    assert (said["labels"], said["state"]) == (2, "file")
    shell.asks("plans", "confirm", left[1])
    assert not shell.asks("show", left[0])["label_out_of_date"]


def test_a_plan_that_was_taken_is_drawn_again(shell: Shell, planned: tuple[str, str]) -> None:
    _code, left = planned
    files = {ending: shell.folder / f"plan.{ending}" for ending in ("pdf", "svg", "dxf")}
    options = [word for ending, path in files.items() for word in (f"--{ending}", str(path))]
    said = shell.asks("plans", "show", "1", *options)
    assert said["files"] == [str(path) for path in files.values()]
    assert f"{left[:3]} {left[3:9]} {left[9:]}" in files["svg"].read_text(encoding="utf-8")
    assert files["pdf"].read_bytes().startswith(b"%PDF")
    assert "Birch plywood 600 × 400 × 4 mm" in shell("plans", "show", "1").out


def test_a_plan_shows_what_was_really_left(shell: Shell, planned: tuple[str, str]) -> None:
    code, left = planned
    shell("plans", "confirm", code, "--remains", "390x290")
    (piece,) = shell.asks("plans", "show", "1")["plan"]["pieces"]
    assert piece["remainders"] == [{"code": left, "size": "390 × 290 × 4 mm"}]
