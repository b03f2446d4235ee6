"""Printers, the queue, papers, templates and looks at labels, at a shell."""

from pathlib import Path

import pytest
from PIL import Image

from kiosk.language import speak
from labels.reading import check
from labels.status.zebra import ASK
from tests.kiosk.commands.shell import Shell
from tests.labels.conftest import Cups
from tests.labels.fakes import Box, box, hs

SHEET = ("--material", "plywood-birch", "--size", "600x400x4")


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A printer that answers is heard, however busy the machine is."""
    monkeypatch.setattr("labels.printing.press.GREETING_SECONDS", 60)


def described(shell: Shell, running: Box) -> None:
    """A Zebra in the network is described."""
    address = f"tcp://127.0.0.1:{running.port}"
    said = shell.asks(
        *("labels", "printers", "add", "zebra", "--address", address, "--language", "zpl"),
        *("--format", "Zebra 57x32", "--dpi", "203"),
    )
    assert (said["name"], said["paper"], said["dpi"]) == ("zebra", "Zebra 57x32", 203)


def answers(got: bytes) -> bytes:
    """A Zebra that prints well."""
    return hs() if got.endswith(ASK) else b""


def test_a_printer_is_described_asked_and_used(shell: Shell) -> None:
    code = shell.code_of(*SHEET)
    with box(answers) as zebra:
        described(shell, zebra)
        (listed,) = [each for each in shell.asks("labels", "printers")["printers"] if each["name"] == "zebra"]
        assert (listed["status"], listed["usual"]) == ("ready", False)
        shell.asks("settings", "printer=zebra")
        said = shell.asks("labels", "print", code)
    assert (said["state"], said["printer"], said["out"]) == ("printed", "zebra", 1)
    assert b"^XA" in zebra.received
    assert shell.asks("labels", "queue")["jobs"][0]["job"] == said["job"]


def test_a_printer_that_is_off_says_so_and_its_job_goes_on_once_it_is_on(shell: Shell) -> None:
    codes = [shell.code_of(*SHEET) for _ in range(3)]
    with box(answers) as zebra:
        described(shell, zebra)
    failed = shell.asks("labels", "print", *codes, "--printer", "zebra", code=1)
    assert (failed["reason"], failed["out"]) == ("off", 0)
    assert "is off, or its cable is out" in failed["sentence"]
    (job,) = shell.asks("labels", "queue")["jobs"]
    assert job["state"] == "failed"
    with box(answers) as again:
        shell.asks(
            *("labels", "printers", "add", "zebra", "--address", f"tcp://127.0.0.1:{again.port}"),
            *("--language", "zpl", "--format", "Zebra 57x32", "--dpi", "203"),
        )
        said = shell.asks("labels", "queue", "resume", str(job["job"]))
    assert (said["state"], said["out"]) == ("printed", 3)


def test_the_last_labels_are_printed_again(shell: Shell) -> None:
    code = shell.code_of(*SHEET)
    first = shell.asks("labels", "print", code)
    again = shell.asks("labels", "queue", "again")
    assert again["job"] == first["job"] + 1
    assert Path(again["where"]).read_bytes() == Path(first["where"]).read_bytes()
    assert shell.asks("labels", "queue", "again", "99", code=1)["reason"] == "job-unknown"


def test_nothing_is_printed_again_where_nothing_was_printed(shell: Shell) -> None:
    assert shell.asks("labels", "queue", "again", code=1)["reason"] == "nothing-printed"


def test_new_labels_go_to_the_printer_that_is_named_on_its_paper_and_no_code_is_spent_in_vain(
    shell: Shell,
) -> None:
    with box(answers) as zebra:
        described(shell, zebra)
        said = shell.asks("labels", "blanks", "--count", "2", "--printer", "zebra")
        assert (said["state"], said["out"]) == ("printed", 2)
        before = shell.asks("history")["events"]
        assert shell.asks("labels", "blanks", "--format", "no such", code=1)["reason"] == "paper-unknown"
        assert shell.asks("labels", "blanks", "--count", "5001", code=2)["reason"] == "usage"
        assert shell.asks("history")["events"] == before


def test_a_printer_that_is_described_again_keeps_its_offset(shell: Shell) -> None:
    with box(answers) as zebra:
        described(shell, zebra)
        shell.asks("labels", "printers", "calibrate", "zebra", "--right", "1.5")
        assert shell.asks("labels", "printers", "calibrate", "zebra", "--right", "99", code=1)
        described(shell, zebra)
        (listed,) = [each for each in shell.asks("labels", "printers")["printers"] if each["name"] == "zebra"]
    assert listed["right_um"] == 1_500


def test_a_job_that_is_out_cannot_be_cancelled_and_one_that_stopped_can(shell: Shell) -> None:
    code = shell.code_of(*SHEET)
    done = shell.asks("labels", "print", code)
    assert shell.asks("labels", "queue", "cancel", str(done["job"]))["state"] == "file"
    shell.asks("labels", "print", code, "--format", "12x6", code=1)
    stopped = shell.asks("labels", "queue")["jobs"][0]
    assert (stopped["state"], stopped["why"]["reason"]) == ("failed", "too small")
    assert shell.asks("labels", "queue", "cancel", str(stopped["job"]))["state"] == "cancelled"


def test_what_a_calibration_page_showed_is_remembered(shell: Shell) -> None:
    with box(answers) as zebra:
        described(shell, zebra)
        page = shell.asks("labels", "printers", "calibrate", "zebra")
        assert page["state"] == "printed"
        said = shell.asks("labels", "printers", "calibrate", "zebra", "--right", "0,5", "--down=-1")
        assert (said["right_um"], said["down_um"]) == (500, -1_000)
        more = shell.asks("labels", "printers", "calibrate", "zebra", "--down", "0.25", "--more")
        assert (more["right_um"], more["down_um"]) == (500, -750)
    assert shell.asks("labels", "printers", "calibrate", "nobody", code=1)["reason"] == "printer-missing"


def test_a_look_at_printers_makes_no_database(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    shell = Shell(folder)
    assert shell.asks("labels", "printers")["files"]["usual"]
    assert shell.asks("labels", "queue", code=1)["reason"] == "no-database"
    assert not shell.database.exists()


def test_a_printer_is_forgotten(shell: Shell) -> None:
    with box(answers) as zebra:
        described(shell, zebra)
        shell.asks("labels", "printers", "remove", "zebra")
    assert shell.asks("labels", "printers", "remove", "zebra", code=1)["reason"] == "printer-missing"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--address", "cups:X", "--format", "no such paper"), "paper-unknown"),
        (("--address", "ftp://x", "--language", "zpl"), "file-wrong"),
        (("--address", "tcp://x", "--language", "brother", "--model", "QL-1"), "file-wrong"),
        (("--address", "tcp://x", "--language", "zpl", "--turned"), "file-wrong"),
        (("--address", "tcp://x", "--language", "zpl", "--dpi", "5"), "file-wrong"),
        (("--address", "tcp://x:99999", "--language", "zpl"), "file-wrong"),
        (("--address", "/dev/../etc/x", "--language", "zpl"), "file-wrong"),
        (("--address", "tcp://x", "--language", "zpl", "--format", "L7160"), "wrong-size"),
    ],
)
def test_a_printer_that_cannot_be_is_not_described(shell: Shell, words: tuple[str, ...], reason: str) -> None:
    assert shell.asks("labels", "printers", "add", "x", *words, code=1)["reason"] == reason
    assert not (shell.folder / "printers").exists()


@pytest.mark.usefixtures("cups")
def test_printers_that_only_cups_knows_are_listed_and_get_their_paper(shell: Shell, cups: Cups) -> None:
    names = [each["name"] for each in shell.asks("labels", "printers")["printers"]]
    assert names == ["Paused", "Shut", "Zebra"]
    shell.asks(
        "labels", "printers", "add", "Zebra", "--address", "cups:Zebra", "--format", "DYMO 99012", "--turned"
    )
    said = shell.asks("labels", "print", shell.code_of(*SHEET), "--printer", "Zebra")
    assert said["state"] == "sent"
    assert "media=Custom.89x36mm" in cups.next_paper().options.split()


def test_a_label_is_looked_at_and_nothing_is_printed(shell: Shell) -> None:
    code = shell.code_of(*SHEET)
    said = shell.asks("labels", "preview", code, "--format", "105x74")
    assert said["size_um"] == [105_000, 74_000]
    assert {len(line) for line in said["lines"]} == {78}
    picture = shell.folder / "look.png"
    shell.asks("labels", "preview", code, "--output", str(picture))
    with Image.open(picture) as image:
        assert check(image).agreed == (code,)
    assert shell.asks("labels", "queue")["jobs"] == []
    assert not shell.asks("show", code)["label_out_of_date"]


def test_pictures_are_read_and_what_they_lead_to_is_said(shell: Shell) -> None:
    code, file = shell.code_of(*SHEET), shell.folder / "label.png"
    shell.asks("labels", "print", code, "--output", str(file))
    said = shell.asks("labels", "check", str(file))
    (picture,) = said["pictures"]
    assert picture["agreed"] == picture["zxing"] == picture["zbar"] == [code]
    assert "Birch plywood" in picture["meanings"][code]
    Image.new("L", (300, 300), 255).save(shell.folder / "white.png")
    nothing = shell.asks("labels", "check", str(shell.folder / "white.png"), code=1)
    assert (nothing["ok"], nothing["pictures"][0]["agreed"]) == (False, [])
    (shell.folder / "text.png").write_text("no picture")
    assert shell.asks("labels", "check", str(shell.folder / "text.png"), code=1)["reason"] == "no-picture"


def test_papers_are_found_by_a_part_of_their_name(shell: Shell) -> None:
    assert len(shell.asks("labels", "formats")["formats"]) >= 40
    found = shell.asks("labels", "formats", "zweckform", "3474")["formats"]
    assert [(paper["name"], paper["places"]) for paper in found] == [("A4 3x8", 24)]


def test_an_own_template_is_begun_from_the_shipped_one_and_used_at_once(shell: Shell) -> None:
    shelf = shell.asks("shelves", "add", "Wall A3")["shelf"]["code"]
    path = Path(shell.asks("labels", "templates", "--write", "shelf")["file"])
    assert shell.asks("labels", "templates", "--write", "shelf", code=1)["reason"] == "file"
    mistake = len(path.read_text().splitlines()) + 4
    path.write_text(path.read_text() + '\n[[block]]\nfields = ["name"]\nlargest = 200\nrank = 1\n')
    failed = shell.asks("labels", "print", shelf, code=1)
    assert failed["reason"] == "file-wrong"
    assert f"shelf.toml:{mistake} " in failed["sentence"]
    path.write_text('kind = "shelf"\n[[block]]\ntext = "LOUD"\nlargest = 60\nrank = 9\n')
    (own,) = [each for each in shell.asks("labels", "templates")["templates"] if each["own"]]
    assert own["name"] == "shelf"
    assert shell.asks("labels", "preview", shelf)["ok"]


def test_a_template_is_named_for_one_print(shell: Shell) -> None:
    code = shell.code_of(*SHEET)
    assert shell.asks("labels", "print", code, "--template", "../../x", code=1)["reason"] == "file-wrong"
    (shell.folder / "templates").mkdir()
    (shell.folder / "templates" / "bars.toml").write_text(
        'kind = "piece"\nsymbol = "code128"\n[[block]]\nfields = ["size"]\nlargest = 30\nrank = 9\n'
    )
    file = shell.folder / "bars.png"
    shell.asks("labels", "print", code, "--template", "bars", "--output", str(file))
    with Image.open(file) as image:
        assert check(image).agreed == (code,)


def test_labels_that_are_out_of_date_come_on_a_sheet(shell: Shell) -> None:
    codes = [shell.code_of(*SHEET) for _ in range(3)]
    assert shell.asks("labels", "sheet", code=1)["reason"] == "nothing-to-print"
    shell.asks("labels", "print", *codes)
    shell.asks("weigh", codes[1], "1kg")
    assert shell.asks("show", codes[1])["label_out_of_date"]
    said = shell.asks("labels", "sheet", "--format", "L7160", "--skip", "5")
    assert said["codes"] == [codes[1]]
    assert shell.asks("labels", "sheet", code=1)["reason"] == "nothing-to-print"
    assert not shell.asks("show", codes[1])["label_out_of_date"]


def test_shelves_have_their_labels_printed_together_or_by_name(shell: Shell) -> None:
    assert shell.asks("labels", "shelves", code=1)["reason"] == "no-shelf"
    codes = [shell.asks("shelves", "add", name)["shelf"]["code"] for name in ("A1", "A2")]
    assert shell.asks("labels", "shelves")["codes"] == codes
    assert shell.asks("labels", "shelves", "a2")["codes"] == [codes[1]]


def test_badges_and_notices_are_labels_too(shell: Shell) -> None:
    shelf = shell.asks("shelves", "add", "A1")["shelf"]["code"]
    badges = shell.asks("labels", "badges", "--count", "2")
    assert badges["labels"] == len(set(badges["codes"])) == 2
    assert shell.asks("receive", *SHEET, "--code", badges["codes"][0], code=1)["reason"] == "badge"
    notice = shell.asks("labels", "notices", shelf, "--day", "2026-12-31")
    assert notice["codes"] == [shelf]


def test_codes_are_never_issued_twice_by_kiosks_that_are_offline(tmp_path: Path) -> None:
    issued: list[str] = []
    for first in "70":
        folder = tmp_path / first
        folder.mkdir()
        shell = Shell(folder)
        shell.asks("settings", "space_name=Test space")
        _grant(folder / "kiosk.db", first)
        for _batch in range(3):
            issued += shell.asks("labels", "blanks", "--count", "100")["codes"]
    assert len(set(issued)) == len(issued) == 600
    assert {code[:4] for code in issued} == {"DRE7", "DRE0"}


def _grant(database: Path, first: str) -> None:
    from kiosk.start import change_settings, open_kiosk

    kiosk = open_kiosk(database)
    change_settings(kiosk.ledger, kiosk.settings, {"prefix": "DRE", "first": first})
    kiosk.ledger.engine.dispose()


def test_every_answer_is_a_line_too(shell: Shell) -> None:
    speak("en")
    code = shell.code_of(*SHEET)
    assert shell("labels", "print", code).out.startswith("LABEL FILE")
    assert "LABEL FILE" in shell("labels", "queue").out
    assert "Zweckform 3474" in shell("labels", "formats", "A4").out
    assert "a transfer slip" in shell("labels", "templates").out
    assert "▀" in shell("labels", "preview", code).out
    assert "* files" in shell("labels", "printers").out
