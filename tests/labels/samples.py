"""Labels as makerspaces print them, and texts as nobody should write them."""

from hypothesis import strategies as st

from labels.drawing import Drawing, Size, Text
from labels.kinds import (
    BadgeLabel,
    BlankLabel,
    ClearingLabel,
    CommandLabel,
    Label,
    Laser,
    LotLabel,
    PieceLabel,
    ShelfLabel,
    TransferLabel,
)
from stock.codes import ALPHABET, write
from stock.items import Lot, Origin, Status
from stock.pieces import Unit
from stock.slips import Slip, write_slip

ROLL = Size(62_000, 29_000)
SIZES = (
    ROLL,
    Size(70_000, 36_000),
    Size(50_000, 12_000),
    Size(29_000, 62_000),
    Size(40_000, 30_000),
    Size(25_000, 25_000),
    Size(60_000, 24_000),
    Size(105_000, 148_000),
)

HOSTILE = (
    "A" * 5_000,
    "saplāksnis " * 500,
    "\u202eexe.lbp\u202c \u200b\u2066hidden\u2069",
    "🪵🔥👩🏽‍🔧 🇱🇻",
    "שלום עולם مرحبا بالعالم",
    "^XZ^XA~DG000 \x1b[2J\x1b]0;owned\x07",
    "[/]<script>alert(1)</script>(\\)) Tj ET endstream",
    "Z̷̢̛͇a̵͚͂l̶̰̾g̴̫͛o̷̺͝" * 30,
    "\x00\x01\x7f\x85\u2028\u2029\ufeff\U000e0041",
    "   ",
    "漢字かな交じり文",
)

PIECE = PieceLabel(
    code="DRE7K3PX4N",
    material="Birch plywood",
    size="600 × 400 × 4 mm",
    mass="1.2 kg",
    free_from="Free from 1 Dec 2026",
    laser=Laser.YES,
    laser_words="Laser OK",
    hazards=("Sharp edges",),
    title="Table top",
    shelf="Shelf A3",
    space="Makerspace Dresden",
)
KINDS: tuple[Label, ...] = (
    PIECE,
    PieceLabel(code="DRE7K3PX4N", material="Acrylic"),
    BlankLabel("DRE7K3PX4N", "Scan me to add a piece", ("Material", "Size"), "Makerspace Dresden"),
    CommandLabel("000C000014", "Take", "The whole piece goes out"),
    ShelfLabel("DRE7K3PX4N", "A3", "Makerspace Dresden"),
    LotLabel("DRE7K3PX4N", "Screws M4 × 20", "350 pieces", laser=Laser.NO, laser_words="No laser"),
    BadgeLabel("DRE7K3PX4N", "Maker", "Scan to begin", "Makerspace Dresden"),
    TransferLabel(
        "DRE7K3PX4N",
        "Transfer",
        "Rīgas darbnīca",
        "Makerspace Dresden",
        ("Plywood · DRE 7K3PX4 N",),
        "1 Dec 2026",
    ),
    ClearingLabel("DRE7K3PX4N", "This shelf will be cleared", "1 Dec 2026", "Fetch what is yours", "Dresden"),
)

SLIPPED = TransferLabel(
    "DRE7K3PX4N",
    "Transfer",
    "Rīgas darbnīca",
    "Makerspace Dresden",
    ("Screws M4 × 20, 350 pieces",),
    "1 Dec 2026",
    write_slip(
        Slip(
            "dresden",
            "riga",
            "dresden",
            "DRE7K3PX4N",
            1,
            Lot(material="screws", unit=Unit.PIECES, origin=Origin.BOUGHT, status=Status.SENT),
            350,
        )
    ),
)
"""A label whose symbol is a slip, which holds more than a code does."""

_serials = st.text(ALPHABET, min_size=6, max_size=6)
_prefixes = st.tuples(st.sampled_from("BCDEFGHJKNPRSTV"), st.text(ALPHABET, min_size=2, max_size=2))
codes = st.builds(lambda prefix, serial: write("".join(prefix), serial), _prefixes, _serials)

texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60), st.sampled_from(("", "Birch plywood")))
pieces = st.builds(
    PieceLabel,
    code=codes,
    material=texts,
    size=texts,
    mass=texts,
    free_from=texts,
    laser=st.none() | st.sampled_from(Laser),
    laser_words=texts,
    hazards=st.lists(texts, max_size=4).map(tuple),
    title=texts,
    shelf=texts,
    space=texts,
)
blanks = st.builds(BlankLabel, codes, texts, st.lists(texts, max_size=5).map(tuple), texts)
commands = st.builds(CommandLabel, codes, texts, texts)
shelves = st.builds(ShelfLabel, codes, texts, texts)
many = st.lists(texts, max_size=12).map(tuple)
lots = st.builds(
    LotLabel,
    code=codes,
    material=texts,
    amount=texts,
    laser=st.none() | st.sampled_from(Laser),
    laser_words=texts,
    hazards=many,
    title=texts,
)
badges = st.builds(BadgeLabel, codes, texts, texts, texts)
transfers = st.builds(TransferLabel, codes, texts, texts, texts, many, texts)
clearings = st.builds(ClearingLabel, codes, texts, texts, texts, texts)
labels = st.one_of(pieces, blanks, commands, shelves, lots, badges, transfers, clearings)
sizes = st.sampled_from(SIZES)
resolutions = st.sampled_from((203, 300))


def words_of(drawing: Drawing) -> list[str]:
    """Every line of text on a drawing."""
    return [item.text for item in drawing.items if isinstance(item, Text)]
