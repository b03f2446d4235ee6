"""Cut lists as makers type them: `2x 300x200 ply 6 grain # side`, one kind of part a line, or, but in a file,
between `;`.

The same lines may come from a QR code. What stands after `#` is the part's name; a line of nothing else is a
remark.
"""

import re

from cutting.cut_list.lines import LONGEST_LINE, CutList, Defaults, Fault, Found, Line, Materials, Reason
from cutting.cut_list.named import named
from stock.plain import shown
from stock.sizes import Size, SizeError
from stock.typed import Misread, MisreadReason, Typed, read

LINE_END = re.compile(r"\r\n|[\n\r;\x1e]")
"""What ends a line where lines are typed or scanned."""
_END_IN_FILE = re.compile(r"\r\n|[\n\r]")
_COUNT = re.compile(r"(?P<count>[0-9]{1,7}) ?[x×✕*х] +(?=[-−–0-9øØ⌀∅])", re.IGNORECASE)
_SPACED = re.compile(r"[0-9]+(?: [x×✕*х] [0-9.,]+){2,}(?!\S)", re.IGNORECASE)
"""`18 x 400 x 300`: a size, not eighteen of something."""
_GRAIN = re.compile(r"(?:^| )(?:grain|=)(?= |$)", re.IGNORECASE)
_UM_PER_MM = 1000


def read_lines(text: str, materials: Materials, defaults: Defaults, *, is_file: bool = False) -> CutList:
    """The cut list that typed lines are; those of a file end where its lines do."""
    found = Found()
    for number, line in enumerate((_END_IN_FILE if is_file else LINE_END).split(text), start=1):
        told, _, title = line[: LONGEST_LINE + 1].partition("#")
        if not told.strip():
            continue
        too_long = Fault(number, Reason.TOO_LONG) if len(line) > LONGEST_LINE else None
        if not found.add(too_long or _line(number, told, title, materials, defaults)):
            break
    return found.whole()


def _line(number: int, text: str, title: str, materials: Materials, defaults: Defaults) -> Line | Fault:
    told = " ".join(shown(text).split())
    counted = None if _SPACED.match(told) else _COUNT.match(told)
    rest, grains = _GRAIN.subn(" ", told[counted.end() :] if counted else told)
    typed = read(rest)
    if isinstance(typed, Misread):
        return Fault(number, Reason.MISREAD, typed.fragment, typed.reason)
    count = int(counted["count"]) if counted else typed.count or 1
    if not count:
        return Fault(number, Reason.MISREAD, told, MisreadReason.ZERO)
    size = _size(typed, is_counted=counted is not None)
    if size is None:
        return Fault(number, Reason.NO_SIZE, told)
    line = Line(number, count, size, (), title, bool(grains) or defaults.keeps_grain)
    return named(line, typed.words, materials, defaults, one_thickness=True)


def _size(typed: Typed, *, is_counted: bool) -> Size | None:
    """The size, its edges in the order they were typed; after a count, a bare number is a length."""
    bare_um = (typed.count or 0) * _UM_PER_MM if is_counted else 0
    try:
        if bare_um and typed.size is None:
            return Size(long_um=bare_um)
        if bare_um and typed.size and not typed.size.thick_um:
            section = typed.size
            return Size.of(long_um=bare_um, short_um=section.long_um, thick_um=section.short_um)
    except SizeError:
        return None
    return _as_typed(typed.size, typed.edges_um) if typed.size and not bare_um else None


def _as_typed(size: Size, edges_um: tuple[int, ...]) -> Size:
    """The same size with the edge first that was typed first."""
    faces = [um for um in edges_um if um in (size.long_um, size.short_um)]
    if size.diameter_um or not faces or faces[0] == size.long_um:
        return size
    return Size(size.short_um, size.long_um, size.thick_um)
