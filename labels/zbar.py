"""ZBar through pyzbar's own binding, with scanners that are kept, as it costs time to make them."""

from collections.abc import Iterator
from ctypes import c_char_p, c_void_p, cast, string_at
from threading import local
from typing import Any

from PIL import Image
from pyzbar import wrapper
from pyzbar.wrapper import ZBarConfig, ZBarSymbol

_GREY = int.from_bytes(b"Y800", "little")
_ALL = 0
_scanners = local()
"""Each thread has its own, as a scanner keeps state while it looks."""


def read_zbar(picture: Image.Image, kinds: tuple[ZBarSymbol, ...], step_dots: int = 1) -> tuple[str, ...]:
    """The texts of the symbols that ZBar finds, looking at every so many rows and columns of dots."""
    grey = picture if picture.mode == "L" else picture.convert("L")
    dots = grey.tobytes()
    image = wrapper.zbar_image_create()
    try:
        wrapper.zbar_image_set_format(image, _GREY)
        wrapper.zbar_image_set_size(image, *grey.size)
        wrapper.zbar_image_set_data(image, cast(c_char_p(dots), c_void_p), len(dots), None)
        wrapper.zbar_scan_image(_scanner(kinds, step_dots), image)
        return tuple(_texts(image))
    finally:
        wrapper.zbar_image_destroy(image)


def _texts(image: Any) -> Iterator[str]:
    symbol = wrapper.zbar_image_first_symbol(image)
    while symbol:
        length = wrapper.zbar_symbol_get_data_length(symbol)
        yield string_at(wrapper.zbar_symbol_get_data(symbol), length).decode("utf-8", "replace")
        symbol = wrapper.zbar_symbol_next(symbol)


def _scanner(kinds: tuple[ZBarSymbol, ...], step_dots: int) -> Any:
    kept = _scanners.__dict__.setdefault("kept", {})
    if (kinds, step_dots) not in kept:
        kept[kinds, step_dots] = _new_scanner(kinds, step_dots)
    return kept[kinds, step_dots]


def _new_scanner(kinds: tuple[ZBarSymbol, ...], step_dots: int) -> Any:
    scanner = wrapper.zbar_image_scanner_create()
    wrapper.zbar_image_scanner_set_config(scanner, _ALL, ZBarConfig.CFG_ENABLE, 0)
    for kind in kinds:
        wrapper.zbar_image_scanner_set_config(scanner, kind, ZBarConfig.CFG_ENABLE, 1)
    for axis in (ZBarConfig.CFG_X_DENSITY, ZBarConfig.CFG_Y_DENSITY):
        wrapper.zbar_image_scanner_set_config(scanner, _ALL, axis, step_dots)
    return scanner
