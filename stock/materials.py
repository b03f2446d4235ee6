"""The material catalogue: taxonomy, density, carbon, laser, hazards and waste code of what a space stocks."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files

from stock.hazards import Arises, Hazard
from stock.naming import Named, best
from stock.pieces import Form

__all__ = ["Arises", "Carbon", "Catalogue", "Hazard", "Laser", "Material", "catalogue", "quarantined"]


class Laser(StrEnum):
    """Whether a CO2 laser may cut or engrave it."""

    YES = "yes"
    CAUTION = "caution"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Carbon:
    """Carbon in mg CO2e per kg of material, None where there is no figure.

    It is an estimate where it stands in for the material's own: taken from an ancestor, or a proxy.
    """

    mgco2e_per_kg: int | None = None
    source: str = ""
    estimated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A row of the catalogue; `number` stands in printed command codes and is never given to another."""

    slug: str
    number: int
    parent: str
    name_en: str
    words: tuple[str, ...]
    density_kg_m3: int | None
    density_source: str
    carbon: Carbon
    laser: Laser
    laser_source: str
    hazards: tuple[Hazard, ...]
    waste_code: str
    forms: tuple[Form, ...]
    notes: str


class Catalogue:
    """All materials, by slug, number, kinship and typed words."""

    def __init__(self, materials: tuple[Material, ...]) -> None:
        self._materials = materials
        self._by_slug = {material.slug: material for material in materials}
        self._kin: dict[str, frozenset[str]] = {}
        self._by_number = {material.number: material for material in materials}

    def get(self, slug: str) -> Material | None:
        """The material of that slug, if there is one."""
        return self._by_slug.get(slug)

    def by_number(self, number: int) -> Material | None:
        """The material a printed command code names, if there is one."""
        return self._by_number.get(number)

    def all(self) -> tuple[Material, ...]:
        """Every material in the catalogue's order."""
        return self._materials

    def ancestors(self, slug: str) -> tuple[str, ...]:
        """The slugs above a material, the nearest first."""
        material = self.get(slug)
        return (material.parent, *self.ancestors(material.parent)) if material and material.parent else ()

    def kin(self, slug: str) -> frozenset[str]:
        """The slug and all of its descendants; empty for a slug that the catalogue does not have."""
        if slug not in self._kin:
            found = (m.slug for m in self._materials if slug in (m.slug, *self.ancestors(m.slug)))
            self._kin[slug] = frozenset(found)
        return self._kin[slug]

    def quarantined(self, slug: str) -> bool:
        """Whether it is unidentified, and may not be used before staff release it: unknown is never safe."""
        material = self.get(slug)
        return material is None or Hazard.UNIDENTIFIED in material.hazards

    def match(self, words: str, names: Mapping[str, str] | None = None) -> tuple[Material, ...]:
        """The materials that typed words mean, best first; one alone where the words leave no doubt.

        `names` are the names in the maker's language by slug. Every typed word begins a word of the
        material's names, slug or search words; case and accents do not count.
        """
        called = [self._named(material, (names or {}).get(material.slug, "")) for material in self._materials]
        return tuple(self._by_slug[slug] for slug in best(words, called))

    def _named(self, material: Material, name: str) -> Named:
        above = self.ancestors(material.slug)
        parent_texts = tuple(text for slug in above for text in _texts(self._by_slug[slug], ""))
        return Named(material.slug, _texts(material, name), above, parent_texts)


def _texts(material: Material, name: str) -> tuple[str, ...]:
    """All a material is called, its names with and without what is in brackets."""
    names = (name, material.name_en)
    short = tuple(text.partition("(")[0] for text in names)
    return (*names, *short, material.slug, *material.words)


@cache
def catalogue() -> Catalogue:
    """The catalogue that this version ships."""
    text = files("stock").joinpath("materials.csv").read_text(encoding="utf-8")
    rows = {row["slug"]: row for row in csv.DictReader(text.splitlines())}
    return Catalogue(tuple(_material(row, rows) for row in rows.values()))


def quarantined(slug: str) -> bool:
    """Whether a piece of that material waits for staff to identify it."""
    return catalogue().quarantined(slug)


_Row = Mapping[str, str]

_FORM_WORDS = {
    "panel": Form.SHEET,
    "film": Form.SHEET,
    "hide": Form.SHEET,
    "tile": Form.SHEET,
    "slab": Form.BOARD,
    "rod": Form.BAR,
    "profile": Form.BAR,
    "beam": Form.BAR,
    "flat": Form.BAR,
    "pipe": Form.TUBE,
    "wire": Form.ROLL,
    "coil": Form.ROLL,
    "batt": Form.BLOCK,
    "ingot": Form.BLOCK,
    "piece": Form.PART,
}


def _material(row: _Row, rows: Mapping[str, _Row]) -> Material:
    density = row["density_kg_m3"]
    return Material(
        slug=row["slug"],
        number=int(row["number"]),
        parent=row["parent"],
        name_en=row["name_en"],
        words=_listed(row["words"]),
        density_kg_m3=int(density) if density.isascii() and density.isdigit() else None,
        density_source=row["density_source"],
        carbon=_carbon(row, rows),
        laser=Laser(row["laser"]),
        laser_source=row["laser_source"],
        hazards=tuple(map(Hazard, _listed(row["hazards"]))),
        waste_code=row["waste_code"],
        forms=_forms(row["forms"]),
        notes=row["notes"],
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word for part in text.split(";") if (word := part.strip()))


def _carbon(row: _Row, rows: Mapping[str, _Row]) -> Carbon:
    """The row's own figure, else the nearest ancestor's as an estimate."""
    if row["kgco2e_per_kg"]:
        figure = int(Decimal(row["kgco2e_per_kg"]) * 1_000_000)
        return Carbon(figure, row["kgco2e_source"], "PROXY" in row["kgco2e_source"])
    if not row["parent"]:
        return Carbon()
    above = _carbon(rows[row["parent"]], rows)
    return Carbon(above.mgco2e_per_kg, above.source, above.mgco2e_per_kg is not None)


def _forms(text: str) -> tuple[Form, ...]:
    """The forms a row names, in its order: `sheet 3; 4 mm; rod` is a sheet and a bar."""
    first = [part.split()[0] for part in _listed(text)]
    forms = [_FORM_WORDS.get(word) or (Form(word) if word in list(Form) else None) for word in first]
    return tuple(dict.fromkeys(form for form in forms if form))
