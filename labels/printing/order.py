"""An order: which labels are wished for, and how they are to lie on paper. It survives as JSON."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from labels.kinds import LABELS, Kind, Label, Laser, kind_of


@dataclass(frozen=True, slots=True)
class OnPaper:
    """Labels one after the other on a paper; the first `skip` places of a sheet are used already.

    `paper` is its name; "" is what lies in the printer.
    """

    paper: str = ""
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Cards:
    """Pages of framed cards to laminate; each heading has a number of the labels, in their order."""

    headings: tuple[tuple[str, int], ...]
    width_um: int
    height_um: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """A page that shows how far a printer is off, for a paper; it holds no labels."""

    paper: str = ""


Lie = OnPaper | Cards | Calibration


@dataclass(frozen=True, slots=True)
class Order:
    """Labels for a printer. `marks`, one for each label or none at all, say to who ordered what it is of
    and what it says.

    `template` is the name of one for all of them, `link` what stands before each code, `usual_paper` is taken
    where the printer has none of its own, `file` names the file where there is no printer.
    """

    title: str
    labels: tuple[Label, ...]
    lie: Lie
    printer: str = ""
    template: str = ""
    link: str = ""
    usual_paper: str = ""
    file: str = "labels.pdf"
    marks: tuple[tuple[str, str], ...] = ()

    @property
    def count(self) -> int:
        """How many labels it prints; a page without any is one."""
        return len(self.labels) or 1


def order_text(order: Order) -> str:
    """The order as one JSON object."""
    found = {name: getattr(order, name) for name in _TEXTS}
    lie = [type(order.lie).__name__, asdict(order.lie)]
    labels = [[kind_of(label), asdict(label)] for label in order.labels]
    return json.dumps(found | {"lie": lie, "labels": labels, "marks": order.marks}, ensure_ascii=False)


def order_of(text: str) -> Order:
    """The order of such a text. Raises ValueError, TypeError, KeyError or AttributeError for any other."""
    found = json.loads(text)
    labels = tuple(_label(kind, fields) for kind, fields in found["labels"])
    lie, fields = found["lie"]
    marks = tuple((str(item), str(face)) for item, face in found["marks"])
    texts = {name: str(found[name]) for name in _TEXTS}
    return Order(labels=labels, lie=_LIES[lie](**_tuples(fields)), marks=marks, **texts)


_TEXTS = ("title", "printer", "template", "link", "usual_paper", "file")
_LIES: dict[str, type[Any]] = {kind.__name__: kind for kind in (OnPaper, Cards, Calibration)}


def _label(kind: str, fields: dict[str, Any]) -> Label:
    if fields.get("laser"):
        fields["laser"] = Laser(fields["laser"])
    return LABELS[Kind(kind)](**_tuples(fields))


def _tuples(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: _tuple(value) for key, value in fields.items()}


def _tuple(value: Any) -> Any:
    return tuple(map(_tuple, value)) if isinstance(value, list) else value
