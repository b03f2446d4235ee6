"""The word index of copies of neighbours' stock: in step with their rows, and searched as the own one."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine, text

from ledger import mirror
from ledger.engine import open_engine, reading, writing
from ledger.ledger import Ledger, Source
from ledger.migration import LEDGER, migrate
from ledger.mirror import Copied
from ledger.near import FEW, find_near
from ledger.opening import open_file, open_space, prepare
from ledger.search import Wanted
from ledger.words import Words
from stock.needs import Need
from stock.sizes import Size
from tests.ledger.opened import new_space, tamper

MM = 1000
WORDS = ("birch", "plywood", "red", "reddish", "oak", "old", "ozols", "m4")
SPACES = ("riga", "cesis")
AT = "2026-11-26T10:00:00Z"


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Ledger]:
    """A kiosk that copies two neighbours."""
    ledger = _opened(tmp_path)
    for space in SPACES:
        mirror.add(ledger, space, space.title())
    yield ledger
    ledger.engine.dispose()


@pytest.fixture
def either(own: Engine) -> Ledger:
    """The same on each engine."""
    ledger = new_space(own)
    for space in SPACES:
        mirror.add(ledger, space, space.title())
    return ledger


def _opened(folder: Path) -> Ledger:
    return open_file(folder / "kiosk.db", Source(lambda: AT, lambda: "0" * 32), Words())


def _item(code: str, words: str, long_mm: int = 600, material: str = "oak") -> Copied:
    return Copied(
        code, material, f"{code.lower()} {words}", Size(long_mm * MM, 400 * MM, 4 * MM), f'"{code}"'
    )


def _some(random: Random) -> list[Copied]:
    """Some items, of which one may come twice, as when it changed meanwhile."""
    codes = random.choices([f"DRE{number:03d}" for number in range(30)], k=random.randrange(10))
    return [_item(code, " ".join(random.sample(WORDS, random.randrange(4)))) for code in codes]


def _cut_short(items: list[Copied]) -> Iterator[Copied]:
    yield from items
    raise OSError("the connection broke")


def _change(ledger: Ledger, random: Random) -> None:
    """Anything that happens to a copy."""
    space = random.choice(SPACES)
    match random.randrange(6):
        case 0:
            mirror.fill(ledger, space, iter(_some(random)), "1", AT)
        case 1:
            with pytest.raises(OSError, match="broke"):
                mirror.fill(ledger, space, _cut_short(_some(random)), "1", AT)
        case 2:
            mirror.drop(ledger, space)
            mirror.add(ledger, space, space.title())
        case _:
            gone = [item.code for item in _some(random)]
            mirror.follow(ledger, space, _some(random), gone, ("2", AT))


def _indexed(ledger: Ledger) -> set[tuple[str, int]]:
    with writing(ledger.engine) as connection:
        connection.execute(text("CREATE VIRTUAL TABLE temp.told USING fts5vocab('main', 'near', 'instance')"))
        found = {tuple(row) for row in connection.execute(text("SELECT term, doc FROM told")).all()}
        connection.execute(text("DROP TABLE temp.told"))
    return found


def _rows(ledger: Ledger) -> set[tuple[str, int]]:
    with reading(ledger.engine) as connection:
        rows = connection.execute(text("SELECT words, number FROM mirrored")).all()
    assert len({number for _, number in rows}) == len(rows)
    return {(word, number) for words, number in rows for word in re.findall(r"\w+", words)}


def test_spaces_are_named_whether_or_not_they_were_copied_yet(either: Ledger) -> None:
    mirror.fill(either, "riga", iter([_item("DRE001", "oak")]), "1", AT)
    assert mirror.names(either) == {"cesis": "Cesis", "riga": "Riga"}
    mirror.drop(either, "riga")
    assert mirror.names(either) == {"cesis": "Cesis"}


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_to_copies_their_words_are_those_of_their_rows(seed: int, kiosk: Ledger) -> None:
    random = Random(seed)  # noqa: S311
    for _ in range(10):
        _change(kiosk, random)
        assert _indexed(kiosk) == _rows(kiosk)


def test_an_index_that_is_missing_is_made_from_the_rows(kiosk: Ledger, tmp_path: Path) -> None:
    mirror.fill(kiosk, "riga", iter([_item("DRE001", "red oak")]), "1", AT)
    with writing(kiosk.engine) as connection:
        connection.execute(text("DROP TABLE near"))
    again = _opened(tmp_path)
    assert _codes(again, Wanted("oak")) == ["DRE001"]
    assert _indexed(again) == _rows(again)
    again.engine.dispose()


def test_words_begin_those_of_an_item_and_the_smallest_come_first(either: Ledger) -> None:
    items = [_item("DRE001", "reddish oak", 900), _item("DRE002", "red oak", 300), _item("DRE003", "birch")]
    mirror.fill(either, "riga", iter(items), "1", AT)
    mirror.fill(either, "cesis", iter([_item("CES001", "red pine", 600)]), "1", AT)
    assert _codes(either, Wanted("red")) == ["DRE002", "CES001", "DRE001"]
    assert _codes(either, Wanted("Ré oak")) == ["DRE002", "DRE001"]
    assert _codes(either, Wanted("red", materials={"pine"})) == []
    assert _codes(either, Wanted("red", need=Need(Size(500 * MM, 100 * MM)))) == ["CES001", "DRE001"]
    mirror.drop(either, "riga")
    assert _codes(either, Wanted("red")) == ["CES001"]


def test_of_many_matches_as_many_are_shown_as_fit_and_with_a_size_the_smallest_that_do(
    either: Ledger,
) -> None:
    items = [_item(f"DRE{n:04d}", "red oak" if n % 2 else "red ash", 100 + n) for n in range(2 * FEW + 10)]
    mirror.fill(either, "riga", iter(items), "1", AT)
    assert len(_codes(either, Wanted("red"))) == len(set(_codes(either, Wanted("red")))) == 50
    need = Need(Size(500 * MM, 100 * MM))
    assert _codes(either, Wanted("red oak", need=need))[:3] == ["DRE0401", "DRE0403", "DRE0405"]
    assert _codes(either, Wanted("red", {"oak"}, need))[:2] == ["DRE0400", "DRE0401"]


def test_copies_of_an_older_version_stay_and_are_found(url: str) -> None:
    engine = open_engine(url)
    migrate(engine, "", replace(LEDGER, head="0004"))
    tamper(engine, "INSERT INTO neighbour VALUES ('own', 'riga', 'Riga', 7, '1', '2026-11-26')")
    for code, words, fill in (("DRE001", "red oak", 7), ("DRE002", "birch", 7), ("DRE003", "oak", 6)):
        values = ("own", "riga", fill, code, "oak", words, 24 * 10**10, *(600 * MM, 400 * MM, 4 * MM, 0, 0))
        marks = ", ".join("?" * (len(values) + 1))
        tamper(engine, f"INSERT INTO mirrored VALUES ({marks})", *values, f'"{code}"')  # noqa: S608
    prepare(engine)
    kiosk = open_space(engine, "own", Source(lambda: AT, lambda: "0" * 32), Words())
    assert _codes(kiosk, Wanted("oak")) == ["DRE001"]
    mirror.follow(kiosk, "riga", [_item("DRE002", "oak", 300)], ["DRE001"], ("2", AT))
    assert _codes(kiosk, Wanted("oak")) == ["DRE002"]
    assert _codes(kiosk, Wanted("birch")) == []
    engine.dispose()


def _codes(ledger: Ledger, wanted: Wanted) -> list[str]:
    with reading(ledger.engine) as connection:
        return [near.body.strip('"') for near in find_near(connection, ledger.space, wanted)]
