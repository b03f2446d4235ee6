"""One question to CUPS in the Internet Printing Protocol (RFC 8011): what became of a job."""

import re
from dataclasses import dataclass
from enum import IntEnum

CONTENT_TYPE = "application/ipp"

_VERSION, _GET_JOB = b"\x02\x00", b"\x00\x09"
_OPERATION, _END = b"\x01", b"\x03"
_LAST_DELIMITER = 0x0F
_CHARSET, _LANGUAGE, _URI, _KEYWORD, _NAME = 0x47, 0x48, 0x45, 0x44, 0x42
_INTEGERS = frozenset((0x21, 0x23))
_HIGHEST_SUCCESS = 0x00FF
_ASKED = ("job-state", "job-state-reasons", "job-impressions-completed", "job-printer-state-message")
_JOB = re.compile(r"\S+-(\d{1,9})")


class IppState(IntEnum):
    """The states of a job (RFC 8011, 5.3.7)."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELLED = 7
    ABORTED = 8
    COMPLETED = 9


@dataclass(frozen=True, slots=True)
class CupsJob:
    """What CUPS says of a job; completed means that it handed over all of it. Reasons are its keywords."""

    state: IppState
    reasons: tuple[str, ...]
    said: str


def question(job: str, user: str, number: int = 1) -> bytes:
    """The request about a job by the name that CUPS gave it, such as `Zebra-17`."""
    found = _JOB.fullmatch(job)
    if not found:
        raise ValueError(f"not a job of CUPS: {job!r}")
    attributes = [
        _attribute(_CHARSET, "attributes-charset", "utf-8"),
        _attribute(_LANGUAGE, "attributes-natural-language", "en"),
        _attribute(_URI, "job-uri", f"ipp://localhost/jobs/{found[1]}"),
        _attribute(_NAME, "requesting-user-name", user),
        _attribute(_KEYWORD, "requested-attributes", _ASKED[0]),
        *(_attribute(_KEYWORD, "", name) for name in _ASKED[1:]),
    ]
    return _VERSION + _GET_JOB + number.to_bytes(4, "big") + _OPERATION + b"".join(attributes) + _END


def answer(data: bytes) -> CupsJob | None:
    """What the answer says; None where there is no such job, or it is no answer."""
    if len(data) < 9 or int.from_bytes(data[2:4], "big") > _HIGHEST_SUCCESS:
        return None
    found = _attributes(data)
    states = found.get("job-state", [])
    if not states or states[0] not in set(IppState):
        return None
    reasons = tuple(str(one) for one in found.get("job-state-reasons", []) if one != "none")
    said = found.get("job-printer-state-message", [""])[0]
    return CupsJob(IppState(int(states[0])), reasons, str(said))


def _attribute(tag: int, name: str, value: str) -> bytes:
    return bytes((tag,)) + _counted(name) + _counted(value)


def _counted(text: str) -> bytes:
    data = text.encode("utf-8")[:1_023]
    return len(data).to_bytes(2, "big") + data


def _attributes(data: bytes) -> dict[str, list[str | int]]:
    """All attributes by name; what is cut off in the middle ends the list."""
    found: dict[str, list[str | int]] = {}
    place, name = 8, ""
    while place < len(data):
        tag = data[place]
        place += 1
        if tag <= _LAST_DELIMITER:
            continue
        name_bytes, place = _taken(data, place)
        value, place = _taken(data, place)
        name = name_bytes.decode("utf-8", "replace") or name
        number = tag in _INTEGERS and len(value) == 4
        said = int.from_bytes(value, "big", signed=True) if number else value.decode("utf-8", "replace")
        found.setdefault(name, []).append(said)
    return found


def _taken(data: bytes, place: int) -> tuple[bytes, int]:
    length = int.from_bytes(data[place : place + 2], "big")
    return data[place + 2 : place + 2 + length], place + 2 + length
