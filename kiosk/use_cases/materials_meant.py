"""Which materials typed words mean: in the maker's language, else in the others, else by the words' stems."""

from functools import cache
from typing import TYPE_CHECKING

from kiosk.language import LANGUAGES, spoken
from kiosk.words import material_names
from stock.materials import Material, catalogue

if TYPE_CHECKING:
    from cutting.cut_list.lines import Materials

_LONG = 5
"""Letters from which on a word's last one may be its ending: `alumīnijs` for what is called `alumīnija`."""


def materials_called(words: str, *, by_stems: bool = True) -> tuple[Material, ...]:
    """The materials that words name, best first; one alone where they leave no doubt."""
    if not words.strip():
        return ()
    languages = dict.fromkeys((spoken(), *LANGUAGES))
    tried = (words, _stems(words)) if by_stems else (words,)
    found = (catalogue().match(each, material_names(language)) for each in tried for language in languages)
    return next((materials for materials in found if materials), ())


def materials_meant() -> "Materials":
    """What reads the words of a list: the best match and what is like it; it remembers what it has read."""

    @cache
    def meant(words: str) -> tuple[str, ...]:
        found = materials_called(words)
        if not found:
            return ()
        best, *others = found
        family = {best.slug, best.parent} - {""}
        return (best.slug, *(other.slug for other in others if other.parent in family))

    return meant


def materials_named(text: str) -> tuple[str, ...]:
    """What is meant by a slug, or by words as in a list: the material, then its kin; () for nothing known."""
    if catalogue().get(text) is None:
        return materials_meant()(text)
    kin = catalogue().kin(text)
    return (text, *(each.slug for each in catalogue().all() if each.slug in kin and each.slug != text))


def _stems(words: str) -> str:
    return " ".join(word[:-1] if len(word) >= _LONG and word.isalpha() else word for word in words.split())
