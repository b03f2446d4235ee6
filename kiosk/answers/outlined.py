"""Answers to what gives no outline: why, and what to do."""

from cutting.outlines.errors import NoOutline, Why
from kiosk.language import N_, _, _n
from kiosk.words import length_words
from stock.plain import shown

REASONS = {
    Why.NO_LIBRARY: N_("Outlines need more software. Install it with: {install}"),
    Why.UNKNOWN_FILE: N_("{file} is no drawing and no photo. Give a .dxf, .svg, .jpg or .png file."),
    Why.TOO_LARGE_FILE: N_(
        "{file} is too large. The most is {megabytes} MB: save it without what is no outline."
    ),
    Why.UNREADABLE: N_("The file cannot be read: it is damaged, or not what its name says."),
    Why.TOO_MUCH: N_("There is too much in the file. Save the outline alone, with fewer points."),
    Why.EMPTY: N_("There is no closed line in the drawing."),
    Why.NO_UNIT: N_("The drawing does not say its unit. Say it, such as --unit mm"),
    Why.NONSENSE_SIZE: N_(
        "{long} × {short} is no piece's size. Is the unit right? Say it, such as --unit mm"
    ),
    Why.OPEN: N_("The outline is open at {at}: {gap} are missing. Close it in the drawing."),
    Why.CROSSING: N_("The outline crosses itself at {at}. Mend it in the drawing."),
    Why.NO_CORNERS: N_('No corners: {text}. Type them like "600x400 notch 200x150" or "0,0 600,0 0,400"'),
    Why.NOTCH_TOO_LARGE: N_("The notches are larger than {long} × {short}."),
    Why.PART_OUTSIDE: N_(
        "The parts reach from {from} to {to}, over the sheet. Draw them where they were cut."
    ),
    Why.NOTHING_LEFT: N_("Nothing is left that is wider than 5 mm."),
    Why.FEW_MARKERS: N_(
        "{found} of the board's 4 markers are seen. All must be in the photo: else it shows too much."
    ),
    Why.BOARD_BENT: N_(
        "The markers are off by {off}. Lay the board flat, and take the photo from further away."
    ),
    Why.NO_OFFCUT: N_(
        "No offcut stands out from the board. Lay it on paper of another colour, in even light."
    ),
    Why.OVER_THE_EDGE: N_("The offcut reaches over the board's edge, or over a marker. Take a larger board."),
}
"""Each reason's sentence."""


ON_SCREEN = {
    Why.NO_UNIT: N_("The drawing does not say its unit. Type it: mm, cm, m, in or ft."),
    Why.NONSENSE_SIZE: N_("{long} × {short} is no piece's size. Is the unit right? Type it, such as mm"),
}
"""What is said otherwise where no option can be given."""


def outline_sentence(error: NoOutline) -> str:
    """Why there is no outline, and what to do."""
    return _sentence(_(REASONS[error.why]), error)


def screen_sentence(error: Exception) -> str:
    """The same for the screen."""
    if not isinstance(error, NoOutline):
        return _(REASONS[Why.UNREADABLE])
    return _sentence(_(ON_SCREEN.get(error.why, REASONS[error.why])), error)


def file_sentence(name: str) -> str:
    """A file that is not there, or not to be read."""
    return _("There is no file {path} here.").format(path=shown(name))


def beside_words(number: int) -> tuple[str, ...]:
    """What a drawing has beside its outline."""
    if not number:
        return ()
    text = _n("{number} smaller outline was left out.", "{number} smaller outlines were left out.", number)
    return (text.format(number=number),)


def _sentence(text: str, error: NoOutline) -> str:
    return text.format_map({name.removesuffix("_um"): _fact(name, fact) for name, fact in _all(error)})


def _all(error: NoOutline) -> list[tuple[str, object]]:
    facts = dict(error.facts)
    most = facts.get("most_bytes")
    return [*facts.items(), *([("megabytes", most // 1_000_000)] if isinstance(most, int) else [])]


def _fact(name: str, fact: object) -> str:
    match fact:
        case int() if name.endswith("_um"):
            return length_words(fact)
        case (int(x), int(y)):
            return f"({length_words(x)}, {length_words(y)})"
        case _:
            return shown(str(fact))
