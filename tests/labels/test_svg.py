"""SVG: a file of outlines in real millimetres, with no word that a browser could obey."""

import re
from dataclasses import replace
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given, settings
from PIL import Image

from labels.design import layout
from labels.drawing import Size, Text
from labels.kinds import Label
from labels.outputs.svg import svg
from labels.proof import Proven, prove, read_back
from labels.symbol import Symbology
from paper.outlines import outline
from tests.labels.samples import HOSTILE, PIECE, ROLL, labels, sizes

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
KNOWN = {"svg", "title", "defs", "path", "g", "use"}
MODULE = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


def read(document: bytes) -> Tree.Element:
    """The file as an XML reader sees it."""
    return Tree.fromstring(document)  # noqa: S314, as we wrote it ourselves


def symbol_of(root: Tree.Element) -> Image.Image:
    """The symbol drawn anew from its path, four dots a module and the quiet zone around it."""
    (path,) = [part for part in root.iter(f"{SVG}path") if part.get("shape-rendering")]
    picture = Image.new("L", (29 * 4, 29 * 4), 255)
    for column, row, length, back in MODULE.findall(path.attrib["d"]):
        assert length == back
        left, top = (int(column) + 4) * 4, (int(row) + 4) * 4
        picture.paste(0, (left, top, left + int(length) * 4, top + 4))
    return picture


@given(labels, sizes)
@settings(max_examples=50)
def test_every_label_is_a_whole_file_whose_symbol_reads(label: Label, size: Size) -> None:
    root = read(svg(Proven(layout(label, size))))
    assert {part.tag.removeprefix(SVG) for part in root.iter()} <= KNOWN
    assert read_back(symbol_of(root), Symbology.QR) == (label.code,)


def test_a_file_is_as_large_as_its_label() -> None:
    root = read(svg(prove(layout(PIECE, Size(62_000, 28_500)))))
    assert (root.get("width"), root.get("height")) == ("62mm", "28.5mm")
    assert root.get("viewBox") == "0 0 62000 28500"


@pytest.mark.parametrize("text", [*HOSTILE, '"><script>alert(1)</script>', "]]>&amp;<!--", "x' onload='x"])
def test_no_text_is_an_element_or_an_attribute(text: str) -> None:
    hostile = replace(PIECE, material=text, title=text, space=text)
    root = read(svg(prove(layout(hostile, ROLL))))
    assert {part.tag.removeprefix(SVG) for part in root.iter()} <= KNOWN
    known = {"width", "height", "viewBox", "version", "fill", "d", "id", LINK, "x", "transform"}
    assert {name for part in root.iter() for name in part.attrib} <= known | {"shape-rendering"}


def test_the_words_are_there_for_those_who_listen() -> None:
    title = read(svg(prove(layout(PIECE, ROLL)))).find(f"{SVG}title")
    assert title is not None
    assert title.text
    assert PIECE.size in title.text


def test_every_letter_stands_where_the_drawing_put_it_with_the_font_s_outline() -> None:
    drawing = layout(PIECE, ROLL)
    root = read(svg(Proven(drawing)))
    outlines = {f"#{part.get('id')}": part.get("d") for part in root.iter(f"{SVG}path") if part.get("id")}
    texts = [item for item in drawing.items if isinstance(item, Text)]
    lines = root.findall(f"{SVG}g")
    for text, line in zip(texts, lines, strict=True):
        drawn = [outlines[use.attrib[LINK]] for use in line]
        assert drawn == [outline(letter, text.face) for letter in text.text]
        assert f"translate({text.x_um} {text.y_um})" in line.attrib["transform"]


def test_letters_have_outlines_and_a_space_has_none() -> None:
    assert [bool(outline(letter, face)) for face in {t.face for t in _texts()} for letter in "Aģß "] == [
        True,
        True,
        True,
        False,
    ] * 2


def _texts() -> list[Text]:
    return [item for item in layout(PIECE, ROLL).items if isinstance(item, Text)]
