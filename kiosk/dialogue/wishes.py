"""What the dialogue asks for: wishes for use cases, and remarks for the band."""

from dataclasses import dataclass
from enum import StrEnum

from stock.intake import Intake
from stock.layouts import Layout
from stock.needs import Need
from stock.outlines import Outline
from stock.pieces import Size
from stock.typed import Misread


@dataclass(frozen=True, slots=True)
class Receive:
    """Receive what was put together."""

    intake: Intake


@dataclass(frozen=True, slots=True)
class Take:
    """Take an item; `quantity` is in the lot's unit."""

    item: str
    quantity: int = 0
    held_too: bool = False
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """Cut a piece into these remainders."""

    item: str
    sizes: tuple[Size, ...]
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmCut:
    """A planned piece was cut. `item` is its code or an expected remainder's, `sizes` what is really left:
    None where all is as planned."""

    item: str
    sizes: tuple[Size, ...] | None = None


@dataclass(frozen=True, slots=True)
class Stick:
    """A remainder that was just cut has its label."""

    item: str


@dataclass(frozen=True, slots=True)
class ShowPlan:
    """Show how a piece is to be cut."""

    item: str


@dataclass(frozen=True, slots=True)
class PutBack:
    """Bring an item back."""

    item: str
    quantity: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """Move an item to a shelf."""

    item: str
    shelf: str


@dataclass(frozen=True, slots=True)
class Count:
    """Count a lot."""

    item: str
    counted: int


@dataclass(frozen=True, slots=True)
class Hold:
    """Hold an item, or free it."""

    item: str
    free: bool = False


@dataclass(frozen=True, slots=True)
class Discard:
    """Throw an item away."""

    item: str


@dataclass(frozen=True, slots=True)
class Weigh:
    """Note a measured mass."""

    item: str
    mass_mg: int


@dataclass(frozen=True, slots=True)
class NoteOutline:
    """Note the true shape of a piece that is no rectangle."""

    item: str
    shape: Outline


@dataclass(frozen=True, slots=True)
class Arrive:
    """Take in what came with a slip."""

    slip: str


@dataclass(frozen=True, slots=True)
class Request:
    """Ask another space to keep an item; `quantity` is in the lot's unit, 0 for a piece."""

    item: str
    space: str
    quantity: int = 0


@dataclass(frozen=True, slots=True)
class CameBack:
    """Note that what was sent to another space is here again."""

    item: str


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last thing back."""


@dataclass(frozen=True, slots=True)
class Show:
    """Show an item's card."""

    item: str


@dataclass(frozen=True, slots=True)
class ShowShelf:
    """Show what lies on a shelf."""

    code: str


@dataclass(frozen=True, slots=True)
class Find:
    """Look for words and a part that is needed."""

    words: str = ""
    need: Need | None = None


@dataclass(frozen=True, slots=True)
class PrintLabel:
    """Print an item's label again."""

    item: str


class Screen(StrEnum):
    """What a command opens or changes on the screen."""

    HELP = "help"
    STAFF = "staff"
    LANGUAGE = "language"
    THEME = "theme"
    NEXT = "next"
    NEST = "nest"
    PLANS = "plans"
    OUTLINE = "outline"


@dataclass(frozen=True, slots=True)
class Open:
    """Open or change something on the screen; `text` is what was scanned for it, `item` what it is about."""

    screen: Screen
    text: str = ""
    item: str = ""


class Remark(StrEnum):
    """What the band says when there is nothing to carry out."""

    NOTHING = "nothing"
    REPEATED = "repeated"
    DAMAGED = "damaged"
    OTHER_SPACE = "other space"
    NOT_NOW = "not now"
    WHAT_IS_IT = "what is it"
    BLANK = "blank"
    RECEIVE = "receive"
    WHICH_MATERIAL = "which material"
    NO_SUCH_MATERIAL = "no such material"
    MATERIAL_FIRST = "material first"
    SIZE_NEXT = "size next"
    HOW_MUCH = "how much"
    WRONG_UNIT = "wrong unit"
    HOW_LARGE = "how large"
    MISREAD = "misread"
    SCAN_ITEM = "scan item"
    SCAN_SHELF = "scan shelf"
    SCAN_NEXT = "scan next"
    FIND = "find"
    DONE = "done"
    LAYOUT = "layout"
    BADGE = "badge"
    TOO_LONG = "too long"
    NO_SUCH_CODE = "no such code"
    NEVER_CUT = "never cut"


@dataclass(frozen=True, slots=True)
class Say:
    """A remark, with what its sentence needs."""

    remark: Remark
    text: str = ""
    choices: tuple[str, ...] = ()
    misread: Misread | None = None
    layout: Layout | None = None


Wish = (
    Receive
    | Take
    | Cut
    | ConfirmCut
    | Stick
    | ShowPlan
    | PutBack
    | Move
    | Count
    | Hold
    | Discard
    | Weigh
    | NoteOutline
    | Arrive
    | CameBack
    | Request
    | Undo
    | Show
    | ShowShelf
    | Find
    | PrintLabel
)
Asked = Wish | Open | Say
