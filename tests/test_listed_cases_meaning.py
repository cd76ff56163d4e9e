"""What an input may say, do to the files, the data and the settings: a table of cases.

Texts are made and expected as tests/listed/meaning.yaml says; of the others it names the tests.
"""

from __future__ import annotations

import ast
from itertools import groupby
from pathlib import Path

import pytest

from support.listed import (
    Case,
    Site,
    check_refused,
    load_table,
    make_site,
    name_case,
    placed,
    read_problems,
)
from support.projects import build
from whereas.cli import run

TESTS = Path(__file__).parent
TABLE = load_table("meaning.yaml")
CASES = TABLE.cases
REFUSED = [case for case in CASES if case.get("exit") == 1]
ACCEPTED = [case for case in CASES if case.get("exit") == 0]
TESTED = [case for case in CASES if "test" in case]
COUNTS = {"S": 12, "N": 11, "M": 25, "F": 22, "D": 12, "K": 7}
KINDS = ("made", "files", "test", "measured", "later")

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give a site that stays as it is."""
    return make_site(tmp_path_factory.mktemp("refused"), TABLE)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give a site that is built again with each accepted text."""
    return make_site(tmp_path_factory.mktemp("accepted"), TABLE)


def test_the_table_is_whole() -> None:
    expected = [f"{group}{n:02}" for group, count in COUNTS.items() for n in range(1, count + 1)]
    ids = [case["id"] for case in CASES]
    assert [number for number, _ in groupby(ids, key=lambda name: name[:3])] == expected
    assert len(set(ids)) == len(ids)
    for case in CASES:
        (kind,) = (kind for kind in KINDS if kind in case)
        assert ("exit" in case) == (kind in ("made", "files")), case["id"]
        assert ("rule" in case) == ("at" in case), case["id"]
        assert case.get("exit") != 1 or "rule" in case, case["id"]


def _file(case: Case) -> str:
    return f"content/{case['in']}" if "in" in case else TABLE.file


@pytest.mark.parametrize("case", REFUSED, ids=name_case)
def test_a_refused_text(site: Site, capsys: Captured, case: Case) -> None:
    with placed(site.root, TABLE, case):
        assert run(["-C", str(site.root), "check"]) == 1
        check_refused(site, _file(case), capsys.readouterr().out, case)


@pytest.mark.parametrize("case", ACCEPTED, ids=name_case)
def test_an_accepted_text(other: Site, capsys: Captured, case: Case) -> None:
    with placed(other.root, TABLE, case):
        assert run(["-C", str(other.root), "check"]) == 0
        out = capsys.readouterr().out
        pages = build(other.root)
    found = [problem[:3] for file in TABLE.files(case) for problem in read_problems(out, file)]
    expected = [(case["level"], case["rule"], tuple(case["at"]))] if "rule" in case else []
    assert found == expected
    assert case["pages"]
    assert [page for page in case["pages"] if not (pages / page).is_file()] == []


def _collected(file: Path) -> set[str]:
    """Give the tests of a file that pytest collects: its own functions, none of them twice."""
    functions = [node for node in ast.parse(file.read_text("utf-8")).body if _is_test(node)]
    names = [function.name for function in functions if isinstance(function, ast.FunctionDef)]
    assert len(set(names)) == len(names)
    return set(names)


def _is_test(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and node.name.startswith("test_")


@pytest.mark.parametrize("case", TESTED, ids=name_case)
def test_a_case_is_tested_where_the_table_says(case: Case) -> None:
    for name in case["test"]:
        file, _, function = name.partition("::")
        assert file.startswith("test_")
        assert function in _collected(TESTS / file), name


def test_what_is_measured_is_there() -> None:
    for case in (case for case in CASES if "measured" in case):
        assert (TESTS / case["measured"]).is_file()
