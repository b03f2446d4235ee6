"""Tokens and enrolment codes: minted, read, and hashed for storage.

A token is `space.kiosk.secret`, so that its row is found by its space first and its secret is compared in
constant time. A code is sixteen characters in four groups, read aloud or typed in any case, with or without
its hyphens: 75 bits.
"""

import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass

from stock.codes import ALPHABET

CODE_LENGTH = 16
_TOKEN = re.compile(r"([a-z0-9][a-z0-9-]{0,39})\.([0-9a-f]{1,64})\.([\w-]{20,100})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Claim:
    """Who a token says it belongs to, and the hash of its secret; nothing of it is proven."""

    space: str
    kiosk: str
    secret_hash: bytes


def mint_code(draw: Callable[[int], int]) -> str:
    """A new enrolment code."""
    text = "".join(ALPHABET[draw(len(ALPHABET))] for _ in range(CODE_LENGTH))
    return "-".join(re.findall("....", text))


def code_hash(code: str) -> bytes:
    """What a code is stored and found as."""
    return hashlib.sha256(re.sub(r"[\s-]", "", code).upper().encode()).digest()


def mint_token(space: str, kiosk: str, secret: str) -> str:
    """The token of a kiosk. `secret` holds 256 random bits."""
    return f"{space}.{kiosk}.{secret}"


def secret_hash(secret: str) -> bytes:
    """What a token's secret is stored as."""
    return hashlib.sha256(secret.encode()).digest()


def claim_of(authorization: str) -> Claim | None:
    """The claim in an Authorization header; None where it holds no token of ours."""
    scheme, _, token = authorization.partition(" ")
    found = _TOKEN.fullmatch(token.strip())
    if scheme.lower() != "bearer" or found is None:
        return None
    return Claim(found[1], found[2], secret_hash(found[3]))


def is_proven(claim: Claim, stored: bytes | None) -> bool:
    """Whether the claim is true, told in the same time for a kiosk that there is not."""
    return hmac.compare_digest(claim.secret_hash, stored or bytes(32)) and stored is not None
