"""No text that a maker sees escapes translation, and every one of them is translated."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from kiosk.answers.refused import REFUSALS
from kiosk.answers.unsynced import TROUBLES
from kiosk.language import LANGUAGES, LOCALES, speak, spoken
from kiosk.words import COMMANDS, FORMS, HAZARDS, LASER, ORIGINS, STATUSES, material_name
from stock.codes import Command
from stock.hazards import Hazard
from stock.items import Origin, Status
from stock.materials import Laser, catalogue
from stock.pieces import Form
from stock.refusals import Reason
from sync.states import TroubleKind

ROOT = LOCALES.parent
SPOKEN = [*(ROOT / "kiosk" / "answers").glob("*.py"), *(ROOT / "kiosk" / "commands").glob("*.py")]
MODULES = sorted((ROOT / "kiosk").rglob("*.py"))
TRANSLATES = {"_", "_n", "N_", "pgettext", "in_language"}
SAYS = {"done", "attention", "no", "Answer", "print", "joined"}
SHOWN_ARGUMENTS = {"help", "metavar", "description", "title"}
NO_TEXT = {
    "Europe/Riga",
    "LANGUAGE",
    "NFKD",
    "RGB",
    "TEXTUAL_CELL_HEIGHT",
    "TEXTUAL_CELL_WIDTH",
    "TST",
    "UTC",
    *LANGUAGES.values(),
}
"""Names that only look like words."""


def parsed(path: Path) -> ast.Module:
    """A module, each node with its parent."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            child.parent = node  # type: ignore[attr-defined]
    return tree


def above(node: ast.AST) -> Iterator[ast.AST]:
    """What a node stands in, the nearest first."""
    while (node := getattr(node, "parent", None)) is not None:  # type: ignore[assignment]
        yield node


def called(node: ast.AST) -> str:
    """The name of what a call calls."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def texts(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Every text that is no docstring."""
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and not isinstance(getattr(node, "parent", None), ast.Expr):
            yield node, text


def is_sentence(text: str) -> bool:
    """Whether somebody could read it: a capital, a letter beyond ASCII, or two words side by side."""
    letters = re.sub(r"\{[^}]*\}|%\([a-z_]+\)[a-z]|%[A-Za-z]", "", text)
    return bool(re.search(r"[^\W\d_]{2}", letters)) and bool(
        re.search(r"[A-ZĀ-Ž][^\W\d_]", letters) or re.search(r"[^\W\d_]{2} +[^\W\d_]{2}", letters)
    )


def is_translated(node: ast.AST) -> bool:
    """Whether it stands in a call that translates it, or marks it for translation."""
    return any(called(parent) in TRANSLATES for parent in above(node))


def is_name(node: ast.AST) -> bool:
    """Whether it is no text but code: a member of an enumeration, a type, a style sheet."""
    parent, *further = above(node)
    if isinstance(parent, ast.Assign):
        return isinstance(further[0], ast.ClassDef) or ast.unparse(parent.targets[0]) == "CSS"
    return node in (getattr(parent, "annotation", None), getattr(parent, "returns", None)) or (
        called(parent) == "TypeVar"
    )


def is_raised(node: ast.AST) -> bool:
    """Whether it is what an error says to programmers."""
    return any(isinstance(parent, ast.Raise) for parent in above(node)) and not any(
        called(parent) in {"Failed", "Usage", "ArgumentTypeError"} for parent in above(node)
    )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_sentence_in_the_code_is_translated(path: Path) -> None:
    found = [(node, text) for node, text in texts(parsed(path)) if is_sentence(text) and text not in NO_TEXT]
    assert [
        text for node, text in found if not (is_translated(node) or is_raised(node) or is_name(node))
    ] == []


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_said_aloud_is_translated_word_by_word(path: Path) -> None:
    escaped = []
    for node, text in texts(parsed(path)):
        parent = next(above(node))
        is_shown = isinstance(parent, ast.keyword) and parent.arg in SHOWN_ARGUMENTS
        if (called(parent) in SAYS or is_shown) and re.search(r"[^\W\d_]", text):
            escaped.append(text)
    assert escaped == []


def extracted() -> Catalog:
    """Every text in the code and the material catalogue that is marked for translation."""
    with (LOCALES / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    keywords = DEFAULT_KEYWORDS | {"_n": (1, 2)}
    found = Catalog()
    for _file, _line, message, _comments, context in extract_from_dir(ROOT, methods, options, keywords):
        found.add(message, context=context)
    return found


@pytest.fixture(scope="module")
def wanted() -> Catalog:
    """What has to be translated."""
    return extracted()


def shipped(language: str) -> Catalog:
    """A language's catalogue."""
    with (LOCALES / language / "LC_MESSAGES" / "kiosk.po").open("rb") as file:
        return read_po(file, locale=language)


def placeholders(text: str) -> set[str]:
    """What is filled into a text."""
    return set(re.findall(r"\{[a-z_]*(?::[^}]*)?\}|%\([a-z_]+\)[sr]|%[sr]", text))


def forms(message: Message) -> tuple[str, ...]:
    """A translation, in all its plural forms."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def sources(message: Message) -> tuple[str, ...]:
    """A text to translate, in one and in many."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


TRANSLATED = sorted(set(LANGUAGES) - {"en"})


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated(wanted: Catalog, language: str) -> None:
    have = shipped(language)
    missing = []
    for message in wanted:
        found = have.get(message.id, message.context) if message.id else None
        if message.id and (found is None or found.fuzzy or not all(forms(found))):
            missing.append(message.id)
    assert missing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_fill_in_what_their_texts_fill_in(wanted: Catalog, language: str) -> None:
    wrong = []
    for message in shipped(language):
        if message.id and wanted.get(message.id, message.context):
            allowed = set.union(*map(placeholders, sources(message)))
            wrong += [form for form in forms(message) if placeholders(form) != allowed]
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_has_a_form_for_every_number(language: str) -> None:
    have = shipped(language)
    plural = [message for message in have if isinstance(message.id, tuple)]
    assert plural
    assert {len(forms(message)) for message in plural} == {have.num_plurals}


def test_everything_the_rules_name_has_a_word() -> None:
    assert set(COMMANDS) == set(Command)
    assert set(HAZARDS) == set(Hazard)
    assert set(LASER) == set(Laser)
    assert set(FORMS) == set(Form)
    assert set(STATUSES) == set(Status)
    assert set(ORIGINS) == set(Origin)
    assert set(REFUSALS) == set(Reason)
    assert set(TROUBLES) == set(TroubleKind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_material_has_a_name_in_every_language(language: str) -> None:
    speak(language)
    names = {material.slug: material_name(material.slug) for material in catalogue().all()}
    speak("en")
    assert all(names.values())
    assert len(set(names.values())) == len(names)


def test_an_unknown_language_is_english() -> None:
    speak("xx")
    assert spoken() == "en"


@pytest.mark.parametrize(
    "text", ["Scan it again.", "TAKEN", "scan it again", "{number} pieces left", "Nē", "no code like this"]
)
def test_the_test_knows_a_sentence(text: str) -> None:
    assert is_sentence(text)


@pytest.mark.parametrize("text", ["no-code", "--json", "x", "{shown}", "%Y-%m-%d", "", " · ", "size_um", "."])
def test_the_test_knows_what_is_none(text: str) -> None:
    assert not is_sentence(text)
