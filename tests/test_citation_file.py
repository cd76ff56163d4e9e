"""CITATION.cff: valid, and in agreement with what the package says of itself."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from whereas import __version__
from whereas.reading.strict_yaml import parse_yaml

FILE = "CITATION.cff"


def check(file: Path) -> subprocess.CompletedProcess[str]:
    """Judge a file by the published schema, which check-jsonschema carries."""
    command = Path(sys.executable).with_name("check-jsonschema")
    arguments = ["--builtin-schema", "vendor.citation-file-format", str(file)]
    return subprocess.run([command, *arguments], capture_output=True, text=True, check=False)


@pytest.fixture
def citation(root: Path) -> dict[str, Any]:
    """Give what the file says."""
    document, problems = parse_yaml((root / FILE).read_text("utf-8"), FILE)
    assert document is not None, problems
    return dict(document)


def test_it_is_valid(root: Path) -> None:
    done = check(root / FILE)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("cff-version: 1.2.0", "cff-version: 9"), ("authors:", "author:"), ("MIT", "Mine")],
)
def test_a_fault_would_be_seen(root: Path, tmp_path: Path, right: str, wrong: str) -> None:
    text = (root / FILE).read_text("utf-8")
    assert right in text
    (tmp_path / FILE).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    assert check(tmp_path / FILE).returncode != 0


def test_it_agrees_with_the_package(root: Path, citation: dict[str, Any]) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert citation["version"] == __version__
    assert citation["license"] == project["license"]
    assert citation["title"].lower() == project["name"]
    assert citation["keywords"] == project["keywords"]
