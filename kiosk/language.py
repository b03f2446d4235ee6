"""The language of screens, commands and labels: gettext, one language at a time for the whole kiosk."""

import gettext
from dataclasses import dataclass, field
from pathlib import Path

LOCALES = Path(__file__).resolve().parent.parent / "locales"
DOMAIN = "kiosk"
LANGUAGES = {"en": "English", "lv": "Latviešu"}
"""Shipped languages, each by its own name."""


@dataclass(slots=True)
class _Spoken:
    code: str = "en"
    texts: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)


_spoken = _Spoken()


def speak(code: str) -> None:
    """Use a language from now on; an unknown one is English."""
    _spoken.code = code if code in LANGUAGES else "en"
    _spoken.texts = gettext.translation(DOMAIN, LOCALES, [_spoken.code], fallback=True)


def spoken() -> str:
    """The code of the language in use."""
    return _spoken.code


def in_language(code: str, context: str, text: str) -> str:
    """A text with a context in another language than the one in use."""
    return gettext.translation(DOMAIN, LOCALES, [code], fallback=True).pgettext(context, text)


def _(text: str) -> str:
    """The text in the language in use."""
    return _spoken.texts.gettext(text)


def _n(one: str, many: str, number: int) -> str:
    """The text in the plural form that the number needs."""
    return _spoken.texts.ngettext(one, many, number)


def pgettext(context: str, text: str) -> str:
    """The text with a context in the language in use."""
    return _spoken.texts.pgettext(context, text)


def N_(text: str) -> str:  # noqa: N802
    """Mark a text for translation where it is defined, to be translated where it is shown."""
    return text
