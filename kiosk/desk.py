"""The desk: every scan and command goes through here, one after the other, and gets one answer.

It knows no screen: the terminal app, its tests and the benchmarks call `answer` and show what comes back.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import assert_never

from kiosk.answers.band import SILENT, Answer
from kiosk.answers.failed import error_answer
from kiosk.answers.listed import card_answer, found_answer, printed_answer, shelf_answer
from kiosk.answers.planned import planned_answer
from kiosk.answers.recorded import done_answer
from kiosk.answers.refused import refused_answer
from kiosk.answers.remarked import remark_answer
from kiosk.dialogue import follow
from kiosk.dialogue.state import (
    Offer,
    State,
    idle,
    unit_of,
)
from kiosk.dialogue.step import step
from kiosk.dialogue.wishes import (
    Arrive,
    Asked,
    CameBack,
    ConfirmCut,
    Count,
    Cut,
    Discard,
    Find,
    Hold,
    Move,
    NoteOutline,
    Open,
    PrintLabel,
    PutBack,
    Receive,
    Remark,
    Request,
    Say,
    Show,
    ShowPlan,
    ShowShelf,
    Stick,
    Take,
    Undo,
    Weigh,
    Wish,
)
from kiosk.kiosk import Kiosk
from kiosk.named import is_held_today, seen_of
from kiosk.use_cases import (
    confirm_cut,
    count,
    cut,
    discard,
    find,
    hold,
    move,
    outline,
    plans,
    put_back,
    receive,
    show,
    take,
    transfer,
    undo,
    weigh,
)
from kiosk.use_cases.find import Hits
from kiosk.use_cases.outcome import Outcome
from kiosk.use_cases.plans import Planned
from kiosk.use_cases.show import Card
from kiosk.use_cases.spaces import space_names
from kiosk.words import material_names
from ledger.errors import LedgerError
from stock.codes import Scan, read
from stock.events import Malformed
from stock.fold import Shelf, Standing
from stock.items import Status
from stock.refusals import Reason, Refusal


@dataclass(frozen=True, slots=True)
class ShelfList:
    """What lies on a shelf."""

    shelf: Shelf
    items: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """Materials to choose from by number, the first is 1."""

    slugs: tuple[str, ...]


Shown = Card | Hits | Planned | ShelfList | Choices | None


@dataclass(frozen=True, slots=True)
class Reply:
    """One scan's answer: the band, what to show below it, the state after it, labels to print, a screen, and
    whether anything was recorded."""

    answer: Answer
    state: State
    shown: Shown = None
    labels: tuple[str, ...] = ()
    open: Open | None = None
    recorded: bool = False


_GONE = frozenset({Status.CUT, Status.DISCARDED, Status.VOID})


class Desk:
    """One conversation at one kiosk."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk = kiosk
        self.state = State()

    def answer(self, text: str, at: float) -> Reply:
        """Read a scan, decide what it means, carry it out. `at` is its arrival, in monotonic seconds.

        What the ledger cannot do is an answer too: nothing was recorded, and the sentence says what to do.
        """
        return self._replied(lambda: self._answer(read(text), at))

    def carry_out(self, asked: Asked) -> Reply:
        """Carry out what was decided elsewhere than in the dialogue, such as on a page."""
        return self._replied(lambda: self._said(self.state, asked))

    def _replied(self, answer: Callable[[], Reply]) -> Reply:
        try:
            reply = answer()
        except LedgerError as error:
            reply = Reply(error_answer(error), self.state)
        except Malformed:
            reply = Reply(remark_answer(Say(Remark.TOO_LONG)), self.state)
        self.state = reply.state
        return reply

    def idle(self) -> State:
        """Nobody is there any more."""
        self.state = idle(self.state)
        return self.state

    def _answer(self, scan: Scan, at: float) -> Reply:
        state, asked = step(self.state, scan, seen_of(self.kiosk, scan), at, material_names())
        return self._said(state, asked)

    def _said(self, state: State, asked: Asked) -> Reply:
        match asked:
            case Say():
                return Reply(remark_answer(asked), state, Choices(asked.choices) if asked.choices else None)
            case Open():
                return Reply(SILENT, state, open=asked)
            case Find(words, need):
                hits = find.find(self.kiosk, words, need, near=True)
                return Reply(found_answer(hits), replace(state, offers=_offers(hits)), hits)
            case ShowShelf(code):
                return self._shelf(state, code)
            case ShowPlan(item):
                return self._plan(state, item)
            case Show(item) | PrintLabel(item):
                return self._card(state, item, printed=isinstance(asked, PrintLabel))
            case _:
                return self._carried_out(state, asked)

    def _shelf(self, state: State, code: str) -> Reply:
        with self.kiosk.ledger.reading() as reading:
            shelf, items = reading.shelf(code), reading.on_shelf(code)
        if shelf is None:
            return Reply(refused_answer(Refusal(Reason.UNKNOWN_SHELF)), state)
        return Reply(shelf_answer(shelf, len(items)), state, ShelfList(shelf, tuple(items)))

    def _plan(self, state: State, item: str) -> Reply:
        with self.kiosk.ledger.reading() as reading:
            known = plans.planned(reading, item)
        if known is None:
            return Reply(refused_answer(Refusal(Reason.NO_PLAN)), state)
        return Reply(planned_answer(known), state, known)

    def _card(self, state: State, item: str, *, printed: bool) -> Reply:
        card = show.show(self.kiosk, item)
        if card is None and printed and (to_come := self._to_come(item)):
            return Reply(printed_answer(to_come), state, labels=(item,))
        if card is None:
            return Reply(refused_answer(Refusal(Reason.UNKNOWN_CODE)), state)
        if printed and card.standing.state and card.standing.state.status in _GONE:
            return Reply(refused_answer(Refusal(Reason.GONE)), state, card)
        after = follow.shown(state, card.standing, held=is_held_today(self.kiosk, card.standing))
        answer = printed_answer(card.standing) if printed else card_answer(card.standing)
        return Reply(answer, after, card, (card.standing.item,) if printed else ())

    def _to_come(self, code: str) -> Standing | None:
        """A remainder that is still to be cut."""
        with self.kiosk.ledger.reading() as reading:
            return plans.expected(reading, code)

    def _carried_out(self, state: State, wish: Wish) -> Reply:
        outcome = self._carry_out(wish)
        if isinstance(outcome, Refusal):
            return Reply(
                refused_answer(outcome), follow.refused(state, wish, outcome), self._refused_card(wish)
            )
        return Reply(
            done_answer(wish, outcome, lambda space: space_names(self.kiosk).name(space)),
            follow.followed(state, wish, outcome),
            self._card_of(follow.in_focus(wish, outcome)),
            outcome.label_for,
            recorded=True,
        )

    def _card_of(self, item: str) -> Card | None:
        """The card of what was recorded. It stays recorded where its card cannot be read any more."""
        try:
            return show.show(self.kiosk, item)
        except LedgerError:
            return None

    def _refused_card(self, wish: Wish) -> Card | None:
        item = getattr(wish, "item", "")
        return show.show(self.kiosk, item) if item else None

    def _carry_out(self, wish: Wish) -> Outcome:  # noqa: C901, PLR0912 (one line a wish)
        kiosk = self.kiosk
        match wish:
            case Receive(intake):
                return receive.receive(kiosk, intake)
            case Take(item, quantity, held_too, instead_of):
                return take.take(kiosk, item, quantity, held_too=held_too, instead_of=instead_of)
            case Cut(item, sizes, instead_of):
                return cut.cut(kiosk, item, sizes, instead_of=instead_of)
            case PutBack(item, quantity):
                return put_back.put_back(kiosk, item, quantity)
            case Move(item, shelf):
                return move.move(kiosk, item, shelf)
            case Count(item, counted):
                return count.count(kiosk, item, counted)
            case Hold(item, free):
                return hold.unhold(kiosk, item) if free else hold.hold(kiosk, item)
            case Discard(item):
                return discard.discard(kiosk, item)
            case Weigh(item, mass_mg):
                return weigh.weigh(kiosk, item, mass_mg)
            case NoteOutline(item, shape):
                return outline.outline(kiosk, item, shape)
            case Arrive(slip):
                return transfer.arrive(kiosk, slip)
            case CameBack(item):
                return transfer.came_back(kiosk, item)
            case Request(item, space, quantity):
                return transfer.request(kiosk, item, space, quantity)
            case Undo():
                return undo.undo(kiosk)
            case ConfirmCut(item, sizes):
                return confirm_cut.confirm_cut(kiosk, item, sizes)
            case Stick(item):
                return confirm_cut.stick(kiosk, item)
            case Show() | ShowPlan() | ShowShelf() | Find() | PrintLabel():
                raise TypeError("nothing to record")
            case _:
                assert_never(wish)


def _offers(hits: Hits) -> tuple[Offer, ...]:
    """What neighbours have of it, to be asked for by number."""
    return tuple(Offer(near.space, near.standing.item, unit_of(near.standing)) for near in hits.near)
