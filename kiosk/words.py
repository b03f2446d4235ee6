"""The words for what the rules name: materials, hazards, forms, states, commands."""

from functools import cache

from kiosk.language import LANGUAGES, N_, _, _n, in_language, pgettext, spoken
from stock.codes import Command
from stock.events import Kind
from stock.fold import Standing
from stock.hazards import Hazard
from stock.items import Lot, Origin, Piece, State, Status
from stock.materials import Laser, catalogue
from stock.pieces import Form, MassSource, Unit, mass_text
from stock.sizes import Size, decimal_text, size_text

HAZARDS = {
    Hazard.CHLORINE: N_("Chlorine gas when heated"),
    Hazard.CYANIDE: N_("Cyanide gas when heated"),
    Hazard.FLUORINE: N_("Fluorine gas when heated"),
    Hazard.FORMALDEHYDE: N_("Formaldehyde when heated"),
    Hazard.ISOCYANATE: N_("Isocyanate gas when heated"),
    Hazard.TOXIC_FUME: N_("Toxic fumes when heated"),
    Hazard.METAL_FUME: N_("Metal fumes when welded"),
    Hazard.FIRE: N_("Catches fire easily"),
    Hazard.WOOD_DUST: N_("Harmful wood dust"),
    Hazard.SILICA_DUST: N_("Harmful silica dust"),
    Hazard.GLASS_DUST: N_("Harmful glass dust"),
    Hazard.FIBRES: N_("Harmful fibres"),
    Hazard.CHROMIUM: N_("Chromium in the dust"),
    Hazard.LEAD: N_("Contains lead"),
    Hazard.ASBESTOS: N_("May contain asbestos"),
    Hazard.SHATTERS: N_("Shatters"),
    Hazard.PRESERVATIVE: N_("Wood preservative"),
    Hazard.FLAME_RETARDANT: N_("May contain flame retardant"),
    Hazard.SENSITISER: N_("Skin allergy: wear gloves"),
    Hazard.FLAMMABLE: N_("Flammable"),
    Hazard.BATTERY_FIRE: N_("Battery fire"),
    Hazard.WIPE_DATA: N_("Wipe the data first"),
    Hazard.UNIDENTIFIED: N_("Not identified"),
}
LASER = {Laser.YES: N_("LASER: YES"), Laser.CAUTION: N_("LASER: ASK STAFF"), Laser.NO: N_("LASER: NO")}
FORMS = {
    Form.SHEET: N_("Sheet"),
    Form.BOARD: N_("Board"),
    Form.BAR: N_("Bar"),
    Form.TUBE: N_("Tube"),
    Form.ROLL: N_("Roll"),
    Form.BLOCK: N_("Block"),
    Form.SPOOL: N_("Spool"),
    Form.PART: N_("Part"),
}
STATUSES = {
    Status.HERE: N_("on the shelf"),
    Status.TAKEN: N_("taken"),
    Status.SENT: N_("on its way to another space"),
    Status.CUT: N_("cut up"),
    Status.DISCARDED: N_("thrown away"),
    Status.VOID: N_("undone"),
}
ORIGINS = {Origin.DONATION: N_("Donation"), Origin.OFFCUT: N_("Offcut"), Origin.BOUGHT: N_("Bought")}
KINDS = {
    Kind.RECEIVED: N_("received"),
    Kind.TAKEN: N_("taken"),
    Kind.CUT: N_("cut"),
    Kind.RETURNED: N_("brought back"),
    Kind.MOVED: N_("moved"),
    Kind.COUNTED: N_("counted"),
    Kind.HELD: N_("held"),
    Kind.UNHELD: N_("free again"),
    Kind.QUARANTINED: N_("put in quarantine"),
    Kind.RELEASED: N_("released"),
    Kind.RELABELLED: N_("new label"),
    Kind.DISCARDED: N_("thrown away"),
    Kind.VOIDED: N_("undone"),
    Kind.CORRECTED: N_("corrected"),
    Kind.ALIASED: N_("other code added"),
    Kind.SHELVED: N_("shelf named"),
    Kind.HOLD_REQUESTED: N_("asked for"),
    Kind.HOLD_GRANTED: N_("kept for a space"),
    Kind.HOLD_DENIED: N_("not kept for a space"),
    Kind.SENT: N_("sent to a space"),
    Kind.ARRIVED: N_("arrived"),
    Kind.CAME_BACK: N_("came back"),
}
COMMANDS = {
    Command.TAKE: N_("Take"),
    Command.RECEIVE: N_("Receive"),
    Command.FIND: N_("Find"),
    Command.CUT: N_("Cut"),
    Command.RETURN: N_("Return"),
    Command.MOVE: N_("Move"),
    Command.COUNT: N_("Count"),
    Command.DISCARD: N_("Discard"),
    Command.HOLD: N_("Hold"),
    Command.SHOW: N_("Show"),
    Command.LABEL: N_("Label"),
    Command.UNDO: N_("Undo"),
    Command.DONE: N_("Done"),
    Command.YES: N_("Yes"),
    Command.HELP: N_("Help"),
    Command.STAFF: N_("Staff"),
    Command.LANGUAGE: N_("Language"),
    Command.THEME: N_("Colours"),
    Command.NEXT: N_("Next"),
    Command.BACK: N_("Back"),
    Command.DONATION: N_("Donation"),
    Command.OFFCUT: N_("Offcut"),
    Command.BOUGHT: N_("Bought"),
    Command.NEST: N_("Cut list"),
    Command.PLANS: N_("Plans"),
    Command.OUTLINE: N_("Outline"),
}


def material_name(slug: str) -> str:
    """The material's name in the language in use; the slug itself for one of a newer catalogue."""
    material = catalogue().get(slug)
    return pgettext("material", material.name_en) if material else slug


def material_names(language: str = "") -> dict[str, str]:
    """Every material's name in a language, else in the one in use, by slug."""
    return dict(_names(language or spoken()))


def laser_word(slug: str) -> str:
    """What to tell somebody who stands at the laser; a material nobody knows is never safe."""
    material = catalogue().get(slug)
    return _(LASER[material.laser if material else Laser.NO])


def hazard_words(slug: str) -> tuple[str, ...]:
    """The material's hazards in short words."""
    material = catalogue().get(slug)
    return tuple(_(HAZARDS[hazard]) for hazard in material.hazards) if material else ()


def charred_words(state: State) -> tuple[str, ...]:
    """The warning of a piece whose edges a laser charred, or none: char leads current, as a finger does."""
    is_charred = isinstance(state, Piece) and state.charred
    return (_("Charred edge: trips a saw's brake"),) if is_charred else ()


def size_words(state: State) -> str:
    """The piece's dimensions, or "" where it has none."""
    return size_text(state.size, decimal_sign()) if isinstance(state, Piece) else ""


def dimension_words(size: Size) -> str:
    """Dimensions by themselves."""
    return size_text(size, decimal_sign())


def length_words(um: int) -> str:
    """A length, or a coordinate, in millimetres."""
    sign = "-" if um < 0 else ""
    return f"{sign}{decimal_text(abs(um), 1000, 1, decimal_sign())} mm"


def area_words(um2: int) -> str:
    """An area, in the unit that people see it in."""
    if um2 < 10**11:
        return f"{decimal_text(um2, 10**8, 1, decimal_sign())} cm²"
    return f"{decimal_text(um2, 10**12, 3, decimal_sign())} m²"


def mass_words(state: State) -> str:
    """The piece's mass and how it is known."""
    if not isinstance(state, Piece):
        return ""
    if state.mass.mg is None:
        return _("weight not known: put it on the scales")
    text = mass_text(state.mass.mg, decimal_sign())
    return text if state.mass.source == MassSource.MEASURED else _("about {mass}").format(mass=text)


def amount_words(unit: Unit, quantity: int) -> str:
    """A quantity of a lot in the unit people use."""
    match unit:
        case Unit.PIECES:
            return _n("{number} piece", "{number} pieces", quantity).format(number=quantity)
        case Unit.MILLIGRAMS:
            return (
                mass_text(quantity, decimal_sign())
                if quantity >= 0
                else "-" + mass_text(-quantity, decimal_sign())
            )
        case Unit.MICROLITRES:
            return _litres(quantity)


def what(state: State) -> str:
    """A short name of an item: its material, and its size or title."""
    detail = size_words(state) or state.title
    return f"{material_name(state.material)} {detail}".strip()


def how_much(standing: Standing) -> str:
    """What is left of a lot; "" for a piece."""
    state = standing.state
    return amount_words(state.unit, standing.quantity) if isinstance(state, Lot) else ""


def search_words(state: State) -> str:
    """What an item is found by: its names in every shipped language, its form and its title."""
    form = state.form.value if isinstance(state, Piece) else state.unit.value
    return " ".join((state.title, form, state.label, _material_words(state.material)))


@cache
def _names(language: str) -> tuple[tuple[str, str], ...]:
    named = ((m.slug, in_language(language, "material", m.name_en)) for m in catalogue().all())
    return tuple(named)


@cache
def _material_words(slug: str) -> str:
    """The words of a material and of what it is a kind of."""
    found = [m for each in (slug, *catalogue().ancestors(slug)) if (m := catalogue().get(each))]
    names = [in_language(language, "material", m.name_en) for language in LANGUAGES for m in found]
    return " ".join([slug, *names, *(word for m in found for word in m.words)])


def decimal_sign() -> str:
    """What stands before a fraction in the language in use."""
    return "." if spoken() == "en" else ","


def _litres(quantity_ul: int) -> str:
    if abs(quantity_ul) < 1_000_000:
        return f"{quantity_ul / 1000:g} ml".replace(".", decimal_sign())
    return f"{quantity_ul / 1_000_000:g} l".replace(".", decimal_sign())
