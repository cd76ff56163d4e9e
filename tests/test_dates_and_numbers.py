"""Dates and numbers of sessions: what the registers say of them, and hostile symbols and dates.

The rules' own cases stand in tests/cases; here stands what needs a register of its own.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from support.judging import judge, read_text, registers
from whereas.analysis.texts import TextReader
from whereas.checks.dates import check_days_in_words
from whereas.checks.judged import Judged
from whereas.checks.keys import Keys, make_key
from whereas.checks.series import check_gaps, check_order
from whereas.model.sessions import Session
from whereas.reading.registers import read_registers

TEXT = (Path(__file__).parent / "cases/ID04/good/base.yaml").read_text(encoding="utf-8")

SYMBOLS = {
    "N01": "../../../etc/passwd",
    "N02": "A/RES/../../x",
    "N03": "/etc/passwd",
    "N04": "A\\RES",
    "N05": "CON",
    "N06": "A%2fRES",
    "N07": "A/RES/76/159.",
    "N08": "a/res/76/159",
}

DAYS = {
    "M01 29 February in a common year": ("2023-02-29", "SCH04"),
    "M02 a leap day that is in no day of the session": ("2024-02-29", "SES01"),
    "M03 year 0000": ("0000-01-01", "SCH04"),
    "M03 year 10000": ("10000-01-01", "SCH04"),
    "M04 before the Organization": ("1946-01-09", "SES01"),
    "M04 after this century": ("2121-12-16", "SCH04"),
    "M05 another notation": ("16/12/2021", "SCH04"),
    "M05 without zeros": ("2021-1-1", "SCH04"),
    "M05 without hyphens": ("20211216", "SCH04"),
    "M05 a week": ("2021-W50", "SCH04"),
    "M06 outside the session": ("2019-12-16", "SES01"),
}
"""A rule has no clock. A day is too late when its session was over, and where no later session is
in the register nobody can tell: a fictional text may be of 2045. SOURCE_DATE_EPOCH is the newest
day in the content where nobody sets it, so nothing in the content lies after it."""


def _session_76(text: str) -> bytes:
    for old, new in (("99/7", "76/900"), ("session: 99", "session: 76"), ("98/7", "75/7")):
        text = text.replace(old, new)
    return text.replace("19 December 2043", "19 December 2020").encode()


@pytest.mark.parametrize(("case", "symbol"), SYMBOLS.items())
def test_a_hostile_symbol_is_refused_at_its_place(case: str, symbol: str) -> None:
    text = TEXT.replace("symbol: A/RES/99/7", f"symbol: {symbol}")
    problems = [p for p in judge([text.encode()]).problems if (p.line, p.column) == (2, 9)]
    assert problems, case
    assert problems[0].rule in ("ID03", "SCH04")
    if case == "N08":
        assert "A/RES/76/159" in problems[0].hint


@pytest.mark.parametrize(("day", "rule"), DAYS.values(), ids=DAYS)
def test_an_impossible_day_is_refused_at_its_place(day: str, rule: str) -> None:
    text = _session_76(TEXT.replace("2044-12-20", day))
    found = {(p.rule, p.line, p.column) for p in judge([text]).problems}
    assert (rule, 9, 9) in found


@pytest.mark.parametrize(
    ("session", "days"),
    [
        ("76", ("2021-09-14", "2022-09-13")),
        ("III", ("1948-09-21", "1949-09-20")),
        ("S-32", ("2021-06-02", "2021-06-04")),
        ("ES-11", ("2022-02-28", None)),
        ("80", ("2025-09-09", None)),
        ("81", ("2025-09-09", None)),
        ("99", ("2025-09-09", None)),
        ("SS.1", (None, None)),
        ("2021", (None, None)),
    ],
)
def test_days_of_a_session(session: str, days: tuple[str | None, str | None]) -> None:
    assert registers().session_days("ga", session) == days
    assert registers().session_days("nobody", session) == (None, None)


def test_a_project_marks_a_session_as_complete(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "registers"
    folder.mkdir(parents=True)
    entry = "format: register/sessions/1\nsessions:\n  - {body: ga, session: 99, complete: true}\n"
    (folder / "sessions.yaml").write_text(entry, encoding="utf-8")
    found, problems = read_registers(tmp_path)
    assert problems == ()
    assert found is not None
    assert found.sessions["ga", "99"].complete
    assert not found.sessions["ga", "76"].complete


def _keys(*texts: tuple[str, str]) -> Keys:
    complete = Session("ga", "99", "", complete=True)
    known = replace(registers(), sessions={("ga", "99"): complete})
    reader = TextReader(known)
    read = (
        read_text(TEXT.replace("A/RES/99/7", symbol).replace("2044-12-20", day).encode())
        for symbol, day in texts
    )
    return Keys(tuple(make_key(Judged(text, reader)) for text in read), (), known)


def test_numbers_of_decisions_begin_anew_in_each_hundred() -> None:
    whole = _keys(("A/DEC/99/401", "2044-12-20"), ("A/DEC/99/501", "2044-09-20"))
    assert list(check_gaps(whole)) == []
    gap = _keys(("A/DEC/99/401", "2044-12-20"), ("A/DEC/99/502", "2044-09-20"))
    assert [finding.message for _, finding in check_gaps(gap)] == ["no decision has number 501"]


def test_kinds_of_text_have_numbers_of_their_own() -> None:
    keys = _keys(("A/RES/99/1", "2044-12-20"), ("A/DEC/99/401", "2044-09-20"))
    assert list(check_gaps(keys)) == []
    assert list(check_order(keys)) == []


def test_numbers_that_run_on_through_sessions_begin_anywhere() -> None:
    text = TEXT.replace("A/RES/99/7", "A/RES/{} (XCIX)")
    assert "A/RES/{} (XCIX)" in text
    keys = _keys(("A/RES/2997 (XCIX)", "2044-12-20"), ("A/RES/2999 (XCIX)", "2044-12-20"))
    assert [finding.message for _, finding in check_gaps(keys)] == ["no resolution has number 2998"]


def test_one_wrong_date_is_one_finding() -> None:
    days = ["2044-11-01", "2046-11-02", "2044-11-03", "2044-11-03", "2044-11-01", "2044-11-05"]
    keys = _keys(*((f"A/RES/99/{number}", day) for number, day in enumerate(days, 1)))
    found = [finding.message.split()[0] for _, finding in check_order(keys)]
    assert found == ["A/RES/99/2", "A/RES/99/5"]


def test_a_body_writes_days_in_its_own_way() -> None:
    body = replace(registers().bodies["ga"], dates={"en": "{month} {day}, {year}"})
    known = replace(registers(), bodies={**registers().bodies, "ga": body})
    text = TEXT.replace("breakwaters,", "breakwaters since December 16, 2021 and June 31, 2021,")
    judged = Judged(read_text(text.encode()), TextReader(known))
    found = [finding.words for finding in check_days_in_words(judged)]
    assert found == ["June 31, 2021"]
