"""What the registry answers of a space: marks to a hello, and items by code, a page at a time."""

from dataclasses import replace

from stock.events import Draft, Kind, encode, event_of
from sync.wire import LogMark, digest
from tests.registry.wires import AT, PIECE, Log, Wire


def test_a_hello_is_answered_with_marks_of_the_logs_it_names_and_of_others(wire: Wire) -> None:
    log, other = Log(), Log()
    log.receive("DRE0000012", "DRE0000023")
    wire.push(log)
    wire.push(other)
    named = [
        {"log": log.id, "seq": 2, "head": log.hash(2)},
        {"log": "unknown", "seq": 5, "head": "1" * 64},
    ]
    answer = wire.hello(logs=named).json()
    assert answer["logs"] == [
        {"log": log.id, "seq": 3, "head": log.hash(3), "at": log.hash(2)},
        {"log": "unknown", "seq": 0, "head": "0" * 64},
    ]
    assert answer["others"] == [{"log": other.id, "seq": 1, "head": other.hash(1)}]
    assert answer["limits"]["events"] == 500


def test_a_hello_that_believes_right_is_answered_briefly(wire: Wire) -> None:
    log, other = Log(), Log()
    wire.push(log)
    wire.push(other)
    held = [LogMark(log=each.id, seq=1, head=each.hash(1)) for each in (log, other)]
    answer = wire.hello(vec=digest(held), logs=[held[0].model_dump()])
    assert answer.json()["vec"] == digest(held)
    assert answer.json()["others"] == []
    assert len(answer.content) < 1000


def test_items_come_by_code_a_page_at_a_time(wire: Wire) -> None:
    log = Log()
    log.receive(*(f"DRE000{number:04d}" for number in reversed(range(7))))
    wire.push(log)
    found, cursor = [], ""
    while True:
        page = wire.items(limit=3, cursor=cursor).json()
        found += [item["code"] for item in page["items"]]
        cursor = page["cursor"]
        if not cursor:
            break
    assert found == [f"DRE000{number:04d}" for number in range(7)]


def test_an_item_says_what_it_is_and_where(wire: Wire) -> None:
    log = Log()
    log.receive("DRE0000012")
    wire.push(log)
    assert wire.items().json()["items"] == [
        {
            "code": "DRE0000012",
            "material": "plywood-birch",
            "form": "sheet",
            "size_um": {"long": 600000, "short": 400000, "thick": 4000, "diameter": 0, "wall": 0},
            "unit": "pieces",
            "quantity": 1,
            "shelf": "DRE000001N",
            "status": "here",
            "quarantined": False,
        }
    ]


def test_an_item_has_as_much_of_its_title_as_a_page_has_room_for(wire: Wire) -> None:
    log = Log()
    for code, title in (("DRE0000012", "stage floor"), ("DRE0000023", "ž" * 150)):
        log.add(encode(event_of(Draft(Kind.RECEIVED, code, replace(PIECE, title=title)), code, AT, {})))
    wire.push(log)
    assert [item["title"] for item in wire.items().json()["items"]] == ["stage floor", "ž" * 100]


def test_what_was_taken_is_listed_only_when_asked_for(wire: Wire) -> None:
    log = Log()
    log.receive("DRE0000012")
    log.take("DRE0000012")
    wire.push(log)
    assert wire.items().json()["items"] == []
    assert [item["code"] for item in wire.items(status="taken").json()["items"]] == ["DRE0000012"]
