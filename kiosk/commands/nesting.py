"""Cut lists planned over the stock: seen in the terminal, as pages, for laser and router."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from cutting import planning
from cutting.cut_list.lines import CutList, Defaults
from cutting.cut_list.reading import read_stream
from cutting.terms import Mode
from kiosk.answers.cut_lists import fault_sentence
from kiosk.answers.plans import drawings, missing_sentence
from kiosk.commands.codes import named_material
from kiosk.commands.nest_files import write_files
from kiosk.commands.nest_lines import nested_lines
from kiosk.commands.nest_taken import codes_of, taken, with_plan
from kiosk.commands.nest_values import cut_list_value, nested_value
from kiosk.commands.opening import opened
from kiosk.commands.said import Exit, Failed, Said
from kiosk.language import _, _n
from kiosk.use_cases.materials_meant import materials_meant, materials_named
from kiosk.use_cases.nest import Asked, Missing, Nested
from kiosk.use_cases.nest import nest as nest_it
from kiosk.use_cases.shelves import shelves as all_shelves

STANDARD_INPUT = "-"
_MOST_FAULTS = 20
"""Lines that are named one by one; a file of the wrong kind has a fault in each."""


def nest(arguments: Namespace) -> Said:
    """A plan for a cut list, which can be taken at once."""
    with opened(arguments) as kiosk:
        cut_list = read_cut_list(arguments)
        planner = partial(planning.plan, seconds=arguments.seconds, seed=arguments.seed)
        found = nest_it(kiosk, cut_list.lines, asked(arguments), planner)
        plan = taken(kiosk, found, arguments) if arguments.take else None
        codes = [codes_of(plan, at) if plan else {} for at in range(len(found))]
        shelves = {shelf.code: shelf.name for shelf in all_shelves(kiosk)}
        pictures = [drawings(nested, shelves, codes[at]) for at, nested in enumerate(found)]
        files = write_files([drawing for each in pictures for drawing in each], arguments)
        lines = [line for pair in zip(found, pictures, strict=True) for line in nested_lines(*pair)]
        said = _said(cut_list, found, lines, files)
        return with_plan(kiosk, arguments, said, plan) if plan else said


def read_cut_list(arguments: Namespace) -> CutList:
    """The cut list that a command names. Raises Failed where nothing of it can be read, and OSError."""
    defaults = Defaults(_materials(arguments.material), arguments.thick, arguments.grain)
    if arguments.cutlist == STANDARD_INPUT:
        cut_list = read_stream(sys.stdin.buffer, materials_meant(), defaults)
    else:
        with Path(arguments.cutlist).open("rb") as file:
            cut_list = read_stream(file, materials_meant(), defaults, arguments.cutlist)
    if not cut_list.lines:
        raise Failed("cut-list", " ".join(_fault_lines(cut_list)), cut_list_value(cut_list))
    return cut_list


def _materials(text: str) -> tuple[str, ...]:
    """The material that `--material` names, and its kin; as in a line of the list, the best match counts."""
    return materials_named(text) or (named_material(text),) if text else ()


def asked(arguments: Namespace) -> Asked:
    """How a command wants it cut."""
    return Asked(
        mode=Mode(arguments.mode) if arguments.mode else None,
        kerf_um=arguments.kerf,
        trim_um=arguments.trim,
        gap_um=arguments.gap,
        sheets_um=tuple((size.long_um, size.short_um) for size in arguments.sheet),
    )


def _said(cut_list: CutList, found: Sequence[Nested], lines: Sequence[str], files: Sequence[Path]) -> Said:
    missing = [missing for nested in found for missing in nested.missing]
    is_whole = not (cut_list.faults or missing)
    groups = {"groups": [nested_value(nested) for nested in found], "files": [str(path) for path in files]}
    written = [_("Written: {file}").format(file=path) for path in files]
    notes = (*_fault_lines(cut_list), *_missing_lines(missing))
    value = {"ok": is_whole} | cut_list_value(cut_list) | groups
    return Said((*lines, *written), value, notes, Exit.DONE if is_whole else Exit.FAILED)


def _fault_lines(cut_list: CutList) -> list[str]:
    said = [fault_sentence(fault) for fault in cut_list.faults[:_MOST_FAULTS]]
    more = len(cut_list.faults) - len(said)
    text = _n("{number} more line was not read.", "{number} more lines were not read.", more)
    return [*said, text.format(number=more)] if more else said


def _missing_lines(missing: Sequence[Missing]) -> list[str]:
    said = [missing_sentence(each) for each in missing[:_MOST_FAULTS]]
    more = len(missing) - len(said)
    text = _n("{number} more line has no place.", "{number} more lines have no place.", more)
    return [*said, text.format(number=more)] if more else said
