"""What messages of the reader say that no case on disk can show: many faults, both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from whereas.problems import Problem
from whereas.reading import documents
from whereas.reading.documents import read_document
from whereas.reading.messages import MAX_SUGGESTED
from whereas.reading.repairs import mend_form, mend_number, refuse_day
from whereas.reading.schema_reference import reference

CASES = Path(__file__).parent / "cases"
DATE = "^(?:1[89]|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$"
BASE = b"""format: resolution/1
symbol: A/RES/99/7
language: en
body: ga
adoption:
  date: 2044-12-20
operative:
  - Decides to remain seized of the matter.
"""


def _read(data: bytes) -> tuple[Problem, ...]:
    return read_document(data, "a.yaml")[1]


def test_like_words_are_sought_for_the_first_of_many() -> None:
    more = "".join(f"titel{n:03}: x\n" for n in range(2 * MAX_SUGGESTED))
    problems = _read(BASE + more.encode())
    hints = [problem.hint for problem in problems]
    assert hints[:MAX_SUGGESTED] == ["did you mean title?"] * MAX_SUGGESTED
    assert all(hint.startswith("known here: ") for hint in hints[MAX_SUGGESTED:])
    assert len(hints) == 2 * MAX_SUGGESTED


def test_both_engines_give_the_same_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    files = sorted(CASES.glob("SCH*/bad/**/*.yaml"))
    by_engine = [set(_read(file.read_bytes())) for file in files]
    monkeypatch.setattr(documents, "validator", reference)
    by_reference = [set(_read(file.read_bytes())) for file in files]
    assert by_engine == by_reference
    assert sum(map(bool, by_engine)) > 30


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_without_a_mark(encoding: str) -> None:
    (problem,) = _read(BASE.decode().encode(encoding))
    assert problem.rule == "ENC01"


def test_a_file_of_nothing_but_nul() -> None:
    assert {problem.rule for problem in _read(bytes(50))} == {"CHR01"}


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("2044-02-30", "is no day of the calendar", "2044-02 has 29 days"),
        ("2044-00-01", "is no day of the calendar", "months are 01 to 12"),
        ("2044-20-12", "is no day of the calendar", "did you mean 2044-12-20?"),
        ("2044-32-01", "is no day of the calendar", "months are 01 to 12"),
        ("1799-12-31", "lies outside the years 1800 to 2099", "correct the year"),
        ("9999-12-31", "lies outside the years 1800 to 2099", "correct the year"),
    ],
)
def test_days(written: str, message: str, hint: str) -> None:
    assert refuse_day(written, DATE) == (message, hint)


def test_what_is_not_written_as_a_day() -> None:
    assert refuse_day("20 December 2044", DATE) is None


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("9", "delete the quotes"),
        ("012", "delete the zero before it"),
        ("9" * 12, "write a number of nine figures at most"),
        ("0x35", "write it in figures alone"),
    ],
)
def test_numbers(written: str, hint: str) -> None:
    assert mend_number(written) == hint


@pytest.mark.parametrize(
    ("written", "pattern", "form"),
    [
        ("2044/12/20", DATE, "2044-12-20"),
        ("2044\u201312\u201320", DATE, "2044-12-20"),
        ("(a)", "^[a-z]$", "a"),
        ("bra", "^[A-Z]{3}$", "BRA"),
        ("Human Rights", "^[a-z]+(?:-[a-z]+)*$", "human-rights"),
        ("A/RES/76\u2013159", "^[A-Z0-9/-]+$", None),
        ("Norway", "^[A-Z]{3}$", None),
        ("a" * 81, "^[A-Z]+$", None),
    ],
)
def test_forms(written: str, pattern: str, form: str | None) -> None:
    assert mend_form(written, pattern) == form
