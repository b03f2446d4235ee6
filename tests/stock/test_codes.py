"""What a scanned code promises: it is read as what was printed, or as nothing of ours."""

import hashlib
import string
from collections.abc import Callable
from itertools import count as count_up

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stock import codes
from stock.codes import (
    ALPHABET,
    CommandCode,
    Damaged,
    ForeignCode,
    LabelCode,
    MaterialCode,
    Nothing,
    QuantityCode,
    Text,
    read,
)
from stock.commands import COMMAND_NUMBERS, Command
from stock.materials import catalogue
from stock.plain import shown

FIRST_LETTERS = "BCDEFGHJKNPRSTV"
OURS = (LabelCode, CommandCode, QuantityCode, MaterialCode)

alphabet = st.sampled_from(ALPHABET)
prefixes = st.builds(str.__add__, st.sampled_from(FIRST_LETTERS), st.text(alphabet, min_size=2, max_size=2))
serials = st.text(alphabet, min_size=6, max_size=6)
label_codes = st.builds(codes.write, prefixes, serials)
command_codes = st.one_of(
    st.sampled_from(Command).map(codes.command_code),
    st.integers(0, 99_999).map(codes.quantity_code),
    st.sampled_from(catalogue().all()).map(lambda material: codes.material_code(material.number)),
)


def draws(seed: int) -> Callable[[int], int]:
    """Numbers below the one asked for, the same for a seed on every machine."""
    numbers = (hashlib.sha256(f"{seed} {each}".encode()).digest() for each in count_up())
    return lambda below: int.from_bytes(next(numbers)) % below


def swapped(code: str, at: int) -> str:
    return code[:at] + code[at + 1] + code[at] + code[at + 2 :]


def with_character(code: str, at: int, character: str) -> str:
    return code[:at] + character + code[at + 1 :]


@given(prefixes, serials)
def test_a_written_code_is_read_as_itself(prefix: str, serial: str) -> None:
    code = codes.write(prefix, serial)
    assert code[:-1] == prefix + serial
    assert len(code) == codes.LENGTH
    assert read(code) == LabelCode(code)


@given(label_codes, st.sampled_from(["", " ", "\t", "\r\n", "\u200b"]))
def test_case_gaps_and_blanks_around_a_code_do_not_count(code: str, around: str) -> None:
    written = [code, codes.spaced(code), codes.spaced(code).replace(" ", "-")]
    for text in written + [each.lower() for each in written]:
        assert read(around + text + around) == LabelCode(code)


@given(label_codes, st.sampled_from(["https://r.example", "http://r.example/", "https://r.example/p/lv"]))
def test_a_link_that_ends_in_a_code_is_that_code(code: str, base: str) -> None:
    link = codes.link(base, code)
    assert link.isupper()
    assert {read(each) for each in (link, link.lower(), f"{base}/?c={code}")} == {LabelCode(code)}


@given(label_codes)
def test_a_code_that_is_only_part_of_a_text_is_not_read(code: str) -> None:
    glued = [code + "1", "1" + code, f"{code} {code}", f"see {code}", f"https://r.example/{code}/2"]
    glued += [f"https://r.example/K{code}", f"ftp://r.example/{code}"]
    assert not [text for text in glued if isinstance(read(text), OURS)]


@settings(max_examples=40)
@given(label_codes)
def test_a_code_with_one_wrong_letter_or_digit_is_never_read(code: str) -> None:
    wrong = [
        with_character(code, at, character)
        for at in range(codes.LENGTH)
        for character in string.ascii_uppercase + string.digits
        if character != code[at]
    ]
    assert not [text for text in wrong if isinstance(read(text), OURS)]


@settings(max_examples=15)
@given(label_codes)
def test_a_code_with_any_one_character_wrong_is_never_another_code(code: str) -> None:
    wrong = [
        with_character(code, at, character)
        for at in range(codes.LENGTH)
        for character in map(chr, range(32, 127))
    ]
    found = {read(text) for text in wrong}
    assert {each for each in found if isinstance(each, OURS)} == {LabelCode(code)}


@given(label_codes.filter(lambda code: sum(map(str.isdigit, code)) > 1), st.data())
def test_a_code_with_one_wrong_letter_is_called_damaged(code: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, codes.LENGTH - 1))
    wrong = with_character(code, at, data.draw(alphabet.filter(lambda character: character != code[at])))
    assert read(wrong) == Damaged(wrong)
    assert read(codes.spaced(wrong)) == Damaged(codes.spaced(wrong))


@given(command_codes, st.data())
def test_a_command_with_one_wrong_character_is_never_another_command(code: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, codes.LENGTH - 1))
    wrong = [with_character(code, at, character) for character in ALPHABET if character != code[at]]
    assert not [text for text in wrong if isinstance(read(text), OURS)]


def test_of_swapped_neighbours_all_but_57_in_17293_are_caught() -> None:
    draw = draws(1)
    drawn = [codes.mint(codes.draw_prefix(draw), "7", draw) for _ in range(2000)]
    pairs = [swapped(code, at) for code in drawn for at in range(9) if code[at] != code[at + 1]]
    assert (sum(isinstance(read(text), LabelCode) for text in pairs), len(pairs)) == (57, 17_293)


@given(st.integers(0, 2**32), alphabet)
def test_a_minted_code_has_its_space_and_kiosk_and_is_read(seed: int, first: str) -> None:
    draw = draws(seed)
    prefix = codes.draw_prefix(draw)
    code = codes.mint(prefix, first, draw)
    assert codes.is_prefix(prefix)
    assert code.startswith(prefix + first)
    assert read(code) == LabelCode(code)


@pytest.mark.parametrize("prefix", ["", "DR", "DREB", "0RE", "XRE", "dre", "AIR", "Đ12", "000"])
def test_a_prefix_has_three_characters_and_begins_with_a_letter_other_than_x(prefix: str) -> None:
    assert not codes.is_prefix(prefix)
    with pytest.raises(ValueError, match="not a prefix and a serial"):
        codes.write(prefix, "7K3PX4")


@pytest.mark.parametrize("serial", ["", "7K3PX", "7K3PX44", "7K3PXI", "7k3px4"])
def test_a_serial_has_six_characters_of_the_alphabet(serial: str) -> None:
    with pytest.raises(ValueError, match="not a prefix and a serial"):
        codes.write("DRE", serial)


def test_the_code_in_the_documents_is_read() -> None:
    assert codes.spaced(codes.write("DRE", "7K3PX4")) == "DRE 7K3PX4 " + codes.check_character("DRE7K3PX4")
    assert read("DRE7K3PX4" + codes.check_character("DRE7K3PX4")) == LabelCode(codes.write("DRE", "7K3PX4"))


@pytest.mark.parametrize("command", Command)
def test_every_command_on_the_sheet_is_read_as_itself(command: Command) -> None:
    assert read(codes.command_code(command)) == CommandCode(command)


def test_the_number_of_a_command_never_changes() -> None:
    first = [Command.TAKE, Command.RECEIVE, Command.FIND, Command.CUT, Command.RETURN, Command.MOVE]
    assert [COMMAND_NUMBERS[command] for command in first] == [1, 2, 3, 4, 5, 6]
    assert (COMMAND_NUMBERS[Command.UNDO], COMMAND_NUMBERS[Command.BOUGHT]) == (12, 23)


@given(st.integers(0, 99_999))
def test_every_quantity_on_the_sheet_is_read_as_itself(count: int) -> None:
    assert read(codes.quantity_code(count)) == QuantityCode(count)


@pytest.mark.parametrize("number", [-1, 100_000])
def test_a_quantity_that_does_not_fit_its_label_is_not_written(number: int) -> None:
    with pytest.raises(ValueError, match="at most five digits"):
        codes.quantity_code(number)


def test_every_material_on_the_sheet_is_read_as_itself() -> None:
    for material in catalogue().all():
        assert read(codes.material_code(material.number)) == MaterialCode(material.number)


@given(command_codes)
def test_a_command_counts_only_as_the_whole_text(code: str) -> None:
    assert isinstance(read(f" {code.lower()} "), OURS)
    partial = [code + code, code + "1", "1" + code, f"{code} {code}", codes.link("https://r.example", code)]
    partial += [codes.spaced(code), code[:9], f"{code} x"]
    assert not [text for text in partial if isinstance(read(text), OURS)]


def test_a_command_that_this_version_does_not_have_is_damaged() -> None:
    body = "000C99999"
    assert read(body + codes.check_character(body)) == Damaged(body + codes.check_character(body))


sizes = st.tuples(
    st.lists(st.integers(1, 99_999), min_size=1, max_size=4),
    st.sampled_from(["X", "x", " x ", "*", "×"]),
    st.sampled_from(["", "mm", " cm", "M"]),
).map(lambda parts: parts[1].join(map(str, parts[0])) + parts[2])


@given(st.one_of(sizes, st.just("600X400X18"), st.just("1200X600X3"), st.just("100X200X40")))
def test_a_typed_size_is_never_a_code(text: str) -> None:
    assert not isinstance(read(text), (*OURS, Damaged))


@given(st.text(string.digits, min_size=1, max_size=20))
def test_a_number_is_never_a_label_code(text: str) -> None:
    assert not isinstance(read(text), LabelCode)


@given(
    st.from_regex(
        r"[A-Z]{2,3}-[0-9]{6,7}|[0-9]{2,4}\.[0-9]{3}\.[0-9]{2}|[AILOUMQWYZ]{2}[0-9]{8}", fullmatch=True
    )
)
def test_an_article_number_is_never_a_label_code(text: str) -> None:
    assert not isinstance(read(text), OURS)


@pytest.mark.parametrize("text", ["plywood", "birch ply 4 mm", "600x400x4", "M8", "ß", "2,5 kg"])
def test_words_and_sizes_stay_what_was_typed(text: str) -> None:
    assert read(f" {text}\n") == Text(text)


@pytest.mark.parametrize("text", ["", " ", "\t\r\n", "\x00", "\x1b", "\u200b\u202e", "\x1d"])
def test_a_line_that_shows_nothing_is_nothing(text: str) -> None:
    assert read(text) == Nothing()


marks = st.sampled_from(
    ["\x1d", "\x1b", "]d2", "(01)", "01", "21", "3922", "17", "HTTPS://", "/01/", "%1B", "000C"]
)
hostile = st.lists(st.one_of(marks, st.text(max_size=12), label_codes), max_size=8).map("".join)


@given(st.one_of(st.text(), hostile, st.text(string.digits + ".-()X\x1d", max_size=40)))
def test_any_text_is_read_as_something_that_may_be_shown(text: str) -> None:
    match read(text):
        case Text(text=text) | Damaged(text=text) | ForeignCode(alias=text):
            assert text
            assert shown(text) == text
        case LabelCode(code=code):
            assert len(code) == codes.LENGTH
            assert set(code) <= set(ALPHABET)
        case _:
            pass
