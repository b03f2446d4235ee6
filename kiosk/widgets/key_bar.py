"""The function keys. Terminals keep F1, F10 and F11 for themselves; yes and undo never change their place."""

from collections.abc import Sequence

from textual import events
from textual.message import Message

from kiosk.language import _
from kiosk.themes import Palette
from kiosk.widgets.lines import Lines
from kiosk.widgets.spans import Line, Role, Span, pad, width_of
from kiosk.words import COMMANDS
from stock.commands import Command

HEIGHT = 2
MORE_KEY = "f12"
_CONSTANT = {"f8": Command.YES, "f9": Command.UNDO}
PAGES = (
    {
        "f2": Command.RECEIVE,
        "f3": Command.FIND,
        "f4": Command.CUT,
        "f5": Command.MOVE,
        "f6": Command.SHOW,
        "f7": Command.LABEL,
    },
    {
        "f2": Command.TAKE,
        "f3": Command.RETURN,
        "f4": Command.COUNT,
        "f5": Command.HOLD,
        "f6": Command.DISCARD,
        "f7": Command.HELP,
    },
    {
        "f2": Command.DONATION,
        "f3": Command.OFFCUT,
        "f4": Command.BOUGHT,
        "f5": Command.STAFF,
        "f6": Command.LANGUAGE,
        "f7": Command.THEME,
    },
    {
        "f2": Command.NEST,
        "f3": Command.PLANS,
        "f4": Command.OUTLINE,
    },
)
"""What F2 to F7 mean, page by page."""
OTHER_KEYS = {"escape": Command.BACK, "pagedown": Command.NEXT, "end": Command.DONE}


def command_of(key: str, page: int) -> Command | None:
    """The command that a key stands for on a page of the bar."""
    return (PAGES[page] | _CONSTANT | OTHER_KEYS).get(key)


class KeyBar(Lines):
    """Two rows: the keys, and their names in the language in use."""

    class Pressed(Message):
        """A key was touched on the screen."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette, Role.KEY_NAME)
        self._page, self._language = 0, ""

    def show(self, page: int, language: str) -> None:
        """Show a page, in the language that is in use now."""
        if (page, language) != (self._page, self._language):
            self._page, self._language = page, language
            self.draw()

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """See `Lines`."""
        return bar_lines(self._page, width)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A touch is the key's press."""
        if key := key_at(self._page, self.size.width, event.x):
            self.post_message(self.Pressed(key))


def bar_lines(page: int, width: int) -> list[Line]:
    """The keys above their names, each as wide as it needs."""
    cells = _cells(page, width)
    keys = tuple(Span(pad(f" {key.upper()}", wide), Role.KEY) for key, _name, wide in cells)
    names = tuple(Span(pad(f" {name}", wide), Role.KEY_NAME) for _key, name, wide in cells)
    return [keys, names]


def key_at(page: int, width: int, x: int) -> str:
    """The key whose place on the bar holds this column; "" for none."""
    for key, _name, wide in _cells(page, width):
        if x < wide:
            return key
        x -= wide
    return ""


def _cells(page: int, width: int) -> list[tuple[str, str, int]]:
    """Each key, its name and how wide its place is; what room is left is shared."""
    keys = PAGES[page] | _CONSTANT
    named = [(key, _(COMMANDS[command])) for key, command in keys.items()]
    named.append((MORE_KEY, _("More {page}/{pages}").format(page=page + 1, pages=len(PAGES))))
    needed = [max(width_of(key), width_of(name)) + 2 for key, name in named]
    spare = max(0, width - sum(needed)) // len(named)
    return [(key, name, wide + spare) for (key, name), wide in zip(named, needed, strict=True)]
