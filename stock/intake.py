"""From what a maker typed or scanned to what is received: a piece or a lot, and how much of it."""

from dataclasses import dataclass, replace

from stock.items import Lot, Origin, Piece, State
from stock.materials import Material
from stock.outlines import Outline
from stock.pieces import UNKNOWN_MASS, Form, Mass, Size, Unit, default_form, estimated_mass, size_text
from stock.typed import Typed


@dataclass(frozen=True, slots=True)
class Intake:
    """A receipt that is being put together. `code` "" means a new label; `alias` is a foreign code."""

    code: str = ""
    alias: str = ""
    material: str = ""
    origin: Origin = Origin.DONATION
    shelf: str = ""
    title: str = ""
    form: Form | None = None
    size: Size | None = None
    outline: Outline | None = None
    mass_mg: int | None = None
    volume_ul: int | None = None
    count: int | None = None

    @property
    def measured(self) -> bool:
        """Whether anything says how large or how many it is."""
        return any(value is not None for value in (self.size, self.mass_mg, self.volume_ul, self.count))

    def typed(self, typed: Typed) -> "Intake":
        """With what was typed now; what was not typed stays, but for the outline of another size."""
        return replace(
            self,
            size=typed.size or self.size,
            outline=None if typed.size else self.outline,
            mass_mg=self.mass_mg if typed.mass_mg is None else typed.mass_mg,
            volume_ul=self.volume_ul if typed.volume_ul is None else typed.volume_ul,
            count=self.count if typed.count is None else typed.count,
        )


def received(intake: Intake, material: Material, today: str) -> tuple[State, int]:
    """The state of what is received, and its quantity in the lot's unit (0 for a piece).

    A count, a volume, or a weight without a size of something that is no spool, makes a lot.
    """
    lot = _lot(intake, material)
    if lot is None:
        return _piece(intake, material, today), 0
    unit, quantity = lot
    title = intake.title or (size_text(intake.size) if intake.size else "")
    state = Lot(material=material.slug, unit=unit, origin=intake.origin, shelf=intake.shelf, since=today)
    return replace(state, title=title), quantity


def _lot(intake: Intake, material: Material) -> tuple[Unit, int] | None:
    if intake.count is not None and not (intake.count == 1 and intake.size):
        return Unit.PIECES, intake.count
    if intake.volume_ul is not None:
        return Unit.MICROLITRES, intake.volume_ul
    if intake.mass_mg is None or intake.size or intake.form or material.forms[:1] == (Form.SPOOL,):
        return None
    return Unit.MILLIGRAMS, intake.mass_mg


def _piece(intake: Intake, material: Material, today: str) -> Piece:
    form = intake.form or default_form(intake.size, material.forms)
    size = intake.size or Size()
    return Piece(
        material=material.slug,
        form=form,
        size=size,
        mass=_mass(intake, form, size, material),
        origin=intake.origin,
        shelf=intake.shelf,
        title=intake.title,
        since=today,
        outline=intake.outline,
    )


def _mass(intake: Intake, form: Form, size: Size, material: Material) -> Mass:
    if intake.mass_mg is not None:
        return Mass.measured(intake.mass_mg)
    if not any(size.dimensions_um):
        return UNKNOWN_MASS
    return estimated_mass(form, size, material.density_kg_m3, intake.outline)
