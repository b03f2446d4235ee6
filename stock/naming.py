"""Which of many named things typed words mean, best first; case and accents do not count."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_Phrase = tuple[str, ...]
_MOST_WORDS = 16


@dataclass(frozen=True, slots=True)
class Named:
    """A thing, all it is called, and what its nearer and farther parents are called, the nearest first."""

    slug: str
    texts: tuple[str, ...]
    parents: tuple[str, ...] = ()
    parent_texts: tuple[str, ...] = ()


class _Nearness(NamedTuple):
    """How far typed words are from what a thing is called; the least is the nearest."""

    inexact: bool
    begun: int
    scattered: int
    surplus: int
    depth: int


def _fold(text: str) -> _Phrase:
    """The words of a text without case and accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return tuple("".join(c if c.isalnum() else " " for c in plain.casefold()).split())


_folded = lru_cache(maxsize=8192)(_fold)


def best(words: str, things: Sequence[Named]) -> tuple[str, ...]:
    """The slugs of what the words mean: every word begins a word of the thing's, else of its parents' too.

    Words that are all of a name are exact. Several exact words leave no doubt and stand alone; a single one
    comes first, before its family and what else has that very word.
    """
    typed = _fold(words)
    if len(typed) > _MOST_WORDS:
        return ()
    hits = _hits(typed, things, with_parents=False)
    if not hits or (len(typed) > 1 and hits[0][0].begun):
        hits = _hits(typed, things, with_parents=True)
    if not hits or hits[0][0].inexact:
        return tuple(thing.slug for _, thing in hits)
    exact = tuple(thing.slug for nearness, thing in hits if not nearness.inexact)
    return exact if len(typed) > 1 else exact + _same_word(hits)


def _hits(typed: _Phrase, things: Sequence[Named], *, with_parents: bool) -> list[tuple[_Nearness, Named]]:
    found = [(_nearness(typed, thing, with_parents), thing) for thing in things] if typed else []
    hits = [(nearness, thing) for nearness, thing in found if nearness]
    return sorted(hits, key=lambda hit: hit[0])


def _nearness(typed: _Phrase, thing: Named, with_parents: bool) -> _Nearness | None:
    phrases = [phrase for text in thing.texts if (phrase := _folded(text))]
    above = [_folded(text) for text in thing.parent_texts] if with_parents else []
    known = {word for phrase in (*phrases, *above) for word in phrase}
    if not all(any(word.startswith(start) for word in known) for start in typed):
        return None
    begun = sum(word not in known for word in typed)
    nearest = min((len({*typed} - {*phrase}), len({*phrase} - {*typed})) for phrase in phrases)
    return _Nearness(typed not in phrases, begun, *nearest, len(thing.parents))


def _same_word(hits: Sequence[tuple[_Nearness, Named]]) -> tuple[str, ...]:
    """What has the very word too, but is called more than it; the family of the best first."""
    top = hits[0][1]
    family = {top.slug, *top.parents[:1]}
    also = [thing for nearness, thing in hits if nearness.inexact and not nearness.begun]
    return tuple(thing.slug for thing in sorted(also, key=lambda thing: not family & {*thing.parents[:1]}))
