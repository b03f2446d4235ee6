"""What a kiosk asks beside its rounds: to be let in, for a further token, and what other spaces have and told
it. Everything raises SyncError."""

from collections.abc import Callable
from urllib.parse import quote

from sync.client import JSON, Client
from sync.connection import Connection, Request
from sync.inbox_wire import InboxAnswer
from sync.replies import refusal, understood
from sync.stock_wire import ChangesAnswer, IndexAnswer, TokenAnswer
from sync.wire import EnrolAnswer, EnrolRequest

SPACES_A_PAGE = 500
ITEMS_A_PAGE = 200
"""So many fit an answer, however long their titles are."""
_GONE = 410


def enrol(connection: Connection, request: EnrolRequest) -> EnrolAnswer:
    """Spend a one-use code."""
    return understood(EnrolAnswer, connection.ask(Request("POST", "v1/enrol", request.to_json(), JSON)))


def further_token(client: Client) -> str:
    """A token that opens the space from now on; the one that was shown ends with its first use."""
    return understood(TokenAnswer, client.ask(Request("POST", client.path("token"), b"", JSON))).token


def inbox(client: Client, after: str) -> InboxAnswer:
    """What other spaces told this one, after a place."""
    return understood(InboxAnswer, client.ask(Request("GET", client.path(f"inbox?after={after}"))))


def index(client: Client, cursor: str, limit: int = SPACES_A_PAGE) -> IndexAnswer:
    """How spaces stand, by id after one."""
    return understood(IndexAnswer, client.ask(Request("GET", f"v1/index?cursor={cursor}&limit={limit}")))


def changes(client: Client, space: str, since: str) -> ChangesAnswer | None:
    """What changed in a space after a place; None where the place does not hold any more."""
    path = f"v1/spaces/{space}/items?since={quote(since, safe='')}&limit={ITEMS_A_PAGE}"
    reply = client.ask(Request("GET", path))
    return None if reply.status == _GONE else understood(ChangesAnswer, reply)


def snapshot(client: Client, space: str, write: Callable[[bytes], object]) -> None:
    """Have all of a space written, as it is compressed."""
    reply = client.ask(Request("GET", f"v1/spaces/{space}/snapshot.ndjson.gz", write=write))
    if reply.status != 200:
        raise refusal(reply)
