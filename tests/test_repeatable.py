"""Generated examples are the same in every run, whatever other tests have loaded before."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st


def examples() -> list[int]:
    """The numbers that a test is given."""
    found: list[int] = []

    @given(st.integers())
    def note(number: int) -> None:
        found.append(number)

    note()
    return found


def test_a_module_that_is_loaded_changes_no_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = examples()
    file = tmp_path / "numbers_of_somebody.py"
    file.write_text(f"NUMBERS = {list(range(7_000, 7_500))}")
    spec = spec_from_file_location("numbers_of_somebody", file)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    assert examples() == before
