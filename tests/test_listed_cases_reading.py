"""What an input may do to the reader: a table of cases, each run through the real command.

How each is made, and what is expected, stands in tests/listed/reading.yaml.
"""

from __future__ import annotations

import html
import json
import re
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
    run_alone,
    write_files,
)
from support.projects import build, make_project
from whereas.cli import run

TABLE = load_table("reading.yaml")
CASES = TABLE.cases
REFUSED = [case for case in CASES if case["exit"] == 1]
ACCEPTED = [case for case in CASES if case["exit"] == 0]
COUNTS = {"R": 20, "Y": 36, "T": 30, "H": 14}

# Families of rules about bytes, YAML, shape, characters and words; others are not asked for here.
_READING = ("ENC", "YAML", "SCH", "CHR", "TXT", "FILE")

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return make_site(tmp_path_factory.mktemp("refused"), TABLE)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site of all accepted texts, each with a number of its own."""
    root = make_project(tmp_path_factory.mktemp("accepted"), texts=0)
    for position, case in enumerate(ACCEPTED):
        number = _number(position)
        own = rb"\g<1>99/%d" % number
        data = re.sub(rb"(symbol: A/RES/|number: )99/7", own, TABLE.make(case["made"]))
        write_files(root, {TABLE.file.replace("99_7", f"99_{number}"): data})
    return build(root)


def _number(position: int) -> int:
    return 100 + position


def test_the_table_is_whole() -> None:
    expected = [f"{group}{n:02}" for group, count in COUNTS.items() for n in range(1, count + 1)]
    assert [case["id"] for case in CASES] == expected
    assert {case["exit"] for case in CASES} == {0, 1, 3}
    assert all(("rule" in case) == ("at" in case) for case in CASES)


@pytest.mark.parametrize("case", REFUSED, ids=name_case)
def test_a_refused_text(site: Site, capsys: Captured, case: Case) -> None:
    with placed(site.root, TABLE, case):
        if case.get("alone"):
            done = run_alone(site.root, "check")
            code, out = done.returncode, done.stdout
            assert not done.stderr.count("Traceback")
        else:
            code, out = run(["-C", str(site.root), "check"]), capsys.readouterr().out
        assert code == 1
        check_refused(site, TABLE.file, out, case)


@pytest.mark.parametrize("case", ACCEPTED, ids=name_case)
def test_an_accepted_text(site: Site, capsys: Captured, case: Case) -> None:
    with placed(site.root, TABLE, case):
        assert run(["-C", str(site.root), "check"]) == 0
    found = [problem[:3] for problem in read_problems(capsys.readouterr().out, TABLE.file)]
    of_reading = [problem for problem in found if problem[1].startswith(_READING)]
    expected = [(case["level"], case["rule"], tuple(case["at"]))] if "rule" in case else []
    assert of_reading == expected


@pytest.mark.parametrize(
    ("position", "case"), list(enumerate(ACCEPTED)), ids=[name_case(case) for case in ACCEPTED]
)
def test_a_page_shows_what_is_written(pages: Path, position: int, case: Case) -> None:
    (file,) = pages.rglob(f"A/RES/99/{_number(position)}.json")
    document = json.loads(file.read_text("utf-8"))
    page = file.with_suffix(".html").read_text("utf-8")
    texts = [document["title"], *(paragraph["text"] for paragraph in document["paragraphs"])]
    shows = case.get("shows", "")
    assert any(shows in text for text in texts), texts
    words = html.unescape(re.sub(r"<[^<>]*>", "", page))
    assert re.sub(r"\s+", " ", shows) in re.sub(r"\s+", " ", words)
    assert "onclick" not in re.sub(r">[^<]*<", "><", page)
    assert 'href="javascript' not in page


def test_a_machine_without_the_parser_in_c(site: Site) -> None:
    (case,) = (case for case in CASES if case["exit"] == 3)
    with placed(site.root, TABLE, case):
        for command in ("check", "build"):
            done = run_alone(site.root, command, before="import yaml\ndel yaml.CSafeLoader")
            assert done.returncode == 3
            assert case["says"] in done.stderr
            assert "Traceback" not in done.stderr
    assert site.is_kept()
