"""The first start: three questions, and never again."""

from dataclasses import dataclass

from kiosk.answers.band import Answer, attention, no
from kiosk.language import LANGUAGES, _, speak, spoken
from kiosk.screens.choices import ChoicesBody
from kiosk.screens.first import ready_answer
from kiosk.screens.house import House
from kiosk.screens.page import Heard, Turn
from kiosk.screens.scene import Blank, Body, ModeSign
from kiosk.widgets.spans import Role

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpPage:
    """What the three have in common: a scan is refused aloud, since there is nowhere to put it yet."""

    masked: bool = False

    def sign(self) -> ModeSign:
        """See `Page`."""
        return ModeSign(_("FIRST START"), _("Three questions, then it begins."), Role.BUSY)

    def body(self, house: House) -> Body:  # noqa: ARG002
        """See `Page`."""
        return Blank()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskLanguage(SetUpPage):
    """Which language?"""

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        return attention(_("LANGUAGE"), _("Type the number of your language."))

    def body(self, house: House) -> Body:  # noqa: ARG002
        """See `Page`."""
        return ChoicesBody(tuple(LANGUAGES.values()))

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`. Enter alone means the first."""
        if heard.is_scan:
            return Turn(self, _not_yet())
        number = heard.number if heard.text else 1
        if number is None or not 1 <= number <= len(LANGUAGES):
            return Turn(self, self.answer(house))
        speak(list(LANGUAGES)[number - 1])
        return Turn(AskName())


@dataclass(frozen=True, slots=True, kw_only=True)
class AskName(SetUpPage):
    """What is the space called?"""

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        return attention(_("NAME"), _("What is your space called? Type it."))

    def hear(self, heard: Heard, house: House) -> Turn:  # noqa: ARG002
        """See `Page`."""
        if heard.is_back:
            return Turn(AskLanguage())
        if heard.is_scan:
            return Turn(self, _not_yet())
        return Turn(AskStock(name=heard.text[:LONGEST_NAME])) if heard.text else Turn(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskStock(SetUpPage):
    """Empty, or something to try it with?"""

    name: str

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        return attention(_("STOCK"), _("Begin empty, or with 200 pieces to try it?"))

    def body(self, house: House) -> Body:  # noqa: ARG002
        """See `Page`."""
        return ChoicesBody((_("Begin empty"), _("Begin with a demo stock")))

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`. Enter alone means empty."""
        if heard.is_back:
            return Turn(AskName())
        if heard.is_scan:
            return Turn(self, _not_yet())
        number = heard.number if heard.text else 1
        if number not in (1, 2):
            return Turn(self)
        house.change(space_name=self.name, language=spoken())
        if number == 2:
            _fill(house)
        return Turn(None, ready_answer())


def _fill(house: House) -> None:
    from kiosk.demo import fill

    fill(house.kiosk)


def _not_yet() -> Answer:
    return no(_("NOT YET"), _("Nothing was recorded. Answer the question first."))
