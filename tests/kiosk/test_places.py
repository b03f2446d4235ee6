"""Where data lies, and what is known of a database before the ledger's libraries are loaded."""

from pathlib import Path

import pytest

from kiosk.kiosk import Kiosk
from kiosk.places import data_folder, default_database, label_folder, make_data_folder
from kiosk.settings import Secrets
from ledger.errors import NotFound
from ledger.peek import stored_setting


def test_a_setting_is_read_from_a_database_that_is_in_use(kiosk: Kiosk, tmp_path: Path) -> None:
    with kiosk.ledger.transaction() as change:
        change.set(theme="contrast")
        assert stored_setting(tmp_path / "kiosk.db", "theme") == ""
    assert stored_setting(tmp_path / "kiosk.db", "theme") == "contrast"
    assert stored_setting(tmp_path / "kiosk.db", "nonsense") == ""


def test_there_is_no_setting_where_there_is_no_database(tmp_path: Path) -> None:
    missing, garbage = tmp_path / "missing.db", tmp_path / "garbage.db"
    garbage.write_bytes(b"no database")
    for path in (missing, garbage, tmp_path):
        assert stored_setting(path, "language") == ""
    assert not missing.exists()


def test_the_demo_has_a_database_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_database() != default_database(demo=True)
    assert default_database().parent == data_folder() == tmp_path / "makerspace-kiosk"
    assert label_folder(default_database()).parent == data_folder()


def test_only_the_users_own_folder_is_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "new"))
    make_data_folder(tmp_path / "elsewhere" / "kiosk.db")
    assert list(tmp_path.iterdir()) == []
    make_data_folder(default_database())
    assert data_folder().is_dir()


def test_a_folder_that_cannot_be_made_is_an_answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    with pytest.raises(NotFound):
        make_data_folder(default_database())


def test_secrets_are_their_owners_alone(tmp_path: Path) -> None:
    secrets = Secrets(tmp_path)
    secrets.set("pin", "hash")
    secrets.set("token", "t")
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    secrets.set("pin", "")
    assert (secrets.get("pin"), secrets.get("token")) == ("", "t")
