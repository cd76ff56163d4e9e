"""Documents gone wrong: each is judged with a place for every problem, soon and in little memory.

`python -m evidence.fuzz` judges a hundred thousand; here is a slice of the same. The seed comes
from WHEREAS_FUZZ_SEED, and a failure names it with the number of the document.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence.fuzz import Outcome, run_slice
from support.judging import judge
from support.mutating import mutable_copies, places_of
from whereas.authoring.canonical import format_yaml

SEED = int(os.environ.get("WHEREAS_FUZZ_SEED", "1"))
SLICES = range(0, 3000, 1000)
MEGABYTES = 300

_SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=40)
VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@pytest.mark.parametrize("first", SLICES)
def test_a_slice_of_documents(first: int, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        sys.stdout.write(f" seed {SEED} ")
    outcome = run_slice(SEED, first)
    assert outcome.faults == []
    assert outcome.documents == 1000
    assert outcome.refused > 500


def test_the_fuzzer_sees_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(files: list[bytes]) -> None:
        raise ValueError(files[0][:5])

    monkeypatch.setattr("evidence.fuzz.judge", broken)
    outcome = run_slice(SEED, 0, 3)
    assert len(outcome.faults) == 3
    assert all(f"seed {SEED}, document {n}: ValueError" in outcome.faults[n] for n in range(3))


def test_figures_of_slices_add_up() -> None:
    total = Outcome()
    for first in (0, 20):
        total.add(run_slice(SEED, first, 20))
    whole = run_slice(SEED, 0, 40)
    assert (total.documents, total.refused) == (whole.documents, whole.refused)
    assert total.documents == 40
    assert total.rules == whole.rules


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_value_at_any_place(data: st.DataObject) -> None:
    root: Any = data.draw(st.sampled_from(mutable_copies()), label="document")
    root = {**root}
    holder, key = data.draw(st.sampled_from(list(places_of(root))), label="place")
    kept = holder[key]
    holder[key] = data.draw(VALUES, label="value")
    try:
        report = judge([format_yaml(root).encode("utf-8", "surrogatepass")])
    finally:
        holder[key] = kept
    assert all(problem.line and problem.column for problem in report.problems)


_SPACES = f"""\
format: resolution/1
symbol: A/RES/99/7
language: en
body: ga
session: 99
number: 99/7
title: Care of harbours
adoption: {{date: 2044-12-20, meeting: 62}}
enacting: The General Assembly,
operative: [{{text: "Decides to use 44-19201{" " * 34}3/4 seized of the matter."}}]
fictional: true
"""


@pytest.mark.parametrize("text", ["# a #b\nd: {in_favo", "# x #y\nd: {e: 1, in_favo", _SPACES])
def test_what_was_found(text: str) -> None:
    """A value that ends behind the last line, in a file with a hash; a long run of spaces."""
    assert judge([text.encode()]).failed()
