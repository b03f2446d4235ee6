"""Where each item is, over the events of several spaces: double entry between a space, the way and outside.

Every event on an item moves it from the account where the one before left it to the account it names.
"Before" is by custody counter, ties by SHA-256 of the `eid`, never by time; so the accounts are a function of
the set of events, and the sum per item is 1 whatever is known, in whatever order, however often. Requests and
denials hold no state, and move nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from stock.events import Event, Malformed, Touch, touches
from stock.items import State, Status
from stock.standings import precedence

Told = tuple[str, Event]
"""A space, and an event of its log."""


class Where(StrEnum):
    """The three kinds of accounts."""

    SPACE = "space"
    ON_THE_WAY = "on the way"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Account:
    """A place an item can be in; only a space has a name."""

    where: Where
    space: str = ""


OUTSIDE, ON_THE_WAY = Account(Where.OUTSIDE), Account(Where.ON_THE_WAY)


@dataclass(frozen=True, slots=True)
class Identity:
    """An item of a consortium: the space whose code it bears, and the code."""

    home: str
    item: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one event says of where an item is."""

    space: str
    cv: int
    eid: str
    account: Account


@dataclass(frozen=True, slots=True)
class Move:
    """One event moves an item between exactly two accounts, which are the same where it stays."""

    eid: str
    origin: Account
    goal: Account


def claims(told: Iterable[Told]) -> Mapping[Identity, tuple[Claim, ...]]:
    """What is said of each item, the last word last. An event counts once in its space."""
    found: defaultdict[Identity, set[Claim]] = defaultdict(set)
    for space, event in told:
        for touch in _touches(event):
            if touch.state:
                claim = Claim(space, touch.cv, event.eid, _account(space, event, touch.state))
                found[_identity(space, touch.item, touch.state)].add(claim)
    return {identity: tuple(sorted(said, key=_place)) for identity, said in found.items()}


def moves(told: Iterable[Told]) -> Mapping[Identity, tuple[Move, ...]]:
    """The entries of each item's accounts, in their order."""
    return {identity: tuple(_moves(said)) for identity, said in claims(told).items()}


def balances(told: Iterable[Told]) -> Mapping[Identity, Counter[Account]]:
    """How often each account holds each item: once in one of them."""
    return {identity: _balance(entries) for identity, entries in moves(told).items()}


def disputes(told: Iterable[Told]) -> list[Identity]:
    """Items that two spaces claim without having known of each other: for a person to look at."""
    return sorted(
        (identity for identity, said in claims(told).items() if _is_disputed(said)),
        key=lambda identity: (identity.home, identity.item),
    )


def _touches(event: Event) -> list[Touch]:
    try:
        return list(touches(event))
    except Malformed:
        return []


def _identity(space: str, item: str, state: State) -> Identity:
    return Identity(getattr(state, "home", "") or space, item)


def _account(space: str, event: Event, state: State) -> Account:
    """An arrival that was taken back is on its way again; some of a lot that was not sent after all is in the
    lot again, and an item of its own no more."""
    match state.status:
        case Status.HERE:
            return Account(Where.SPACE, space)
        case Status.SENT:
            return ON_THE_WAY
        case Status.VOID if event.body.get("to") and not event.body.get("children"):
            return ON_THE_WAY
        case _:
            return OUTSIDE


def _place(claim: Claim) -> tuple[int, bytes, str]:
    return (*precedence(claim.cv, claim.eid), claim.space)


def _moves(said: tuple[Claim, ...]) -> Iterable[Move]:
    start = Claim("", 0, "", OUTSIDE)
    return (Move(after.eid, before.account, after.account) for before, after in pairwise((start, *said)))


def _balance(entries: Iterable[Move]) -> Counter[Account]:
    held = Counter({OUTSIDE: 1})
    for entry in entries:
        held[entry.origin] -= 1
        held[entry.goal] += 1
    return held


def _is_disputed(said: tuple[Claim, ...]) -> bool:
    return any(one.cv == other.cv and one.space != other.space for one, other in pairwise(said))
