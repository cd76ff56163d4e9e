"""The project's figures: its code, the build of the checkout's content, its pages.

Run it with `make figures`. The build is timed three times; the ratio is to the time that the
same process needs to import the engine and nothing else, measured in the same run.
"""

from __future__ import annotations

import ast
import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evidence.sites import link_project
from evidence.sizes import weigh, weigh_page

ROOT = Path(__file__).resolve().parents[2]

Json = dict[str, Any]

_RUNS = 3
_PAGES = ("A/RES/76/159.html", "data/index.html", "index.html", "search/index.html")
_ASSETS = ("assets/whereas.css", "assets/whereas.js")


def measure(work: Path) -> Json:
    """Give all figures; the content is built in the folder `work`, which must not exist."""
    root = link_project(ROOT, work)
    return {
        "code": measure_code(),
        "speed": measure_speed(root),
        "pages": {name: weigh_page(root / "build/site", name) for name in _PAGES},
        "assets": {name: weigh((root / "build/site" / name).read_bytes()) for name in _ASSETS},
    }


def measure_code() -> Json:
    """Give files and lines of the program and the tests, and how long functions are."""
    source, tests = tracked("src/*.py"), tracked("tests/*.py")
    lengths = functions(source)
    longest_file = max((lines_of([path]), path.relative_to(ROOT).as_posix()) for path in source)
    return {
        "source": {"files": len(source), "lines": lines_of(source)},
        "tests": {"files": len(tests), "lines": lines_of(tests)},
        "longest_file": {"lines": longest_file[0], "path": longest_file[1]},
        "functions": {
            "count": len(lengths),
            "median_lines": statistics.median_low([length for length, _ in lengths]),
            "longest": {"lines": lengths[0][0], "name": lengths[0][1]},
        },
    }


def measure_speed(root: Path) -> Json:
    """Give the best of three runs of build and check of the project at `root`.

    `cpu_s` are CPU seconds of the process and its children; `x_import` is their ratio to the
    import of the engine.
    """
    whereas = (sys.executable, "-m", "whereas", "-C", str(root))
    floor = best_of(sys.executable, "-c", "import mkdocs.commands.build")
    build = best_of(*whereas, "build", "--clean")
    check = best_of(*whereas, "check")
    return {
        "engine_import_cpu_s": round(floor[0], 2),
        "build": _compared(build, floor[0]),
        "check": _compared(check, floor[0]),
    }


def tracked(pattern: str) -> list[Path]:
    """Give the files that git tracks and `pattern` names."""
    names = subprocess.run(
        ["git", "ls-files", "--", pattern], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = (ROOT / name for name in names.stdout.splitlines())
    return [path for path in paths if path.is_file()]


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
                found.append((length, f"{path.relative_to(ROOT).as_posix()}:{node.name}"))
    return sorted(found, reverse=True)


def best_of(*command: str) -> tuple[float, float]:
    """Give CPU seconds and seconds of the best of three runs of a command."""
    return min(_cpu_of(*command) for _ in range(_RUNS))


def _cpu_of(*command: str) -> tuple[float, float]:
    """Give CPU seconds and seconds of a command, its children included."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, end - start


def _compared(run: tuple[float, float], floor: float) -> Json:
    cpu, seconds = run
    return {"cpu_s": round(cpu, 2), "s": round(seconds, 2), "x_import": round(cpu / floor, 1)}


def main() -> None:
    """Print all figures as JSON."""
    with TemporaryDirectory() as work:
        print(json.dumps(measure(Path(work) / "checkout"), indent=2, sort_keys=True))


if __name__ == "__main__":
    main()
