"""The first picture: painted before the ledger is open, from a few settings that are read by themselves."""

from pathlib import Path

from kiosk.answers.band import Answer, done
from kiosk.language import _, speak
from kiosk.screens.scene import Look, ModeSign, Scene
from kiosk.settings import Settings
from kiosk.themes import WORKSHOP
from ledger.peek import stored_setting


def first_look(database: Path) -> Look:
    """How the screen looked last; the defaults where there is no database."""
    language = stored_setting(database, "language") or "en"
    speak(language)
    return Look(
        space_name=stored_setting(database, "space_name"),
        language=language,
        theme=stored_setting(database, "theme") or WORKSHOP,
        zone=stored_setting(database, "zone") or Settings().zone,
    )


def first_scene(look: Look) -> Scene:
    """Ready for scans, which wait until the ledger is open. A kiosk without a name is not set up yet."""
    if not look.space_name:
        return Scene(done(_("ONE MOMENT")), look=look, calm=True)
    return Scene(ready_answer(), ready_sign(), look=look, calm=True)


def ready_answer() -> Answer:
    """What the band says to whoever comes next."""
    return done(_("READY"), _("Scan a label, or type a size or words."))


def ready_sign() -> ModeSign:
    """Nothing is under way."""
    return ModeSign(_("READY"), _("The next scan takes, or brings back."))
