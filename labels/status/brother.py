"""A Brother's answer to `ESC i S`: 32 bytes, also sent unasked when printing ends or something is wrong."""

from labels.status.status import UNREADABLE, Status, Trouble

ASK = bytes(200) + b"\x1b@" + b"\x1biS"
LENGTH = 32

_HEAD = bytes((0x80, 0x20, ord("B")))
_FIRST_ERRORS, _SECOND_ERRORS, _WIDTH, _PAPER_LENGTH, _KIND, _PHASE = 8, 9, 10, 17, 18, 19
_PRINTED, _PRINTING = 0x01, 0x01
_FIRST = (
    Trouble.PAPER_OUT,
    Trouble.PAPER_OUT,
    Trouble.CUTTER,
    Trouble.POWER,
    Trouble.BUSY,
    Trouble.POWER,
    Trouble.POWER,
    Trouble.BROKEN,
)
_SECOND = (
    Trouble.WRONG_PAPER,
    Trouble.MEMORY,
    Trouble.BROKEN,
    Trouble.MEMORY,
    Trouble.OPEN,
    Trouble.TOO_HOT,
    Trouble.JAM,
    Trouble.BROKEN,
)
_MODEL, _CANCEL_BIT = 4, 5
_PT_MODELS = frozenset((0x64, 0x65, 0x67, 0x68, 0x76))
"""Of these, the sixth bit of the second byte is heat; of QL printers it is the cancel key."""


def whole(answer: bytes) -> bool:
    """Whether an answer is there."""
    return len(answer) >= LENGTH


def status_of(answer: bytes) -> Status:
    """What the last whole answer says; NOT_UNDERSTOOD for anything else."""
    start = answer.rfind(_HEAD)
    said = answer[start : start + LENGTH]
    if start < 0 or len(said) < LENGTH:
        return UNREADABLE
    second = list(_SECOND)
    if said[_MODEL] not in _PT_MODELS:
        second[_CANCEL_BIT] = Trouble.CANCELLED
    troubles = [*_set(said[_FIRST_ERRORS], _FIRST), *_set(said[_SECOND_ERRORS], tuple(second))]
    waiting = 1 if said[_PHASE] == _PRINTING and said[_KIND] != _PRINTED else 0
    return Status(tuple(dict.fromkeys(troubles)), waiting, (said[_WIDTH], said[_PAPER_LENGTH]))


def ended(answer: bytes) -> bool:
    """Whether the printer has said that a label is finished, or that something is wrong."""
    said = _whole(answer)
    return any(one[_KIND] == _PRINTED or any(one[_FIRST_ERRORS : _SECOND_ERRORS + 1]) for one in said)


def _whole(answer: bytes) -> list[bytes]:
    """The whole answers in what a printer sent."""
    starts = range(0, len(answer) - LENGTH + 1, LENGTH)
    return [answer[start : start + LENGTH] for start in starts if answer[start:].startswith(_HEAD)]


def _set(bits: int, meanings: tuple[Trouble, ...]) -> list[Trouble]:
    return [meaning for place, meaning in enumerate(meanings) if bits >> place & 1]
