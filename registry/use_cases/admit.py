"""Let in a kiosk that shows its token, to its own space alone."""

from enum import Enum, auto

from registry.spaces import Spaces
from registry.tokens import claim_of, is_proven


class Admission(Enum):
    """What a token opens."""

    WELCOME = auto()
    NOT_ENROLLED = auto()
    OTHER_SPACE = auto()


def admit(spaces: Spaces, authorization: str, space: str) -> Admission:
    """Whether the token in an Authorization header opens a space. A revoked one opens none, from now on."""
    claim = claim_of(authorization)
    if claim is None:
        return Admission.NOT_ENROLLED
    with spaces.reading():
        stored = spaces.accounts.secret_hash(claim.space, claim.kiosk)
    if not is_proven(claim, stored):
        return Admission.NOT_ENROLLED
    return Admission.WELCOME if claim.space == space else Admission.OTHER_SPACE
