"""Text from outside made safe to draw."""

import unicodedata
from functools import lru_cache

from paper.typeface import has
from stock.plain import shown

MISSING = "□"
ELLIPSIS = "…"
LONGEST = 400
"""Characters of a text that are kept; no label has room for more."""


@lru_cache(maxsize=2_048)
def clean(text: str) -> str:
    """The text as one line of characters that the font has; others become a small box, hidden ones go."""
    composed = unicodedata.normalize("NFC", shown(text))
    drawable = (c if has(c) else MISSING for c in composed if unicodedata.category(c)[0] != "M")
    line = " ".join("".join(drawable).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + ELLIPSIS
