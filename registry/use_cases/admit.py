"""Let in a kiosk that shows its token: to its own space, and to read what neighbours may know of others."""

from dataclasses import dataclass
from enum import Enum, auto

from registry.spaces import Spaces
from registry.tokens import Claim, claim_of, is_proven


class Admission(Enum):
    """Why a token does not open a space."""

    NOT_ENROLLED = auto()
    OTHER_SPACE = auto()
    NO_SPACE = auto()


@dataclass(frozen=True, slots=True)
class Visitor:
    """A kiosk that was let in."""

    space: str
    kiosk: str


def admit(spaces: Spaces, authorization: str, space: str) -> Visitor | Admission:
    """The kiosk whose token in an Authorization header opens its space. A revoked one opens none, from now
    on."""
    visitor = recognise(spaces, authorization)
    if isinstance(visitor, Visitor) and visitor.space != space:
        return Admission.OTHER_SPACE
    return visitor


def admit_neighbour(spaces: Spaces, authorization: str, space: str) -> Visitor | Admission:
    """The kiosk, of any space, that may know what there is in a space."""
    visitor = recognise(spaces, authorization)
    if isinstance(visitor, Visitor) and visitor.space != space and not spaces.following.knows(space):
        return Admission.NO_SPACE
    return visitor


def recognise(spaces: Spaces, authorization: str) -> Visitor | Admission:
    """The kiosk whose token is in an Authorization header."""
    claim = claim_of(authorization)
    if claim is None:
        return Admission.NOT_ENROLLED
    with spaces.reading():
        hashes = spaces.tokens.hashes(claim.space, claim.kiosk)
    if is_proven(claim, hashes.present if hashes else None):
        return Visitor(claim.space, claim.kiosk)
    if is_proven(claim, hashes.next if hashes else None):
        return _changed(spaces, claim)
    return Admission.NOT_ENROLLED


def _changed(spaces: Spaces, claim: Claim) -> Visitor:
    """The kiosk holds its new token, so that the one before it is not needed any more."""
    with spaces.writing():
        spaces.tokens.change(claim.space, claim.kiosk, claim.secret_hash)
    return Visitor(claim.space, claim.kiosk)
