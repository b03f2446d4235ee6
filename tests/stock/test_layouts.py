"""Scanners type as keyboards: what a wrong layout does to a code, and that it is undone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stock import codes
from stock.codes import LAYOUT_TEST, CommandCode, ForeignCode, LabelCode, LayoutTest, read
from stock.commands import Command
from stock.layouts import LAYOUTS, Layout, learn, tangle, untangle
from tests.stock.test_codes import command_codes, label_codes

layouts = st.sampled_from(LAYOUTS)


@given(label_codes, layouts)
def test_a_code_is_read_through_every_layout(code: str, layout: Layout) -> None:
    for text in (code, code.lower(), codes.spaced(code)):
        assert read(tangle(text, layout)) == LabelCode(code)


@given(label_codes, layouts, st.sampled_from(["https://r.example", "http://maker-space.example/p?x=1_2:3"]))
def test_a_link_is_read_through_every_layout(code: str, layout: Layout, base: str) -> None:
    assert read(tangle(codes.link(base, code), layout)) == LabelCode(code)


@given(command_codes, layouts)
def test_a_command_is_read_through_every_layout(code: str, layout: Layout) -> None:
    assert read(tangle(code, layout)) == read(code)
    assert read(tangle(code, layout).upper()) == read(code)


@given(st.text("BCDEFGHJKNPRSTVX0123456789 /:-_?.yzYZaqwzAQWZ"), layouts)
def test_what_a_layout_mangles_is_mended(text: str, layout: Layout) -> None:
    assert untangle(tangle(text, layout), layout) == text


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("lowered", [False, True])
def test_the_test_code_tells_the_layout_of_the_scanner(layout: Layout, lowered: bool) -> None:
    typed = tangle(LAYOUT_TEST, layout)
    assert read(typed.lower() if lowered else typed) == LayoutTest(layout)


@pytest.mark.parametrize(
    ("layout", "typed"),
    [
        (Layout.US, "000T 0123456789 /:-_?."),
        (Layout.GERMAN, "000T 0123456789 -Öß?_."),
        (Layout.FRENCH, "àààT à&é\"'(-è_ç !M)°§:"),
        (Layout.LITHUANIAN, "“““T “ąčęėįšųū„ /:-_?."),
        (Layout.SWEDISH, "000T 0123456789 -Ö+?_."),
        (Layout.DANISH, "000T 0123456789 -Æ+?_."),
        (Layout.NORWEGIAN, "000T 0123456789 -Ø+?_."),
    ],
)
def test_each_keyboard_types_its_own_marks_for_the_test_code(layout: Layout, typed: str) -> None:
    assert read(typed) == LayoutTest(layout)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("HTTPSÖ--R.EXAMPLE-DRE7K3PX4", Layout.GERMAN),
        ("HTTPSÆ--R.EXAMPLE-DRE7K3PX4", Layout.DANISH),
        ("HTTPSØ--R.EXAMPLE-DRE7K3PX4", Layout.NORWEGIAN),
        ("HTTPSM!!R:EXQ,PLE!DREèK\"PX'", Layout.FRENCH),
    ],
)
def test_a_link_as_a_foreign_keyboard_types_it_is_our_code(typed: str, meant: Layout) -> None:
    code = codes.write("DRE", "7K3PX4")
    assert read(typed + tangle(code[-1], meant)) == LabelCode(code)


@pytest.mark.parametrize("typed", ["", "000T", LAYOUT_TEST[:-1], LAYOUT_TEST + "0"])
def test_any_other_text_tells_no_layout(typed: str) -> None:
    assert learn(LAYOUT_TEST, typed) is None


def test_french_and_lithuanian_digits_are_read() -> None:
    code = codes.write("DRE", "123467")
    assert tangle(code, Layout.FRENCH).startswith("DRE&é\"'-è")
    assert tangle(code, Layout.LITHUANIAN).startswith("DREąčęėšų")
    assert read(tangle(codes.command_code(Command.UNDO), Layout.FRENCH)) == CommandCode(Command.UNDO)


def test_an_article_number_with_digits_is_not_taken_for_a_french_code() -> None:
    assert untangle("BN-1024578", Layout.FRENCH) is None
    assert read("BN-1024578") == ForeignCode("code:BN-1024578")


def test_another_inventorys_link_is_mended_before_it_is_kept() -> None:
    assert read(tangle("https://donor.example/item/12", Layout.GERMAN)) == read(
        "https://donor.example/item/12"
    )
    assert read("https://donor.example/item/12") == ForeignCode("url:https://donor.example/item/12")
