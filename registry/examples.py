"""One example of each message, as the registry's description of itself shows them."""

from stock.events import Event, Kind, encode
from sync.inbox_wire import InboxAnswer, Posted
from sync.packing import pack
from sync.stock_wire import ChangesAnswer, IndexAnswer, Ready, SpaceState, TokenAnswer
from sync.wire import (
    LIMITS,
    EnrolAnswer,
    EnrolRequest,
    EventsAnswer,
    EventsHeader,
    Health,
    Held,
    HelloAnswer,
    HelloRequest,
    Item,
    ItemsAnswer,
    LogMark,
    Message,
    SizeUm,
)

_LOG, _KIOSK = "4f6a0c3be2d94c0b8f2a6d1e7c5b9a03", "9b1d4c7e5a2f4e0c8d3b6a1f0e9c8b7a"
_HEAD, _PREV, _VEC = "d4735e3a" * 8, "5feceb66" * 8, "6b86b273" * 8
_AT = "2026-11-23T10:02:11.120Z"
_TOKEN = "riga." + _KIOSK + "." + "x" * 43
_SINCE = "2.412.d4735e3ad4735e3a.413."
_ITEM = Item(
    code="DRE7K3PX4N",
    material="plywood-birch",
    title="stage floor",
    form="sheet",
    size_um=SizeUm(long=600_000, short=400_000, thick=4_000),
    unit="pieces",
    quantity=1,
    shelf="DRE000001N",
    status="here",
)
MARK = LogMark(log=_LOG, seq=412, head=_HEAD)
HEADER = EventsHeader(log=_LOG, first=1, prev="0" * 64)
LINE = encode(Event("0192f3a18c0b7d4e9a6f2b5c1d3e4f50", Kind.GENESIS, _AT, body={"log": _LOG}))
_ASKED = Event("7c0b1d4e9a6f2b5c1d3e4f500192f3a1", Kind.HOLD_REQUESTED, _AT, "DRE7K3PX4N", 1, {"to": "riga"})
REQUEST = encode(_ASKED).decode()
LINES = pack(HEADER, [LINE]).decode()

EXAMPLES: dict[type[Message], Message] = {
    type(example): example
    for example in (
        EnrolRequest(code="7K3P-X4ND-0RE5-HB2S"),
        EnrolAnswer(kiosk=_KIOSK, token=_TOKEN, space="riga", name="Riga", prefix="DRE", first="7"),
        HelloRequest(vec=_VEC, logs=(MARK,)),
        HelloAnswer(vec=_HEAD, logs=(Held(log=_LOG, seq=400, head=_PREV),), clock=_AT, limits=LIMITS),
        EventsAnswer(log=_LOG, seq=412, head=_HEAD),
        ItemsAnswer(items=(_ITEM,)),
        ChangesAnswer(items=(_ITEM,), gone=("DRE0000012",), since=_SINCE),
        InboxAnswer(letters=(Posted(sender="cesis", line=REQUEST),), after="cesis.88.90.d4735e3ad4735e3a"),
        IndexAnswer(
            spaces=(
                SpaceState(
                    space="riga", name="Riga", prefix="DRE", revision=412, digest=_HEAD, items=1, at=_AT
                ),
            )
        ),
        TokenAnswer(token=_TOKEN),
        Health(clock=_AT),
        Ready(parts=("database", "copy", "snapshots")),
    )
}
