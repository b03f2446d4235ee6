"""The two themes: each role's colours. Colour never stands alone: a word or a sign says the same."""

from dataclasses import dataclass

from rich.style import Style

from kiosk.widgets.spans import Role

WORKSHOP = "workshop"
CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Ink:
    """Text on ground, as #rrggbb."""

    text: str
    ground: str
    bold: bool = False

    @property
    def style(self) -> Style:
        """The colours as the terminal's library wants them."""
        return Style(color=self.text, bgcolor=self.ground, bold=self.bold)


_WORKSHOP = {
    Role.TEXT: Ink("#d7dde3", "#17191c"),
    Role.STRONG: Ink("#ffffff", "#17191c", bold=True),
    Role.DIM: Ink("#8c99a6", "#17191c"),
    Role.BIG: Ink("#ffffff", "#17191c"),
    Role.PAPER: Ink("#ffffff", "#000000"),
    Role.HEADER: Ink("#c6ced6", "#2b2f34"),
    Role.READY: Ink("#10161c", "#8fb8d8", bold=True),
    Role.BUSY: Ink("#1d1300", "#ffb347", bold=True),
    Role.DONE: Ink("#ffffff", "#0f6b2b", bold=True),
    Role.ATTENTION: Ink("#1d1300", "#f5b021", bold=True),
    Role.NO: Ink("#ffffff", "#a4201b", bold=True),
    Role.GOOD: Ink("#63d297", "#17191c", bold=True),
    Role.CAUTION: Ink("#f2b134", "#17191c", bold=True),
    Role.DANGER: Ink("#ff8078", "#17191c", bold=True),
    Role.CHOSEN: Ink("#ffffff", "#3a4047", bold=True),
    Role.LINE: Ink("#ffffff", "#2b2f34", bold=True),
    Role.CURSOR: Ink("#8fb8d8", "#2b2f34", bold=True),
    Role.KEY: Ink("#8fb8d8", "#17191c", bold=True),
    Role.KEY_NAME: Ink("#d7dde3", "#17191c"),
    Role.STATUS: Ink("#a9b4bf", "#2b2f34"),
    Role.STATUS_CAUTION: Ink("#f2b134", "#2b2f34", bold=True),
    Role.PART: Ink("#10161c", "#d8b27a", bold=True),
    Role.PART_2: Ink("#10161c", "#8fb8d8", bold=True),
    Role.PART_3: Ink("#10161c", "#c9a0d0", bold=True),
    Role.KEPT: Ink("#ffffff", "#0f6b2b", bold=True),
    Role.WASTE: Ink("#d7dde3", "#3a4047"),
    Role.TRIM: Ink("#d7dde3", "#2b2f34"),
    Role.GAP: Ink("#ffffff", "#17191c"),
}
_CONTRAST = {
    Role.TEXT: Ink("#ffffff", "#000000"),
    Role.STRONG: Ink("#ffffff", "#000000", bold=True),
    Role.DIM: Ink("#d0d0d0", "#000000"),
    Role.BIG: Ink("#ffff00", "#000000"),
    Role.PAPER: Ink("#ffffff", "#000000"),
    Role.HEADER: Ink("#000000", "#ffffff", bold=True),
    Role.READY: Ink("#ffffff", "#000000", bold=True),
    Role.BUSY: Ink("#000000", "#ffff00", bold=True),
    Role.DONE: Ink("#000000", "#00e676", bold=True),
    Role.ATTENTION: Ink("#000000", "#ffff00", bold=True),
    Role.NO: Ink("#ffffff", "#a00000", bold=True),
    Role.GOOD: Ink("#00e676", "#000000", bold=True),
    Role.CAUTION: Ink("#ffff00", "#000000", bold=True),
    Role.DANGER: Ink("#ff9a93", "#000000", bold=True),
    Role.CHOSEN: Ink("#000000", "#ffffff", bold=True),
    Role.LINE: Ink("#000000", "#ffffff", bold=True),
    Role.CURSOR: Ink("#000000", "#ffffff", bold=True),
    Role.KEY: Ink("#ffff00", "#000000", bold=True),
    Role.KEY_NAME: Ink("#ffffff", "#000000", bold=True),
    Role.STATUS: Ink("#ffffff", "#000000"),
    Role.STATUS_CAUTION: Ink("#ffff00", "#000000", bold=True),
    Role.PART: Ink("#000000", "#ffffff", bold=True),
    Role.PART_2: Ink("#000000", "#ffff00", bold=True),
    Role.PART_3: Ink("#000000", "#b8b8b8", bold=True),
    Role.KEPT: Ink("#000000", "#00e676", bold=True),
    Role.WASTE: Ink("#ffffff", "#4a4a4a"),
    Role.TRIM: Ink("#ffffff", "#303030"),
    Role.GAP: Ink("#ffffff", "#000000"),
}
THEMES = {WORKSHOP: _WORKSHOP, CONTRAST: _CONTRAST}
"""Each theme's inks by role."""

Palette = dict[Role, Style]


def palette(theme: str) -> Palette:
    """The styles of a theme; an unknown one is the first."""
    return {role: ink.style for role, ink in THEMES.get(theme, _WORKSHOP).items()}


def next_theme(theme: str) -> str:
    """The theme after this one."""
    names = list(THEMES)
    return names[(names.index(theme) + 1) % len(names)] if theme in names else WORKSHOP
