"""Lets Babel read the names of the material catalogue."""

import csv
from collections.abc import Collection, Iterator, Mapping
from io import TextIOWrapper
from typing import IO, Any

CONTEXT = "material"


def extract(
    file: IO[bytes],
    keywords: Mapping[str, Any],  # noqa: ARG001 (Babel passes all four)
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, Any],  # noqa: ARG001
) -> Iterator[tuple[int, str, tuple[str, str], list[str]]]:
    """Yield line, function, (context, name) and the slug as a comment, in the form Babel asks for."""
    with TextIOWrapper(file, encoding="utf-8", newline="") as text:
        rows = csv.DictReader(text)
        for row in rows:
            yield rows.line_num, "pgettext", (CONTEXT, row["name_en"]), [row["slug"]]
