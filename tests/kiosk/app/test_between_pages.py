"""Two spaces at their screens: one asks for what the other has, which keeps it, sends it, and has it back."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kiosk.kiosk import Kiosk
from kiosk.screens.scene import Scene
from kiosk.settings import Secrets
from kiosk.use_cases.accounts import accounts
from kiosk.use_cases.join import join
from kiosk.words import search_words
from labels.kinds import TransferLabel
from ledger import letterbox, mirror
from ledger.mirror import Copied
from ledger.near import searchable
from stock.codes import Command, command_code, spaced
from stock.events import Kind, encode
from stock.items import Lot, Piece, Status
from stock.pieces import Size
from sync.mirror import state_of
from sync.wire import Item, SizeUm
from tests.kiosk.app.house import Talk, shown_in
from tests.kiosk.world import lot, open_known, piece, shelved, standing, stocked
from tests.registry.served import Served

STAFF, BACK, UNDO, YES = (
    command_code(each) for each in (Command.STAFF, Command.BACK, Command.UNDO, Command.YES)
)
HOLD, HELP = command_code(Command.HOLD), command_code(Command.HELP)
AT = "2026-11-23T10:00:00Z"


@dataclass(slots=True)
class Space:
    """One space's kiosk, and somebody in front of it."""

    name: str
    talk: Talk
    kiosk: Kiosk
    is_new: bool = True

    def staff(self, *texts: str) -> Scene:
        """The picture after these scans on the staff's menu."""
        pin = ("1234", "1234") if self.is_new else ("1234",)
        self.is_new = False
        return self.talk.says(STAFF, *pin, *texts)

    def tells(self, other: "Space") -> None:
        """A sync: the other space has everything that this one told it."""
        with self.kiosk.ledger.reading() as reading:
            events = [event for event in reading.dealt_with() if event.body.get("to") == other.name]
        posted = [(self.name, encode(event)) for event in events]
        letterbox.keep(other.kiosk.ledger, posted, "place", "told")

    def copies(self, other: "Space", *codes: str) -> None:
        """A copy of what the other space has."""
        mirror.add(self.kiosk.ledger, other.name, other.name.title())
        mirror.fill(
            self.kiosk.ledger, other.name, iter([_copied(other.kiosk, code) for code in codes]), "place", AT
        )

    def slip(self) -> str:
        """The slip that came out of the printer last."""
        (label,) = self.talk.paper.orders[-1].labels
        assert isinstance(label, TransferLabel)
        return label.slip


@pytest.fixture
def spaces(tmp_path: Path) -> Iterator[tuple[Space, Space]]:
    """A space that has things, and one that wants them."""
    both = tuple(
        _space(tmp_path / name, name, prefix) for name, prefix in (("riga", "DRE"), ("cesis", "BRG"))
    )
    yield both[0], both[1]
    for space in both:
        space.kiosk.ledger.engine.dispose()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A registry."""
    with Served(str(tmp_path / "registry.db")) as registry:
        yield registry


@pytest.fixture
def joined(served: Served, kiosk: Kiosk, tmp_path: Path) -> Talk:
    """Somebody in front of a kiosk that has joined a registry as a space."""
    known = join(kiosk, Secrets(tmp_path), served.url, served.code("riga"))
    talk = Talk(tmp_path / "kiosk.db", replace(kiosk, settings=known.settings))
    talk.opens()
    return talk


def _space(folder: Path, name: str, prefix: str) -> Space:
    folder.mkdir()
    opened = open_known(folder / "kiosk.db")
    with opened.ledger.transaction() as change:
        change.set(registry_space=name, prefix=prefix)
    kiosk = replace(opened, settings=replace(opened.settings, registry_space=name, prefix=prefix))
    talk = Talk(folder / "kiosk.db", kiosk)
    talk.opens()
    return Space(name, talk, kiosk)


def _copied(kiosk: Kiosk, code: str) -> Copied:
    seen = standing(kiosk, code)
    state = seen.state
    assert state
    is_lot = isinstance(state, Lot)
    size = state.size if isinstance(state, Piece) else Size()
    item = Item(
        code=code,
        material=state.material,
        form="" if isinstance(state, Lot) else state.form.value,
        size_um=None if is_lot else SizeUm(long=size.long_um, short=size.short_um, thick=size.thick_um),
        unit=state.unit.value if isinstance(state, Lot) else "pieces",
        quantity=seen.quantity if is_lot else 1,
        status="here",
    )
    found = state_of(item)
    assert found
    words = searchable(f"{code} {search_words(found)}")
    return Copied(code, state.material, words, size, item.to_json().decode())


def test_a_piece_is_found_asked_for_kept_sent_and_taken_in(spaces: tuple[Space, Space]) -> None:
    holder, asker = spaces
    code = stocked(holder.kiosk, "600x400x4", shelf=shelved(holder.kiosk, "B7"))
    asker.copies(holder, code)
    found = asker.talk.says("plywood 500x300")
    assert "type its number" in found.answer.sentence
    assert "1 Birch plywood" in " ".join(shown_in(found).split())
    assert asker.talk.says("1").answer.word == "ASKED"
    asker.tells(holder)
    inbox = shown_in(holder.staff("7"))
    assert "cesis asks for" in inbox
    assert "B7" in inbox
    assert holder.talk.says("1", "1").answer.word == "KEPT"
    assert piece(holder.kiosk, code).held_until
    holder.tells(asker)
    assert "kept for us" in shown_in(asker.staff("8", "1"))
    assert holder.talk.says(code).answer.word == "SEND IT?"
    assert holder.talk.says("1").answer.word == "SENT"
    assert piece(holder.kiosk, code).status == Status.SENT
    assert asker.talk.says(holder.slip()).answer.word == "ARRIVED"
    assert piece(asker.kiosk, code).home == "riga"
    assert "Birch plywood" in shown_in(holder.talk.says(BACK, STAFF, "1234", "8", "1"))
    asker.tells(holder)
    assert "1 given, 0 received, balance -1" in shown_in(holder.talk.says(BACK))
    assert [found.balance for found in accounts(asker.kiosk).dealings] == [1]


def test_what_is_asked_for_is_sent_at_once_and_its_request_is_answered(spaces: tuple[Space, Space]) -> None:
    holder, asker = spaces
    code = stocked(holder.kiosk, "600x400x4")
    asker.copies(holder, code)
    asker.talk.says("plywood", "1")
    asker.tells(holder)
    assert holder.staff("7", code, "3").answer.word == "SENT"
    assert holder.talk.says(BACK).answer.word == "STAFF"
    assert "No other space asks" in holder.talk.says("7").answer.sentence
    with holder.kiosk.ledger.reading() as reading:
        assert [event.body.get("re") for event in reading.events_of(code) if event.kind == Kind.SENT] != [
            None
        ]


def test_what_was_sent_comes_back_with_one_scan(spaces: tuple[Space, Space]) -> None:
    holder, asker = spaces
    code = stocked(holder.kiosk, "600x400x4")
    asker.copies(holder, code)
    assert holder.staff("7", code).answer.word == "WHERE TO?"
    assert holder.talk.says("cesis").answer.word == "SENT"
    assert holder.talk.says(code).answer.word == "BACK"
    assert piece(holder.kiosk, code).status == Status.HERE


def test_some_of_a_lot_is_asked_for_and_sent_and_arrives_with_a_label_of_its_own(
    spaces: tuple[Space, Space],
) -> None:
    holder, asker = spaces
    screws = stocked(holder.kiosk, "50 pcs", "screws")
    asker.copies(holder, screws)
    assert asker.talk.says("screws", "1").answer.word == "HOW MUCH?"
    assert asker.talk.says("x kg").answer.word != "ASKED"
    asker.talk.says(BACK, "screws", "1")
    assert asker.talk.says("12").answer.word == "ASKED"
    asker.tells(holder)
    assert "12 pieces" in shown_in(holder.staff("7"))
    assert "12 pieces" in holder.talk.says("1", "3").answer.sentence
    assert holder.talk.says("51").answer.word == "TOO MUCH"
    assert holder.talk.says(YES).answer.word == "SENT"
    assert standing(holder.kiosk, screws).quantity == 38
    assert asker.talk.says(holder.slip()).answer.word == "ARRIVED"
    (code,) = asker.talk.paper.codes
    assert code.startswith("DRE")
    assert (standing(asker.kiosk, code).quantity, lot(asker.kiosk, code).home) == (12, "riga")
    asker.tells(holder)
    assert [found.balance for found in accounts(holder.kiosk).dealings] == [-1]


def test_what_somebody_holds_is_sent_when_asked_twice(spaces: tuple[Space, Space]) -> None:
    holder, asker = spaces
    code = stocked(holder.kiosk, "600x400x4")
    asker.copies(holder, code)
    holder.talk.says(HOLD, code)
    assert holder.staff("7", code, "cesis").answer.word == "HELD"
    assert holder.talk.says(YES).answer.word == "SENT"


def test_what_is_kept_may_be_kept_no_more(spaces: tuple[Space, Space]) -> None:
    holder, asker = spaces
    code = stocked(holder.kiosk, "600x400x4")
    asker.copies(holder, code)
    asker.talk.says("plywood", "1")
    asker.tells(holder)
    holder.staff("7", "1", "1")
    assert holder.talk.says("1", "2").answer.word == "FREE"
    assert not piece(holder.kiosk, code).held_until
    holder.tells(asker)
    assert accounts(asker.kiosk).dealings == ()


def test_nothing_is_asked_for_by_a_number_that_is_not_in_sight(spaces: tuple[Space, Space]) -> None:
    holder, asker = spaces
    code = stocked(holder.kiosk, "600x400x4")
    asker.copies(holder, code)
    for hides in (HELP, STAFF):
        asker.talk.says("plywood", hides, BACK)
        assert asker.talk.says("1").answer.word != "ASKED"
    assert asker.talk.says("plywood", "2").answer.word == "NOT NOW"


def test_a_request_by_mistake_is_undone_with_one_key(spaces: tuple[Space, Space]) -> None:
    holder, asker = spaces
    asker.copies(holder, stocked(holder.kiosk, "600x400x4"))
    assert asker.talk.says("plywood", "1", "1").answer.word == "ASKED ALREADY"
    assert asker.talk.says(UNDO).answer.word == "UNDONE"
    assert accounts(asker.kiosk).dealings == ()


def test_a_slip_that_is_scanned_on_any_page_is_an_arrival(spaces: tuple[Space, Space]) -> None:
    holder, asker = spaces
    for page in (["7"], ["8"], ["1", "1"], ["1", "1", "oak"]):
        code = stocked(holder.kiosk, "600x400x4")
        holder.staff("7", code, "cesis")
        stocked(asker.kiosk, "600x400x4", "plastic-unknown")
        asker.staff(*page)
        assert asker.talk.says(holder.slip()).answer.word == "ARRIVED"


def test_a_page_fits_a_small_terminal(spaces: tuple[Space, Space]) -> None:
    holder, asker = spaces
    asker.copies(holder, *(stocked(holder.kiosk, "600x400x4") for _ in range(12)))
    for number in range(1, 13):
        asker.talk.says("plywood", str(number))
    asker.tells(holder)
    for keys in (["7"], ["7", "1"], ["8"], ["8", "1"]):
        scene = holder.staff(*keys)
        for line in shown_in(scene, 80, 13).splitlines():
            assert len(line) <= 80


def test_a_typed_space_that_the_registry_does_not_know_is_not_sent_to(
    joined: Talk, served: Served, kiosk: Kiosk
) -> None:
    served.code("cesis")
    code = stocked(kiosk, "600x400x4")
    refused = joined.says(STAFF, "1234", "1234", "7", code, "cesiss")
    assert refused.answer.word == "NO SPACE"
    assert "cesis, riga" in refused.answer.sentence
    assert piece(kiosk, code).status == Status.HERE
    assert joined.says("cesis").answer.word == "SENT"
    assert piece(kiosk, code).status == Status.SENT


def test_where_the_registry_is_away_staff_say_whether_it_is_sent_to_a_space_that_nobody_checked(
    joined: Talk, served: Served, kiosk: Kiosk
) -> None:
    served.kill()
    code = stocked(kiosk, "600x400x4")
    asked = joined.says(STAFF, "1234", "1234", "7", code, "cesis")
    assert "nobody checked" in asked.answer.sentence
    assert joined.says(BACK).answer.word == "WHERE TO?"
    assert piece(kiosk, code).status == Status.HERE
    assert joined.says("cesis", YES).answer.word == "SENT"


def test_no_scan_waits_for_the_registry_to_say_whether_there_is_a_space(joined: Talk, kiosk: Kiosk) -> None:
    code, other = stocked(kiosk, "600x400x4"), stocked(kiosk, "300x200x4")
    house = joined.conversation._house
    assert house
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        house.change(registry_url=f"http://127.0.0.1:{deaf.getsockname()[1]}")
        asked = joined.hears(STAFF, "1234", "1234", "7", code, "cesis")
        assert (asked.answer.word, asked.calm) == ("ASKING", True)
        assert joined.hears(YES).answer.word == "ASKING"
        assert joined.hears(other).answer.word == "TAKEN"
    assert piece(kiosk, code).status == Status.HERE


def test_another_space_is_called_by_its_name_where_that_is_known(spaces: tuple[Space, Space]) -> None:
    holder, asker = spaces
    code = stocked(holder.kiosk, "600x400x4")
    asker.copies(holder, code)
    holder.copies(asker)
    assert "Riga hears of it" in asker.talk.says("plywood", "1").answer.sentence
    asker.tells(holder)
    assert "Cesis asks for" in shown_in(holder.staff("7"))
    assert "Cesis asks for" in holder.talk.says("1").answer.sentence
    assert "Cesis, 1 under way" in shown_in(holder.talk.says(BACK, BACK, "8"))
    assert holder.talk.says("1").answer.word == "CESIS"


def test_two_spaces_of_one_name_are_told_apart_by_their_ids(spaces: tuple[Space, Space]) -> None:
    holder, asker = spaces
    for space in ("cesis", "cesis-two"):
        mirror.add(holder.kiosk.ledger, space, "Cesis")
    asker.copies(holder, stocked(holder.kiosk, "600x400x4"))
    asker.talk.says("plywood", "1")
    asker.tells(holder)
    assert "Cesis (cesis) asks for" in shown_in(holder.staff("7"))


def test_what_is_undone_is_shown_with_its_code_as_everywhere(spaces: tuple[Space, Space]) -> None:
    holder, asker = spaces
    code = stocked(holder.kiosk, "600x400x4")
    asker.copies(holder, code)
    asker.talk.says("plywood", "1")
    assert spaced(code) in asker.talk.says(UNDO).answer.sentence
