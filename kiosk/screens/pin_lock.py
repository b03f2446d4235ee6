"""The staff PIN: kept as a salted hash, and slower to guess with every wrong one (scrypt, RFC 7914)."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

SHORTEST, LONGEST = 4, 7
_LONGEST_WAIT_SECONDS = 300.0
_COST = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}


def is_pin(text: str) -> bool:
    """Whether the text can be a PIN: digits, and fewer than any article number has."""
    return text.isascii() and text.isdecimal() and SHORTEST <= len(text) <= LONGEST


def hashed(pin: str) -> str:
    """The PIN as it is kept: salt and hash, in hex."""
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}:{_hash(pin, salt)}"


def is_right(pin: str, kept: str) -> bool:
    """Whether the PIN is the one that is kept."""
    salt, _colon, expected = kept.partition(":")
    try:
        return hmac.compare_digest(_hash(pin, bytes.fromhex(salt)), expected)
    except ValueError:
        return False


def _hash(pin: str, salt: bytes) -> str:
    return hashlib.scrypt(pin.encode(), salt=salt, **_COST).hex()


@dataclass(slots=True)
class PinLock:
    """How often the PIN was wrong in a row, and when the next try counts, in monotonic seconds."""

    wrong: int = 0
    opens_at: float = 0.0

    def wait_seconds(self, at: float) -> int:
        """How long to wait before a try counts; 0 when one does."""
        return max(0, -int(-(self.opens_at - at) // 1))

    def fail(self, at: float) -> None:
        """Note a wrong PIN: the wait doubles from one second on."""
        self.wrong += 1
        self.opens_at = at + min(_LONGEST_WAIT_SECONDS, 2.0 ** (self.wrong - 1))

    def succeed(self) -> None:
        """Note a right one."""
        self.wrong, self.opens_at = 0, 0.0
