"""Somebody else's codes: every spelling of one has one alias, and none is an error."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean

from stock.codes import Damaged, ForeignCode, Text, read
from stock.foreign import LONGEST_ALIAS

GTIN = "09506000134352"
GS = "\x1d"


def numbers(digits: int) -> st.SearchStrategy[str]:
    """Article numbers of that length with a right check digit, not all zeros."""
    bodies = st.text(string.digits, min_size=digits - 1, max_size=digits - 1).filter(
        lambda body: body.strip("0")
    )
    return bodies.map(lambda body: body + ean.calc_check_digit(body))


articles = st.sampled_from([8, 12, 13, 14]).flatmap(numbers)
serials = st.text(string.ascii_letters + string.digits + "-./_", min_size=1, max_size=20)


@given(articles)
def test_an_article_number_is_a_foreign_code_of_fourteen_digits(number: str) -> None:
    assert read(number) == ForeignCode(f"gtin:{number.zfill(14)}")


@given(articles, st.data())
def test_an_article_number_with_a_wrong_digit_is_no_article(number: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(number) - 1))
    digit = data.draw(st.sampled_from(string.digits).filter(lambda digit: digit != number[at]))
    assert read(number[:at] + digit + number[at + 1 :]) == Text(number[:at] + digit + number[at + 1 :])


@given(numbers(14), serials)
def test_every_spelling_of_an_article_and_serial_has_one_alias(gtin: str, serial: str) -> None:
    elements = [f"01{gtin}21{serial}", f"01{gtin}{GS}21{serial}", f"{GS}01{gtin}21{serial}"]
    elements += [f"(01){gtin}(21){serial}", f"(01){gtin}(10)L1(21){serial}", f"01{gtin}10L1{GS}21{serial}"]
    elements += [f"01{gtin}17271231{GS}21{serial}", f"01{gtin}1727123121{serial}", f"21{serial}{GS}01{gtin}"]
    identified = [mark + text for mark in ("]d2", "]C1", "]Q3", "]e0") for text in elements]
    assert {read(text) for text in elements + identified} == {ForeignCode(f"gtin:{gtin}:{serial}")}


@given(numbers(14), serials.map(lambda serial: serial.replace("/", "")).filter(bool))
def test_a_digital_link_has_the_alias_of_its_element_string(gtin: str, serial: str) -> None:
    links = [
        f"https://id.gs1.org/01/{gtin}/21/{serial}",
        f"HTTP://SHOP.EXAMPLE/x/01/{gtin}/21/{serial}?a=1#b",
    ]
    links += [f"https://shop.example/01/{gtin}/10/L1/21/{serial}"]
    assert {read(text) for text in links} == {read(f"01{gtin}21{serial}")}


@pytest.mark.parametrize("serial", ["A%2FB", "A/B"])
def test_a_slash_in_a_serial_number_may_be_escaped(serial: str) -> None:
    text = f"https://id.gs1.org/01/{GTIN}/21/{serial}" if "%" in serial else f"01{GTIN}21{serial}"
    assert read(text) == ForeignCode(f"gtin:{GTIN}:A/B")


@pytest.mark.parametrize("serial", ["%1B%5B2J", "%00", "%E2%80%AEAB", "A%0AB"])
def test_an_escape_in_a_link_brings_no_control_character_in(serial: str) -> None:
    match read(f"https://id.gs1.org/01/{GTIN}/21/{serial}"):
        case ForeignCode(alias=alias):
            assert alias.isprintable()
        case other:
            raise AssertionError(other)


def test_a_separator_inside_a_serial_number_is_not_kept() -> None:
    assert read(f"01{GTIN}21{GS}AB{GS}CD") == ForeignCode(f"gtin:{GTIN}:AB CD")


@pytest.mark.parametrize("text", ["3922969.21038", f"01{GTIN}3103 4B", f"(01){GTIN}(3923)12-4", "310312A4"])
def test_an_element_string_with_a_broken_weight_or_price_is_no_error(text: str) -> None:
    assert isinstance(read(text), Text | ForeignCode | Damaged)


@given(st.sampled_from(["3103", "3922", "17", "7003", "8005", "253"]), st.text(string.printable, max_size=30))
def test_no_element_string_is_an_error(identifier: str, text: str) -> None:
    assert isinstance(read(f"01{GTIN}{identifier}{text}"), Text | ForeignCode | Damaged)


@pytest.mark.parametrize("text", ["00000000", "000000000000", "0" * 13, "0" * 14, "٠" * 13, "²" * 8])
def test_zeros_and_other_scripts_digits_are_no_article_number(text: str) -> None:
    assert read(text) == Text(text)


@given(st.from_regex(r"https?://[a-z]{3,9}\.example/[a-z]{1,9}/[0-9]{1,3}", fullmatch=True))
def test_another_inventorys_link_is_kept_as_it_stands(link: str) -> None:
    assert read(link) == ForeignCode(f"url:{link}")


@pytest.mark.parametrize("text", ["AB-123456", "ab-123456", "SN:00-4711", "INV2024/0042"])
def test_another_inventorys_number_is_kept_in_capitals(text: str) -> None:
    assert read(text) == ForeignCode(f"code:{text.upper()}")


@pytest.mark.parametrize(
    "text",
    [
        "600x400x4",
        "1200mm",
        "0,5kg",
        "12pcs",
        "600x400x4mm",
        "300x200x5-7",
        "300x200x5..7mm",
        "300x200x7-5",
        "plywood",
        "M8x40",
    ],
)
def test_a_typed_size_or_word_is_no_serial_number(text: str) -> None:
    assert read(text) == Text(text)


@pytest.mark.parametrize(
    "shape", ["https://donor.example/{}", "SN-1{}", "https://id.gs1.org/01/" + GTIN + "/21/{}"]
)
@given(extra=st.integers(0, 400))
def test_an_alias_is_never_longer_than_an_index_holds(shape: str, extra: int) -> None:
    match read(shape.format("A" * extra)):
        case ForeignCode(alias=alias):
            assert len(alias) <= LONGEST_ALIAS
        case other:
            assert isinstance(other, Text)
