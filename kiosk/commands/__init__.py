"""The command line: the screen's verbs, one a command, and what keeps a kiosk running.

Nothing heavy is imported here: `kiosk --help` answers before the ledger's libraries would be loaded.
"""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

from kiosk.commands.failures import foreseen
from kiosk.commands.grammar import given_options, parse
from kiosk.commands.parser import Usage
from kiosk.commands.said import Escapes, Exit, Failed, Said
from kiosk.language import _, speak
from kiosk.places import DEMO_CODES, label_folder
from ledger.peek import stored_setting
from stock.plain import shown


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, or open the kiosk; the exit code."""
    typed = list(sys.argv[1:] if argv is None else argv)
    as_json = "--json" in typed
    _speak_plainly()
    try:
        return _run(typed, as_json=as_json)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except OSError as error:
        return _nobody_reads(error)


def _run(typed: list[str], *, as_json: bool) -> int:
    given = given_options(typed)
    speak(stored_setting(given.database, "language") or "en")
    try:
        arguments = parse(typed, given)
        if arguments is None:
            _show("")
            return Exit.DONE
        return _open_kiosk(arguments) if arguments.run is None else _answer(arguments, as_json=as_json)
    except Usage as usage:
        return _tell(usage.failed, as_json=as_json, before=usage.usage)
    except Failed as failed:
        return _tell(failed, as_json=as_json)


def _open_kiosk(arguments: Namespace) -> int:
    if arguments.json or not (os.isatty(0) and os.isatty(1)):
        raise Usage(_("The kiosk needs a terminal. Without one, name a command: kiosk --help"))
    from kiosk.app import run

    code = run(arguments.database, arguments.demo)
    _end_with_terminal()
    page = label_folder(arguments.database) / DEMO_CODES
    if arguments.demo and page.exists():
        print(_("Codes to print and scan: {file}").format(file=page))
    return code


def _end_with_terminal() -> None:
    """A terminal that hung up takes no last words: what is still buffered goes nowhere."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _answer(arguments: Namespace, *, as_json: bool) -> int:
    module, _colon, function = arguments.run.partition(":")
    with foreseen():
        said: Said = getattr(import_module(f"kiosk.commands.{module}"), function)(arguments)
    if as_json:
        _show(_as_json(said.value))
        return said.code
    for note in said.notes:
        print(shown(note), file=sys.stderr)
    _show("\n".join(line if isinstance(line, Escapes) else shown(line) for line in said.lines))
    return said.code


def _tell(failed: Failed, *, as_json: bool, before: str = "") -> int:
    if as_json:
        _show(_as_json(failed.value))
    else:
        print(f"{before}kiosk: {shown(failed.sentence)}", file=sys.stderr)
    return failed.code


def _show(text: str) -> None:
    print(text, end="\n" if text else "", flush=True)


def _as_json(value: object) -> str:
    """JSON, in plain ASCII where the output is not known to be UTF-8."""
    encoding = str(getattr(sys.stdout, "encoding", ""))
    is_utf8 = encoding.lower().replace("-", "") == "utf8"
    return json.dumps(value, ensure_ascii=not is_utf8)


def _speak_plainly() -> None:
    """Text that a terminal's character set lacks is no reason to fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _nobody_reads(error: OSError) -> int:
    """The answer cannot be written; what is still buffered goes nowhere, instead of failing again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return Exit.BROKEN_PIPE
    print(f"kiosk: {shown(error.strerror or str(error))}", file=sys.stderr)
    return Exit.FAILED
