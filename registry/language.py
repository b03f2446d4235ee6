"""The language of the administrator's commands: gettext, as the environment asks."""

import gettext
from pathlib import Path

LOCALES = Path(__file__).resolve().parent.parent / "locales"
DOMAIN = "kiosk"


def _(text: str) -> str:
    """The text in the language of the environment."""
    return gettext.translation(DOMAIN, LOCALES, fallback=True).gettext(text)
