"""What neighbours have, in copies of their stock: filled, followed, found at the screen, never in the way."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.kiosk import Kiosk
from kiosk.screens.lists import HitsBody
from kiosk.settings import Secrets
from kiosk.use_cases.find import Hits, find
from kiosk.use_cases.mirror import copies, refresh_stale
from kiosk.words import search_words
from ledger import mirror
from ledger.mirror import Copied, TooManyItems
from ledger.near import searchable
from stock.needs import Need
from stock.pieces import Size
from sync.mirror import state_of
from sync.wire import Item, SizeUm
from tests.kiosk.app.house import Talk, shown_in
from tests.kiosk.world import Maker, stocked

AT = "2026-11-23T10:00:00Z"


def copied(
    number: int, long_mm: int = 600, title: str = "", rects_um: tuple[tuple[int, int], ...] | None = None
) -> Copied:
    """A sheet of a neighbour."""
    size = SizeUm(long=long_mm * 1000, short=400_000, thick=4_000)
    item = Item(
        code=f"BRG{number:07d}",
        material="plywood-birch",
        title=title or None,
        form="sheet",
        size_um=size,
        rects_um=rects_um,
        unit="pieces",
        quantity=1,
        status="here",
    )
    state = state_of(item)
    assert state
    words = searchable(f"{item.code} {search_words(state)}")
    um = Size(size.long, size.short, size.thick)
    return Copied(item.code, item.material, words, um, item.to_json().decode())


@pytest.fixture
def near(kiosk: Kiosk) -> Kiosk:
    """A kiosk that keeps a copy of a neighbour with three sheets."""
    mirror.add(kiosk.ledger, "cesis", "Cesis")
    mirror.fill(kiosk.ledger, "cesis", iter([copied(1), copied(2, 900), copied(3, 100)]), "place", AT)
    return kiosk


def codes(hits: Hits) -> list[str]:
    """What neighbours have, as it was found."""
    return [item.standing.item for item in hits.near]


def test_a_copy_is_found_by_size_material_and_words_and_only_where_it_is_asked_for(near: Kiosk) -> None:
    small, large = "BRG0000001", "BRG0000002"
    need = Need(Size.of(long_um=500_000, short_um=300_000))
    assert codes(find(near, "plywood", need, near=True)) == [small, large]
    assert codes(find(near, "saplaksnis", near=True)) == ["BRG0000003", small, large]
    assert codes(find(near, material="plywood-birch", near=True)) == ["BRG0000003", small, large]
    assert codes(find(near, "100% oak", near=True)) == []
    assert find(near, "plywood").near == ()


def test_a_piece_of_a_neighbour_with_an_outline_is_what_is_certainly_inside(kiosk: Kiosk) -> None:
    mirror.add(kiosk.ledger, "cesis", "Cesis")
    angled = copied(1, rects_um=((600_000, 200_000), (400_000, 300_000)))
    mirror.fill(kiosk.ledger, "cesis", iter([angled, copied(2, rects_um=()), copied(3)]), "place", AT)
    for size, found in {(500, 190): [1, 3], (290, 390): [1, 3], (500, 300): [3]}.items():
        need = Need(Size(size[0] * 1000, size[1] * 1000, 4000))
        assert codes(find(kiosk, "", need, near=True)) == [f"BRG{number:07d}" for number in found]
    along = Need(Size(300_000, 100_000, 3000), 5000, turns=False)
    assert codes(find(kiosk, "", along, near=True)) == ["BRG0000003"]


def test_a_copy_that_is_filled_anew_shows_the_old_one_until_it_is_whole(near: Kiosk) -> None:
    def torn() -> Iterator[Copied]:
        yield from (copied(number) for number in range(10, 10 + mirror.BATCH))
        assert len(codes(find(near, "plywood", near=True))) == 3
        raise EOFError

    with pytest.raises(EOFError):
        mirror.fill(near.ledger, "cesis", torn(), "other", AT)
    assert len(codes(find(near, "plywood", near=True))) == 3
    assert copies(near)[0].since == "place"
    mirror.fill(near.ledger, "cesis", iter([copied(7)]), "other", AT)
    assert codes(find(near, "plywood", near=True)) == ["BRG0000007"]
    assert [(copy.since, copy.items) for copy in copies(near)] == [("other", 1)]


def test_what_changed_is_taken_in_and_what_is_gone_leaves(near: Kiosk) -> None:
    mirror.follow(near.ledger, "cesis", [copied(4), copied(1, 800)], ["BRG0000002", "BRG9999999"], ("p2", AT))
    assert codes(find(near, "plywood", near=True)) == ["BRG0000003", "BRG0000004", "BRG0000001"]
    assert copies(near)[0].since == "p2"


def test_more_than_a_kiosk_holds_is_not_taken_in(near: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mirror, "MOST_ITEMS", 3)
    with pytest.raises(TooManyItems):
        mirror.follow(near.ledger, "cesis", [copied(9)], ["BRG9999999"], ("p2", AT))
    mirror.fill(near.ledger, "cesis", iter([copied(5), copied(6), copied(7)]), "p3", AT)
    assert copies(near)[0].items == 3


def test_a_copy_of_a_space_that_is_dropped_meanwhile_is_not_kept(near: Kiosk) -> None:
    assert mirror.drop(near.ledger, "cesis")
    mirror.follow(near.ledger, "cesis", [copied(4)], [], ("p2", AT))
    mirror.fill(near.ledger, "cesis", iter([copied(4)]), "p2", AT)
    assert copies(near) == []
    assert codes(find(near, "plywood", near=True)) == []


def test_at_the_screen_neighbours_come_after_the_own_pieces(near: Kiosk, maker: Maker, talk: Talk) -> None:
    own = stocked(near, "650x450x4")
    reply = maker.scans("plywood 500x300")
    assert reply.answer.sentence.endswith("Other spaces have 2 more.  To ask for one, type its number.")
    scene = talk.says("plywood 500x300")
    assert isinstance(scene.body, HitsBody)
    assert scene.body.rows == 3
    lines = shown_in(scene).splitlines()
    first = next(number for number, line in enumerate(lines) if own[3:9] in line and "650" in line)
    assert "Cesis" in lines[first + 1]
    assert scene.body.lines(80, 13, 2)
    assert maker.scans("plywood 880x390").answer.word == "ELSEWHERE"


def test_a_stale_copy_of_a_kiosk_that_left_its_registry_blocks_nothing(near: Kiosk, tmp_path: Path) -> None:
    refresh_stale(near, Secrets(tmp_path))
    secrets = Secrets(tmp_path)
    secrets.set("token", "x" * 40)
    gone = replace(near.settings, registry_url="http://127.0.0.1:9", registry_space="riga")
    refresh_stale(replace(near, settings=gone), secrets)
    assert len(codes(find(near, "plywood", near=True))) == 3
    assert stocked(near, "600x400x4")
