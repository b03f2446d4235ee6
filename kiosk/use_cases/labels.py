"""Labels: what stands on the label of an item, a shelf or a blank, in the kiosk's language."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kiosk.kiosk import Kiosk
from kiosk.language import _
from kiosk.settings import Settings
from kiosk.use_cases.plans import expected
from kiosk.words import (
    amount_words,
    charred_words,
    hazard_words,
    how_much,
    laser_word,
    mass_words,
    material_name,
    size_words,
    what,
)
from labels.kinds import (
    BadgeLabel,
    BlankLabel,
    ClearingLabel,
    Label,
    Laser,
    LotLabel,
    PieceLabel,
    ShelfLabel,
    TransferLabel,
)
from labels.printing.order import Calibration, Lie, OnPaper, Order
from labels.printing.queue import OUT, Job
from ledger.reading import Reading
from stock.fold import Shelf, Standing
from stock.items import Lot, Piece, State, Status
from stock.materials import catalogue
from stock.rules import is_held
from stock.slips import Slip, write_slip

NO_MARK = ("", "")
"""Of a label that is no item's."""
AS_IT_LIES = OnPaper()
"""On the paper that lies in the printer."""
SHEET_OF_BLANKS = "A4 3x8"
"""Without a label printer blanks come on sheets: those are what an office printer takes."""


def items_order(kiosk: Kiosk, codes: Sequence[str], lie: Lie = AS_IT_LIES) -> Order:
    """The labels of items, shelves and blanks."""
    with kiosk.ledger.reading() as reading:
        found = [(_label(kiosk, reading, code), _mark(reading, code)) for code in codes]
    file = f"label-{codes[0]}.pdf" if len(codes) == 1 else f"labels-{''.join(codes[:1])}.pdf"
    marks = tuple(mark for _label_of_it, mark in found)
    made = order(kiosk.settings, _("Labels"), [label for label, _its_mark in found], file, lie)
    return replace(made, marks=marks)


def order(settings: Settings, title: str, labels: Sequence[Label], file: str, lie: Lie = AS_IT_LIES) -> Order:
    """Labels for the settings' printer, on the paper that lies in it unless told else."""
    return Order(
        title=title,
        labels=tuple(labels),
        lie=lie,
        printer=settings.printer,
        link=settings.label_link.upper(),
        usual_paper=settings.label,
        file=file,
    )


def blanks_order(settings: Settings, codes: Sequence[str], lie: OnPaper = AS_IT_LIES) -> Order:
    """New labels, to stick on something first and scan then."""
    made = [blank_label(settings, code) for code in codes]
    paper = lie.paper or ("" if settings.printer else SHEET_OF_BLANKS)
    return order(settings, _("New labels"), made, "labels-blanks.pdf", replace(lie, paper=paper))


def badges_order(settings: Settings, codes: Sequence[str], lie: Lie = AS_IT_LIES) -> Order:
    """Badges, on which no name stands."""
    title, hint = _("Badge"), _("Scan me first")
    made = [BadgeLabel(code, title, hint, settings.space_name) for code in codes]
    return order(settings, _("Badges"), made, "labels-badges.pdf", lie)


def notices_order(kiosk: Kiosk, codes: Sequence[str], day: str, lie: Lie = AS_IT_LIES) -> Order:
    """Notices that what lies on a shelf, or one item, will be cleared away from a day on."""
    with kiosk.ledger.reading() as reading:
        made = [_notice(kiosk, reading, code, day) for code in codes]
    return order(kiosk.settings, _("Notices"), made, "labels-notices.pdf", lie)


def slip_order(kiosk: Kiosk, slip: Slip) -> Order:
    """The slip of what was sent to another space, as it is printed."""
    return order(kiosk.settings, _("Transfer"), [slip_label(kiosk, slip)], f"slip-{slip.item}.pdf")


def slip_label(kiosk: Kiosk, slip: Slip) -> TransferLabel:
    """The slip of what goes to another space."""
    return TransferLabel(
        code=slip.item,
        title=_("Transfer"),
        goal=slip.to,
        origin=_sender_name(kiosk, slip),
        contents=(_on_its_way(slip),),
        day=kiosk.today(),
        slip=write_slip(slip),
    )


def _sender_name(kiosk: Kiosk, slip: Slip) -> str:
    is_own = slip.sender == kiosk.settings.registry_space
    return (kiosk.settings.space_name if is_own else "") or slip.sender


def _on_its_way(slip: Slip) -> str:
    state = slip.state
    amount = amount_words(state.unit, slip.quantity) if isinstance(state, Lot) else ""
    return ", ".join(text for text in (what(state), amount) if text)


def calibration_order(settings: Settings, paper: str = "") -> Order:
    """A page that shows how far a printer is off."""
    return order(settings, _("Calibration"), (), "calibration.pdf", Calibration(paper))


def blank_label(settings: Settings, code: str) -> BlankLabel:
    """A label to stick on something first and scan then."""
    return BlankLabel(code, _("Scan me: new"), (_("Material"), _("Size")), settings.space_name)


def item_label(standing: Standing, state: State, settings: Settings, today: str) -> PieceLabel | LotLabel:
    """What somebody in front of the shelf must know. What is in quarantine says so, and fits no laser."""
    material = catalogue().get(state.material)
    usable = material is not None and not state.quarantined
    waits = () if usable else (_("Quarantine"),)
    piece = PieceLabel(
        code=state.label or standing.item,
        material=material_name(state.material),
        size=size_words(state) if isinstance(state, Piece) else "",
        mass=mass_words(state) if isinstance(state, Piece) and state.mass.mg is not None else "",
        free_from=_("Free from {day}").format(day=_free_from(state, today)) if usable else "",
        laser=Laser(material.laser) if material and usable else Laser.NO,
        laser_words=laser_word(state.material if usable else ""),
        hazards=(*waits, *charred_words(state), *hazard_words(state.material)),
        title=state.title,
        space=settings.space_name,
    )
    return _lot_label(piece, standing) if isinstance(state, Lot) else piece


def face_of(state: State) -> str:
    """What an item's label says for good, as a digest; a hold, a shelf or an amount makes no label wrong."""
    measured = (*state.size.dimensions_um, state.mass.mg) if isinstance(state, Piece) else (state.unit,)
    charred = [True] if isinstance(state, Piece) and state.charred else []
    said = json.dumps([state.label, state.material, state.title, state.quarantined, *measured, *charred])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def note_printed(kiosk: Kiosk, job: Job) -> None:
    """Remember what the labels of a job say, once they have left the kiosk; those that may not have come out
    are as if never printed. Raises LedgerError.
    """
    marks = [(number, *mark) for number, mark in enumerate(job.marks, start=1) if mark != NO_MARK]
    if not marks or not (job.state in OUT or job.where):
        return
    doubtful = set(job.doubtful)
    with kiosk.ledger.transaction() as change:
        lost = {
            item for number, item, face in marks if number in doubtful and change.printed_face(item) == face
        }
        noted = {item: face for number, item, face in marks if number not in doubtful}
        change.note_printed(dict.fromkeys(lost, "") | (noted if job.state in OUT else {}))


def is_changed(reading: Reading, standing: Standing) -> bool:
    """Whether the item is another than its last label says, which was printed here."""
    face = reading.printed_face(standing.item)
    return bool(face and standing.state and face != face_of(standing.state))


def changed(kiosk: Kiosk) -> list[Standing]:
    """The items on the shelves whose labels are out of date."""
    with kiosk.ledger.reading() as reading:
        return list(_changed(reading, reading.printed_faces()))


def _changed(reading: Reading, faces: Mapping[str, str]) -> list[Standing]:
    found = [(reading.standing(item), face) for item, face in faces.items()]
    return [
        standing
        for standing, face in found
        if standing and standing.state and _is_here(standing.state) and face != face_of(standing.state)
    ]


def _is_here(state: State) -> bool:
    return state.status == Status.HERE


def _lot_label(piece: PieceLabel, standing: Standing) -> LotLabel:
    """A lot's label has the amount where a piece's has its size."""
    return LotLabel(
        code=piece.code,
        material=piece.material,
        amount=how_much(standing),
        free_from=piece.free_from,
        laser=piece.laser,
        laser_words=piece.laser_words,
        hazards=piece.hazards,
        title=piece.title,
        space=piece.space,
    )


def _label(kiosk: Kiosk, reading: Reading, code: str) -> Label:
    standing, shelf = _item(reading, code), reading.shelf(code)
    if standing and standing.state:
        return item_label(standing, standing.state, kiosk.settings, kiosk.today())
    if shelf:
        return ShelfLabel(code, shelf.name, kiosk.settings.space_name)
    return blank_label(kiosk.settings, code)


def _mark(reading: Reading, code: str) -> tuple[str, str]:
    standing = _item(reading, code)
    return (standing.item, face_of(standing.state)) if standing and standing.state else NO_MARK


def _item(reading: Reading, code: str) -> Standing | None:
    standing = reading.resolve(code)
    is_void = standing is None or standing.state is None or standing.state.status == Status.VOID
    return expected(reading, code) if is_void else standing


def _notice(kiosk: Kiosk, reading: Reading, code: str, day: str) -> ClearingLabel:
    standing, shelf = _item(reading, code), reading.shelf(code)
    return ClearingLabel(
        code=code,
        title=_("Will be cleared away"),
        day=_("From {day}").format(day=day),
        words=_notice_words(standing, shelf),
        space=kiosk.settings.space_name,
    )


def _notice_words(standing: Standing | None, shelf: Shelf | None) -> str:
    named = shelf.name if shelf else what(standing.state) if standing and standing.state else ""
    return _("{what}: is it yours? Take it, or speak to staff before that day.").format(what=named)


def _free_from(state: State, today: str) -> str:
    """The day it came, or the day after it is held."""
    if is_held(state, today):
        return (date.fromisoformat(state.held_until) + timedelta(days=1)).isoformat()
    return state.since
