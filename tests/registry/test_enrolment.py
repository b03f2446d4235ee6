"""Joining: a code lets one kiosk in, once, for a while."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlalchemy import text

from ledger.accounts import NotEnrolled
from ledger.engine import writing
from ledger.errors import NoPrefixLeft
from registry.spaces import REAL, Spaces, Surroundings
from registry.use_cases.admit import Admission, Visitor, admit
from registry.use_cases.enrol import enrol
from registry.use_cases.issue_code import VALID, issue_code
from registry.use_cases.rename import rename
from registry.use_cases.withdraw_codes import unused_codes, withdraw_codes
from stock.codes import ALPHABET, PREFIXES, is_prefix
from sync.errors import Refused
from sync.push import join
from sync.wire import EnrolAnswer, EnrolRequest, ProblemKind
from tests.registry.served import Served
from tests.registry.wires import problem


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The time it was set to."""
        return self.time


@pytest.fixture
def clock() -> Clock:
    """The registry's clock."""
    return Clock()


@pytest.fixture
def spaces(database: str, clock: Clock) -> Iterator[Spaces]:
    """A registry without its process."""
    opened = Spaces(database, Surroundings(clock, REAL.draw, REAL.new_id, REAL.new_secret))
    yield opened
    opened.close()


def test_a_kiosk_that_joins_learns_its_space_and_how_its_codes_begin(served: Served) -> None:
    joined = join(served.url, served.code("riga", "Rīgas darbnīca"))
    assert (joined.space, joined.space_name) == ("riga", "Rīgas darbnīca")
    assert is_prefix(joined.prefix)
    assert joined.first in ALPHABET


def test_a_code_is_read_in_lower_case_and_without_its_hyphens(served: Served) -> None:
    code = served.code("lower-case")
    assert join(served.url, f" {code.lower().replace('-', ' ')} ").space == "lower-case"


def test_a_code_enrols_once(served: Served) -> None:
    code = served.code("once")
    join(served.url, code)
    with pytest.raises(Refused) as refused:
        join(served.url, code)
    assert (refused.value.kind, refused.value.problem.reason) == (ProblemKind.CODE, "used")


def test_codes_are_taken_back_that_nobody_used_and_a_kiosk_that_is_in_stays(
    spaces: Spaces, clock: Clock
) -> None:
    old = issue_code(spaces, "riga").code
    clock.time += VALID
    used, unused = (issue_code(spaces, "riga").code for _ in range(2))
    assert isinstance(enrol(spaces, EnrolRequest(code=used)), EnrolAnswer)
    assert len(unused_codes(spaces, "riga") or ()) == 1
    assert (withdraw_codes(spaces, "riga"), unused_codes(spaces, "riga")) == (1, [])
    assert unused_codes(spaces, "cesis") is None
    whys = [enrol(spaces, EnrolRequest(code=code)) for code in (old, used, unused)]
    assert whys == [NotEnrolled.EXPIRED, NotEnrolled.USED, NotEnrolled.UNKNOWN]


def test_a_kiosk_that_joins_learns_the_new_name_of_its_space(spaces: Spaces) -> None:
    code = issue_code(spaces, "riga", "Riga").code
    renamed = rename(spaces, "riga", "Rīga")
    answer = enrol(spaces, EnrolRequest(code=code))
    assert renamed
    assert isinstance(answer, EnrolAnswer)
    assert (answer.name, answer.prefix) == ("Rīga", renamed.prefix)
    assert rename(spaces, "cesis", "Cēsis") is None


def test_an_unknown_code_enrols_nobody(served: Served) -> None:
    refused = httpx.post(f"{served.url}/v1/enrol", json={"code": "2222-2222-2222-2222"})
    assert problem(refused) == (403, "/problems/code")
    assert refused.json()["reason"] == "unknown"


def test_a_code_expires(spaces: Spaces, clock: Clock) -> None:
    late, later = issue_code(spaces, "riga").code, issue_code(spaces, "riga").code
    clock.time += timedelta(hours=71, minutes=59)
    assert isinstance(enrol(spaces, EnrolRequest(code=late)), EnrolAnswer)
    clock.time += timedelta(minutes=1)
    assert enrol(spaces, EnrolRequest(code=later)) is NotEnrolled.EXPIRED


def test_the_code_of_another_space_than_the_kiosks_is_refused_and_not_spent(spaces: Spaces) -> None:
    code = issue_code(spaces, "riga").code
    refused = enrol(spaces, EnrolRequest(code=code, space="cesis"))
    assert refused is NotEnrolled.OTHER_SPACE
    answer = enrol(spaces, EnrolRequest(code=code, space="riga"))
    assert isinstance(answer, EnrolAnswer)
    assert answer.space == "riga"


def test_kiosks_of_a_space_share_its_prefix_and_never_a_first_character(spaces: Spaces) -> None:
    answers = [_enrol(spaces, "riga") for _ in ALPHABET]
    assert len({answer.prefix for answer in answers}) == 1
    assert {answer.first for answer in answers} == set(ALPHABET)
    code = issue_code(spaces, "riga").code
    assert enrol(spaces, EnrolRequest(code=code)) is NotEnrolled.FULL


def test_spaces_never_share_a_prefix(spaces: Spaces) -> None:
    draws = iter([0, 0, 0] * 2 + [0, 0, 1])
    now = spaces.surroundings.now()
    first = spaces.accounts.found("one", "", "", now, lambda _: next(draws))
    second = spaces.accounts.found("two", "", "", now, lambda _: next(draws))
    assert (first.prefix, second.prefix) == ("B00", "B01")
    assert spaces.accounts.found("one", "other", "", now, lambda _: next(draws)) == first


def test_where_every_prefix_is_given_out_no_further_space_is_founded(spaces: Spaces) -> None:
    spaces.accounts.found("last", "", "", "", lambda _: 0)
    others = ({"space": f"s{number}", "prefix": f"{number:05d}"} for number in range(1, PREFIXES))
    with writing(spaces.engine) as connection:
        row = (
            "INSERT INTO account (space_id, name, zone, prefix, created) VALUES (:space, '', '', :prefix, '')"
        )
        connection.execute(text(row), list(others))
    with pytest.raises(NoPrefixLeft):
        issue_code(spaces, "riga")
    assert issue_code(spaces, "last").account.space == "last"


def test_a_kiosk_that_joins_again_stays_itself_and_its_old_token_ends(spaces: Spaces) -> None:
    before = _enrol(spaces, "riga")
    again = _enrol(spaces, "riga", earlier=before.kiosk)
    assert (again.kiosk, again.first) == (before.kiosk, before.first)
    assert admit(spaces, f"Bearer {before.token}", "riga") is Admission.NOT_ENROLLED
    assert isinstance(admit(spaces, f"Bearer {again.token}", "riga"), Visitor)


def test_a_kiosk_of_another_space_is_a_new_one_here(spaces: Spaces) -> None:
    before = _enrol(spaces, "riga")
    here = _enrol(spaces, "tartu", earlier=before.kiosk)
    assert here.kiosk != before.kiosk
    assert isinstance(admit(spaces, f"Bearer {before.token}", "riga"), Visitor)


def test_neither_tokens_nor_codes_are_in_the_database(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("registry") / "registry.db"
    spaces = Spaces(str(file))
    code = issue_code(spaces, "riga").code
    answer = enrol(spaces, EnrolRequest(code=code))
    spaces.close()
    assert isinstance(answer, EnrolAnswer)
    stored = file.read_bytes()
    assert b"riga" in stored
    assert answer.token.rpartition(".")[2].encode() not in stored
    assert code.replace("-", "").encode() not in stored
    assert answer.token not in repr(answer)


def _enrol(spaces: Spaces, space: str, earlier: str = "") -> EnrolAnswer:
    code = issue_code(spaces, space).code
    answer = enrol(spaces, EnrolRequest(code=code, earlier=earlier))
    assert isinstance(answer, EnrolAnswer)
    return answer
