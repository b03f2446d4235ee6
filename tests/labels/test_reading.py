"""Codes in pictures: two readers that have to agree, and cameras that tell each code once."""

import sys
from pathlib import Path
from random import Random
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from labels.camera import cameras, codes, frames
from labels.design import layout
from labels.drawing import UM_PER_INCH
from labels.errors import CameraRefused, NoCameraReason, PictureRefused, Unreadable
from labels.outputs.png import png
from labels.outputs.raster import raster
from labels.proof import prove
from labels.reading import Readings, check, opened, read, read_both
from labels.symbol import Symbology, code128, qr
from labels.zbar import read_zbar
from stock.codes import write
from tests.labels.films import empty, filmed, label
from tests.labels.samples import PIECE, ROLL
from tests.labels.samples import codes as any_code
from tests.labels.test_symbol import alone

OTHER = write("RGX", "B2B2B2")


@given(any_code)
@settings(max_examples=30)
def test_both_readers_read_every_label(code: str) -> None:
    assert check(label(code)) == Readings((code,), (code,))


def test_readers_agree_on_all_codes_of_a_picture_in_any_order() -> None:
    page = Image.new("L", (732, 800), 255)
    page.paste(label(), (0, 0))
    page.paste(label(OTHER), (0, 400))
    readings = check(page)
    assert readings.sure
    assert readings.agreed == tuple(sorted((PIECE.code, OTHER)))


def test_where_readers_differ_nothing_is_sure() -> None:
    differing = Readings(("DRE7K3PX4N",), ())
    assert not differing.sure
    assert differing.agreed == ()
    assert not check(empty()).sure


def test_a_picture_that_only_one_reader_reads_is_not_agreed_on_but_read() -> None:
    pale = label().point([150 + shade // 12 for shade in range(256)]).filter(ImageFilter.GaussianBlur(2.5))
    readings = check(pale)
    assert readings.zxing == (PIECE.code,)
    assert readings.agreed == tuple(text for text in readings.zbar if text == PIECE.code)
    assert read(pale) == (PIECE.code,)


@pytest.mark.parametrize("angle", [0, 7, 90, 133, 180])
def test_a_label_is_read_at_any_angle(angle: int) -> None:
    assert check(label().rotate(angle, expand=True, fillcolor=255)).sure


def test_an_article_number_is_the_same_for_both_readers() -> None:
    """UPC-A is EAN-13 with a zero before it; the bars are those of 0 36000 29145 2."""
    left = ["0001101", "0111101", "0101111", "0001101", "0001101", "0001101"]
    right = ["1101100", "1110100", "1100110", "1011100", "1001110", "1101100"]
    bars = "101" + "".join(left) + "01010" + "".join(right) + "101"
    picture = Image.new("L", ((len(bars) + 40) * 3, 200), 255)
    draw = ImageDraw.Draw(picture)
    for place, bar in enumerate(bars):
        if bar == "1":
            draw.rectangle(((place + 20) * 3, 20, (place + 20) * 3 + 2, 180), fill=0)
    readings = check(picture)
    assert readings.agreed == ("0036000291452",)


def test_bars_and_squares_are_read_as_what_they_are() -> None:
    square, bars = raster(alone(qr(PIECE.code))), raster(alone(code128(PIECE.code), 254))
    assert read_both(square, Symbology.QR).sure
    assert read_both(square, Symbology.CODE128) == Readings((), ())
    assert read_both(bars, Symbology.CODE128).sure
    assert read_both(bars, Symbology.QR) == Readings((), ())


@pytest.mark.parametrize("module_dots", range(3, 30))
def test_symbols_of_any_size_are_proven_by_both_readers(module_dots: int) -> None:
    picture = raster(alone(qr(PIECE.code), round(module_dots * UM_PER_INCH / 300)))
    assert read_both(picture, Symbology.QR, module_dots) == Readings((PIECE.code,), (PIECE.code,))


def test_a_label_that_only_one_reader_reads_is_not_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("labels.reading.read_zbar", lambda *_: ())
    with pytest.raises(Unreadable) as refused:
        prove(layout(PIECE, ROLL))
    assert refused.value.read == ()


@given(st.binary(max_size=300))
@settings(max_examples=40)
def test_no_file_but_a_picture_is_one(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("pictures") / "picture.png"
    path.write_bytes(data)
    with pytest.raises(PictureRefused) as refused:
        opened(path)
    assert refused.value.file == "picture.png"


def test_a_picture_file_is_read_the_way_it_was_held(tmp_path: Path) -> None:
    picture = label().rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6
    picture.save(tmp_path / "held.jpg", exif=exif)
    assert opened(tmp_path / "held.jpg").size == (picture.height, picture.width)
    (tmp_path / "label.png").write_bytes(png(prove(layout(PIECE, ROLL))))
    assert check(opened(tmp_path / "label.png")).agreed == (PIECE.code,)


def test_a_picture_that_would_fill_the_memory_is_not_opened(tmp_path: Path) -> None:
    Image.new("1", (8_000, 8_000)).save(tmp_path / "bomb.png")
    with pytest.raises(PictureRefused):
        opened(tmp_path / "bomb.png")
    with pytest.raises(PictureRefused):
        opened(tmp_path / "nothing.png")


@pytest.mark.parametrize("size", [(1, 1), (3, 2_000), (2_000, 3), (16, 16)])
def test_a_picture_of_any_shape_is_looked_at(size: tuple[int, int]) -> None:
    assert check(Image.new("L", size, 0)) == Readings((), ())
    assert read_zbar(Image.new("RGB", size), ()) == ()


def test_a_camera_tells_a_code_once_while_it_is_in_sight(tmp_path: Path) -> None:
    film = filmed(tmp_path, label(), label(), empty(), label(), label(OTHER), label(OTHER))
    assert list(codes(frames(film, driver=None))) == [PIECE.code, PIECE.code, OTHER]


def test_frames_are_grey_and_of_the_cameras_own_size(tmp_path: Path) -> None:
    shown = list(frames(filmed(tmp_path, label(), empty()), driver=None))
    assert [(frame.mode, frame.size) for frame in shown] == [("L", (640, 480))] * 2


def test_a_camera_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(CameraRefused) as refused:
        next(frames(tmp_path / "video9"))
    assert refused.value.reason is NoCameraReason.NOT_THERE


@pytest.mark.parametrize("driver", [None, "video4linux2,v4l2"])
def test_what_is_no_camera_says_so(tmp_path: Path, driver: str | None) -> None:
    (tmp_path / "video0").write_bytes(b"no camera" * 100)
    assert cameras(tmp_path) == (tmp_path / "video0",)
    with pytest.raises(CameraRefused) as refused:
        next(frames(tmp_path / "video0", driver))
    assert refused.value.reason is NoCameraReason.NOT_READABLE


def test_a_kiosk_without_the_cameras_library_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "av", None)
    with pytest.raises(CameraRefused) as refused:
        next(frames(Path("/dev/video0")))
    assert refused.value.reason is NoCameraReason.NOT_INSTALLED


@pytest.mark.parametrize("sigma", [30, 60])
def test_a_camera_reads_through_noise(sigma: int) -> None:
    worn = noisy(label(), sigma)
    assert read(worn) == (PIECE.code,)


def test_a_camera_reads_what_is_out_of_focus() -> None:
    module_dots = 8
    assert read(label().filter(ImageFilter.GaussianBlur(module_dots * 6 // 10))) == (PIECE.code,)


def test_what_is_no_code_stays_none_however_it_is_looked_at() -> None:
    assert read(noisy(empty(), 60)) == ()
    assert read(Image.effect_mandelbrot((400, 300), (-2, -1, 1, 1), 60)) == ()


def noisy(picture: Image.Image, sigma: int) -> Image.Image:
    """The picture through a camera that needs more light."""
    random = Random(sigma)  # noqa: S311, as it only has to be the same in every run
    bell = NormalDist(128, sigma)
    spread = [round(min(max(bell.inv_cdf((step + 0.5) / 256), 0), 255)) for step in range(256)]
    dots = Image.frombytes("L", picture.size, random.randbytes(picture.width * picture.height)).point(spread)
    return ImageChops.add(picture.point([60 + shade // 2 for shade in range(256)]), dots, offset=-128)
