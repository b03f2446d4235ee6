"""Drawings that tests make: DXF by ezdxf, SVG as text."""

from collections.abc import Callable
from pathlib import Path

import ezdxf.filemanagement
from ezdxf.document import Drawing
from ezdxf.layouts.layout import Modelspace

Draw = Callable[[Drawing, Modelspace], object]

MM, NO_UNIT = 4, 0
PLATE = ((0.0, 0.0), (600.0, 0.0), (600.0, 400.0), (0.0, 400.0))


def dxf(path: Path, draw: Draw, unit: int = MM) -> Path:
    """A DXF file with what is drawn."""
    document = ezdxf.filemanagement.new()
    document.header["$INSUNITS"] = unit
    draw(document, document.modelspace())
    document.saveas(path)
    return path


def svg(path: Path, shapes: str, header: str = 'width="600mm" height="400mm" viewBox="0 0 600 400"') -> Path:
    """An SVG file with these shapes."""
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {header}>{shapes}</svg>', encoding="utf-8")
    return path
