"""Without a printer: label files in a folder, whole or not at all."""

import errno
import resource
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.errors import FolderRefused
from labels.folder import put, save

DOCUMENT = b"%PDF-1.7 a label" * 10_000


@contextmanager
def room_for(bytes_: int) -> Iterator[None]:
    """A disk on which no file grows beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


def test_a_label_is_written_under_its_name_into_a_folder_made_for_it(tmp_path: Path) -> None:
    written = put(DOCUMENT, tmp_path / "labels" / "today", "DRE7K3PX4N.pdf")
    assert written.path == tmp_path / "labels" / "today" / "DRE7K3PX4N.pdf"
    assert written.path.read_bytes() == DOCUMENT


def test_a_second_label_of_the_same_name_leaves_the_first_alone(tmp_path: Path) -> None:
    names = [put(b"%d" % number, tmp_path, "DRE7K3PX4N.pdf").path.name for number in range(3)]
    assert names == ["DRE7K3PX4N.pdf", "DRE7K3PX4N-2.pdf", "DRE7K3PX4N-3.pdf"]
    assert [(tmp_path / name).read_bytes() for name in names] == [b"0", b"1", b"2"]


def test_two_kiosks_on_one_folder_never_meet(tmp_path: Path) -> None:
    documents = [b"%d" % number for number in range(60)]
    with ThreadPoolExecutor(8) as writers:
        paths = [
            done.path
            for done in writers.map(lambda document: put(document, tmp_path, "label.pdf"), documents)
        ]
    assert len(set(paths)) == 60
    assert [path.read_bytes() for path in paths] == documents
    assert len(list(tmp_path.iterdir())) == 60


@given(
    name=st.text(max_size=40) | st.sampled_from(["../../etc/passwd", "/etc/passwd", ".ssh", "..", "a" * 999])
)
def test_no_name_leaves_the_folder(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.mktemp("labels")
    written = put(b"label", folder, name)
    assert written.path.parent == folder
    assert not written.path.name.startswith(".")
    assert written.path.read_bytes() == b"label"


def test_a_file_asked_for_by_path_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "label.pdf"
    path.write_bytes(b"old")
    assert save(b"new", path).path == path
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_said_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    old = tmp_path / "label.pdf"
    old.write_bytes(b"old")
    with room_for(4_096), pytest.raises(FolderRefused) as refused:
        put(DOCUMENT, tmp_path, "other.pdf")
    assert refused.value.why == errno.EFBIG
    with room_for(4_096), pytest.raises(FolderRefused):
        save(DOCUMENT, old)
    assert list(tmp_path.iterdir()) == [old]
    assert old.read_bytes() == b"old"


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FolderRefused) as refused:
        put(b"label", tmp_path / "file" / "labels", "label.pdf")
    assert refused.value.why == errno.ENOTDIR
    with pytest.raises(FolderRefused):
        save(b"label", tmp_path / "missing" / "label.pdf")
    with pytest.raises(FolderRefused):
        save(b"label", Path("/"))
