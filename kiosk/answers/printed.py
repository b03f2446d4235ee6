"""Answers to what became of a label."""

from kiosk.answers.band import Answer, done, no
from kiosk.language import N_, _
from kiosk.printing import Printed, PrintReason, PrintState


def print_answer(printed: Printed) -> Answer:
    """What became of it, in a word and a sentence."""
    match printed.state:
        case PrintState.SENT:
            return done(_("LABEL SENT"), print_sentence(printed))
        case PrintState.FILE:
            return done(_("LABEL FILE"), print_sentence(printed))
        case PrintState.FAILED:
            return no(_("NOT PRINTED"), print_sentence(printed))


def print_sentence(printed: Printed) -> str:
    """What became of it. Sent is not printed: nobody looked at the paper."""
    match printed.state:
        case PrintState.SENT:
            return _("The printer {where} has it.").format(where=printed.where)
        case PrintState.FILE:
            return _("In the file {where}").format(where=printed.where)
        case PrintState.FAILED:
            text = _(REASONS[printed.reason or PrintReason.BROKEN])
            return text.format(where=printed.where, detail=printed.detail)


REASONS = {
    PrintReason.TOO_SMALL: N_("The label is too small for its code. It needs {detail}."),
    PrintReason.NO_SYMBOL: N_("Its code cannot be drawn."),
    PrintReason.UNREADABLE: N_("The code {where} did not read after it was drawn. It was not printed."),
    PrintReason.FOLDER_REFUSED: N_("This cannot be written: {where}"),
    PrintReason.NO_PRINT_SYSTEM: N_("This machine has no print system (CUPS)."),
    PrintReason.PRINT_SYSTEM_STOPPED: N_("The print system (CUPS) is not running."),
    PrintReason.PRINTER_SILENT: N_("The print system (CUPS) does not answer."),
    PrintReason.PRINTER_MISSING: N_("There is no printer {where}."),
    PrintReason.PRINTER_REFUSED: N_("The printer {where} refused it: {detail}"),
    PrintReason.ONE_PAGE_ONLY: N_("A PNG file holds one page. Write a PDF file."),
    PrintReason.NO_READER: N_("Labels need the library zbar. Install the package libzbar0."),
    PrintReason.BROKEN: N_("The label could not be made ({detail})."),
}
"""Each reason's sentence."""
