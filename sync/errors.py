"""What can go wrong on the way to the registry, as reasons that a screen or a command turns into sentences.

    SyncError
    ├── BadAddress          no http or https address
    ├── Misdirected         the environment names a proxy or certificates that cannot be used
    ├── Offline             no connection, or it broke
    │   └── Insecure        it could not be made secure: a certificate, or no https there
    ├── TooSlow             the round's deadline passed
    ├── NotARegistry        something else answered
    ├── AlreadySyncing      another process of this kiosk is at it
    └── Refused             the registry said no
        └── Unavailable     it cannot now, and says when to come again

None of them loses anything: what was not acknowledged is sent again.
"""

from sync.wire import Problem, ProblemKind


class SyncError(Exception):
    """A round, or a join, did not come to its end."""


class BadAddress(SyncError):
    """No http or https address of a registry."""


class Misdirected(SyncError):
    """The environment names a proxy or a file of certificates that cannot be used."""


class Offline(SyncError):
    """There is no connection, or it broke."""


class Insecure(Offline):
    """No secure connection comes about: the certificate does not hold, or nothing speaks TLS there."""


class TooSlow(SyncError):
    """The deadline passed."""


class NotARegistry(SyncError):
    """Something else than a registry answered."""


class AlreadySyncing(SyncError):
    """Another process of this kiosk is syncing."""


class Refused(SyncError):
    """The registry said no. `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.status} {problem.title}".strip())
        self.problem = problem

    @property
    def kind(self) -> ProblemKind:
        """What is wrong, as far as this version knows."""
        return self.problem.kind


class Unavailable(Refused):
    """The registry cannot now; come again after some seconds (0 where it did not say)."""

    def __init__(self, problem: Problem, after_seconds: int = 0) -> None:
        super().__init__(problem)
        self.after_seconds = after_seconds
