"""The four reports: what people, programs, workflows and editors are told, and that none lies."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.markup import PLACE
from support import required
from support.projects import make_project
from whereas.cli import run
from whereas.problems import Problem, Report, Severity, quoted
from whereas.reading.sources import with_sources
from whereas.reporting.github import ANNOTATIONS, SUMMARY_BYTES
from whereas.reporting.reporters import REPORTERS

Captured = pytest.CaptureFixture[str]

NAMES = list(REPORTERS.load())
SARIF = json.loads((Path(__file__).parent / "support/sarif.schema.json").read_text("utf-8"))


def problem(file: str = "content/a.yaml", line: int = 3, **given: Any) -> Problem:
    fields = {"rule": "ID03", "severity": Severity.ERROR, "message": '"x" is no symbol', **given}
    return Problem(file=file, line=line, column=fields.pop("column", 9), **fields)


def render(name: str, *problems: Problem, limit: int = 0, colour: bool = False) -> str:
    report = Report.of(problems, 2).with_problems(problems) if not limit else Report.of(problems, 2)
    return REPORTERS[name](report.capped(limit) if limit else report, colour=colour).text


def test_there_are_four() -> None:
    assert NAMES == ["github", "json", "sarif", "text"]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_found(name: str) -> None:
    said = render(name)
    assert said.endswith("\n")
    if name in ("text", "github"):
        assert said == "0 errors and 0 warnings in 2 files\n"
    elif name == "json":
        assert json.loads(said)["problems"] == []
    else:
        assert json.loads(said)["runs"][0]["results"] == []


# --- text


GUTTER, BELOW = "    3 | ", "      | "
"""What stands before line 3 of a file, and before the caret below it."""


@pytest.mark.parametrize("words", ["::add-mask::the", "##[add-mask]secret", " ::error::x"])
def test_no_words_of_a_file_are_a_command_of_a_workflow(words: str) -> None:
    found = problem(source=f"title: {words}", message=f"may not be {quoted(words)}", words=words)
    for source in (found.source, words):
        for line in render("text", replace(found, source=source)).split("\n"):
            # As the runner reads a line: trimmed, then either form of a command.
            assert not line.strip().startswith("::")
            assert "##[" not in line


def test_text_shows_the_line_and_a_caret() -> None:
    found = problem(source="symbol: A/RSE/76/159", words="A/RSE", hint="did you mean A/RES/76/159?")
    assert render("text", found) == (
        'content/a.yaml:3:9: error ID03 "x" is no symbol (did you mean A/RES/76/159?)\n'
        "    3 | symbol: A/RSE/76/159\n"
        "      |         ^~~~~\n"
        "1 error and 0 warnings in 2 files\n"
    )


def test_the_caret_goes_on_to_the_end_of_a_folded_line() -> None:
    words = "the care of all harbours"
    shown = render("text", problem(source="    Noting the care of", column=12, words=words))
    assert shown.split("\n")[1:3] == [
        GUTTER + "    Noting the care of",
        BELOW + " " * 11 + "^~~~~~~~~~~",
    ]
    shown = render("text", problem(source="    Noting the car", column=12, words=words))
    assert shown.split("\n")[2] == BELOW + " " * 11 + "^"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("harbours", '"harbours"'),
        ('the "matter', '‘the "matter’'),
        ("the “matter” of it’s", '"the “matter” of it’s"'),
        ('it’s "so', '«it’s "so»'),
        ('«it’s "so»', '"«it’s \\"so»"'),
        ("rapport\u00a0;", '"rapport ;"'),
        ("«\u202fport\u202f»", '"« port »"'),
        ("in\u00a0favour", '"in\\xa0favour"'),
        ("\u00a0", '"\\xa0"'),
    ],
)
def test_a_value_is_quoted_in_marks_that_it_lacks(value: str, shown: str) -> None:
    assert quoted(value) == shown


def test_text_in_colour_says_the_same() -> None:
    found = problem(source="symbol: A/RSE/76/159")
    coloured = render("text", found, colour=True)
    assert "\x1b[31merror\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9]+m", "", coloured) == render("text", found)


@pytest.mark.parametrize(
    ("source", "column", "line", "caret"),
    [
        ("  title: 大会决议", 12, "  title: 大会决议", 13),
        ("x" * 200, 150, "…" + "x" * 88 + "…", 41),
        ("x" * 200, 1, "x" * 88 + "…", 0),
        ("a\x1b[31mb", 7, "a\\x1b[31mb", 9),
    ],
)
def test_the_caret_stands_below_its_place(source: str, column: int, line: str, caret: int) -> None:
    shown = render("text", problem(source=source, column=column)).split("\n")
    assert shown[1] == GUTTER + line
    assert shown[2] == BELOW + " " * caret + "^"


def test_no_caret_where_letters_run_from_the_right() -> None:
    shown = render("text", problem(source="title: قرار الجمعية العامة", column=12)).split("\n")
    assert shown[1:] == [
        GUTTER + "title: قرار الجمعية العامة",
        "1 error and 0 warnings in 2 files",
        "",
    ]


def test_many_problems_are_counted_by_rule() -> None:
    found = [problem(line=n, rule=f"PUN0{n % 2 + 1}") for n in range(1, 14)]
    said = render("text", *found)
    assert "\n  7  PUN02   error\n  6  PUN01   error\n`whereas explain RULE`" in said
    assert "explain" not in render("text", *found[:10])


# --- what all have in common


def test_a_file_is_capped_at_the_gravest() -> None:
    warnings = [problem(line=n, severity=Severity.WARNING) for n in range(1, 60)]
    grave, other = problem(line=99), problem(file="content/b.yaml")
    report = Report.of([*warnings, grave, other], 2)
    capped = report.capped(50)
    assert grave in capped.problems
    assert other in capped.problems
    assert len(capped.problems) == 51
    assert capped.omitted == (("content/a.yaml", 10),)
    assert capped.count(Severity.WARNING) == 59
    assert list(capped.problems) == sorted(capped.problems, key=Problem.order)
    assert report.capped(0).problems == report.problems
    said = REPORTERS["text"](capped).text
    assert "content/a.yaml: 10 more problems not shown\ncontent/b.yaml" in said
    assert json.loads(REPORTERS["json"](capped).text)["omitted"] == [
        {"file": "content/a.yaml", "count": 10}
    ]
    sarif = json.loads(REPORTERS["sarif"](capped).text)
    assert sarif["runs"][0]["properties"]["omitted"] == {"content/a.yaml": 10}
    assert "10 more problems not shown" in REPORTERS["github"](capped).summary


@given(st.text(), st.text(), st.text())
def test_no_content_makes_a_command_or_a_line(file: str, message: str, hint: str) -> None:
    found = problem(file=f"content/{file}", message=f"x{message}", hint=hint)
    lines = render("text", found).split("\n")
    assert len(lines) == 3
    assert not lines[0].startswith("::")
    assert lines[0].isprintable()
    commands = [line for line in render("github", found).split("\n") if line.startswith("::")]
    assert len(commands) == 1
    properties, _, data = commands[0].removeprefix("::error ").partition("::")
    assert len(properties.split(",")) == 4
    assert "%" not in re.sub("%(25|0D|0A)", "", data)
    assert len(json.loads(render("json", found))["problems"]) == 1


# --- github


def test_github_annotates_the_worst_ten() -> None:
    warnings = [problem(line=n, severity=Severity.WARNING) for n in range(1, 15)]
    report = Report.of([*warnings, problem(line=90, message="100% wrong: a, b\n::add-mask::x")], 1)
    rendered = REPORTERS["github"](report)
    lines = rendered.text.split("\n")
    assert lines[0] == (
        "::error file=content/a.yaml,line=90,col=9,title=ID03::100%25 wrong: a, b\\n::add-mask::x"
    )
    assert len([line for line in lines if line.startswith("::")]) == ANNOTATIONS
    assert lines[ANNOTATIONS:] == ["1 error and 14 warnings in 1 file", ""]
    rows = [line for line in rendered.summary.split("\n") if line.startswith("| ")]
    assert len(rows) == 1 + 15


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_the_summary_shows_text_and_nothing_else(text: str) -> None:
    summary = REPORTERS["github"](Report.of([problem(message=f"x{text}")], 1)).summary
    row = summary.rstrip("\n").split("\n")[-1]
    cell = row.split(" | ")[-1].removesuffix(" |")
    assert not set(cell) & set("<>\"'`*_[]|@\n")
    assert html.unescape(cell).startswith("x")


def test_the_summary_stays_small_enough() -> None:
    found = [problem(line=n, message="x" * 500) for n in range(1, 3000)]
    summary = REPORTERS["github"](Report.of(found, 1)).summary
    assert len(summary.encode()) < SUMMARY_BYTES + 1000
    assert "more problems not shown" in summary[-60:]


# --- sarif


def sarif_of(*problems: Problem) -> Any:
    return json.loads(render("sarif", *problems))


def test_sarif_is_what_the_standard_asks_for() -> None:
    document = sarif_of(
        problem(),
        problem(line=0, severity=Severity.WARNING, rule="NEW01"),
        problem(file="content/a b é.yaml", severity=Severity.INFO, rule="SRC03"),
        problem(file="content/\udcff.yaml", rule="FILE06"),
    )
    jsonschema.Draft202012Validator(SARIF).validate(document)
    run = document["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == sorted(
        {result["ruleId"] for result in run["results"]}
    )
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note", "error"]
    uris = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in run["results"]
    ]
    assert uris[2:] == ["content/a%20b%20%C3%A9.yaml", "content/%FF.yaml"]
    spoilt = json.loads(json.dumps(document).replace('"startLine"', '"startline"'))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SARIF).validate(spoilt)


def test_sarif_fits_the_published_schema() -> None:
    schema = PLACE / "node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json"
    if not schema.is_file():
        required.give_up("java", "the schema of SARIF is not there; `make checker` sees to it")
    published = json.loads(schema.read_text(encoding="utf-8-sig"))
    validator = jsonschema.validators.validator_for(published)(published)
    found = [problem(), problem(line=0, rule="NEW01"), problem(file="content/é.yaml")]
    validator.validate(sarif_of())
    validator.validate(sarif_of(*found))
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({"version": "2.1.0"})


# --- the lines of files


def test_problems_get_the_lines_of_their_files(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"one\ntwo \xff\nthree")
    found = [problem("a.yaml", line) for line in (0, 2, 3, 4)] + [problem("b.yaml", 1)]
    shown = [said.source for said in with_sources(tmp_path, found)]
    assert shown == ["", "two \N{REPLACEMENT CHARACTER}", "three", "", ""]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with a name")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    assert next(with_sources(tmp_path, [problem("a.yaml", 1)])).source == ""


# --- the command


def test_the_command_shows_lines_and_caps_them(tmp_path: Path, capfd: Captured) -> None:
    root = make_project(tmp_path, texts=1)
    file = root / "content/resolutions/ga/99/A_RES_99_1.yaml"
    lines = "".join(f"key{n}: x\n" for n in range(60))
    file.write_text(file.read_text("utf-8") + lines, encoding="utf-8")
    assert run(["-C", str(root), "check"]) == 1
    out = capfd.readouterr().out
    assert '"key0" (known here:' in out
    assert re.search(r"\n +[0-9]+ \| key0: x\n +\| \^\n", out)
    assert "A_RES_99_1.yaml: 10 more problems not shown\n" in out
    assert "\n  60  SCH01   error\n" in out
    assert "\x1b" not in out
    assert run(["-C", str(root), "check", "--limit", "0"]) == 1
    assert "not shown" not in capfd.readouterr().out
    assert run(["-C", str(root), "build"]) == 1
    assert re.search(r"\n +[0-9]+ \| key0: x\n +\| \^\n", capfd.readouterr().err)


def test_the_summary_is_added_to_the_runners_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Captured
) -> None:
    root = make_project(tmp_path / "project", texts=1)
    file = root / "content/resolutions/ga/99/A_RES_99_1.yaml"
    file.write_text(file.read_text("utf-8").replace("session: 99", "session: 98"), "utf-8")
    place = tmp_path / "summary.md"
    place.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(place))
    assert run(["-C", str(root), "check", "--format", "github"]) == 1
    assert "::error file=content/resolutions/ga/99/A_RES_99_1.yaml,line=" in capfd.readouterr().out
    summary = place.read_text()
    assert summary.startswith("before\n### ")
    assert "| ID04 |" in summary
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "absent" / "summary.md"))
    assert run(["-C", str(root), "check", "--format", "github"]) == 3
    assert "cannot write" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_a_terminal_has_colours(tmp_path: Path, variables: dict[str, str], coloured: bool) -> None:
    pty = pytest.importorskip("pty", reason="the system has no terminals of this kind")
    root = make_project(tmp_path, texts=1)
    file = root / "content/resolutions/ga/99/A_RES_99_1.yaml"
    file.write_text(file.read_text("utf-8").replace("session: 99", "session: 98"), "utf-8")
    primary, secondary = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM")}
    with os.fdopen(secondary, "wb") as terminal:
        subprocess.run(
            [sys.executable, "-m", "whereas", "-C", str(root), "check"],
            stdout=terminal,
            env={**environment, "TERM": "xterm", **variables},
            check=False,
        )
    said = os.read(primary, 65536).decode()
    os.close(primary)
    assert "ID04" in said
    assert ("\x1b[31merror\x1b[0m" in said) == coloured
