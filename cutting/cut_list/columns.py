"""What the columns of a cut list are called, in the exports of other programs and in other languages.

OpenCutList names its columns in the language of its user (`tab.cutlist.export` in its translations): raw
sizes are those to be cut, final ones what is left of them afterwards. CutList Optimizer's are `Length, Width,
Qty, Material, Label, Enabled, Grain direction`.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum


class Column(StrEnum):
    """What a column says of a part."""

    LONG = "long"
    WIDE = "wide"
    THICK = "thick"
    COUNT = "count"
    MATERIAL = "material"
    TITLE = "title"
    ENABLED = "enabled"
    GRAIN = "grain"


def _names(text: str) -> tuple[str, ...]:
    return tuple(fold(name) for name in text.split(";"))


def fold(text: str) -> str:
    """A name without case, accents, marks and what stands in brackets."""
    bare = text.partition("(")[0].partition("[")[0]
    plain = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain.casefold()).split())


NAMES: Mapping[Column, tuple[str, ...]] = {
    Column.LONG: _names(
        "Length - raw;Länge - roh;Longueur débit;Longitud - cruda;Lunghezza - grezzo;Lengte - onbewerkt;"
        "Długość - wstępna;Hrubá délka;Comprimento - Bruto;"
        "Length;Länge;Longueur capable;Longueur;Longitud;Lunghezza;Lengte;Długość;Délka;Comprimento;Garums"
    ),
    Column.WIDE: _names(
        "Width - raw;Breite - roh;Largeur débit;Ancho - crudo;Larghezza - grezzo;Breedte - onbewerkt;"
        "Szerokość - wstępna;Hrubá šířka;Largura - Bruta;"
        "Width;Breite;Largeur capable;Largeur;Anchura;Ancho;Larghezza;Breedte;Szerokość;Šířka;Largura;Platums"
    ),
    Column.THICK: _names(
        "Thickness - raw;Dicke - roh;Épaisseur débit;Espesor - crudo;Spessore - grezzo;Dikte - onbewerkt;"
        "Grubość - wstępna;Hrubá tloušťka;Espessura - Bruta;"
        "Thickness;Thick;Dicke;Épaisseur capable;Épaisseur;Grosor;Espesor;Spessore;Dikte;Grubość;Tloušťka;"
        "Espessura;Biezums"
    ),
    Column.COUNT: _names(
        "Quantity;Qty;Count;Copies;Pcs;Anzahl;Anz;Quantité;Qté;Cantidad;Quantità;Hoeveelheid;Ilość;Počet;"
        "Quantidade;Skaits"
    ),
    Column.MATERIAL: _names(
        "Material name;Material;Materialname;Nom de la matière;Matière;Nombre del material;"
        "Nome del materiale;Naam van materiaal;Nazwa materiału;Název materiálu;Nome do Material;Materiāls"
    ),
    Column.TITLE: _names(
        "Designation;Label;Name;Description;Part name;Part;Instance;Bezeichnung;Désignation;Designación;"
        "Designazione;Beschrijving;Oznaczenie;Označení;Designação;Nosaukums"
    ),
    Column.ENABLED: _names("Enabled"),
    Column.GRAIN: _names("Grain direction;Grain"),
}
"""The names of each column, what is preferred first."""


def known(header: Sequence[str]) -> dict[Column, int]:
    """Where each column stands, of those that a header names."""
    folded = [fold(name) for name in header]
    return {
        column: folded.index(name)
        for column, names in NAMES.items()
        if (name := next((name for name in names if name in folded), ""))
    }


def unit(name: str) -> str:
    """The unit that a column's name gives in brackets, `Length (cm)`; "" for none."""
    for opening, closing in ("()", "[]"):
        _, _, after = name.partition(opening)
        found = after.partition(closing)[0].strip()
        if found.casefold() in ("mm", "cm", "m", "inch", "inches", '"'):
            return found
    return ""
