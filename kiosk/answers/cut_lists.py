"""What is wrong with a cut list, line by line, and what a plan leaves open, in sentences."""

from collections.abc import Callable

from cutting.cut_list.lines import LONGEST_LINE, MOST_LINES, MOST_PARTS, Fault, Reason
from kiosk.answers.remarked import misread_sentence
from kiosk.language import _
from stock.plain import shown
from stock.typed import Misread, MisreadReason


def fault_sentence(fault: Fault, *, typed: bool = False) -> str:
    """Why a line was not read, with its number; of line 0, why nothing was. `typed` at the screen, where
    nothing is said by options."""
    if fault.misread == MisreadReason.UNCLEAR:
        sentence = _("Not clear: {text}. Write it like 2x 300x200 ply 6.").format(text=shown(fault.text))
    elif fault.misread:
        sentence = misread_sentence(Misread(fault.misread, fault.text))
    else:
        sentences = _FAULTS | _FAULTS_AT_SCREEN if typed else _FAULTS
        sentence = sentences[fault.reason](shown(fault.text))
    if not fault.number:
        return sentence
    return _("Line {number}: {sentence}").format(number=fault.number, sentence=sentence)


_FAULTS: dict[Reason, Callable[[str], str]] = {
    Reason.MISREAD: lambda text: _("Not clear: {text}. Type it like 600x400x4.").format(text=text),
    Reason.NO_SIZE: lambda _text: _("No size. Write it like 2x 300x200 ply 6."),
    Reason.NO_COUNT: lambda text: _("No number of parts: {text}").format(text=text),
    Reason.NO_THICKNESS: lambda _text: _("No thickness. Write it after the material, or give --thick."),
    Reason.NO_MATERIAL: lambda _text: _("No material. Write it after the size, or give --material."),
    Reason.UNKNOWN_MATERIAL: lambda text: _(
        "No material is called {text}. Try another word, or give --material."
    ).format(text=text),
    Reason.TOO_LONG: lambda _text: _("Longer than {number} characters.").format(number=LONGEST_LINE),
    Reason.TOO_MANY_LINES: lambda _text: _(
        "Not read from here on: a cut list has {number} lines at most."
    ).format(number=MOST_LINES),
    Reason.TOO_MANY_PARTS: lambda _text: _("Left out: a cut list has {number} parts at most.").format(
        number=MOST_PARTS
    ),
    Reason.TOO_LARGE: lambda _text: _("The file is too large for a cut list."),
    Reason.NOT_TEXT: lambda _text: _("This file is no text. Save the cut list as CSV in UTF-8."),
    Reason.NO_COLUMNS: lambda text: _(
        "The first row must name the columns, such as Length, Width, Qty, Material; it is: {text}"
    ).format(text=text),
    Reason.NO_LIBRARY: lambda text: _(
        "To read drawings, {name} is needed: pip install 'makerspace-kiosk[outlines]'"
    ).format(name=text),
    Reason.NO_DRAWING: lambda _text: _("This DXF file is damaged. Save it once more as DXF."),
    Reason.NO_OUTLINES: lambda _text: _(
        "No closed outline in this drawing has the size of a part. Are its units right?"
    ),
    Reason.HUGE_OUTLINE: lambda text: _(
        "An outline of {size} is too large for a part. Are the drawing's units right?"
    ).format(size=text),
    Reason.EMPTY: lambda _text: _("There is nothing in this cut list. Write it like 2x 300x200 ply 6."),
}

_FAULTS_AT_SCREEN: dict[Reason, Callable[[str], str]] = {
    Reason.NO_THICKNESS: lambda _text: _(
        "No thickness. Write it after the material, or after a file's name: list.dxf ply 6"
    ),
    Reason.NO_MATERIAL: lambda _text: _(
        "No material. Write it after the size, or after a file's name: list.dxf ply 6"
    ),
    Reason.UNKNOWN_MATERIAL: lambda text: _("No material is called {text}. Try another word.").format(
        text=text
    ),
}
