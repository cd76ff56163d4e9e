"""What there is: rows of the data packages, tests, and the lines that tests reach."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from evidence.sites import BuiltSite
from support.projects import CHECKOUT

Json = dict[str, Any]

COVERAGE = CHECKOUT / "build" / "cache" / "coverage"
FUZZ = CHECKOUT / "build" / "cache" / "fuzz.json"


def count_rows(site: BuiltSite) -> Json:
    """Give the rows of every table, by data package, as its descriptor states them."""
    counts = {}
    for file in sorted(site.folder.glob("data/*/datapackage.json")):
        resources = json.loads(file.read_bytes())["resources"]
        counts[file.parent.name] = {
            resource["name"]: resource["rows"] for resource in resources if "rows" in resource
        }
    return counts


def count_texts(site: BuiltSite) -> Json:
    """Give the pages of texts by language, and all pages by kind."""
    return {
        "texts": dict(Counter(page.language for page in site.records())),
        "pages": dict(Counter(page.kind for page in site.pages)),
    }


def count_tests() -> Json:
    """Give the number of tests that pytest collects, in all and by file."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    files = Counter(line.partition("::")[0] for line in done.stdout.splitlines() if "::" in line)
    broken = re.findall(r"^ERROR (\S+)", done.stdout, re.MULTILINE)
    return {"tests": files.total(), "by_file": dict(files), "not_collected": sorted(set(broken))}


def read_fuzz(file: Path = FUZZ) -> Json | None:
    """Give what `make fuzz` found, or None where it never ran; `stale` as for coverage."""
    if not file.is_file():
        return None
    found: Json = json.loads(file.read_text(encoding="utf-8"))
    newest = max(path.stat().st_mtime for path in (CHECKOUT / "src").rglob("*.py"))
    return {**found, "stale": newest > file.stat().st_mtime}


def read_coverage(file: Path = COVERAGE) -> Json | None:
    """Give what `make coverage` found, or None where it never ran.

    `stale` says that a file of the program is newer than the figures.
    """
    if not file.is_file():
        return None
    command = [sys.executable, "-m", "coverage", "json", "-q", f"--data-file={file}", "-o", "-"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"unreadable": done.stdout.strip() or done.stderr.strip()}
    totals = json.loads(done.stdout)["totals"]
    program = (CHECKOUT / "src").rglob("*.py")
    newest = max(path.stat().st_mtime for path in program)
    return {
        "percent": round(totals["percent_covered"], 2),
        "statements": totals["num_statements"],
        "missing": totals["missing_lines"],
        "branches": totals["num_branches"],
        "stale": newest > file.stat().st_mtime,
    }
