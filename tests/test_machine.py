"""What the machine refuses, to read or to write, ends with words and code 3, never as a bug."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from support.projects import build, make_project, snapshot
from support.rights import as_nobody
from whereas.cli import run
from whereas.errors import EnvironmentFault
from whereas.reading.files import is_there, list_folder
from whereas.site.author import check_sources
from whereas.site.shell import Imprint

Captured = pytest.CaptureFixture[str]

FULL = Path("/dev/full")
NEW = ("new", "A/RES/98/1", "--date", "2043-12-01")

without_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")


@pytest.fixture
def project() -> Iterator[Path]:
    """Give a project that any user of the machine can read, as pytest's own folders are not."""
    with tempfile.TemporaryDirectory() as folder:
        root = make_project(Path(folder), texts=1)
        (root / "content" / "registers").mkdir()
        for path in (root, *root.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        yield root


@pytest.mark.parametrize("mode", [0o000, 0o444])
@pytest.mark.parametrize(
    ("closed", "named"),
    [
        ("content", "content/publication.yaml"),
        ("content/registers", "content/registers"),
        ("content/resolutions", "content/resolutions"),
        ("content/resolutions/ga/99", "content/resolutions/ga/99"),
    ],
)
@pytest.mark.parametrize("command", [("check",), NEW], ids=lambda command: command[0])
def test_a_folder_that_is_closed(
    project: Path, capsys: Captured, command: Sequence[str], closed: str, named: str, mode: int
) -> None:
    (project / closed).chmod(mode)
    with as_nobody():
        code = run(["-C", str(project), *command])
    (project / closed).chmod(0o755)
    said = capsys.readouterr().err
    assert (code, said.count("\n")) == (3, 1), said
    assert said.startswith(f"whereas: {named}")
    assert said.endswith("cannot be read: Permission denied\n")


@pytest.mark.parametrize("closed", ["content/pages", "content/pages/more"])
def test_pages_that_are_closed(project: Path, closed: str) -> None:
    (project / closed).mkdir(exist_ok=True)
    (project / closed).chmod(0o000)
    files = project / "mkdocs.yml", project / "content" / "pages"
    with as_nobody(), pytest.raises(EnvironmentFault) as fault:
        check_sources(*files, Imprint("Harbours", "", None, "en"))
    (project / closed).chmod(0o755)
    assert str(fault.value) == f"{closed} cannot be read: Permission denied"


def test_a_project_that_is_closed(project: Path, capsys: Captured) -> None:
    project.chmod(0o000)
    with as_nobody():
        code = run(["-C", str(project / "part"), "check"])
    project.chmod(0o755)
    assert code == 3
    assert capsys.readouterr().err == f"whereas: {project}/part: Permission denied\n"


def test_a_place_where_nothing_may_be_written(project: Path, capsys: Captured) -> None:
    with as_nobody():
        assert run(["-C", str(project), *NEW]) == 3
    assert "cannot write" in (said := capsys.readouterr().err)
    assert "permission denied" in said


def test_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to("nowhere")
    found = [path for path in ("file", "link", "none", "file/x") if is_there(tmp_path, path)]
    assert found == ["file", "link"]
    assert [entry.name for entry in list_folder(tmp_path, ".")] == ["file", "link"]
    assert list_folder(tmp_path, "none") == []
    with pytest.raises(EnvironmentFault, match="file cannot be read: Not a directory"):
        list_folder(tmp_path, "file")


def whereas(root: Path, *arguments: str, out: str = "", err: str = "") -> tuple[int, str]:
    """Run the command with outputs that lead into files; give its code and what it says."""
    command = [sys.executable, "-m", "whereas", "-C", str(root), *arguments]
    with Path(out or os.devnull).open("w") as output, Path(err or os.devnull).open("w") as errors:
        done = subprocess.run(
            command,
            stdout=output,
            stderr=errors if err else subprocess.PIPE,
            text=True,
            check=False,
        )
    return done.returncode, done.stderr or ""


@without_full
@pytest.mark.parametrize(
    "arguments", [["explain"], ["check"], ["export", "json", "A/RES/99/1"], ["--help"], NEW]
)
def test_an_output_into_which_nothing_goes(tmp_path: Path, arguments: Sequence[str]) -> None:
    root = make_project(tmp_path, texts=1)
    said = "whereas: the output cannot be written: No space left on device\n"
    assert whereas(root, *arguments, out=str(FULL)) == (3, said)
    for file in (root / "content" / "resolutions").glob("ga/98/*"):
        file.unlink()
    assert whereas(root, *arguments, out=str(FULL), err=str(FULL)) == (3, "")


@without_full
@pytest.mark.parametrize(
    ("arguments", "code"), [(["fly"], 2), (["export", "xls", "A/RES/99/1"], 2), (["build"], 1)]
)
def test_a_code_stays_when_its_words_cannot_be_written(
    tmp_path: Path, arguments: list[str], code: int
) -> None:
    root = make_project(tmp_path, texts=1)
    (root / "content/resolutions/ga/99/A_RES_99_1.yaml").write_text("a: b\n")
    assert whereas(root, *arguments, err=str(FULL)) == (code, "")


@without_full
def test_a_bug_stays_a_bug_when_its_words_cannot_be_written() -> None:
    code = (
        "import sys; from whereas import cli, rulebook\n"
        "rulebook.load_rules = lambda: 1 / 0\n"
        "sys.exit(cli.run(['explain']))"
    )
    with FULL.open("w") as full:
        environment = {**os.environ, "WHEREAS_DEBUG": "1"}
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, stderr=full, env=environment, check=False)
    assert done.returncode == 70


@without_full
def test_a_build_that_cannot_say_so_keeps_a_whole_site(tmp_path: Path) -> None:
    root = make_project(tmp_path, texts=1)
    before = snapshot(build(root))
    assert whereas(root, "build", err=str(FULL)) == (3, "")
    assert snapshot(root / "build" / "site") == before
