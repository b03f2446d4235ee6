"""Files that people write for labels: what is no plain file of the folder is refused at once."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from labels.checked import read_table
from labels.errors import FileWrong, Wrong
from labels.formats.own import own_formats
from labels.kinds import Kind
from labels.templates.reading import names, read_template, shipped_text, template

PIECE = shipped_text(Kind.PIECE)


def outside(path: Path) -> None:
    """A link to a file that would do, beside the folder."""
    (path.parent.parent / "beside.toml").write_text(PIECE, encoding="utf-8")
    path.symlink_to(path.parent.parent / "beside.toml")


def outside_by_folder(path: Path) -> None:
    """A link through a linked folder."""
    outside(path.parent / "linked.toml")
    (path.parent / "deep").symlink_to(path.parent.parent)
    path.symlink_to(path.parent / "deep" / "beside.toml")


def listening(path: Path) -> None:
    """A socket's name."""
    with socket.socket(socket.AF_UNIX) as line:
        line.bind(str(path))


def endless(path: Path) -> None:
    """A file of a terabyte, of which the disk holds nothing."""
    with path.open("wb") as file:
        file.truncate(10**12)


STRANGE: dict[str, tuple[Callable[[Path], None], Wrong]] = {
    "a link to a file outside": (outside, Wrong.NO_FILE),
    "a link through a linked folder": (outside_by_folder, Wrong.NO_FILE),
    "a link to a device": (lambda path: path.symlink_to("/dev/zero"), Wrong.NO_FILE),
    "a link to a system file": (lambda path: path.symlink_to("/etc/passwd"), Wrong.NO_FILE),
    "a pipe that nobody writes to": (os.mkfifo, Wrong.NO_FILE),
    "a socket": (listening, Wrong.NO_FILE),
    "a folder": (lambda path: path.mkdir(), Wrong.NO_FILE),
    "a file without an end": (endless, Wrong.TOO_LONG),
}
strange = pytest.mark.parametrize(("make", "wrong"), STRANGE.values(), ids=STRANGE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a space."""
    made = tmp_path / "space"
    made.mkdir()
    return made


@strange
def test_a_template_that_is_no_plain_file_of_the_folder_is_refused_at_once(
    folder: Path, make: Callable[[Path], None], wrong: Wrong
) -> None:
    make(folder / "mine.toml")
    with pytest.raises(FileWrong) as refused:
        template("mine", folder)
    assert (refused.value.wrong, refused.value.line) == (wrong, 0)


@strange
def test_a_paper_that_is_no_plain_file_of_the_folder_is_refused_at_once(
    folder: Path, make: Callable[[Path], None], wrong: Wrong
) -> None:
    make(folder / "mine.toml")
    with pytest.raises(FileWrong) as refused:
        own_formats(folder)
    assert refused.value.wrong is wrong


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty", "/proc/self", "/dev/stdin"])
def test_a_device_is_no_file(device: str) -> None:
    with pytest.raises(FileWrong) as refused:
        read_table(Path(device))
    assert refused.value.wrong is Wrong.NO_FILE


def test_a_link_that_stays_in_the_folder_is_a_template_like_any_other(folder: Path) -> None:
    (folder / "first.toml").write_text(PIECE, encoding="utf-8")
    (folder / "second.toml").symlink_to("first.toml")
    assert template("second", folder) == template("first", folder)


def test_a_folder_that_is_a_link_itself_is_a_folder_like_any_other(folder: Path) -> None:
    (folder / "mine.toml").write_text(PIECE, encoding="utf-8")
    linked = folder.parent / "linked"
    linked.symlink_to(folder)
    assert template("mine", linked) == template("mine", folder)
    assert names(linked) == ("mine",)


@pytest.mark.parametrize("links", [{"mine": "mine"}, {"mine": "other", "other": "mine"}])
def test_links_that_go_in_a_circle_are_refused(folder: Path, links: dict[str, str]) -> None:
    for name, goal in links.items():
        (folder / f"{name}.toml").symlink_to(f"{goal}.toml")
    with pytest.raises(FileWrong):
        template("mine", folder)
    with pytest.raises(FileWrong):
        own_formats(folder)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[" * 30_000, None),
        ("a = " + "[" * 10_000, None),
        ("a = " + "{b = " * 5_000, None),
        ('kind = "piece"\n\n' + "a." * 10_000 + "a = 1", 3),
        ("[" + "a." * 10_000 + "a]", None),
        ('kind = "piece"\n' + "[[block]]\nrank = 1\n" * 5, 2),
        ('kind = "piece"\n' + '[[block]]\nfields = ["size"]\nlargest = 9\nrank = 1\n' * 25, 82),
        ('kind = "piece"\n[[block]]\nfields = ["../../etc/passwd"]\n', 3),
        ('kind = "../piece"\n', 1),
        ('kind = "piece"\ninclude = "/etc/passwd"\n', 2),
    ],
)
def test_deep_and_crooked_files_are_refused_with_their_name_and_line(
    folder: Path, text: str, line: int | None
) -> None:
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FileWrong) as refused:
        read_template(folder / "mine.toml")
    assert refused.value.file == "mine.toml"
    assert line is None or refused.value.line == line
