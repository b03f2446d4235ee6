"""Answer a hello: what the registry holds of the logs named and, where digests differ, of others."""

from ledger.inbox import inbox_digest
from registry.archive import LedgerArchive
from registry.spaces import Spaces
from sync.registrar import hear
from sync.wire import HelloAnswer, HelloRequest


def hello(spaces: Spaces, space: str, request: HelloRequest) -> HelloAnswer:
    """The marks of one moment; the kiosk goes on from them."""
    with spaces.reading():
        archive = LedgerArchive(spaces.derived(space), spaces.kept)
        answer = hear(request, archive, spaces.surroundings.now())
        return answer.model_copy(update={"inbox": inbox_digest(spaces.engine, space)})
