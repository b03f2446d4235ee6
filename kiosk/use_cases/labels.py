"""Labels: what stands on the label of an item, a shelf or a blank, in the kiosk's language."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from kiosk.kiosk import Kiosk
from kiosk.language import _
from kiosk.printing import Job, Rolls, Sheets, ToFile, ToFolder, ToPrinter
from kiosk.settings import Settings
from kiosk.words import hazard_words, laser_word, mass_words, material_name, size_words
from labels.kinds import BlankLabel, Label, Laser, PieceLabel, ShelfLabel
from ledger.reading import Reading
from stock.fold import Standing
from stock.items import Piece, State, Status
from stock.materials import catalogue
from stock.rules import is_held

DEFAULT_SIZE_UM = (62_000, 29_000)
Target = ToPrinter | ToFolder | ToFile


def label_job(kiosk: Kiosk, codes: Sequence[str], target: Target, paper: Rolls | Sheets | None = None) -> Job:
    """The labels of some codes as a job for a printer or a file."""
    labels = labels_of(kiosk, codes)
    return job(kiosk.settings, _("Labels"), labels, target, paper)


def job(
    settings: Settings,
    title: str,
    labels: Sequence[Label],
    target: Target,
    paper: Rolls | Sheets | None = None,
) -> Job:
    """Labels of the size that the settings say."""
    width_um, height_um = label_size_um(settings.label)
    return Job(title, tuple(labels), width_um, height_um, paper or Rolls(), target)


def usual_target(settings: Settings, folder: Path, codes: Sequence[str]) -> Target:
    """The settings' printer; without one, a new file in the folder that is named after the first code."""
    if settings.printer:
        return ToPrinter(settings.printer)
    return ToFolder(folder, f"label-{codes[0]}.pdf" if len(codes) == 1 else f"labels-{codes[0]}.pdf")


def labels_of(kiosk: Kiosk, codes: Sequence[str]) -> list[Label]:
    """A label a code: of an item, of a shelf, or of a blank where nothing bears the code yet."""
    with kiosk.ledger.reading() as reading:
        return [_label(kiosk, reading, code) for code in codes]


def blank_label(settings: Settings, code: str) -> BlankLabel:
    """A label to stick on something first and scan then."""
    return BlankLabel(code, _("Scan me: new"), (_("Material"), _("Size")), settings.space_name)


def piece_label(standing: Standing, state: State, settings: Settings, today: str) -> PieceLabel:
    """What somebody in front of the shelf must know. What is in quarantine says so, and fits no laser."""
    material = catalogue().get(state.material)
    usable = material is not None and not state.quarantined
    waits = () if usable else (_("Quarantine"),)
    return PieceLabel(
        code=state.label or standing.item,
        material=material_name(state.material),
        size=size_words(state),
        mass=mass_words(state) if isinstance(state, Piece) and state.mass.mg is not None else "",
        free_from=_("Free from {day}").format(day=_free_from(state, today)) if usable else "",
        laser=Laser(material.laser) if material and usable else Laser.NO,
        laser_words=laser_word(state.material if usable else ""),
        hazards=(*waits, *hazard_words(state.material)),
        title=state.title,
        space=settings.space_name,
    )


def label_size_um(text: str) -> tuple[int, int]:
    """`62x29`, in millimetres, as µm; the usual roll where it says nothing else."""
    width, _x, height = text.partition("x")
    if width.isdecimal() and height.isdecimal():
        return int(width) * 1000, int(height) * 1000
    return DEFAULT_SIZE_UM


def _label(kiosk: Kiosk, reading: Reading, code: str) -> Label:
    standing, shelf = reading.resolve(code), reading.shelf(code)
    if standing and standing.state and standing.state.status != Status.VOID:
        return piece_label(standing, standing.state, kiosk.settings, kiosk.today())
    if shelf:
        return ShelfLabel(code, shelf.name, kiosk.settings.space_name)
    return blank_label(kiosk.settings, code)


def _free_from(state: State, today: str) -> str:
    """The day it came, or the day after it is held."""
    if is_held(state, today):
        return (date.fromisoformat(state.held_until) + timedelta(days=1)).isoformat()
    return state.since
