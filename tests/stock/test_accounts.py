"""Each item is in exactly one account, whatever is known of what several spaces did."""

from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from stock.accounts import OUTSIDE, Account, Identity, Where, balances, disputes, moves
from stock.fold import fold
from stock.items import Status
from tests.stock.spaces import Spaces, Step, Told, steps
from tests.stock.test_fold import odd_events

randoms = st.randoms(use_true_random=False)


def once(told: list[Told]) -> bool:
    """Whether each item is in one account, and in no other."""
    return all(max(held.values()) == 1 == sum(map(abs, held.values())) for held in balances(told).values())


def some(told: list[Told], chance: Random) -> list[Told]:
    """What reached somebody: some of it lost, some of it twice, in any order."""
    kept = [each for each in told for _ in range(chance.choice((0, 1, 1, 1, 2)))]
    chance.shuffle(kept)
    return kept


@given(steps, randoms)
def test_the_sum_of_each_item_is_one_after_every_prefix_of_every_order_with_losses_and_doubles(
    played: list[Step], chance: Random
) -> None:
    known = some(Spaces().play(played), chance)
    for length in range(len(known) + 1):
        assert once(known[:length])


@given(steps, randoms)
def test_the_order_and_repetition_of_what_is_known_do_not_matter(played: list[Step], chance: Random) -> None:
    told = Spaces().play(played)
    again = told + [each for each in told if chance.random() < 0.5]
    chance.shuffle(again)
    assert moves(again) == moves(told)


@settings(max_examples=400)
@given(steps)
def test_a_piece_is_in_the_account_of_the_space_that_has_it_unless_two_spaces_dispute_it(
    played: list[Step],
) -> None:
    spaces = Spaces()
    told = spaces.play(played)
    disputed = {identity.item for identity in disputes(told)}
    for identity, held in balances(told).items():
        really = spaces.really[identity.item]
        here = {account.space for account, number in held.items() if number and account.where is Where.SPACE}
        assert identity.item in disputed or here == ({really} if really else set())


@given(st.lists(st.tuples(st.sampled_from(["riga", "cesis"]), odd_events), max_size=2))
def test_events_that_no_rule_made_leave_each_item_in_one_account(odd: list[tuple[str, list[Told]]]) -> None:
    assert once([(space, event) for space, events in odd for event in events])  # type: ignore[misc]


def test_each_entry_goes_on_where_the_one_before_ended() -> None:
    spaces = Spaces()
    told = spaces.play([(0, "send", 4, 0), (1, "arrive", 4, 0), (1, "take", 4, 0)])
    code = sorted(spaces.really)[4]
    entries = moves(told)[Identity("riga", code)]
    riga, cesis = (Account(Where.SPACE, space) for space in ("riga", "cesis"))
    way = Account(Where.ON_THE_WAY)
    assert [(entry.origin, entry.goal) for entry in entries] == [
        (OUTSIDE, riga),
        (riga, way),
        (way, cesis),
        (cesis, OUTSIDE),
    ]


def test_adding_up_what_each_space_believes_would_count_a_carried_piece_twice() -> None:
    spaces = Spaces()
    told = spaces.play([(0, "send", 4, 0), (1, "arrive", 4, 0), (0, "carry", 4, 0)])
    code = sorted(spaces.really)[4]
    here = Counter(
        standing.state.status
        for space in ("riga", "cesis")
        if (standing := fold(event for of, event in told if of == space).standing(code)) and standing.state
    )
    assert here[Status.HERE] == 2
    assert once(told)
    assert disputes(told) == [Identity("riga", code)]


def test_a_piece_keeps_its_identity_through_every_space_and_home_again() -> None:
    spaces = Spaces()
    there = [(0, "send", 4, 0), (1, "arrive", 4, 0), (1, "send", 4, 0), (2, "arrive", 4, 0)]
    told = spaces.play([*there, (2, "send", 4, 0), (0, "arrive", 4, 0)])
    code = sorted(spaces.really)[4]
    assert balances(told)[Identity("riga", code)] == {Account(Where.SPACE, "riga"): 1} | {
        account: 0 for account in balances(told)[Identity("riga", code)] if account.space != "riga"
    }
    assert len([identity for identity in balances(told) if identity.item == code]) == 1
    assert disputes(told) == []
