"""Orders: what was asked for comes back from its text as it was."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.printing.order import Calibration, Cards, Lie, OnPaper, Order, order_of, order_text
from tests.labels.samples import KINDS, labels


@pytest.mark.parametrize(
    "lie", [OnPaper(), OnPaper("L7160", 5), Cards((("A", 1), ("B", 7)), 44_000, 20_000), Calibration("L7160")]
)
def test_an_order_of_every_kind_of_label_survives_as_text(lie: Lie) -> None:
    whole = Order("Uzlīmes", KINDS, lie, "zebra", "mine", "HTTPS://X/", "62x29", "x.pdf", (("A", "1"),))
    assert order_of(order_text(whole)) == whole


@given(st.lists(labels, max_size=3), st.text(max_size=40))
def test_whatever_is_written_on_labels_survives_as_text(made: list[object], title: str) -> None:
    whole = Order(title, tuple(made), OnPaper())  # type: ignore[arg-type]
    data = order_text(whole).encode("utf-8", "backslashreplace")
    assert order_of(data.decode("utf-8")) == whole


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", json.dumps({"lie": ["Order", {}], "labels": [], "marks": []})]
)
def test_what_is_no_order_is_refused(text: str) -> None:
    with pytest.raises((ValueError, TypeError, KeyError, AttributeError)):
        order_of(text)
