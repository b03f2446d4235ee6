"""Keys and pastes become scans: none lost, none joined, all in order."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.scanners.scanner import ScanInput
from kiosk.scanners.wedge import LONGEST, Wedge
from stock.codes import Command, command_code, write

CODE, OTHER = write("DRE", "7K3PX4"), write("DRE", "7K3PX5")
FAST = 0.002
"""Seconds between two keys of a scanner."""
SLOW = 0.2
"""Seconds between two keys of a quick typist."""


def scanned(wedge: Wedge) -> list[str]:
    """Every scan so far."""

    async def read() -> list[ScanInput]:
        return [await anext(scans) for _ in range(wedge._scans.qsize())]

    scans = wedge.scans()
    return [scan.text for scan in asyncio.run(read())]


def press(wedge: Wedge, text: str, at: float, apart: float) -> float:
    """Press the keys of a text; when the last was pressed."""
    for letter in text:
        at += apart
        key = {"\n": "enter", "\x1d": "ctrl+right_square_bracket"}.get(letter, letter)
        wedge.key(key, "\r" if letter == "\n" else letter, at)
    return at


LINES = st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=30), max_size=20)


@given(LINES)
def test_every_line_a_scanner_types_is_a_scan_of_its_own(lines: list[str]) -> None:
    wedge = Wedge()
    press(wedge, "".join(f"{line}\n" for line in lines), 0.0, FAST)
    assert scanned(wedge) == lines


@given(LINES)
def test_every_pasted_line_is_a_scan_of_its_own(lines: list[str]) -> None:
    wedge = Wedge()
    wedge.paste("".join(f"{line}\n" for line in lines), 1.0)
    assert scanned(wedge) == lines


def test_fifty_pasted_codes_are_fifty_scans_in_order() -> None:
    wedge = Wedge()
    codes = [write("DRE", f"7{number:05d}") for number in range(50)]
    wedge.paste("\r\n".join(codes), 1.0)
    assert scanned(wedge) == codes


def test_pasted_words_without_a_line_break_wait_for_enter() -> None:
    wedge = Wedge()
    wedge.paste("birch plywood", 1.0)
    assert (scanned(wedge), wedge.text) == ([], "birch plywood")


def test_a_pasted_command_needs_no_line_break() -> None:
    wedge = Wedge()
    wedge.paste(command_code(Command.UNDO), 1.0)
    assert scanned(wedge) == [command_code(Command.UNDO)]


def test_the_gs1_separator_is_part_of_a_scan() -> None:
    wedge = Wedge()
    press(wedge, "0104012345678901\x1d21ABC\n", 0.0, FAST)
    assert scanned(wedge) == ["0104012345678901\x1d21ABC"]


def test_a_scan_does_not_join_what_somebody_had_begun_to_type() -> None:
    wedge = Wedge()
    at = press(wedge, "plyw", 0.0, SLOW)
    at = press(wedge, f"{CODE}\n", at + SLOW, FAST)
    assert (scanned(wedge), wedge.text) == ([CODE], "plyw")
    press(wedge, "ood\n", at + SLOW, SLOW)
    assert scanned(wedge) == ["plywood"]


def test_a_code_without_its_enter_is_not_joined_to_the_next_code() -> None:
    wedge = Wedge()
    at = press(wedge, CODE, 0.0, FAST)
    press(wedge, f"{OTHER}\n", at + SLOW, FAST)
    assert scanned(wedge) == [OTHER]


def test_a_code_typed_by_hand_is_one_scan() -> None:
    wedge = Wedge()
    press(wedge, f"{CODE}\n", 0.0, SLOW)
    assert scanned(wedge) == [CODE]


@pytest.mark.parametrize("key", ["enter", "ctrl+j", "tab"])
def test_scanners_may_end_a_scan_with_any_of_these(key: str) -> None:
    wedge = Wedge()
    press(wedge, CODE, 0.0, FAST)
    wedge.key(key, None, 1.0)
    assert scanned(wedge) == [CODE]


def test_tab_alone_is_no_scan_and_enter_alone_is_one() -> None:
    wedge = Wedge()
    wedge.key("tab", "\t", 1.0)
    wedge.key("enter", "\r", 2.0)
    assert scanned(wedge) == [""]


def test_what_is_typed_can_be_corrected() -> None:
    wedge = Wedge()
    at = press(wedge, "abX", 0.0, SLOW)
    wedge.key("backspace", "\x7f", at + 1)
    at = press(wedge, "c\n", at + 2, SLOW)
    press(wedge, "wrong", at, SLOW)
    wedge.key("ctrl+u", "\x15", at + 9)
    assert (scanned(wedge), wedge.text) == (["abc"], "")


@pytest.mark.parametrize("key", ["f2", "escape", "up", "ctrl+c", "ctrl+q", "ctrl+p", "delete", "home"])
def test_other_keys_are_no_text(key: str) -> None:
    wedge = Wedge()
    assert not wedge.key(key, {"escape": "\x1b", "ctrl+c": "\x03"}.get(key), 1.0)
    assert wedge.text == ""


def test_a_line_without_end_does_not_grow_for_ever() -> None:
    wedge = Wedge()
    for number in range(3):
        wedge.paste("x" * LONGEST, float(number))
    assert len(wedge.text) == LONGEST


def test_a_key_between_the_characters_of_a_scan_is_no_finger() -> None:
    wedge = Wedge()
    at = press(wedge, "DRE7", 0.0, FAST)
    assert wedge.is_mid_scan(at + FAST)
    assert not wedge.is_mid_scan(at + SLOW)
    assert not Wedge().is_mid_scan(0.0)
