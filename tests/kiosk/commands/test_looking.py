"""Show, find, history, shelves and materials at a shell: nothing is recorded."""

from tests.kiosk.commands.shell import Shell

SHEET = ("--material", "plywood-birch", "--size", "600x400x4")


def test_show_tells_all_that_is_known(shell: Shell) -> None:
    shell.asks("shelves", "add", "A3")
    code = shell.code_of(*SHEET, "--shelf", "A3", "--title", "Stage floor")
    shown = shell.asks("show", code)
    assert shown["code"] == code
    assert shown["shelf"]["name"] == "A3"
    assert shown["laser"] == "yes"
    assert shown["hazards"] == ["wood-dust"]
    assert [entry["kind"] for entry in shown["history"]] == ["received"]
    assert shown["to_check"] is False
    people = shell("show", code).out
    for word in ("Birch plywood 600 × 400 × 4 mm", "shelf A3", "LASER: YES", "Stage floor", "received"):
        assert word in people


def test_show_draws_the_lineage(shell: Shell) -> None:
    code = shell.code_of(*SHEET)
    child = shell.asks("cut", code, "--remains", "290x400")["labels"][0]
    grandchild = shell.asks("cut", child, "--remains", "100x100")["labels"][0]
    assert [parent["code"] for parent in shell.asks("show", grandchild)["parents"]] == [child, code]
    assert [piece["code"] for piece in shell.asks("show", code)["children"]] == [child]


def test_find_by_words_and_size_lists_the_smallest_sufficient_first(shell: Shell) -> None:
    large, small = shell.code_of(*SHEET), shell.code_of("--material", "plywood-birch", "--size", "310x210x4")
    shell.code_of("--material", "acrylic-cast", "--size", "600x400x4")
    found = shell.asks("find", "birch", "plywood", "--fits", "200x300x4")
    assert [item["code"] for item in found["items"]] == [small, large]
    assert (found["total"], found["more"]) == (2, False)
    lines = shell("find", "--fits", "200x300x4").out.splitlines()
    assert len(lines) == 3
    assert small[:3] in lines[0]


def test_find_by_material_means_its_kinds_too(shell: Shell) -> None:
    code = shell.code_of(*SHEET)
    shell.code_of("--material", "oak", "--size", "600x400x4")
    assert [item["code"] for item in shell.asks("find", "--material", "wood-panel")["items"]] == [code]
    assert shell.asks("find", "--material", "nonsense", code=1)["reason"] == "unknown-material"


def test_find_names_the_shelf(shell: Shell) -> None:
    shell.asks("shelves", "add", "A3")
    shell.code_of(*SHEET, "--shelf", "A3")
    assert shell.asks("find", "plywood")["items"][0]["shelf_name"] == "A3"
    assert shell("find", "plywood").out.rstrip().endswith("shelf A3")


def test_finding_nothing_is_no_failure_and_is_said_beside(shell: Shell) -> None:
    ran = shell("find", "plywood")
    assert (ran.code, ran.out, ran.err) == (0, "", "Nothing like that is here.\n")
    assert shell("find", "plywood", "--json").json["items"] == []


def test_history_is_newest_first_and_names_what_undo_takes(shell: Shell) -> None:
    one, other = shell.code_of(*SHEET), shell.code_of(*SHEET)
    shell.asks("take", one)
    every = shell.asks("history")["events"]
    assert [(event["kind"], event["item"]) for event in every] == [
        ("taken", one),
        ("received", other),
        ("received", one),
    ]
    assert [event["kind"] for event in shell.asks("history", one)["events"]] == ["taken", "received"]
    assert len(shell.asks("history", "--limit", "1")["events"]) == 1
    assert every[0]["eid"] in shell("history").out
    assert shell.asks("undo", "--event", every[0]["eid"])["undone"] == "taken"


def test_materials_lists_the_catalogue_or_what_words_mean(shell: Shell) -> None:
    every = shell.asks("materials")["materials"]
    assert len(every) > 150
    found = shell.asks("materials", "birch", "plywood")["materials"]
    assert [material["slug"] for material in found] == ["plywood-birch"]
    assert found[0]["laser"] == "yes"
    assert "plywood-birch" in shell("materials", "birch", "plywood").out


def test_a_shelf_that_is_named_twice_is_the_same(shell: Shell) -> None:
    first = shell.asks("shelves", "add", "A3")["shelf"]
    assert shell.asks("shelves", "add", " a3 ")["shelf"] == first
    blank = shell.asks("labels", "blanks", "--count", "1")["codes"][0]
    assert shell.asks("shelves", "add", "B1", "--code", blank)["shelf"]["code"] == blank
    piece = shell.code_of(*SHEET)
    assert shell.asks("shelves", "add", "B2", "--code", piece, code=1)["reason"] == "code-in-use"


def test_a_shelf_needs_a_name(shell: Shell) -> None:
    assert shell.asks("shelves", "add", " ", code=2)["reason"] == "usage"
