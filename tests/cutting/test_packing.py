"""PackingSolver beside a search: what it makes better is used, and nothing that it does wrong is felt."""

import os
import sys
import time
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from cutting.boards import guillotine
from cutting.boards.given import Given, given
from cutting.boards.guillotine import Guillotine
from cutting.boards.lying import Free
from cutting.boards.plans import plan_of
from cutting.boards.shelf import Shelf
from cutting.boards.way import Board, Way
from cutting.checker import faults
from cutting.packing import found
from cutting.packing.beside import Beside
from cutting.packing.contents import lying, sawn
from cutting.packing.engine import WORKER, Answer, Engine
from cutting.packing.search import search_with
from cutting.planning import progress
from cutting.terms import Job, Mode, Offer, Part, Tool, cost
from tests.cutting import outlined
from tests.cutting.outlined import L_SHAPE, offer

HERE = Path(__file__).parent
MM = 1000
STAND_IN = ["env", f"PYTHONPATH={HERE / 'stand_in'}", sys.executable, "-P", str(WORKER)]
REAL = found.command()
SOLVERS = {"a stand-in": STAND_IN} | ({"PackingSolver": REAL} if REAL else {})
"""The real one beside the stand-in where it is installed, or named by the environment."""
BINS = {"bins": [[700, 100, 70_000.0, 1]], "items": [[300, 100, 0, 2], [100, 50, 0, 1]], "seconds": 1.0}
SAWN = BINS | {"way": "guillotine", "objective": "Feasibility", "stages": 3, "first": "Vertical"}
LAID = BINS | {"way": "free", "objective": "Feasibility"}


def board(parts: tuple[Part, ...], mode: Mode) -> Job:
    offers = tuple(Offer(f"A{at}", (300 + 61 * at) * MM, (200 + 29 * at) * MM) for at in range(8))
    return Job(parts, offers, Tool(mode, 3 * MM))


PARTS = tuple(Part(at, (60 + 37 * at) * MM, (50 + 23 * at) * MM, 2) for at in range(1, 6))


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def bad(way: str) -> list[str]:
    return [sys.executable, str(HERE / "bad_worker.py"), way]


def answered(asked: Engine) -> list[Answer]:
    """All answers to a question, waited for."""
    answers = []
    while asked.is_busy():
        answers += asked.answers()
        time.sleep(0.002)
    return answers


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_question_is_answered_with_all_parts_in_their_places(solver: str, clock: Clock) -> None:
    asked = Engine(SOLVERS[solver], clock)
    for question, size in ((SAWN, 6), (LAID, 4)):
        asked.ask(question)
        (at, count, places) = answered(asked)[-1]["bins"][0]
        assert (at, count) == (0, 1)
        items = [place[5] if size == 6 else place[0] for place in places]
        assert sorted(item for item in items if item >= 0) == [0, 0, 1]
        assert {len(place) for place in places} == {size}
    asked.close()


@pytest.mark.parametrize("solver", SOLVERS)
def test_parts_within_an_outline_are_answered_by_their_near_corners(solver: str, clock: Clock) -> None:
    asked = Engine(SOLVERS[solver], clock)
    window = [[(0, 0), (700, 0), (700, 100), (0, 100)], [(20, 20), (30, 20), (30, 90), (20, 90)]]
    rings = {"rings": [window[:1]], "between": 3, "spacing": 3, "trim": 5}
    items = {"items": [[303, 93, 0, 1], [53, 103, 1, 1]], "way": "irregular", "objective": "Feasibility"}
    asked.ask(BINS | items | rings)
    (at, count, places) = answered(asked)[-1]["bins"][0]
    assert (at, count, sorted(place[0] for place in places)) == (0, 1, [0, 1])
    sides = {(0, 0): (300, 90), (1, 0): (50, 100), (1, 1): (100, 50)}
    for item, x, y, turned in places:
        dx, dy = sides[item, turned]
        assert (x >= 5, y >= 5, x + dx <= 695, y + dy <= 95) == (True,) * 4
    asked.ask(BINS | items | rings | {"rings": [window]})
    assert all(len(place) == 4 for answer in answered(asked) for place in answer["bins"][0][2])
    asked.close()


@pytest.mark.parametrize("solver", SOLVERS)
def test_parts_of_two_boards_come_into_one_outline(solver: str, clock: Clock) -> None:
    job = Job(
        (Part(1, 240 * MM, 390 * MM, turns=False), Part(2, 340 * MM, 190 * MM, turns=False)),
        (offer(L_SHAPE), Offer("B", 900 * MM, 700 * MM), Offer("C", 900 * MM, 701 * MM)),
        Tool(Mode.FREE, 3 * MM),
    )
    counted = given(job)
    beside, way = beside_of(counted, Mode.FREE, Engine(SOLVERS[solver], clock))
    shelf = Shelf[Any]({}, [], [0] * len(counted.grounds))
    for at, kind in enumerate(counted.wanted):
        shelf.open(Board(1 + at, way.begun(counted.grounds[1 + at], *counted.ways[kind][0], kind), [], 0))
    after = plan_of(counted, way, improved(beside, shelf, 0))
    assert [layout.offer.code for layout in after.layouts] == ["A"]
    assert faults(after, job) == ()


@pytest.mark.parametrize("way", ["nothing", "nonsense", "shapes", "stacked", "die", *SOLVERS])
def test_with_outlines_the_search_goes_on_whatever_the_worker_says(way: str) -> None:
    for seed in range(3):
        job = outlined.job(seed)
        steps = search_with(SOLVERS.get(way) or bad(way))(job, 1)
        plans = [plan for plan in islice(steps, 60) if plan]
        assert [faults(plan, job) for plan in plans] == [()] * len(plans)
        steps.close()  # type: ignore[attr-defined]


def test_what_the_solver_cannot_do_is_no_answer_and_no_failure(clock: Clock) -> None:
    asked = Engine(STAND_IN, clock)
    for _ in range(5):
        asked.ask(SAWN | {"bins": [[10, 10, 1.0, 1]]})
        assert answered(asked) == []
    asked.ask(SAWN)
    assert answered(asked)
    asked.close()


def test_a_worker_that_overruns_its_time_is_killed_and_another_is_asked(clock: Clock) -> None:
    asked = Engine(bad("hang"), clock)
    asked.ask(SAWN)
    first = asked.pid
    assert first
    clock.now = 5.5
    assert asked.answers() == []
    assert not asked.is_free()
    clock.now = 60
    assert asked.answers() == []
    assert asked.is_free()
    assert not is_alive(first)
    asked.ask(SAWN)
    assert asked.pid not in (None, first)
    asked.close()


@pytest.mark.parametrize("way", ["die", "babble", "bytes", "list", "flood"])
def test_a_worker_that_is_broken_is_given_up_after_three_times(way: str, clock: Clock) -> None:
    asked, pids = Engine(bad(way), clock), []
    while asked.is_free():
        asked.ask(SAWN)
        pids.append(asked.pid)
        while asked.is_busy():
            assert asked.answers() == []
    assert len(pids) == 3
    assert not any(is_alive(pid) for pid in pids if pid)


def test_a_python_without_it_is_given_up_after_three_times(clock: Clock) -> None:
    asked = Engine(["env", "PYTHONPATH=", sys.executable, "-I", "-S", str(WORKER)], clock)
    for _ in range(3):
        assert asked.is_free()
        asked.ask(SAWN)
        assert answered(asked) == []
    assert not asked.is_free()


def test_a_python_that_is_not_there_is_no_error(clock: Clock) -> None:
    asked = Engine(["/nowhere/python"], clock)
    for _ in range(3):
        asked.ask(SAWN)
    assert not asked.is_free()
    assert asked.answers() == []


@pytest.mark.parametrize("way", ["nothing", "nonsense", "shapes", "stacked", "die", "hang"])
@pytest.mark.parametrize("mode", [Mode.GUILLOTINE, Mode.FREE])
def test_the_search_goes_on_whatever_the_worker_says(way: str, mode: Mode) -> None:
    job = board(PARTS, mode)
    plans = [plan for plan in islice(search_with(bad(way))(job, 1), 300) if plan]
    assert plans
    assert [faults(plan, job) for plan in plans] == [()] * len(plans)


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("mode", [Mode.GUILLOTINE, Mode.FREE])
def test_a_shelf_with_a_board_for_each_part_becomes_better(solver: str, mode: Mode, clock: Clock) -> None:
    """Three parts that one small board holds in a row, each on a large one of its own."""
    parts = (Part(1, 120 * MM, 100 * MM, 2, turns=False), Part(2, 50 * MM, 60 * MM, turns=False))
    counted = given(board(parts, mode))
    beside, way = beside_of(counted, mode, Engine(SOLVERS[solver], clock))
    shelf = Shelf[Any]({}, [], [0] * len(counted.grounds))
    for at, kind in enumerate(counted.wanted):
        content = way.begun(counted.grounds[-1 - at], *counted.ways[kind][0], kind)
        shelf.open(Board(len(counted.grounds) - 1 - at, content, [], 0))
    before = cost(plan_of(counted, way, shelf), counted.job)
    after = plan_of(counted, way, improved(beside, shelf))
    assert cost(after, counted.job) < before
    assert faults(after, counted.job) == ()


def beside_of(counted: Given, mode: Mode, asked: Engine) -> tuple[Beside[Any], Way[Any]]:
    if mode is Mode.FREE:
        way = Free(counted)
        return Beside(counted, way, partial(lying, ways=counted.ways, way=way), asked, 0), way
    return Beside(
        counted, Guillotine(counted), lambda places, kinds, _: sawn(places, kinds), asked, 0
    ), Guillotine(counted)


def improved(beside: Beside[Any], shelf: Shelf[Any], ground: int | None = None) -> Shelf[Any]:
    """The first better shelf, all on one ground where it is said, waited for."""
    with closing(beside):
        while True:
            better = beside.better(shelf)
            if better and (ground is None or {board.ground for board in better.boards.values()} == {ground}):
                return better
            time.sleep(0.001)


def test_the_first_plan_is_the_same_with_it_and_without() -> None:
    job = board(PARTS, Mode.GUILLOTINE)
    alone, beside = guillotine.search(job, 3), search_with(STAND_IN)(job, 3)
    assert next(filter(None, alone)) == next(filter(None, beside))


def test_whoever_stops_asking_ends_the_worker() -> None:
    plans = search_with(bad("hang"))(board(PARTS, Mode.GUILLOTINE), 1)
    before = children()
    list(islice(plans, 100))
    assert len(children() - before) == 1
    plans.close()  # type: ignore[attr-defined]
    assert not children() - before


def children() -> set[str]:
    """The processes that this one has started (proc(5))."""
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split())


def test_the_named_python_is_the_one_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(found.SETTING, "/opt/python/bin/python3.13")
    assert found.command() == ["/opt/python/bin/python3.13", "-P", str(WORKER)]


def test_planning_asks_it_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(found.SETTING, sys.executable)
    monkeypatch.setenv("PYTHONPATH", str(HERE / "stand_in"))
    before, job = children(), board(PARTS, Mode.GUILLOTINE)
    steps = progress(job)
    assert [step for step in islice(steps, 100) if step.best]
    assert len(children() - before) == 1
    steps.close()
    assert not children() - before
