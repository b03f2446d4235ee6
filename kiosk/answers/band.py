"""The band: a word, a sentence and one of three tones, in the maker's language."""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """The three kinds of answers; each has a word, a colour and a sound of its own."""

    DONE = "done"
    ATTENTION = "attention"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the band says."""

    tone: Tone
    word: str
    sentence: str = ""


SILENT = Answer(Tone.DONE, "")
"""No answer: a screen opens instead."""


def done(word: str, *sentences: str) -> Answer:
    """Recorded, or shown."""
    return Answer(Tone.DONE, word, "  ".join(sentence for sentence in sentences if sentence))


def attention(word: str, *sentences: str) -> Answer:
    """Something is still to be said or done."""
    return Answer(Tone.ATTENTION, word, "  ".join(sentence for sentence in sentences if sentence))


def no(word: str, *sentences: str) -> Answer:
    """Refused, and nothing was recorded."""
    return Answer(Tone.NO, word, "  ".join(sentence for sentence in sentences if sentence))
