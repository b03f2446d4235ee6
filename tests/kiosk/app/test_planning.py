"""Better plans come in the background: they are shown without a scan, and what is shown is what is taken."""

from collections.abc import Iterator
from dataclasses import replace
from threading import Event
from time import sleep

from cutting.terms import Job, Plan, Search
from kiosk.kiosk import Kiosk
from kiosk.planner import Planner
from kiosk.screens.plan_view import PlanBody
from kiosk.use_cases.plans import plans
from stock.codes import Command, command_code
from tests.cutting.stacked import stacked
from tests.kiosk.app.house import Talk
from tests.kiosk.app.screen import Screen, running
from tests.kiosk.app.test_background import wait_for
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
        assert await screen.scans(NEST, LINE, YES) == "PLAN"
        assert opened(screen) == large
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
    wait_for(lambda: planner.version == 1)
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
