"""Who serves a database file: a lock beside it tells, and ends with whoever held it."""

from pathlib import Path

from tests.registry.served import Served, administer


def test_a_registry_that_serves_is_seen_through_a_link_to_its_file_too(tmp_path: Path) -> None:
    database, copy, link = (str(tmp_path / name) for name in ("registry.db", "copy.db", "link.db"))
    administer("enrol", "riga", "--database", database)
    administer("backup", copy, "--database", database)
    Path(link).symlink_to(database)
    with Served(link) as served:
        assert "Stop it first" in administer("restore", copy, "--database", database)[2]
        assert served.terminate() == 0


def test_a_lock_that_is_left_behind_by_anybody_keeps_no_registry_from_starting(tmp_path: Path) -> None:
    database, lock = str(tmp_path / "registry.db"), tmp_path / "registry.db.serving"
    lock.write_bytes(b"")
    lock.chmod(0o400)
    with Served(database) as served:
        assert lock.stat().st_mode & 0o777 == 0o644
        assert served.terminate() == 0
