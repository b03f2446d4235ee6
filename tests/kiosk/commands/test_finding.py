"""Looking for a part: what may be said of it, what is answered, and the next step with one of the answers."""

import pytest

from tests.kiosk.commands.shell import Shell

PLY = ("--material", "plywood-birch", "--size")


@pytest.fixture
def shelf(shell: Shell) -> dict[str, str]:
    """What lies there, by its size."""
    return {size: shell.code_of(*PLY, size) for size in ("600x400x4", "310x210x4", "310x210x6", "400x120x5")}


def found(shell: Shell, shelf: dict[str, str], *asked: str) -> list[str]:
    """The sizes of what is found, in its order."""
    sizes = {code: size for size, code in shelf.items()}
    return [sizes[item["code"]] for item in shell.asks("find", *asked)["items"]]


def test_a_thickness_is_exact_or_one_of_a_range(shell: Shell, shelf: dict[str, str]) -> None:
    assert found(shell, shelf, "--fits", "300x200x6") == ["310x210x6"]
    assert found(shell, shelf, "--fits", "300x200x5-7") == ["310x210x6"]
    assert found(shell, shelf, "--fits", "300x200", "--thick", "4..6") == [
        "310x210x4",
        "310x210x6",
        "600x400x4",
    ]
    assert found(shell, shelf, "--thick", "5") == ["400x120x5"]
    assert found(shell, shelf, "--fits", "Ø200", "--thick", "6") == ["310x210x6"]


def test_the_first_number_lies_along_the_grain_where_it_is_said(shell: Shell, shelf: dict[str, str]) -> None:
    assert "310x210x4" in found(shell, shelf, "--fits", "200x300x4")
    assert found(shell, shelf, "--fits", "200x300x4", "--grain") == ["600x400x4"]
    assert found(shell, shelf, "--fits", "200x300x4 =") == ["600x400x4"]
    assert "310x210x4" in found(shell, shelf, "--fits", "300x200x4", "--grain")


def test_a_trim_is_lost_on_every_edge(shell: Shell, shelf: dict[str, str]) -> None:
    assert "310x210x4" in found(shell, shelf, "--fits", "300x200x4", "--trim", "5")
    assert found(shell, shelf, "--fits", "300x200x4", "--trim", "5.1") == ["600x400x4"]


def test_the_least_is_wasted_of_the_first(shell: Shell) -> None:
    sliver = shell.code_of(*PLY, "370x240x4")
    large = shell.code_of(*PLY, "600x400x4")
    items = shell.asks("find", "--fits", "300x200x4")["items"]
    assert [item["code"] for item in items] == [sliver, large]
    items = shell.asks("find", "--fits", "300x200x4", "--kerf", "3")["items"]
    assert [item["code"] for item in items] == [sliver, large]
    remnant = shell.code_of(*PLY, "300x310x4")
    assert shell.asks("find", "--fits", "300x200x4", "--kerf", "3")["items"][0]["code"] == remnant
    assert shell.asks("find", "--fits", "300x200x4", "--kerf", "40")["items"][0]["code"] == sliver


def test_one_of_the_list_is_taken_or_held_in_one_step(shell: Shell, shelf: dict[str, str]) -> None:
    asked = ("find", "--fits", "300x200", "--thick", "4..6")
    assert shell(*asked).out.splitlines()[1].startswith("  2  ")
    assert shell.asks(*asked, "--take", "2")["code"] == shelf["310x210x6"]
    held = shell.asks(*asked, "--hold", "1")
    assert (held["event"]["kind"], held["code"]) == ("held", shelf["310x210x4"])
    assert shell.asks(*asked, "--take", "9", code=1)["reason"] == "no-such-number"
    assert shell.asks(*asked, "--take", "1", code=1)["reason"] == "held"
    assert shell("find", "--fits", "300x200", "--take", "1", "--hold", "1").code == 2


@pytest.mark.parametrize(
    "asked",
    [
        ("--fits", "0x0"),
        ("--fits", "-5x3"),
        ("--fits", "300x200x6 kg"),
        ("--fits", "300x200x7-5"),
        ("--fits", "999999999x200"),
        ("--fits", "1e9"),
        ("--fits", "ply"),
        ("--fits", "\x1b[2J"),
        ("--thick", "0"),
        ("--thick", "7..5"),
        ("--thick", "a..b"),
        ("--thick", "99999999"),
        ("--kerf", "-1", "--fits", "3x2"),
        ("--trim", "x", "--fits", "3x2"),
    ],
)
def test_nonsense_is_a_sentence(shell: Shell, asked: tuple[str, ...]) -> None:
    ran = shell("find", *asked)
    assert (ran.code, ran.out) == (2, "")
    assert "Traceback" not in ran.err


def test_a_thickness_is_said_once(shell: Shell) -> None:
    said = shell.asks("find", "--fits", "300x200x6", "--thick", "5..7", code=1)
    assert said["reason"] == "two-thicknesses"
    assert shell.asks("find", "--fits", "18x200x300", "--grain", code=1)["reason"] == "no-size"


def test_a_piece_with_an_outline_is_found_where_its_part_truly_fits(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.use_cases.fitting.SECONDS", 60.0)
    corners = ("--corners", "600x400 notch 300x200")
    code = shell.code_of("--material", "plywood-birch", "--size", "600x400x4", *corners)
    for size, finds in {
        "600x200x4": [code],
        "400x300x4": [code],
        "500x350x4": [],
        "310x300x4": [code],
        "Ø305x4": [code],
        "Ø308x4": [],
    }.items():
        said = shell.asks("find", "--fits", size)
        assert ([item["code"] for item in said["items"]], said["unchecked"]) == (finds, 0), size


def test_a_size_among_the_words_is_a_part_as_at_the_screen(shell: Shell, shelf: dict[str, str]) -> None:
    for asked in (("birch", "ply", "300x200x6"), ("300x200x6",), ("--fits", "birch ply 300x200x6")):
        assert found(shell, shelf, *asked) == ["310x210x6"], asked
    assert found(shell, shelf, "ply", "200x300x4", "--grain") == ["600x400x4"]
    assert found(shell, shelf, "acrylic", "300x200x6") == []


def test_what_is_said_of_a_part_needs_one(shell: Shell, shelf: dict[str, str]) -> None:
    for option in (("--kerf", "3"), ("--trim", "3"), ("--take", "1"), ("--hold", "1"), ("--grain",)):
        ran = shell("find", "birch", *option)
        assert (ran.code, ran.out) == (1, "")
        assert f"{option[0]} is about a part" in ran.err
    assert len(found(shell, shelf, "birch")) == len(shelf)


def test_a_piece_that_somebody_holds_says_so_in_the_list(shell: Shell, shelf: dict[str, str]) -> None:
    assert shelf
    shell("find", "--fits", "300x200x6", "--hold", "1")
    assert "held until " in shell("find", "--fits", "300x200x6").out
    assert "held until " not in shell("find", "--fits", "300x200x4").out


def test_a_material_that_is_any_of_its_kind_has_its_kinds(shell: Shell, shelf: dict[str, str]) -> None:
    assert len(found(shell, shelf, "--material", "plywood", "--fits", "100x100")) == len(shelf)


def test_a_material_is_found_by_the_stem_of_a_word_where_nothing_is_called_by_it(shell: Shell) -> None:
    bar = shell.code_of("--material", "aluminium-profile", "--size", "900")
    assert [item["code"] for item in shell.asks("find", "alumīnijs", "--fits", "600")["items"]] == [bar]
    assert shell.asks("find", "unobtainium", "--fits", "600")["items"] == []
