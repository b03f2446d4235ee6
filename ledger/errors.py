"""What can go wrong with a ledger, as reasons that a screen or a command turns into sentences.

LedgerError
├── DiskFull          nothing was written
├── ReadOnly          the file or its folder may not be written
├── Busy              another program kept the database locked for 5 seconds
├── Damaged           the file is no database of ours, or its medium fails
├── NotFound          no such file or folder
├── OfRegistry        a registry's database, in which no kiosk works
├── Newer             written by a newer version of this program
├── Unreachable       the database server does not answer
├── NotFolded         rows of another version of the fold, or none: open the ledger again
├── Faulty            a fault of this program; what was asked may be asked again
├── NoPrefixLeft      every prefix of label codes is given to a space
└── BrokenChain       the log does not match its hashes: tampered with, or torn
"""


class LedgerError(Exception):
    """A ledger could not do what it was asked; nothing was half-written."""


class DiskFull(LedgerError):
    """Nothing was written, since the disk is full."""


class ReadOnly(LedgerError):
    """The file or its folder may not be written."""


class Busy(LedgerError):
    """Another program kept the database locked."""


class Damaged(LedgerError):
    """The file is no database of this program, or a damaged one."""


class NotFound(LedgerError):
    """There is no such file, or no folder to put it in."""


class OfRegistry(LedgerError):
    """The file is a registry's database: a kiosk would write into it what no space knows of."""


class Newer(LedgerError):
    """A newer version of this program wrote the database."""


class Unreachable(LedgerError):
    """The database server does not answer, or is shutting down."""


class NotFolded(LedgerError):
    """There are no derived rows of this version of the fold: opening the ledger makes them."""


class Faulty(LedgerError):
    """A fault of this program or of its tables, not of what it was given."""


class NoPrefixLeft(LedgerError):
    """Every prefix that label codes can have is given to a space."""


class BrokenChain(LedgerError):
    """The log does not match its hashes, at `log` and `seq`."""

    def __init__(self, log: str, seq: int) -> None:
        super().__init__(f"log {log} at {seq}")
        self.log, self.seq = log, seq
