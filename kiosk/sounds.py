"""The sound of an answer: one, two or three bells, or a command of the space's own choice."""

import shlex
import subprocess
from collections.abc import Callable

from kiosk.answers.band import Tone

BELLS = {Tone.DONE: 1, Tone.ATTENTION: 2, Tone.NO: 3}
APART_SECONDS = 0.15


class Sounds:
    """`ring` rings the terminal's bell once; `later(seconds, call)` calls something after a while."""

    def __init__(
        self, ring: Callable[[], object], later: Callable[[float, Callable[[], object]], object]
    ) -> None:
        self._ring, self._later = ring, later
        self._playing: list[subprocess.Popen[bytes]] = []

    def play(self, tone: Tone, command: str) -> None:
        """Sound for an answer; `command` "" means bells, else it is run with the tone's name."""
        if command and self._run(command, tone):
            return
        for number in range(BELLS[tone]):
            self._later(number * APART_SECONDS, self._ring) if number else self._ring()

    def _run(self, command: str, tone: Tone) -> bool:
        """Whether the command could be started; one that still plays is left alone."""
        self._playing = [each for each in self._playing if each.poll() is None]
        try:
            words = [*shlex.split(command), tone.value]
            self._playing.append(subprocess.Popen(words, stdin=_NONE, stdout=_NONE, stderr=_NONE))
        except (OSError, ValueError):
            return False
        return True


_NONE = subprocess.DEVNULL
