"""Template files: read, checked, and found by name in a folder that none of them leaves."""

import re
from enum import StrEnum
from functools import cache
from pathlib import Path

from labels.checked import Table, inside, read_table
from labels.errors import FileWrong, Wrong
from labels.kinds import Kind
from labels.symbol import Symbology
from labels.templates.template import Part, Shows, Template, lists_of, signs_of, texts_of
from paper.text import LONGEST
from paper.typeface import Face

_SHIPPED = Path(__file__).parent / "shipped"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
_MOST_PARTS, _MOST_LINES, _MOST_RANK = 20, 8, 100


class _Cut(StrEnum):
    REGULAR = "regular"
    BOLD = "bold"


_FACES = {_Cut.REGULAR: Face.REGULAR, _Cut.BOLD: Face.BOLD}


@cache
def shipped(kind: Kind) -> Template:
    """The template that comes with the product."""
    return read_template(_SHIPPED / f"{kind}.toml")


def shipped_text(kind: Kind) -> str:
    """The file of that template, to start an own one from."""
    return (_SHIPPED / f"{kind}.toml").read_text(encoding="utf-8")


def names(folder: Path) -> tuple[str, ...]:
    """The templates of a folder; none where there is no folder."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml") if _NAME.fullmatch(path.stem)))


def template(name: str, folder: Path) -> Template:
    """The template of a name: the folder's, else the shipped one. Raises FileWrong."""
    if not _NAME.fullmatch(name):
        raise FileWrong(name, 0, Wrong.NO_FILE, name)
    own = folder / f"{name}.toml"
    if own.exists():
        return read_template(inside(own, folder))
    return shipped(Kind(name)) if name in set(Kind) else read_template(own)


def read_template(path: Path) -> Template:
    """The template that a file describes. Raises FileWrong."""
    table = read_table(path)
    kind = table.choice("kind", Kind)
    symbology = table.choice("symbol", Symbology, Symbology.QR)
    blocks = list(table.tables("block"))
    if len(blocks) > _MOST_PARTS:
        blocks[_MOST_PARTS].wrong("block", Wrong.TOO_LARGE)
    parts = tuple(_part(block, kind) for block in blocks)
    table.close()
    return Template(kind, symbology, parts)


def _part(block: Table, kind: Kind) -> Part:
    shows = block.choice("shows", Shows, Shows.WORDS)
    fields, text = block.texts("fields"), block.text("text", "")
    _check(block, kind, shows, fields)
    largest = block.whole("largest", 1, 100)
    part = Part(
        shows,
        fields,
        text[:LONGEST],
        _FACES[block.choice("face", _Cut, _Cut.REGULAR)],
        largest,
        block.whole("least", 0, largest, default=0),
        block.whole("lines", 1, _MOST_LINES, default=1),
        block.whole("rank", 0, _MOST_RANK),
    )
    block.close()
    return part


def _check(block: Table, kind: Kind, shows: Shows, fields: tuple[str, ...]) -> None:
    """The fields are those of the kind, and the block can show them."""
    if not fields and not (block.has("text") and shows is Shows.WORDS):
        block.wrong("fields", Wrong.MISSING)
    known = signs_of(kind) if shows is Shows.BADGES else texts_of(kind) | lists_of(kind)
    for name in fields:
        if name not in known:
            block.wrong("fields", Wrong.UNKNOWN, name)
