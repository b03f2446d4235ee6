"""Why a kiosk is refused, as problems that it can go on from."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import assert_never

from ledger.accounts import NotEnrolled
from ledger.intake import BadLine
from ledger.ledger import Fork, Gap
from ledger.log import Mark
from registry.problems import RETRY_SECONDS, Refusal, refusal
from registry.use_cases.admit import Admission
from sync.wire import LogMark, ProblemKind


def not_admitted(admission: Admission, headers: dict[str, str]) -> Refusal:
    """The token does not open the space."""
    if admission is Admission.OTHER_SPACE:
        detail = "the token is another space's"
        return refusal(ProblemKind.OTHER_SPACE, HTTPStatus.FORBIDDEN, detail, headers=headers)
    if admission is Admission.NO_SPACE:
        return refusal(ProblemKind.NO_SPACE, HTTPStatus.NOT_FOUND, "there is no such space", headers=headers)
    detail = "no token, or one that is unknown or revoked"
    challenge = headers | {"WWW-Authenticate": "Bearer"}
    return refusal(ProblemKind.NOT_ENROLLED, HTTPStatus.UNAUTHORIZED, detail, headers=challenge)


def not_enrolled(why: NotEnrolled) -> Refusal:
    """The code enrols nobody."""
    match why:
        case NotEnrolled.UNKNOWN:
            return refusal(ProblemKind.CODE, HTTPStatus.FORBIDDEN, "no such code", reason=why.value)
        case NotEnrolled.USED | NotEnrolled.EXPIRED:
            return refusal(ProblemKind.CODE, HTTPStatus.FORBIDDEN, f"the code is {why}", reason=why.value)
        case NotEnrolled.OTHER_SPACE:
            detail = "the code is for another space than the kiosk's; it was not spent"
            return refusal(ProblemKind.CODE, HTTPStatus.CONFLICT, detail, reason=why.value)
        case NotEnrolled.FULL:
            detail = "every first character of the space's codes is given out"
            return refusal(ProblemKind.CODE, HTTPStatus.CONFLICT, detail, reason=why.value)


def not_followed() -> Refusal:
    """The place is in another history: the registry was restored, or folds anew."""
    detail = "read all of the space again"
    return refusal(ProblemKind.RESYNC, HTTPStatus.GONE, detail)


def not_ready(parts: Sequence[str]) -> Refusal:
    """Some parts are not ready: `reason` names them."""
    names, again = ", ".join(parts), {"Retry-After": str(RETRY_SECONDS)}
    status, detail = HTTPStatus.SERVICE_UNAVAILABLE, f"not ready: {names}"
    return refusal(ProblemKind.UNAVAILABLE, status, detail, reason=names, headers=again)


def not_stored(why: Gap | Fork | BadLine) -> Refusal:
    """Lines were not stored, or not all: the mark says where the log goes now."""
    mark = to_wire(why.mark)
    match why:
        case Gap():
            detail = "lines before these are missing"
            return refusal(ProblemKind.GAP, HTTPStatus.CONFLICT, detail, mark=mark)
        case Fork():
            detail = "the lines do not continue the log that is here"
            return refusal(ProblemKind.FORK, HTTPStatus.CONFLICT, detail, mark=mark)
        case BadLine(seq=seq, reason=reason):
            status, detail = HTTPStatus.UNPROCESSABLE_ENTITY, f"line {seq} is no event: {reason}"
            return refusal(ProblemKind.BAD_LINE, status, detail, mark=mark, line=seq, reason=reason)
        case _:
            assert_never(why)


def to_wire(mark: Mark) -> LogMark:
    """A mark as it is sent."""
    return LogMark(log=mark.log, seq=mark.seq, head=mark.head.hex())
