"""Print the project's figures: its code, the build of the checkout's content, its pages.

Run it with `make figures`. The build is timed three times; the ratio is to the time that the
same process needs to import the engine and nothing else, measured in the same run.
"""

from __future__ import annotations

import ast
import gzip
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "build" / "site"


def tracked(pattern: str) -> list[Path]:
    """Give the files that git tracks and `pattern` names."""
    names = subprocess.run(
        ["git", "ls-files", "--", pattern], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in names.stdout.splitlines()]


def lines_of(paths: list[Path]) -> int:
    """Give the number of lines of all files together."""
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths)


def functions(paths: list[Path]) -> list[tuple[int, str]]:
    """Give length and name of every function, the longest first."""
    found = []
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                found.append((length, f"{path.relative_to(ROOT)}:{node.name}"))
    return sorted(found, reverse=True)


def cpu_of(*command: str) -> tuple[float, float]:
    """Give CPU seconds and seconds of a command, its children included."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, end - start


def main() -> None:
    """Print all figures, one a line."""
    source, tests = tracked("src/*.py"), tracked("tests/*.py")
    lengths = functions(source)
    middle = lengths[len(lengths) // 2][0]
    print(f"source: {len(source)} files, {lines_of(source)} lines")
    print(f"tests: {len(tests)} files, {lines_of(tests)} lines")
    print(f"longest file: {max((lines_of([path]), path.name) for path in source)}")
    print(f"functions: {len(lengths)}, median {middle} lines, longest {lengths[0]}")
    floor = min(cpu_of(sys.executable, "-c", "import mkdocs.commands.build")[0] for _ in range(3))
    runs = sorted(cpu_of(sys.executable, "-m", "whereas", "build", "--clean") for _ in range(3))
    print(
        f"build: {runs[0][0]:.2f} CPU s, {runs[0][1]:.2f} s; {runs[0][0] / floor:.1f} x the engine's import"
    )
    checks = min(cpu_of(sys.executable, "-m", "whereas", "check")[0] for _ in range(3))
    print(f"check: {checks:.2f} CPU s; {checks / floor:.1f} x the engine's import")
    for name in ("A/RES/76/159.html", "index.html", "data/index.html", "search/index.html"):
        data = (SITE / name).read_bytes()
        print(f"{name}: {len(data)} bytes, {len(gzip.compress(data, 9, mtime=0))} compressed")
    for name in ("assets/whereas.css", "assets/whereas.js"):
        data = (SITE / name).read_bytes()
        print(f"{name}: {len(data)} bytes, {len(gzip.compress(data, 9, mtime=0))} compressed")


if __name__ == "__main__":
    main()
