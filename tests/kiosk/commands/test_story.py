"""A day at a makerspace, each step a process of its own."""

from pathlib import Path

from tests.kiosk.commands.shell import Shell


def test_a_day_at_a_makerspace(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    said = shell.process("shelves", "add", "A3", "--json").json
    received = shell.process(
        *("receive", "--material", "plywood-birch", "--size", "60 x 40 cm 4mm", "--origin", "donation"),
        *("--shelf", "A3", "--json"),
    ).json
    sheet = received["code"]
    assert received["item"]["shelf"] == said["shelf"]["code"]
    found = shell.process("find", "plywood", "--fits", "300x200")
    assert "shelf A3" in found.out
    assert shell.process("take", sheet.lower()).out.startswith("TAKEN  ")
    assert shell.process("undo").out.startswith("UNDONE (taken)  ")
    cut = shell.process("cut", sheet, "--remains", "290x400", "--print", "--json").json
    assert Path(cut["printed"]["where"]).read_bytes().startswith(b"%PDF")
    remainder = cut["labels"][0]
    assert shell.process("backup", str(tmp_path / "backup.db")).code == 0
    assert shell.process("discard", remainder).code == 0
    assert shell.process("restore", str(tmp_path / "backup.db")).code == 0
    assert shell.process("show", remainder, "--json").json["item"]["status"] == "here"
    sound = shell.process("doctor")
    assert (sound.code, sound.err) == (0, "")
    assert (tmp_path / "makerspace-kiosk" / "kiosk.db").is_file()
