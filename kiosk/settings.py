"""What a kiosk knows of itself: settings beside the log, secrets in a file of their own."""

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from stock.codes import ALPHABET, draw_prefix

SECRETS = "secrets.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, each a text. `prefix` and `first` begin the codes that this kiosk mints."""

    space_name: str = ""
    language: str = "en"
    zone: str = "Europe/Riga"
    prefix: str = ""
    first: str = ""
    theme: str = "workshop"
    printer: str = ""
    label: str = "62x29"
    label_link: str = ""
    sound: str = ""
    layout: str = "us"
    camera: str = ""
    hold_days: str = "14"
    idle_seconds: str = "60"
    registry_url: str = ""
    registry_space: str = ""
    kiosk_id: str = ""

    @property
    def is_set_up(self) -> bool:
        """Whether the first start's questions were answered."""
        return bool(self.space_name and self.prefix)


def settings_of(values: Mapping[str, str]) -> Settings:
    """The settings of stored values; unknown names are left alone, missing ones have their default."""
    names = {field.name for field in fields(Settings)}
    return Settings(**{name: value for name, value in values.items() if name in names})


def as_values(settings: Settings) -> dict[str, str]:
    """The settings as they are stored."""
    return {name: str(value) for name, value in asdict(settings).items()}


def provisional(draw: Callable[[int], int]) -> dict[str, str]:
    """A prefix and first character of its own, for a kiosk that has joined no registry."""
    return {"prefix": draw_prefix(draw), "first": ALPHABET[draw(len(ALPHABET))]}


class Secrets:
    """The staff PIN and the registry token: a file that only its owner may read, outside the database.

    Several threads and processes may change it; what was changed survives a power cut.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / SECRETS

    def get(self, name: str) -> str:
        """A secret; "" where there is none."""
        return self._read().get(name, "")

    def set(self, name: str, value: str) -> None:
        """Keep a secret; "" removes it."""
        self.change({name: value})

    def change(self, values: Mapping[str, str], where: Mapping[str, str] | None = None) -> bool:
        """Keep all of these or none; whether they were kept: only where the secrets named in `where` are the
        same still."""
        with self._alone() as folder:
            kept = self._read()
            if any(kept.get(name, "") != value for name, value in (where or {}).items()):
                return False
            self._write(kept | dict(values))
            os.fsync(folder)
            return True

    @contextmanager
    def _alone(self) -> Iterator[int]:
        """The folder, locked against everybody else who changes the file."""
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield folder
        finally:
            os.close(folder)

    def _write(self, kept: Mapping[str, str]) -> None:
        partial = self._path.with_suffix(".part")
        partial.unlink(missing_ok=True)
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump({name: value for name, value in kept.items() if value}, file)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(self._path)

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}
