"""Which materials the words of a cut list mean: the best match and what is like it."""

from functools import cache

from cutting.cut_list.lines import Materials
from kiosk.words import material_names
from stock.materials import catalogue


def materials_meant() -> Materials:
    """What reads the words of a list, in the maker's language; it remembers what it has read."""
    names = material_names()

    @cache
    def meant(words: str) -> tuple[str, ...]:
        found = catalogue().match(words, names) if words.strip() else ()
        if not found:
            return ()
        best, *others = found
        family = {best.slug, best.parent} - {""}
        return (best.slug, *(other.slug for other in others if other.parent in family))

    return meant
