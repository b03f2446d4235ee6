"""Symbols: the coarsest that hold the payload, and those that scanners agree on."""

import pytest
from hypothesis import given

from labels.drawing import Cells, Drawing, Size
from labels.errors import NoSymbol
from labels.outputs.raster import raster
from labels.proof import read_back
from labels.symbol import MASK, Symbol, Symbology, code128, dark_runs, qr
from tests.labels.samples import codes

_FORMAT_MASK = 0b101010000010010
_HIGH = 0b10


def alone(symbol: Symbol, module_um: int = 500) -> Drawing:
    """A drawing of nothing but the symbol, its quiet zone around it."""
    row_um = module_um if symbol.symbology is Symbology.QR else 10_000
    corner_um = symbol.quiet * module_um
    cells = Cells(symbol, corner_um, corner_um, module_um, row_um)
    box = cells.box
    return Drawing(Size(box.right_um + corner_um, box.bottom_um + corner_um), 300, (cells,))


@given(codes)
def test_every_code_is_a_symbol_of_the_coarsest_grid_that_reads_back(code: str) -> None:
    symbol = qr(code)
    assert len(symbol.rows) == symbol.columns == 21
    assert read_back(raster(alone(symbol)), Symbology.QR) == (code,)


@given(codes)
def test_every_code_has_thirty_percent_correction_and_the_one_mask(code: str) -> None:
    row = qr(code).rows[8]
    bits = "".join(str(int(row[column])) for column in (0, 1, 2, 3, 4))
    assert int(bits, 2) ^ (_FORMAT_MASK >> 10) == _HIGH << 3 | MASK


@pytest.mark.parametrize(
    ("characters", "columns"), [(10, 21), (11, 25), (20, 25), (21, 29), (35, 29), (36, 33)]
)
def test_a_link_takes_the_smallest_version_with_the_most_correction(characters: int, columns: int) -> None:
    link = "HTTPS://REG.EXAMPLE/123456789012345678901234567890"[: characters - 1] + "/"
    symbol = qr(link)
    assert symbol.columns == columns
    assert read_back(raster(alone(symbol)), Symbology.QR) == (link,)


@pytest.mark.parametrize("payload", ["ģipškartons", "A" * 5_000, "line\nbreak", "\x1b", ""])
def test_a_payload_that_no_symbol_holds_or_scanners_disagree_about_is_refused(payload: str) -> None:
    with pytest.raises(NoSymbol) as refused:
        qr(payload)
    assert refused.value.characters == len(payload)


@given(codes)
def test_every_code_reads_back_as_bars(code: str) -> None:
    symbol = code128(code)
    assert len(symbol.rows) == 1
    assert read_back(raster(alone(symbol, module_um=254)), Symbology.CODE128) == (code,)


@pytest.mark.parametrize("payload", ["ģipškartons", ""])
def test_bars_refuse_what_they_cannot_write(payload: str) -> None:
    with pytest.raises(NoSymbol):
        code128(payload)


@given(codes)
def test_dark_runs_are_the_dark_modules_and_no_others(code: str) -> None:
    for row in qr(code).rows:
        dark = {column for start, length in dark_runs(row) for column in range(start, start + length)}
        assert dark == {column for column, module in enumerate(row) if module}
