"""The order of what meets a need: the one that reading every piece gives, and nothing more is read for it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cutting.single import Single
from cutting.terms import Keep, Mode, Part, Prices, Tool
from kiosk.use_cases.find import find
from kiosk.use_cases.fitting import ranked
from ledger.listed import Listed
from stock.fold import Standing
from stock.items import Piece, State
from stock.needs import Need
from stock.outlines import Outline
from stock.pieces import Form, Size, face_um2
from tests.kiosk.world import TODAY, open_known
from tests.ledger.opened import append_at_once, received
from tests.stock.test_outlines import ANGLE, ANGLED
from tests.stock.worlds import MM, lot, sheet

few_mm = st.sampled_from([0, 90, 200, 300, 400, 600, 1200]).map(lambda mm: mm * MM)
rectangles = st.builds(
    lambda long, short, thick: Size.of(long_um=long, short_um=short, thick_um=thick),
    few_mm,
    few_mm,
    st.sampled_from([0, 3 * MM, 4 * MM]),
)
rounds = st.builds(
    lambda across, high: Size.of(diameter_um=across, long_um=high), few_mm.filter(bool), few_mm
)
pieces = st.builds(
    lambda size, form, since: replace(sheet(), size=size, form=form, since=since),
    st.one_of(rectangles, rectangles, rounds),
    st.sampled_from(Form),
    st.sampled_from(["", TODAY, "2023-01-01", "2025-02-28", "1999-01-01", "soon"]),
)
outlined = st.sampled_from([ANGLED, replace(ANGLED, outline=Outline(ANGLE.rings_um), since="2024-01-01")])
states: st.SearchStrategy[list[State]] = st.lists(
    st.one_of(pieces, pieces, pieces, outlined, st.just(lot())), min_size=1, max_size=25
)
needs = st.builds(
    Need, st.one_of(rectangles, rounds), turns=st.booleans(), trim_um=st.sampled_from([0, 5 * MM])
)


def cost(standing: Standing, need: Need, kerf_um: int) -> int:
    """What opening a piece costs, of the piece as it is read."""
    piece, size, prices = standing.state, need.size, Prices()
    if not isinstance(piece, Piece):
        return 0
    mode = Mode.BARS if piece.form in {Form.BAR, Form.TUBE} else Mode.GUILLOTINE
    edges = (size.diameter_um or size.long_um, size.diameter_um or size.short_um)
    single = Single(Part(1, *edges, turns=need.turns), Tool(mode, kerf_um, need.trim_um), Keep())
    inside = piece.outline.rects_um if piece.outline else [(piece.size.long_um, piece.size.short_um)]
    kept_um2 = 0 if piece.size.diameter_um else max((single.kept_um2(*rect) for rect in inside), default=0)
    area_um2 = face_um2(piece.size, piece.outline)
    old_um2 = area_um2 * prices.age_pm * min(_days(piece.since), 3 * 365) // (365 * 1000)
    return area_um2 - kept_um2 * prices.gamma_pm // 1000 - old_um2


def _days(since: str) -> int:
    known = since not in {"", "soon"}
    return (date.fromisoformat(TODAY) - date.fromisoformat(since)).days if known else 0


@given(states, needs, st.sampled_from([0, 3200]))
@example([lot(), sheet()], Need(Size(), 5 * MM), 0)
@settings(max_examples=60)
def test_what_is_found_is_in_the_order_of_what_reading_it_all_says(
    stored: list[State], need: Need, kerf_um: int
) -> None:
    with TemporaryDirectory(prefix="order-") as folder:
        kiosk = open_known(Path(folder) / "kiosk.db")
        codes = {f"DRE{number:07d}": state for number, state in enumerate(stored)}
        append_at_once(kiosk.ledger, *(received(code, state) for code, state in codes.items()))
        hits = find(kiosk, "", need, kerf_um=kerf_um)
        with kiosk.ledger.reading() as reading:
            items = [reading.standing(standing.item) for standing in hits.found.items]
        kiosk.ledger.engine.dispose()
    read = [standing for standing in items if standing]
    assert list(hits.found.items) == read
    assert [cost(each, need, kerf_um) for each in read] == sorted(cost(each, need, kerf_um) for each in read)
    by_area = sorted(read, key=lambda each: (_area_um2(each), each.item))
    assert list(ranked(by_area, need, TODAY, kerf_um)) == sorted(
        by_area, key=lambda each: cost(each, need, kerf_um)
    )
    assert Listed.of(hits.found.items).faces() == Listed(read).faces()


def _area_um2(standing: Standing) -> int:
    piece = standing.state
    return face_um2(piece.size, piece.outline) if isinstance(piece, Piece) else 0


def test_a_list_is_read_item_by_item() -> None:
    standings = [Standing(letter, 1, "", sheet()) for letter in "ABCD"]
    listed = Listed.of(standings)
    assert Listed.of(listed) is listed
    assert [each.item for each in listed[1:3]] == ["B", "C"]
    assert (listed[-1].item, len(listed)) == ("D", 4)
    assert [each.item for each in listed.picked((2, 0)).and_more(standings[:1])] == ["C", "A", "A"]
