"""TOML files that people write: each mistake is said with the file and the line it is on."""

import os
import re
import stat
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

from labels.drawing import MM
from labels.errors import FileWrong, Wrong

_LONGEST_BYTES = 32_768
_MOST_MM = Decimal(10**6)
_PLACE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_HEADER = re.compile(r"\s*\[\[?\s*([\w-]+)\s*\]?\]")
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(slots=True)
class Table:
    """A table of a file; what was asked for is struck off, so that `close` finds what nobody knows."""

    file: str
    lines: list[str]
    values: dict[str, object]
    header: str = ""
    number: int = 0
    asked: set[str] = field(default_factory=set)

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self.values

    def text(self, key: str, default: str | None = None) -> str:
        """A text."""
        value = self._take(key, default)
        return value if isinstance(value, str) else self.wrong(key, Wrong.NOT_A_TEXT)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty where the key is missing."""
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.wrong(key, Wrong.NOT_A_LIST)
        return tuple(value)

    def flag(self, key: str) -> bool:
        """True or false; false where the key is missing."""
        value = self._take(key, False)
        return value if isinstance(value, bool) else self.wrong(key, Wrong.UNKNOWN)

    def whole(self, key: str, least: int, most: int, default: int | None = None) -> int:
        """A whole number within limits."""
        value = self._take(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            self.wrong(key, Wrong.NOT_A_NUMBER)
        return self._within(key, value, least, most)

    def mm(self, key: str, most_um: int, default_um: int | None = None, least_um: int = 0) -> int:
        """Millimetres as whole micrometres within limits."""
        if default_um is not None and key not in self.values:
            self.asked.add(key)
            return default_um
        value = self._take(key, None)
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
            self.wrong(key, Wrong.NOT_A_NUMBER)
        bounded = max(min(Decimal(value), _MOST_MM), -_MOST_MM)
        return self._within(key, round(bounded * MM), least_um, most_um)

    def choice(self, key: str, kind: type[_Choice], default: _Choice | None = None) -> _Choice:
        """One of the words of an enumeration."""
        said = self.text(key, default)
        known = {one.value: one for one in kind}
        return known[said] if said in known else self.wrong(key, Wrong.UNKNOWN, said)

    def tables(self, key: str) -> Iterator["Table"]:
        """The tables of a list, in their order."""
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.wrong(key, Wrong.NOT_A_LIST)
        for number, one in enumerate(value):
            yield Table(self.file, self.lines, one, key, number)

    def close(self) -> None:
        """Nothing was left that no one asked for."""
        for key in self.values:
            if key not in self.asked:
                self.wrong(key, Wrong.UNKNOWN)

    def wrong(self, key: str, wrong: Wrong, what: str = "") -> NoReturn:
        """The mistake about a key, on its line, or on that of its table where the key is missing."""
        raise FileWrong(self.file, self._line(key), wrong, what or key)

    def _take(self, key: str, default: object) -> object:
        self.asked.add(key)
        value = self.values.get(key, default)
        if value is None:
            self.wrong(key, Wrong.MISSING)
        return value

    def _within(self, key: str, value: int, least: int, most: int) -> int:
        if value < least:
            self.wrong(key, Wrong.TOO_SMALL)
        if value > most:
            self.wrong(key, Wrong.TOO_LARGE)
        return value

    def _line(self, key: str) -> int:
        begins = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[.=]")
        table, number, header_line = "", 0, 0
        seen: dict[str, int] = {}
        for place, line in enumerate(self.lines, start=1):
            if found := _HEADER.match(line):
                table, number = found[1], seen.get(found[1], 0)
                seen[table] = number + 1
                header_line = place if (table, number) == (self.header, self.number) else header_line
            elif (table, number) == (self.header, self.number) and begins.match(line):
                return place
        return header_line


def read_table(path: Path) -> Table:
    """The file's outermost table. Raises FileWrong."""
    try:
        data = _read(path)
    except OSError:
        raise FileWrong(path.name, 0, Wrong.NO_FILE, path.name) from None
    if len(data) > _LONGEST_BYTES:
        raise FileWrong(path.name, 0, Wrong.TOO_LONG, path.name)
    return table_of(data, path.name)


def inside(path: Path, folder: Path) -> Path:
    """The file itself; a link out of the folder or in a circle leads nowhere. Raises FileWrong."""
    try:
        real = path.resolve()
    except (OSError, RuntimeError):
        raise FileWrong(path.name, 0, Wrong.NO_FILE, path.name) from None
    if not real.is_relative_to(folder.resolve()):
        raise FileWrong(path.name, 0, Wrong.NO_FILE, path.name)
    return real


def _read(path: Path) -> bytes:
    """One byte more than a file may have, at most; what is no plain file is not read, nor waited for."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise FileNotFoundError(path.name)
        return file.read(_LONGEST_BYTES + 1)


def table_of(data: bytes, name: str) -> Table:
    """The outermost table of a file's bytes. Raises FileWrong."""
    try:
        text = data.decode("utf-8")
        return Table(name, text.splitlines(), tomllib.loads(text, parse_float=Decimal))
    except UnicodeDecodeError as error:
        raise FileWrong(name, data[: error.start].count(b"\n") + 1, Wrong.NOT_TOML, "UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        said = str(error)
        found = _PLACE.search(said)
        line = int(found[1]) if found and found[1] else data.count(b"\n") + 1 if found else 0
        raise FileWrong(name, line, Wrong.NOT_TOML, _PLACE.sub("", said).strip()) from None
