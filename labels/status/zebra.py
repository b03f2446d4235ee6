"""A Zebra's answer to `~HS`, host status return: three lines, each between STX and ETX."""

import re

from labels.status.status import UNREADABLE, Status, Trouble

ASK = b"~HS\r\n"

_LINES = re.compile(rb"\x02([0-9A-Fa-f,]{1,80})\x03\r?\n?")
_FIELDS = (12, 11, 2)
_FIRST = (
    (1, Trouble.PAPER_OUT),
    (2, Trouble.PAUSED),
    (9, Trouble.MEMORY),
    (10, Trouble.TOO_COLD),
    (11, Trouble.TOO_HOT),
)
_SECOND = ((2, Trouble.OPEN), (3, Trouble.RIBBON_OUT))
_FORMATS, _LABELS_LEFT = 4, 8


def whole(answer: bytes) -> bool:
    """Whether all three lines are there."""
    return answer.count(b"\x03") >= len(_FIELDS)


def status_of(answer: bytes) -> Status:
    """What the answer says; NOT_UNDERSTOOD for anything else than three whole lines."""
    lines = [line.decode("ascii").split(",") for line in _LINES.findall(answer)]
    if tuple(map(len, lines)) != _FIELDS:
        return UNREADABLE
    first, second, _third = lines
    troubles = [trouble for place, trouble in _FIRST if first[place] == "1"]
    troubles += [trouble for place, trouble in _SECOND if second[place] == "1"]
    if not (first[_FORMATS].isdecimal() and second[_LABELS_LEFT].isdecimal()):
        return UNREADABLE
    return Status(tuple(troubles), int(first[_FORMATS]) + int(second[_LABELS_LEFT]))
