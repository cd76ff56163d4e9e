"""The walls between the rooms stand, and each of them would be seen to fall.

The contracts are in pyproject.toml, the reasons in the architecture: one direction only.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

# A forbidden import for each wall: the contract, the module it is planted in, the import.
PLANTED = [
    ("rooms", "errors.py", "import whereas.model"),
    ("rooms", "output/planted.py", "import whereas.model"),
    ("rooms", "work/planted.py", "from whereas.output import staging"),
    ("rooms", "reporting/planted.py", "import whereas.work"),
    ("rooms", "model/planted.py", "import whereas.corpus"),
    ("rooms", "corpus.py", "from whereas import analysis"),
    ("rooms", "analysis/planted.py", "import whereas.reading"),
    ("rooms", "checks/planted.py", "import whereas.project"),
    ("rooms", "exporters/planted.py", "import whereas.tables"),
    ("rooms", "site/planted.py", "def page() -> None:\n    import whereas.tables"),
    ("rooms", "publish.py", "import whereas.mkdocs_plugin"),
    ("rooms", "newcomer.py", "import whereas.errors"),
    ("engine", "site/planted.py", "import mkdocs.config"),
    ("engine", "publish.py", "def build() -> None:\n    from material import plugins"),
    ("yaml", "model/planted.py", "import yaml"),
    ("yaml", "checks/planted.py", "from jsonschema import validate"),
    ("yaml", "project.py", "import jsonschema_rs"),
    ("frictionless", "exporters/planted.py", "def check() -> None:\n    import frictionless"),
    ("records", "exporters/planted.py", "from whereas import reading"),
    ("records", "tables/planted.py", "import whereas.output"),
    ("plugin", "mkdocs_plugin.py", "import whereas.reading"),
]

HEAVY = {"duckdb", "frictionless", "mkdocs", "numpy", "pandas"}


def lint_imports(root: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter as `make lint` does, on the package under `root`."""
    chosen = [f"--contract={contract}" for contract in contracts]
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", *chosen],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """Give a copy of the package, in which an import can be planted."""
    shutil.copy(root / "pyproject.toml", tmp_path)
    unwanted = shutil.ignore_patterns("__pycache__")
    shutil.copytree(root / "src", tmp_path / "src", ignore=unwanted)
    return tmp_path


def test_the_walls_stand(root: Path) -> None:
    result = lint_imports(root)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(("contract", "module", "statement"), PLANTED)
def test_a_forbidden_import_is_seen(copy: Path, contract: str, module: str, statement: str) -> None:
    file = copy / "src" / "whereas" / module
    with file.open("a", encoding="utf-8") as text:
        text.write(f"\n{statement}\n")
    result = lint_imports(copy, contract)
    assert result.returncode == 1, result.stdout
    assert "BROKEN" in result.stdout
    assert f"whereas.{module.removesuffix('.py').replace('/', '.')}" in result.stdout


def test_the_command_starts_without_the_heavy_packages() -> None:
    program = "import json, sys, whereas.cli; print(json.dumps(list(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in json.loads(result.stdout)}
    assert loaded & HEAVY == set()
    assert "whereas" in loaded
