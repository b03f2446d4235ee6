"""Answers to what became of labels, and to what printers say."""

from kiosk.answers.band import Answer, attention, done, no
from kiosk.language import N_, _, _n
from labels.printing.outcome import Reason, Why
from labels.printing.queue import Job, JobState
from labels.status.status import Trouble


def print_answer(job: Job) -> Answer:
    """What became of a job, in a word and a sentence."""
    sentence = print_sentence(job)
    match job.state:
        case JobState.FAILED:
            return no(_("NOT PRINTED"), sentence)
        case JobState.CANCELLED:
            return attention(_("CANCELLED"), sentence)
        case JobState.FILED:
            return done(_("LABEL FILE"), sentence)
        case JobState.PRINTED:
            return done(_("PRINTED"), sentence)
        case JobState.QUEUED:
            return attention(_("QUEUED"), sentence)
        case JobState.SENT | JobState.UNCONFIRMED:
            said = attention if job.doubtful or job.why else done
            return said(_("LABEL SENT"), sentence)


def print_sentence(job: Job) -> str:
    """What became of it. Sent is not printed: nobody looked at the paper."""
    match job.state:
        case JobState.QUEUED:
            return _("It waits for the printer {printer}.").format(printer=job.printer)
        case JobState.SENT:
            sent = _("The printer {printer} has it.").format(printer=job.printer)
            return f"{sent} {why_sentence(job.why)}".strip()
        case JobState.UNCONFIRMED:
            sent = _("Sent, not confirmed: the printer {printer} cannot say more.")
            return " ".join((sent.format(printer=job.printer), *_doubtful(job)))
        case JobState.PRINTED:
            return _("The printer {printer} says so.").format(printer=job.printer)
        case JobState.FILED:
            return _("In the file {where}").format(where=job.where)
        case JobState.CANCELLED:
            return " ".join((_out(job), *_doubtful(job)))
        case JobState.FAILED:
            stopped = [_out(job), *_doubtful(job)] if job.begun else []
            return " ".join((why_sentence(job.why), *stopped))


def why_sentence(why: Why | None) -> str:
    """Why labels did not come to paper, and what to do."""
    if why is None:
        return ""
    text = REASONS[why.reason] if isinstance(why.reason, Reason) else TROUBLES[why.reason]
    return _(text).format(where=why.where, detail=why.detail)


def trouble_word(trouble: Trouble, printer: str) -> str:
    """What is in a printer's way."""
    return _(TROUBLES[trouble]).format(where=printer, detail="")


def _out(job: Job) -> str:
    text = _n("{out} of {all} label is out.", "{out} of {all} labels are out.", job.labels)
    return text.format(out=job.out, all=job.labels)


def _doubtful(job: Job) -> list[str]:
    """Labels of which nobody knows, by their number; of many, how many."""
    if not job.doubtful:
        return []
    numbers = ", ".join(map(str, job.doubtful[:5])) + (" …" if len(job.doubtful) > 5 else "")
    return [_("Look whether this one came out: {numbers}").format(numbers=numbers)]


REASONS = {
    Reason.TOO_SMALL: N_("The label is too small for its code. It needs {detail}."),
    Reason.NO_SYMBOL: N_("Its code cannot be drawn."),
    Reason.UNREADABLE: N_("The code {where} did not read after it was drawn. It was not printed."),
    Reason.WRONG_SIZE: N_("These labels do not fit the paper in this printer."),
    Reason.PAPER_UNKNOWN: N_("No paper is called {where}. To list them: kiosk labels formats"),
    Reason.FILE_WRONG: N_("There is a mistake in the file {where} ({detail})."),
    Reason.FOLDER_REFUSED: N_("This cannot be written: {where}"),
    Reason.NO_PRINT_SYSTEM: N_("This machine has no print system (CUPS)."),
    Reason.PRINT_SYSTEM_STOPPED: N_("The print system (CUPS) is not running."),
    Reason.PRINT_SYSTEM_SILENT: N_("The print system (CUPS) does not answer."),
    Reason.PRINTER_MISSING: N_("There is no printer {where}."),
    Reason.PRINTER_REFUSED: N_("The printer {where} refused it: {detail}"),
    Reason.ONE_PAGE_ONLY: N_("A picture holds one page. Write a PDF file."),
    Reason.NO_READER: N_("Labels need the library zbar. Install the package libzbar0."),
    Reason.BROKEN: N_("The label could not be made ({detail})."),
}
"""Each reason's sentence."""
TROUBLES = {
    Trouble.PAPER_OUT: N_("The printer {where} is out of labels. Put new ones in."),
    Trouble.RIBBON_OUT: N_("The printer {where} is out of ribbon. Put a new one in."),
    Trouble.WRONG_PAPER: N_("Another paper lies in the printer {where}."),
    Trouble.OPEN: N_("The printer {where} is open. Close it."),
    Trouble.PAUSED: N_("The printer {where} is paused."),
    Trouble.JAM: N_("Paper is stuck in the printer {where}."),
    Trouble.CUTTER: N_("The cutter of the printer {where} is stuck."),
    Trouble.TOO_HOT: N_("The printer {where} is too hot. Wait a little."),
    Trouble.TOO_COLD: N_("The printer {where} is too cold. Wait a little."),
    Trouble.POWER: N_("The printer {where} has too little power. Look at its battery or plug."),
    Trouble.MEMORY: N_("The printer {where} has no memory left. Switch it off and on."),
    Trouble.CANCELLED: N_("Somebody cancelled it at the printer {where}."),
    Trouble.BUSY: N_("The printer {where} is busy with something else."),
    Trouble.BROKEN: N_("The printer {where} reports a fault."),
    Trouble.OFF: N_("The printer {where} is off, or its cable is out."),
    Trouble.NO_ANSWER: N_("The printer {where} does not answer."),
    Trouble.NOT_UNDERSTOOD: N_("The printer {where} says something that is not understood."),
}
"""Each trouble's sentence."""
