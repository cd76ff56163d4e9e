"""Every rule has a good and a bad case: drop a file into tests/cases/<RULE>/ and it is a test.

A case is a YAML file, or a folder of them that are judged together. Beside a bad case stands
the whole report, written with --update-golden.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.judging import judge
from whereas.problems import Severity
from whereas.reporting.text import render_text
from whereas.rulebook import iter_rule_help

CASES = Path(__file__).parent / "cases"
SOURCES = Path(__file__).parents[1] / "src" / "whereas"

# Rules about files of the project and its settings, which a text alone cannot break: their
# cases are built in test_reading_files.py, test_cli.py and test_authors_mistakes.py;
# test_explain.py looks for them.
ELSEWHERE = {
    *("FILE01", "FILE02", "FILE04", "FILE05", "FILE06", "FILE07", "FILE10"),
    *("CFG02", "CFG03", "CFG04", "CFG05", "CFG06", "CFG07", "CFG08"),
}

_RULE = re.compile(r'"([A-Z]{2,4}[0-9]{2})"')


def _cases(kind: str) -> list[Path]:
    found = CASES.glob(f"*/{kind}/*")
    return sorted(path for path in found if path.suffix == ".yaml" or path.is_dir())


def _read(case: Path) -> list[bytes]:
    files = sorted(case.glob("*.yaml")) if case.is_dir() else [case]
    return [file.read_bytes() for file in files]


def _name(case: Path) -> str:
    return "/".join(case.relative_to(CASES).parts)


@pytest.mark.parametrize("case", _cases("good"), ids=_name)
def test_good_case(case: Path) -> None:
    report = judge(_read(case))
    # What a text declares a defect of its document is still said.
    assert not [found for found in report.problems if not found.hint.startswith("declared: ")]


@pytest.mark.parametrize("case", _cases("bad"), ids=_name)
def test_bad_case(case: Path, update_golden: bool) -> None:
    report = judge(_read(case))
    rule = case.parts[-3]
    assert any(problem.rule == rule for problem in report.problems), report.problems
    assert all(problem.line and problem.column for problem in report.problems)
    expected = case.with_suffix(".txt")
    actual = render_text(report).text
    if update_golden:
        expected.write_text(actual, encoding="utf-8", newline="\n")
    assert actual == expected.read_text(encoding="utf-8")


def test_every_rule_has_its_cases() -> None:
    sources = (path.read_text(encoding="utf-8") for path in sorted(SOURCES.rglob("*.py")))
    rules = {rule for source in sources for rule in _RULE.findall(source)}
    assert rules == {entry.id for entry in iter_rule_help()}
    lacking = {
        f"{rule}/{kind}"
        for rule in rules - ELSEWHERE
        for kind in ("good", "bad")
        if not any(case.parts[-3] == rule for case in _cases(kind))
    }
    assert not lacking
    assert rules >= ELSEWHERE


def test_cases_are_marked_as_invented(root: Path) -> None:
    for case in _cases("good"):
        for data in _read(case):
            assert b"\nfictional: true\n" in data or b"format: resolution-translation" in data, case


def test_errors_are_errors() -> None:
    report = judge([(CASES / "ID03" / "bad" / "misspelt.yaml").read_bytes()])
    assert report.failed()
    assert report.count(Severity.ERROR) == 1
