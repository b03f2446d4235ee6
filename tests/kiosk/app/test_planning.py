"""Plans are made in the background, the first one too: no scan waits, and what is shown is what is taken."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import Event
from time import sleep

import pytest

from cutting.boards import guillotine
from cutting.cut_list.lines import Line
from cutting.terms import Job, Plan, Search
from kiosk.answers.band import Tone
from kiosk.kiosk import Kiosk
from kiosk.planner import Planner
from kiosk.screens.plan_view import PlanBody
from kiosk.use_cases.nest import Asked
from kiosk.use_cases.plans import plans
from ledger.errors import Busy
from stock.codes import Command, command_code
from tests.cutting.stacked import stacked
from tests.kiosk.app.house import Talk, shown_in
from tests.kiosk.app.screen import Screen, running
from tests.kiosk.app.test_background import PATIENCE_SECONDS, wait_for
from tests.kiosk.world import piece, stocked

NEST, YES, BACK = (command_code(each) for each in (Command.NEST, Command.YES, Command.BACK))
LINE = "2x 300x200 birch plywood 4"


def held_back(gate: Event) -> Search:
    """A search that opens the largest piece, and a smaller one once it is let."""

    def search(job: Job, seed: int) -> Iterator[Plan | None]:  # noqa: ARG001
        offers = sorted(job.offers, key=lambda offer: -offer.area_um2)
        parts = [part for part in job.parts for _ in range(part.count)]
        yield stacked(parts, replace(job, offers=tuple(offers)))
        while not gate.is_set():
            sleep(0.005)
            yield None
        yield stacked(parts, replace(job, offers=tuple(reversed(offers))))

    return search


def held_at_first(gate: Event, ended: Event) -> Search:
    """A search that has no plan until it is let, and says when it is closed."""

    def search(job: Job, seed: int) -> Iterator[Plan | None]:  # noqa: ARG001
        try:
            while not gate.is_set():
                sleep(0.005)
                yield None
            yield stacked([part for part in job.parts for _ in range(part.count)], job)
        finally:
            ended.set()

    return search


def failing(error: Exception) -> Search:
    """A search that fails before its first plan."""

    def search(job: Job, seed: int) -> Iterator[Plan | None]:  # noqa: ARG001
        yield None
        raise error

    return search


def plans_with(talk: Talk, planner: Planner) -> None:
    """Somebody at a kiosk that plans like that."""
    house = talk.conversation._house
    assert house
    house.planner = planner


def opened(screen: Screen) -> str:
    """The code of the piece that the shown plan opens."""
    body = screen.app.face.scene.body
    return body.pieces[0].layout.offer.code if isinstance(body, PlanBody) else ""


async def test_a_better_plan_is_shown_without_a_scan_and_taken(kiosk: Kiosk, talk: Talk) -> None:
    large, small, gate = stocked(kiosk, "1200x800x4"), stocked(kiosk, "610x210x4"), Event()
    async with running(talk) as screen:
        plans_with(talk, Planner(screen.app._notes_changed, held_back(gate)))
        await screen.scans(NEST, LINE, YES)
        await screen.until(lambda: opened(screen) == large)
        assert screen.app.face.scene.answer.word == "PLAN"
        answered = screen.app.answered
        gate.set()
        await screen.until(lambda: opened(screen) == small)
        assert screen.app.answered == answered
        assert screen.app.face.scene.mode.word == "PLAN"
        assert await screen.scans(YES) == "YOURS"
    assert (piece(kiosk, large).held_until, len(plans(kiosk))) == ("", 1)
    assert piece(kiosk, small).held_until
    assert screen.faults == []


def test_what_was_not_shown_is_not_taken(kiosk: Kiosk, talk: Talk) -> None:
    large, small, gate = stocked(kiosk, "1200x800x4"), stocked(kiosk, "610x210x4"), Event()
    planner = Planner(search=held_back(gate))
    plans_with(talk, planner)
    talk.says(NEST, LINE, YES)
    gate.set()
    wait_for(lambda: planner.version == 2)
    assert talk.conversation.has_news()
    assert talk.says(YES).answer.word == "YOURS"
    assert (bool(piece(kiosk, large).held_until), piece(kiosk, small).held_until) == (True, "")


def test_planning_says_how_far_it_is_until_it_ends_or_is_stopped(kiosk: Kiosk, talk: Talk) -> None:
    stocked(kiosk, "1200x800x4")
    gate = Event()
    planner = Planner(search=held_back(gate))
    plans_with(talk, planner)
    talk.says(NEST, LINE, YES)
    assert any("planning" in note.text for note in talk.conversation.notes(0))
    gate.set()
    wait_for(lambda: planner.note() is None)
    assert planner.best()
    talk.says(BACK)
    assert (planner.best(), planner.version) == ((), 0)
    assert not talk.conversation.has_news()


async def test_a_scan_is_answered_while_the_first_plan_is_being_made(kiosk: Kiosk, talk: Talk) -> None:
    stocked(kiosk, "1200x800x4")
    code, gate, ended = stocked(kiosk, "610x210x4"), Event(), Event()
    async with running(talk) as screen:
        plans_with(talk, Planner(screen.app._notes_changed, held_at_first(gate, ended)))
        assert await screen.scans(NEST, LINE, YES) == "PLANNING"
        assert await screen.scans(code) == "TAKEN"
        await screen.until(ended.is_set)
        assert not gate.is_set()
    assert screen.faults == []


async def test_until_the_first_plan_is_there_the_list_is_shown_and_nothing_is_taken(
    kiosk: Kiosk, talk: Talk
) -> None:
    code, gate = stocked(kiosk, "1200x800x4"), Event()
    async with running(talk) as screen:
        planner = Planner(screen.app._notes_changed, held_at_first(gate, Event()))
        plans_with(talk, planner)
        assert await screen.scans(NEST, LINE, YES, YES) == "PLANNING"
        scene = screen.app.face.scene
        assert (scene.calm, scene.mode.word) == (True, "PLAN")
        assert "2 ×  300 × 200 × 4 mm" in screen.text
        await screen.until(lambda: "planning ░" in screen.text)
        gate.set()
        await screen.until(lambda: opened(screen) == code)
        scene = screen.app.face.scene
        assert (scene.answer.tone, scene.calm, scene.renews) == (Tone.ATTENTION, False, False)
    assert plans(kiosk) == []
    assert piece(kiosk, code).held_until == ""


class Overtaking(Planner):
    """A planner that has ended before the page that waits for it is there."""

    def begin(self, kiosk: Kiosk, lines: Sequence[Line], asked: Asked) -> None:
        """See `Planner`."""
        super().begin(kiosk, lines, asked)
        assert self._thread
        self._thread.join()


async def test_a_first_plan_that_comes_before_its_page_is_shown_all_the_same(
    kiosk: Kiosk, talk: Talk
) -> None:
    code, gate = stocked(kiosk, "1200x800x4"), Event()
    gate.set()
    async with running(talk) as screen:
        plans_with(talk, Overtaking(screen.app._notes_changed, held_at_first(gate, Event())))
        await screen.scans(NEST, LINE, YES)
        await screen.until(lambda: opened(screen) == code)
    assert screen.faults == []


@pytest.mark.parametrize("leaves", [BACK, None], ids=["back", "idle"])
def test_leaving_ends_the_search_for_a_first_plan(kiosk: Kiosk, talk: Talk, leaves: str | None) -> None:
    stocked(kiosk, "1200x800x4")
    ended = Event()
    plans_with(talk, Planner(search=held_at_first(Event(), ended)))
    talk.hears(NEST, LINE, YES)
    assert not ended.is_set()
    scene = talk.hears(leaves) if leaves else talk.conversation.idle()
    assert scene.mode.word == ("CUT LIST" if leaves else "READY")
    assert ended.wait(PATIENCE_SECONDS)
    assert talk.conversation.notes(0)[0].text == "no registry"


def test_what_keeps_the_first_plan_from_being_made_is_said_above_the_list(kiosk: Kiosk, talk: Talk) -> None:
    stocked(kiosk, "1200x800x4")
    plans_with(talk, Planner(search=failing(Busy())))
    scene = talk.says(NEST, LINE, YES)
    assert (scene.answer.tone, scene.mode.word) == (Tone.NO, "CUT LIST")
    assert "2 ×  300 × 200 × 4 mm" in shown_in(scene)
    assert talk.conversation.notes(0)[0].text == "no registry"


async def test_a_search_that_breaks_leaves_the_kiosk_as_it_was(kiosk: Kiosk, talk: Talk) -> None:
    code = stocked(kiosk, "1200x800x4")
    async with running(talk) as screen:
        plans_with(talk, Planner(screen.app._notes_changed, failing(ZeroDivisionError())))
        await screen.scans(NEST, LINE, YES)
        await screen.until(lambda: screen.app.face.scene.answer.word == "ERROR")
        assert await screen.scans(code) == "TAKEN"
    assert [type(fault) for fault in screen.faults] == [ZeroDivisionError]


def test_the_first_plan_is_the_same_each_time(kiosk: Kiosk, talk: Talk) -> None:
    def first_alone(job: Job, seed: int) -> Iterator[Plan | None]:
        yield next(plan for plan in guillotine.search(job, seed) if plan)

    for size in ("1200x800x4", "900x600x4", "610x210x4", "700x650x4"):
        stocked(kiosk, size)
    planner = Planner(search=first_alone)
    plans_with(talk, planner)
    found = []
    for _ in range(3):
        talk.says(NEST, *("5x 210x130 birch plywood 4", "4x 320x170 birch plywood 4"), YES)
        found.append(planner.best())
        talk.says(BACK, BACK)
    assert found[0]
    assert found == [found[0]] * 3
