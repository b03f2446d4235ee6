"""The band: the answer in a big word, a sign, a colour and a sentence."""

from collections.abc import Callable, Sequence

from kiosk.answers.band import SILENT, Answer, Tone
from kiosk.themes import Palette
from kiosk.widgets.big import LARGE_ROWS, ROWS, big, is_big, large
from kiosk.widgets.lines import Lines
from kiosk.widgets.spans import EMPTY, Line, Role, Span, fit, width_of, wrap

HEIGHT = ROWS + 2
LARGE_HEIGHT = LARGE_ROWS + 2
_LARGE_SCREEN = 32
"""Rows of a screen from which on there is room for the larger letters."""
_SIGNS = {Tone.DONE: "✔", Tone.ATTENTION: "!", Tone.NO: "✖"}
_CALM_SIGN = "›"
_ROLES = {Tone.DONE: Role.DONE, Tone.ATTENTION: Role.ATTENTION, Tone.NO: Role.NO}
_MARGIN = 2
_GAP = 3
_Letters = Callable[[str], tuple[str, ...]]


class Band(Lines):
    """Across the whole width."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette, Role.READY)
        self._model = (SILENT, True)
        self._height = HEIGHT

    def show(self, answer: Answer, *, calm: bool = False) -> None:
        """Say this, to somebody or to nobody."""
        if (answer, calm) != self._model:
            self._model = (answer, calm)
            self._ground = Role.READY if calm else _ROLES[answer.tone]
            self.draw()

    def suit(self, screen_height: int) -> None:
        """Take the height that suits a screen; setting the same again would lay everything out anew."""
        wanted = LARGE_HEIGHT if screen_height >= _LARGE_SCREEN else HEIGHT
        if wanted != self._height:
            self._height = wanted
            self.styles.height = wanted

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """See `Lines`."""
        answer, calm = self._model
        return band_lines(answer, _CALM_SIGN if calm else _SIGNS[answer.tone], width, height)


def band_lines(answer: Answer, sign: str, width: int, height: int) -> list[Line]:
    """Sign, word and sentences side by side, in the largest letters that leave the sentences room."""
    rows = max(1, height - 2)
    for letters in (large, big) if rows >= LARGE_ROWS else (big,):
        blocks = _in_letters(answer, sign, letters, width - 2 * _MARGIN)
        if blocks:
            return [EMPTY, *_side_by_side(blocks, rows)]
    drawn = big(sign)
    room = width - 2 * _MARGIN - width_of(drawn[0]) - _GAP
    texts = [fit(answer.word, room), *_sentences(answer.sentence, room, rows - 1)]
    return [EMPTY, *_side_by_side((drawn, texts), rows)]


def _in_letters(answer: Answer, sign: str, letters: _Letters, width: int) -> tuple[Sequence[str], ...]:
    """The blocks with the word in these letters; none where it is too long for them."""
    drawn, word = letters(sign), letters(answer.word)
    room = width - width_of(drawn[0]) - _GAP
    if not is_big(answer.word) or width_of(word[0]) > room * 3 // 5:
        return ()
    return drawn, word, _sentences(answer.sentence, room - width_of(word[0]) - _GAP, len(word))


def _side_by_side(blocks: Sequence[Sequence[str]], rows: int) -> list[Line]:
    """Blocks beside each other, each in the middle of so many rows."""
    columns = [_centred(block, rows) for block in blocks]
    return [(Span(" " * _MARGIN + "".join(cells).rstrip()),) for cells in zip(*columns, strict=True)]


def _centred(block: Sequence[str], rows: int) -> list[str]:
    """The block in the middle of so many rows, each as wide as its widest."""
    width = max((width_of(row) for row in block), default=0) + _GAP
    above = max(0, (rows - len(block)) // 2)
    filled = [row + " " * (width - width_of(row)) for row in block]
    return [*[" " * width] * above, *filled, *[" " * width] * rows][:rows]


def _sentences(text: str, width: int, rows: int) -> list[str]:
    """Each sentence on a row of its own where there are rows for it, else flowing."""
    parts = [part for part in text.split("  ") if part]
    wrapped = [row for part in parts for row in wrap(part, width, rows + 1)]
    return wrapped if len(wrapped) <= rows else wrap(" ".join(parts), width, rows)
