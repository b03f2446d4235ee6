"""What every use case works with: the ledger, the settings, the day and chance."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kiosk.settings import Settings
from ledger.ledger import Ledger
from ledger.reading import Reading
from stock import codes


@dataclass(frozen=True, slots=True)
class Kiosk:
    """`today` is the ISO day in the space's zone, `draw(n)` a random number below n."""

    ledger: Ledger
    settings: Settings
    today: Callable[[], str]
    draw: Callable[[int], int]

    def fresh_code(self, reading: Reading, besides: Iterable[str] = ()) -> str:
        """A code of this kiosk that nothing bears yet."""
        taken = set(besides)
        while True:
            code = codes.mint(self.settings.prefix, self.settings.first, self.draw)
            if code not in taken and reading.is_free(code):
                return code
