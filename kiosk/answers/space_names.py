"""What another space is called: its name where it is known, with its id where that is needed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from stock.plain import shown
from stock.transfers import is_space


def with_id(name: str, space: str) -> str:
    """For shells, where a command needs the id. The name may be ""."""
    return f"{shown(name)} ({space})" if name not in ("", space) else space


@dataclass(frozen=True, slots=True)
class SpaceNames:
    """The names that are known, by id; `own` is this space's."""

    known: Mapping[str, str]
    own: str = ""

    def name(self, space: str) -> str:
        """For people: the name alone where no other space bears it, and the id where no name is known."""
        name = self.known.get(space, space)
        return self.typed(space) if self._is_shared(name) or is_space(name) else shown(name)

    def typed(self, space: str) -> str:
        """For people at a shell, whose next command needs the id."""
        return with_id(self.known.get(space, space), space)

    def _is_shared(self, name: str) -> bool:
        return Counter((*self.known.values(), self.own))[name] > 1
