"""What waits is given out while nothing is pushed; where pushes never end, now and then all the same."""

import time
from threading import Thread

from registry.waiting import Waiting

LONG_S = 30.0


def test_spaces_are_given_out_in_the_order_in_which_they_began_to_wait_and_once() -> None:
    waiting = Waiting()
    for space in ("riga", "tartu", "riga"):
        waiting.push(space)
    assert [waiting.next(0, LONG_S, 0.01) for _ in range(3)] == ["riga", "tartu", ""]


def test_nothing_is_given_out_before_it_was_quiet() -> None:
    waiting, begun = Waiting(), time.monotonic()
    waiting.push("riga")
    assert waiting.next(0.1, LONG_S, LONG_S) == "riga"
    assert time.monotonic() - begun >= 0.1


def test_where_pushes_never_end_patience_does() -> None:
    waiting, pushing = Waiting(), True

    def push() -> None:
        while pushing:
            waiting.push("riga")
            time.sleep(0.001)

    waiting.push("riga")
    thread = Thread(target=push)
    thread.start()
    assert waiting.next(LONG_S, 0.05, LONG_S) == "riga"
    pushing = False
    thread.join()


def test_whoever_waits_is_woken() -> None:
    waiting = Waiting()
    Thread(target=waiting.wake).start()
    assert waiting.next(LONG_S, LONG_S, LONG_S) == ""
