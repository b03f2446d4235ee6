"""How much one space may ask for: requests a minute, event lines a day, counted over all processes."""

import math
from collections.abc import Callable

from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerMinute
from limits.storage import MemoryStorage, Storage
from limits.strategies import FixedWindowRateLimiter

from ledger.rates import Rates
from registry.options import Allowance


class InDatabase(Storage):
    """Counters in the registry's database, shared by its processes. `now_ms` is Unix time in ms."""

    STORAGE_SCHEME = None

    def __init__(self, rates: Rates, now_ms: Callable[[], int]) -> None:
        super().__init__()
        self._rates, self._now_ms = rates, now_ms

    @property
    def base_exceptions(self) -> type[Exception]:
        """None of its own: what the database raises has a reason already."""
        return _Never

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count up in a window of `expiry` seconds."""
        return self._rates.count(key, amount, self._now_ms(), expiry * 1000)

    def get(self, key: str) -> int:
        """The count in the window that is open."""
        return self._rates.state(key, self._now_ms())[0]

    def get_expiry(self, key: str) -> float:
        """When the window ends, in Unix time."""
        return self._rates.state(key, self._now_ms())[1] / 1000

    def check(self) -> bool:
        """Whether it answers; raises LedgerError where it does not."""
        self._rates.state("", self._now_ms())
        return True

    def reset(self) -> None:
        """Forget every count."""
        self._rates.clear()

    def clear(self, key: str) -> None:
        """Forget one count."""
        self._rates.clear(key)


class _Never(Exception):
    """Raised by nobody."""


class Limiter:
    """Counts what spaces do, and says how many seconds to wait where it is too much; 0 for none.

    `rates` hold across processes; without them counts are this process's own.
    """

    def __init__(self, allowance: Allowance, rates: Rates | None, now_s: Callable[[], float]) -> None:
        storage = InDatabase(rates, lambda: int(now_s() * 1000)) if rates else MemoryStorage()
        self._limiter, self._now_s = FixedWindowRateLimiter(storage), now_s
        self._requests = RateLimitItemPerMinute(allowance.requests_a_minute, namespace="requests")
        self._events = RateLimitItemPerDay(allowance.events_a_day, namespace="events")
        self._enrolments = RateLimitItemPerMinute(allowance.enrolments_a_minute, namespace="enrolments")

    def request(self, space: str) -> int:
        """One more request of a space."""
        return self._hit(self._requests, space, 1)

    def events(self, space: str, count: int) -> int:
        """Some more event lines of a space."""
        return self._hit(self._events, space, count)

    def enrolment(self, address: str) -> int:
        """One more code that somebody tries."""
        return self._hit(self._enrolments, address, 1)

    def _hit(self, item: RateLimitItem, name: str, cost: int) -> int:
        if self._limiter.hit(item, name, cost=cost):
            return 0
        ends = self._limiter.get_window_stats(item, name).reset_time
        return max(1, math.ceil(ends - self._now_s()))
