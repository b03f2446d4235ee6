"""The one thread a conversation lives in: its libraries are loaded and its ledger is opened there."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TypeVar

from kiosk.answers.band import Answer, no
from kiosk.language import _
from kiosk.screens.scene import Conversation, Figures, Scene
from kiosk.widgets.spans import Span

_Result = TypeVar("_Result")


class LedgerThread:
    """Asks the conversation, one question after the other. `note` keeps what nobody foresaw."""

    def __init__(
        self, open_conversation: Callable[[], Conversation], note: Callable[[BaseException], None]
    ) -> None:
        self._open_conversation, self.note = open_conversation, note
        self._conversation: Conversation | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ledger")

    async def scene(self, ask: Callable[[Conversation], Scene], before: Scene) -> Scene:
        """The scene that comes of a question; one that says so where nobody foresaw what happened."""
        try:
            return await self._run(ask)
        except Exception as error:  # noqa: BLE001 (the kiosk goes on, and says so)
            self.note(error)
        return replace(await self._start_again(before), answer=_unforeseen(), calm=False, renews=False)

    async def figures(self) -> Figures | None:
        """Figures for the status bar; None where there are none now."""
        try:
            return await self._run(lambda conversation: conversation.figures())
        except Exception as error:  # noqa: BLE001 (the next scan says what is wrong)
            self.note(error)
            return None

    def notes(self, unsynced: int) -> Sequence[Span]:
        """What the background says."""
        return self._conversation.notes(unsynced) if self._conversation else ()

    def has_news(self) -> bool:
        """Whether the picture would be another now."""
        return self._conversation is not None and self._conversation.has_news()

    def close(self) -> None:
        """Finish what is under way, and let go of the ledger."""
        if self._conversation:
            self._thread.submit(self._conversation.close)
        self._thread.shutdown(wait=True)

    async def _start_again(self, before: Scene) -> Scene:
        try:
            return await self._run(lambda conversation: conversation.idle())
        except Exception as error:  # noqa: BLE001 (what was on the screen stays there)
            self.note(error)
            return before

    async def _run(self, ask: Callable[[Conversation], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._ask, ask)

    def _ask(self, ask: Callable[[Conversation], _Result]) -> _Result:
        if self._conversation is None:
            self._conversation = self._open_conversation()
        return ask(self._conversation)


def _unforeseen() -> Answer:
    return no(_("ERROR"), _("Something went wrong. See below whether it was recorded, then scan again."))
