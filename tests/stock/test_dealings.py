"""What two spaces say they have had to do with each other is the same, whatever a third one did."""

from itertools import permutations

from hypothesis import given

from stock import transfers
from stock.dealings import Accounts, Dealings, accounts
from stock.events import Kind
from tests.stock.spaces import SPACES, Spaces, Step, Told, steps
from tests.stock.worlds import TODAY, TOMORROW


def known(space: str, told: list[Told]) -> list[Told]:
    """What a space knows: its own events, and what others told it and did not take back."""
    voided = {(of, event.body.get("voids")) for of, event in told if event.kind == Kind.VOIDED}
    letters = [
        (of, event)
        for of, event in told
        if event.body.get("to") == space and event.kind != Kind.VOIDED and (of, event.eid) not in voided
    ]
    return [each for each in told if each[0] == space] + letters


def with_(space: str, other: str, told: list[Told]) -> Dealings:
    """What one space has had to do with another."""
    found = accounts(space, known(space, told), TODAY)
    return next((each for each in found.dealings if each.space == other), Dealings(other, 0, 0))


@given(steps)
def test_what_one_space_gave_is_what_the_other_received(played: list[Step]) -> None:
    told = Spaces().play(played)
    for one, other in permutations(SPACES, 2):
        here, there = with_(one, other, told), with_(other, one, told)
        assert (here.given, here.received, here.balance) == (there.received, there.given, -there.balance)


@given(steps)
def test_it_is_the_same_in_any_order_and_however_often_it_is_told(played: list[Step]) -> None:
    told = Spaces().play(played)
    for space in SPACES:
        mine = known(space, told)
        assert accounts(space, [*mine[::-1], *mine], TODAY) == accounts(space, mine, TODAY)


def _code(spaces: Spaces) -> str:
    return sorted(spaces.really)[4]


def _under_way(found: Dealings) -> list[tuple[str, str, str]]:
    return [(way.kind, way.sender, way.to) for way in found.under_way]


def test_what_is_sent_is_under_way_for_both_until_it_arrives_or_comes_back() -> None:
    spaces = Spaces()
    told = spaces.play([(0, "send", 4, 0)])
    for one, other in (("riga", "cesis"), ("cesis", "riga")):
        assert _under_way(with_(one, other, told)) == [("sent", "riga", "cesis")]
    told = spaces.play([(1, "arrive", 4, 0)])
    for one, other, balance in (("riga", "cesis", -1), ("cesis", "riga", 1)):
        assert (_under_way(with_(one, other, told)), with_(one, other, told).balance) == ([], balance)
    told = spaces.play([(1, "send", 4, 1), (0, "arrive", 4, 0)])
    assert with_("riga", "cesis", told) == Dealings("cesis", 1, 1)


def test_an_arrival_that_was_undone_is_no_arrival() -> None:
    spaces = Spaces()
    told = spaces.play([(0, "send", 4, 0), (1, "arrive", 4, 0), (1, "undo", 4, 0)])
    for one, other in (("riga", "cesis"), ("cesis", "riga")):
        found = with_(one, other, told)
        assert (found.balance, _under_way(found)) == (0, [("sent", "riga", "cesis")])


def test_a_request_is_under_way_until_it_is_denied_or_the_hold_runs_out() -> None:
    spaces = Spaces()
    code = _code(spaces)
    seen = spaces.kiosks["riga"].stock.standing(code)
    spaces.do("cesis", transfers.request(None, code, "riga", "cesis"), code)
    asked = spaces.told[-1][1]
    assert _under_way(with_("cesis", "riga", spaces.told)) == [("hold_requested", "riga", "cesis")]
    spaces.do("riga", transfers.grant(seen, "cesis", asked.eid, TOMORROW, TODAY), code)
    for one, other in (("riga", "cesis"), ("cesis", "riga")):
        assert _under_way(with_(one, other, spaces.told)) == [("hold_granted", "riga", "cesis")]
    assert accounts("cesis", known("cesis", spaces.told), "2099-01-01") == Accounts((), ())
    spaces.do("riga", transfers.deny(code, "cesis", asked.eid), code)
    assert _under_way(with_("cesis", "riga", spaces.told)) == []


def test_two_spaces_that_claim_one_item_dispute_it() -> None:
    spaces = Spaces()
    told = spaces.play([(0, "send", 4, 0), (1, "arrive", 4, 0), (0, "carry", 4, 0)])
    found = accounts("riga", known("riga", told), TODAY)
    assert [identity.item for identity in found.disputed] == [_code(spaces)]
