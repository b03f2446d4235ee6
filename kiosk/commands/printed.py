"""Labels that a command asks for: where they go, and what became of them."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict, replace

from kiosk.answers.printed import print_answer, print_sentence
from kiosk.commands.said import Failed, Said, Value
from kiosk.commands.shapes import joined
from kiosk.kiosk import Kiosk
from kiosk.places import label_folder
from kiosk.printing import Job, Printed, PrintState, ToFile, ToPrinter, here
from kiosk.use_cases.labels import Target, label_job, usual_target


def with_labels(kiosk: Kiosk, arguments: Namespace, said: Said, codes: Sequence[str]) -> Said:
    """The answer to something recorded, and its labels if they were asked for.

    A label that fails is a note: what was recorded stays recorded, and repeating it would record it twice.
    """
    if not arguments.print or not codes:
        return said
    usual = usual_target(kiosk.settings, label_folder(arguments.database), codes)
    printed = here(label_job(kiosk, codes, usual))
    value = said.value | {"printed": printed_value(printed)} if isinstance(said.value, dict) else said.value
    if printed.state is PrintState.FAILED:
        return replace(said, value=value, notes=(*said.notes, f"kiosk: {print_sentence(printed)}"))
    return replace(said, value=value, lines=(*said.lines, _line(printed)))


def target_of(kiosk: Kiosk, arguments: Namespace, names: Sequence[str]) -> Target:
    """Where the command line, else the settings, send labels."""
    if arguments.output:
        return ToFile(arguments.output)
    if arguments.printer:
        return ToPrinter(arguments.printer)
    return usual_target(kiosk.settings, label_folder(arguments.database), names)


def carried_out(job: Job, **more: object) -> Said:
    """The job's result. Raises Failed where nothing came of it."""
    printed = here(job)
    if printed.state is PrintState.FAILED:
        reason = (printed.reason or "broken").replace(" ", "-")
        raise Failed(
            reason, print_sentence(printed), {"where": printed.where, "detail": printed.detail} | more
        )
    return Said((_line(printed),), {"ok": True} | printed_value(printed) | {"labels": len(job.labels)} | more)


def printed_value(printed: Printed) -> Value:
    """What became of it, as JSON."""
    said = {"sentence": print_sentence(printed)} if printed.state is PrintState.FAILED else {}
    return said | {key: str(value) for key, value in asdict(printed).items() if value}


def _line(printed: Printed) -> str:
    return joined(print_answer(printed).word, print_sentence(printed))
