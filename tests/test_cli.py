"""The command: exit codes, where words go, and that nothing heavy is imported for a check."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import click
import pytest

from support.projects import build, make_project, snapshot
from whereas import __version__, publish
from whereas.cli import cli, run
from whereas.problems import Problem, Report, Severity
from whereas.reporting.text import format_problem, render_text

Captured = pytest.CaptureFixture[str]


def test_check_of_good_content(tmp_path: Path, capsys: Captured) -> None:
    root = make_project(tmp_path)
    assert run(["-C", str(root), "check"]) == 0
    assert capsys.readouterr().out == "0 errors and 0 warnings in 3 files\n"
    assert not (root / "build").exists()


def test_check_of_some_paths(tmp_path: Path, capsys: Captured) -> None:
    root = make_project(tmp_path)
    file = "content/resolutions/ga/99/A_RES_99_2.yaml"
    assert run(["-C", str(root), "check", file]) == 0
    assert run(["-C", str(root), "check", "content/resolutions", file]) == 0
    out = capsys.readouterr().out
    assert out == "0 errors and 0 warnings in 1 file\n0 errors and 0 warnings in 3 files\n"
    assert run(["-C", str(root), "check", "content"]) == 0
    assert capsys.readouterr().out == "0 errors and 0 warnings in 3 files\n"
    for path in ("nowhere", "mkdocs.yml", "content/publication.yaml"):
        assert run(["-C", str(root), "check", file, path]) == 2
        assert path in capsys.readouterr().err


def test_a_check_of_a_path_is_that_of_all_texts(tmp_path: Path, capsys: Captured) -> None:
    root = make_project(tmp_path)
    folder = root / "content/resolutions/ga/99"
    first, second, third = sorted(folder.iterdir())
    for path in (second, third):
        path.write_text(path.read_text().replace("adoption:", "aliases: [The compact]\nadoption:"))
    for path, errors in {second: 0, third: 1}.items():
        assert run(["-C", str(root), "check", str(path)]) == min(errors, 1)
        out = capsys.readouterr().out
        assert out.count("ID02") == errors and f"{errors} error" in out and "in 1 file\n" in out
    assert run(["-C", str(root), "check", str(first)]) == 0


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (lambda path: os.mkfifo(path.with_suffix(".yaml")), "FILE02"),
        (lambda path: path.with_suffix(".yaml").symlink_to("/etc/hostname"), "FILE01"),
        (lambda path: path.with_suffix(".yml").write_text("a: b\n"), "FILE04"),
        (lambda path: path.with_suffix(".txt").write_text("a: b\n"), "FILE05"),
    ],
)
def test_a_check_of_what_is_no_text(
    tmp_path: Path, capsys: Captured, make: Callable[[Path], object], rule: str
) -> None:
    root = make_project(tmp_path)
    folder = root / "content" / "resolutions" / "ga" / "98"
    folder.mkdir()
    make(folder / "A_RES_98_1")
    (made,) = folder.iterdir()
    for path in (made, folder):
        assert run(["-C", str(root), "check", str(path.relative_to(root))]) == 1
        out = capsys.readouterr().out
        assert f"{made.relative_to(root)}:1:1: error {rule} " in out
        assert out.endswith("1 error and 0 warnings in 1 file\n")
    assert run(["-C", str(root), "check", "content/resolutions/ga/99"]) == 0


def test_a_strict_check_fails_on_a_warning(tmp_path: Path, capsys: Captured) -> None:
    root = make_project(tmp_path, texts=1)
    assert run(["-C", str(root), "check", "--strict"]) == 0
    text = root / "content/resolutions/ga/99/A_RES_99_1.yaml"
    text.write_text(text.read_text().replace("To report thereon", "____ to report thereon"))
    for arguments, code in (([], 0), (["--strict"], 1), (["--strict", str(text)], 1)):
        capsys.readouterr()
        assert run(["-C", str(root), "check", *arguments]) == code
        out = capsys.readouterr().out
        assert "warning NEW01 " in out
        assert out.endswith("0 errors and 1 warning in 1 file\n")


def test_check_as_json(tmp_path: Path, capsys: Captured) -> None:
    root = make_project(tmp_path)
    (root / "content/resolutions/ga/99/A_RES_99_2.yaml").write_text("")
    assert run(["-C", str(root), "check", "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["counts"]["error"] == 1
    problem = report["problems"][0]
    assert (problem["rule"], problem["line"], problem["column"]) == ("YAML01", 1, 1)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["fly"], "fly"),
        (["build", "--jobs", "x"], "--jobs"),
        (["check", "--format", "xls"], "xls"),
        (["export", "xls", "A/RES/99/1"], "there is no format xls"),
        (["export", "json", "A/RES/99/9"], "there is no text with the symbol A/RES/99/9"),
        (["-C", "nowhere", "check"], "there is no folder nowhere"),
        (["verify", "content"], "is no published site"),
    ],
)
def test_usage_faults(
    tmp_path: Path,
    capsys: Captured,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    words: str,
) -> None:
    monkeypatch.chdir(make_project(tmp_path))
    assert run(arguments) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert "Traceback" not in captured.err
    assert captured.out == ""


@pytest.mark.parametrize("lacking", ["content/publication.yaml", "content/resolutions"])
def test_a_project_that_is_not_one(tmp_path: Path, capsys: Captured, lacking: str) -> None:
    root = make_project(tmp_path)
    (root / lacking).rename(root / "elsewhere")
    assert run(["-C", str(root), "build"]) == 2
    assert lacking in capsys.readouterr().err


def test_empty_content(tmp_path: Path, capsys: Captured) -> None:
    root = make_project(tmp_path, texts=0)
    (root / "content" / "resolutions").mkdir()
    assert run(["-C", str(root), "build"]) == 2
    assert "holds no text" in capsys.readouterr().err


def test_faulty_settings(tmp_path: Path, capsys: Captured) -> None:
    root = make_project(tmp_path)
    settings = root / "content" / "publication.yaml"
    text = settings.read_text()
    settings.write_text(text.replace("language: en", "language: tlh").replace("id:", "idd:"))
    assert run(["-C", str(root), "check"]) == 2
    assert 'content/publication.yaml:2:1: error SCH01 unknown key "idd"' in capsys.readouterr().out
    settings.write_text(text.replace("language: en", "language: tlh"))
    assert run(["-C", str(root), "check"]) == 2
    out = capsys.readouterr().out
    assert 'content/publication.yaml:7:11: error CFG02 "tlh" is not in the register' in out


def test_registers_of_a_project(tmp_path: Path, capsys: Captured) -> None:
    root = make_project(tmp_path, texts=1)
    registers = root / "content" / "registers"
    registers.mkdir()
    text = root / "content/resolutions/ga/99/A_RES_99_1.yaml"
    text.write_text(text.read_text().replace("adoption:", "topics: [harbours]\nadoption:"))
    assert run(["-C", str(root), "check"]) == 1
    assert 'TOP01 "harbours"' in capsys.readouterr().out
    entries = "format: register/topics/1\ntopics:\n  - {topic: harbours, label: Harbours}\n"
    (registers / "topics.yaml").write_text(entries)
    assert run(["-C", str(root), "check"]) == 0
    (registers / "topics.yaml").write_text(entries.replace("label", "lable"))
    assert run(["-C", str(root), "check"]) == 1
    assert 'content/registers/topics.yaml:3:23: error SCH01 unknown key "lable"' in (
        capsys.readouterr().out
    )
    (registers / "topics.yaml").unlink()
    (registers / "topcis.yaml").write_text(entries)
    assert run(["-C", str(root), "check"]) == 1
    assert "FILE05" in capsys.readouterr().out


def test_export(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    root = make_project(tmp_path)
    assert run(["-C", str(root), "export", "json", "a/res/99/2", "A/RES/99/1"]) == 0
    first, second = capfdbinary.readouterr().out.splitlines()
    assert [json.loads(line)["symbol"] for line in (first, second)] == ["A/RES/99/2", "A/RES/99/1"]
    site = build(root)
    assert (site / "A/RES/99/2.json").read_bytes() == first + b"\n"


def test_nothing_is_exported_when_a_symbol_is_not_there(tmp_path: Path, capsys: Captured) -> None:
    root = make_project(tmp_path)
    assert run(["-C", str(root), "export", "json", "A/RES/99/1", "A/RES/99/9"]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "arguments", [["check"], ["export", "json", "A/RES/99/1"], ["explain"], ["--help"]]
)
def test_a_pipe_that_nobody_reads(tmp_path: Path, arguments: list[str]) -> None:
    root = make_project(tmp_path)
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "whereas", "-C", str(root), *arguments],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_bug_ends_with_words_and_seventy(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project(tmp_path)
    before = snapshot(build(root))

    def broken(*arguments: object, **options: object) -> None:
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr(publish, "fill", broken)
    monkeypatch.delenv("WHEREAS_DEBUG", raising=False)
    assert run(["-C", str(root), "build"]) == 70
    err = capsys.readouterr().err
    assert "a bug: ZeroDivisionError: of ours" in err
    assert "Traceback" not in err
    monkeypatch.setenv("WHEREAS_DEBUG", "1")
    assert run(["-C", str(root), "build"]) == 70
    assert "Traceback" in capsys.readouterr().err
    assert snapshot(root / "build" / "site") == before


def test_an_interrupt_ends_with_130(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_project(tmp_path)

    def interrupted(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(publish, "fill", interrupted)
    assert run(["-C", str(root), "build"]) == 130
    assert not list((root / "build").glob(".site.staging-*"))


def test_version_and_help(capsys: Captured) -> None:
    assert run(["--version"]) == 0
    assert __version__ in capsys.readouterr().out
    assert run(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"  {name} " in out for name in ("check", "build", "serve", "export", "verify"))


def test_a_check_imports_nothing_heavy(tmp_path: Path) -> None:
    root = make_project(tmp_path)
    code = (
        "import sys; from whereas.cli import run; run(['-C', sys.argv[1], 'check']); "
        "print(sorted(n for n in ('frictionless', 'mkdocs', 'numpy', 'duckdb', 'jsonschema') "
        "if n in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(root)], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_messages_stay_on_one_line_and_obey_nobody() -> None:
    problem = Problem(
        "::error file=x",
        "ID03",
        Severity.ERROR,
        "a\n::set-output name=x::y\x1b[31m",
        "b\u202ec",
        line=1,
        column=2,
    )
    line = format_problem(problem)
    assert line.startswith('"::error file=x":1:2: error ID03 a\\n::set-output')
    assert line.isprintable()
    report = Report.of([problem, problem], 1)
    assert render_text(report).text.count("\n") == 2


def test_a_termination_cleans_up_and_ends_with_143(tmp_path: Path) -> None:
    root = make_project(tmp_path)
    before = snapshot(build(root))
    code = (
        "import os, signal, sys; from whereas import cli, publish\n"
        "publish.fill = lambda *a, **k: os.kill(os.getpid(), signal.SIGTERM)\n"
        "sys.argv = ['whereas', '-C', sys.argv[1], 'build']; cli.main()"
    )
    done = subprocess.run([sys.executable, "-c", code, str(root)], check=False)
    assert done.returncode == 143
    assert snapshot(root / "build" / "site") == before
    assert not list((root / "build").glob(".site.staging-*"))


def test_a_format_that_nobody_makes(tmp_path: Path, capsys: Captured) -> None:
    root = make_project(tmp_path, texts=1)
    settings = root / "content" / "publication.yaml"
    settings.write_text(settings.read_text() + "documents: [json, xls]\n")
    assert run(["-C", str(root), "build"]) == 2
    err = capsys.readouterr().err
    assert 'content/publication.yaml:11:19: error CFG03 there is no format "xls"' in err


def test_search_needs_the_documents_in_json(tmp_path: Path, capsys: Captured) -> None:
    root = make_project(tmp_path, texts=1)
    settings = root / "content" / "publication.yaml"
    settings.write_text(settings.read_text() + "documents: []\n")
    text = "content/resolutions/ga/99/A_RES_99_1.yaml"
    for arguments in (["build"], ["check"], ["check", text]):
        assert run(["-C", str(root), *arguments]) == 2
        out, err = capsys.readouterr()
        assert "content/publication.yaml:11:1" in out + err
        assert (
            'error CFG03 the formats lack "json" (add json: the search page reads it)' in out + err
        )


def test_a_preview_says_where_the_content_is_wrong(tmp_path: Path) -> None:
    root = make_project(tmp_path, texts=1)
    text = root / "content/resolutions/ga/99/A_RES_99_1.yaml"
    text.write_text(text.read_text().replace("symbol: A/RES", "symbol: A/REZ"))
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(root / "preview")],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "\ncontent/resolutions/ga/99/A_RES_99_1.yaml:2:9: error ID" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bug_while_serving_is_told(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object, **options: object) -> None:
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr(publish, "fill", broken)
    assert run(["-C", str(make_project(tmp_path)), "serve", "--port", "0"]) == 70
    assert "a bug: ZeroDivisionError: of ours" in capsys.readouterr().err


def test_the_site_is_served_at_its_own_path(tmp_path: Path) -> None:
    root = make_project(tmp_path, texts=1)
    command = [sys.executable, "-m", "whereas", "-C", str(root), "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            said = next(line for line in process.stderr if line.startswith("serving"))
            address = urlsplit(said.split()[-3])
            assert address.path == "/papers/"
            moved = _get(address.netloc, "/")
            assert (moved.status, moved.headers["Location"]) == (302, "/papers/")
            missing = _get(address.netloc, "/papers/nowhere.html")
            assert missing.status == 404
            assets = re.findall(r'(?:href|src)="(/papers/assets/[^"]+)"', missing.read().decode())
            assert assets
            assert {_get(address.netloc, asset).status for asset in assets} == {200}
        finally:
            process.terminate()
    assert process.returncode == 143


def _get(netloc: str, path: str) -> HTTPResponse:
    connection = HTTPConnection(netloc, timeout=30)
    connection.request("GET", path)
    return connection.getresponse()


def test_every_option_says_what_it_is_for() -> None:
    lacking = [
        f"{name} {option.opts[0]}"
        for name, command in [("whereas", cli), *cli.commands.items()]
        for option in command.params
        if isinstance(option, click.Option) and len((option.help or "").split()) < 3
    ]
    assert lacking == []
