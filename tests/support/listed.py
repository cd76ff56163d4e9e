"""Tables of listed cases: what a text is made of by steps, and what the real command says of it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from support.projects import build, make_project, snapshot
from whereas.cli import run

FOLDER = Path(__file__).resolve().parents[1] / "listed"
SECONDS = 60
"""How long one reading may take at most: it takes one or two, and an attack would take hours."""

_PROBLEM = re.compile(
    r"(?P<file>[^:]+):(?P<line>[0-9]+):(?P<column>[0-9]+): "
    r"(?P<level>[a-z]+) (?P<rule>[A-Z]+[0-9]+) "
)

Case = dict[str, Any]


def name_case(case: Case) -> str:
    """Give the name of a case's test."""
    return f"{case['id']}-{case['what'].replace(' ', '-')}"


def _replace(data: bytes, old: str, new: bytes) -> bytes:
    assert data.count(old.encode()) == 1, f"{old!r} must stand once"
    return data.replace(old.encode(), new)


def _numbered(line: str, first: int, last: int) -> bytes:
    lines = (line.format(n=n, before=n - 1, indent=" " * n) for n in range(first, last + 1))
    return "".join(lines).encode()


STEPS: dict[str, Callable[[bytes, Any], bytes]] = {
    "whole": lambda _, words: words.encode(),
    "pieces": lambda _, pieces: "".join(words * times for words, times in pieces).encode(),
    "pieces_for": lambda data, step: _replace(data, step[0], (step[1] * step[2]).encode()),
    "numbered": lambda data, step: data + _numbered(*step),
    "replace": lambda data, step: _replace(data, step[0], step[1].encode()),
    "everywhere": lambda data, step: data.replace(step[0].encode(), step[1].encode()),
    "before": lambda data, words: words.encode() + data,
    "after": lambda data, words: data + words.encode(),
    "cut": lambda data, words: data[: data.index(words.encode()) + len(words.encode())],
    "lines": lambda data, end: data.replace(b"\n", end.encode()),
    "encode": lambda data, encoding: data.decode().encode(encoding),
    "bytes": lambda data, step: _replace(data, step[0], bytes.fromhex(step[1])),
}


@dataclass(frozen=True, slots=True)
class Table:
    """Cases, and the text without a fault of which each is made, with its file."""

    base: bytes
    file: str
    cases: tuple[Case, ...]

    def make(self, steps: Iterable[Case]) -> bytes:
        """Give the text that steps make of the base."""
        data = self.base
        for step in steps:
            ((name, value),) = step.items()
            data = STEPS[name](data, value)
        return data

    def files(self, case: Case) -> dict[str, bytes]:
        """Give the files of a case, each with its bytes: one text, or the folder it lists."""
        if "files" not in case:
            return {self.file: self.make(case["made"])}
        return {f"content/{file}": self.make(steps) for file, steps in case["files"].items()}


def load_table(name: str) -> Table:
    """Give the table of that name in tests/listed."""
    written = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    file = f"content/resolutions/{written['file']}"
    return Table(written["base"].encode(), file, tuple(written["cases"]))


@dataclass(frozen=True, slots=True)
class Site:
    """A project that is built, whose site no refused text may touch."""

    root: Path
    files: dict[str, bytes]

    def is_kept(self) -> bool:
        """Tell whether the site is byte for byte what it was."""
        return snapshot(self.root / "build" / "site") == self.files


def make_site(root: Path, table: Table) -> Site:
    """Build a project of the table's base alone."""
    make_project(root, texts=0)
    write_files(root, {table.file: table.base})
    return Site(root, snapshot(build(root)))


def write_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files of a project."""
    for file, data in files.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_bytes(data)


@contextmanager
def placed(root: Path, table: Table, case: Case) -> Iterator[None]:
    """Put the files of a case into a project that holds the base alone, and take them away."""
    files = table.files(case)
    write_files(root, files)
    try:
        yield
    finally:
        for file in files:
            (root / file).unlink()
        write_files(root, {table.file: table.base})


class Found(NamedTuple):
    """A problem as the command prints it."""

    level: str
    rule: str
    at: tuple[int, int]
    words: str


def read_problems(out: str, file: str) -> list[Found]:
    """Give the problems of one file that the command has printed."""
    found = []
    for line in out.splitlines():
        match = _PROBLEM.match(line)
        if match and match["file"] == file:
            place = int(match["line"]), int(match["column"])
            found.append(Found(match["level"], match["rule"], place, line[match.end() :]))
    return found


def run_alone(root: Path, *arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, after some lines of Python."""
    code = f"{before}\nimport sys\nfrom whereas.cli import run\nraise SystemExit(run(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "-C", str(root), *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=SECONDS, check=False, cwd=root
    )


def check_refused(site: Site, file: str, out: str, case: Case) -> None:
    """Check what was said of a refused text, and that a build with it keeps the site."""
    found = read_problems(out, file)
    expected = ("error", case["rule"], tuple(case["at"]))
    assert expected in {problem[:3] for problem in found}, out
    words = next(problem.words for problem in found if problem[:3] == expected)
    assert case.get("says", "") in words
    assert len(words) < 400
    assert out.isascii() or out.replace("\n", "").isprintable()
    assert not any(line.startswith("::") for line in out.splitlines())
    assert run(["-C", str(site.root), "build"]) == 1
    assert site.is_kept()
    assert not list(site.root.rglob("PWNED"))
