"""Labels of every kind with hostile words in every field, found by the fields themselves."""

from dataclasses import fields
from typing import Any, get_type_hints

from hypothesis import strategies as st

from labels.kinds import LABELS, Kind, Label, Laser
from stock.codes import write
from tests.labels.samples import HOSTILE

CODE = write("DRE", "7K3PX4")
FRAGMENTS = (
    "^XZ",
    "^XA^FO0,0",
    "~DG000.GRF,1,1,",
    "~JR",
    "\x1b@",
    "\x1biz",
    "\x1dV\x00",
    "\x0c\x1a",
    "<script>alert(1)</script>",
    "]]>&amp;<!--",
    ") Tj ET Q endstream endobj",
    "<< /JS (x) >>",
    "\ud800",
    "\udfff\ud83d",
    "\u200b\u2060\ufeff",
    "\u202e\u2067",
    "שלום مرحبا",
    "👩🏽\u200d🔧",
    "Ā\u0304\u0327" * 9,
    "\x00\x07\x7f\x9b",
    "A" * 5_000,
    "ģērbtuve " * 600,
)
hostile_texts = st.one_of(
    st.sampled_from((*HOSTILE, *FRAGMENTS)),
    st.lists(st.sampled_from(FRAGMENTS), min_size=2, max_size=5).map("".join),
    st.text(st.characters(exclude_categories=()), max_size=80),
)
"""With lone surrogates, which are no text at all, and yet come out of damaged files."""


def hostile(kind: Kind) -> st.SearchStrategy[Label]:
    """Labels of a kind: whatever can say something says something hostile; codes and slips are ours."""
    return st.builds(LABELS[kind], **{name: _field(name, kind) for name in _names(kind)})


def only(kind: Kind, name: str, text: str) -> Label:
    """A label of the kind on which nothing but this field says anything."""
    hints = get_type_hints(LABELS[kind])
    said: dict[str, Any] = {
        other: () if hints[other] == tuple[str, ...] else "" for other in text_fields(kind)
    }
    said[name] = (text,) if hints[name] == tuple[str, ...] else text
    if name == "laser_words":
        said["laser"] = Laser.NO
    return LABELS[kind](code=CODE, **said)


def text_fields(kind: Kind) -> list[str]:
    """The fields of a kind that people write."""
    return [name for name in _names(kind) if name not in {"code", "laser", "slip"}]


def _names(kind: Kind) -> list[str]:
    return [field.name for field in fields(LABELS[kind])]


def _field(name: str, kind: Kind) -> st.SearchStrategy[object]:
    if name == "code":
        return st.just(CODE)
    if name == "slip":
        return st.just("")
    if name == "laser":
        return st.sampled_from(Laser)
    if get_type_hints(LABELS[kind])[name] == tuple[str, ...]:
        return st.lists(hostile_texts, min_size=1, max_size=9).map(tuple)
    return hostile_texts
