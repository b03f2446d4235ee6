"""Colours: enough contrast, and never alone."""

import pytest

from kiosk.answers.band import Answer, Tone
from kiosk.themes import CONTRAST, THEMES, WORKSHOP, Ink, next_theme, palette
from kiosk.widgets.band import _SIGNS, band_lines
from kiosk.widgets.spans import Role
from tests.kiosk.app.house import text_of


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: Ink) -> float:
    """Contrast ratio (WCAG 2.2)."""
    dark, light = sorted((luminance(ink.text), luminance(ink.ground)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("theme", "least"), [(WORKSHOP, 4.5), (CONTRAST, 7.0)])
def test_every_text_can_be_read(theme: str, least: float) -> None:
    assert {role: contrast(ink) for role, ink in THEMES[theme].items() if contrast(ink) < least} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_every_role_has_a_colour(theme: str) -> None:
    assert set(palette(theme)) == set(Role)


def test_the_three_kinds_of_answers_differ_without_colour() -> None:
    bands = {text_of(band_lines(Answer(tone, "WORD"), _SIGNS[tone], 80, 5)) for tone in Tone}
    assert len(bands) == len(Tone)


def test_an_unknown_theme_is_the_first() -> None:
    assert palette("no such theme") == palette(WORKSHOP)
    assert next_theme("no such theme") == WORKSHOP
