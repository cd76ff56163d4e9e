"""The scaffolding holds: locks, wheel, Makefile, workflows, and no trace of one machine."""

from __future__ import annotations

import ast
import re
import stat
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = ("requirements.txt", "requirements-dev.txt")
# Written in pieces, so that this file is not found itself.
HOSTS = (
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "deb.deb" + "ian.org",
)
PLACES = re.compile(r"(?<![\w.])/(?:wo" + r"rk/(?:main|shared)|ro" + r"ot/|ho" + r"me/\w)")


@pytest.fixture(scope="module")
def pyproject(root: Path) -> dict[str, Any]:
    with (root / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)


def read_lock(file: Path) -> dict[str, tuple[Requirement, int]]:
    """Give, for each package of a lock, its requirement and the number of its hashes."""
    text = file.read_text(encoding="utf-8").replace("\\\n", " ")
    packages: dict[str, tuple[Requirement, int]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            requirement, *hashes = line.split(" --hash=")
            assert all(re.fullmatch(r"sha256:[0-9a-f]{64} *", digest) for digest in hashes)
            parsed = Requirement(requirement)
            packages[canonicalize_name(parsed.name)] = (parsed, len(hashes))
    return packages


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_every_package_and_names_no_place(root: Path, name: str) -> None:
    for requirement, hashes in read_lock(root / name).values():
        assert re.fullmatch(r"==[0-9a-z.+]+", str(requirement.specifier)), requirement
        assert requirement.url is None
        assert hashes, requirement
    assert "://" not in (root / name).read_text(encoding="utf-8")


def test_the_larger_lock_holds_the_smaller(root: Path) -> None:
    small, large = (read_lock(root / name) for name in LOCKS)
    assert small.items() <= large.items()


def test_the_locks_are_what_pyproject_allows(root: Path, pyproject: dict[str, Any]) -> None:
    groups = pyproject["dependency-groups"]
    declared = {
        LOCKS[0]: [*pyproject["project"]["dependencies"], *groups["build"]],
        LOCKS[1]: [entry for entry in groups["dev"] if isinstance(entry, str)],
    }
    for name, requirements in declared.items():
        locked = read_lock(root / name)
        for wanted in map(Requirement, requirements):
            (specifier,) = locked[canonicalize_name(wanted.name)][0].specifier
            assert specifier.version in wanted.specifier, f"{wanted}: run `make lock`"


# The engine loads its theme by the name that mkdocs.yml gives; no module of ours imports it.
BY_NAME = {"mkdocs-material"}


def test_imports_and_declared_dependencies_are_the_same(
    root: Path, pyproject: dict[str, Any]
) -> None:
    extras = pyproject["project"]["optional-dependencies"].values()
    named = [*pyproject["project"]["dependencies"], *(name for extra in extras for name in extra)]
    requirements = map(Requirement, named)
    declared = {canonicalize_name(requirement.name) for requirement in requirements}
    distributions = packages_distributions()
    imported: dict[str, set[str]] = {}
    for file in sorted((root / "src").rglob("*.py")):
        for name in imported_packages(file) - sys.stdlib_module_names - {"whereas"}:
            imported.setdefault(name, {name}).update(distributions.get(name, []))
    names = {package: set(map(canonicalize_name, found)) for package, found in imported.items()}
    assert [package for package, found in names.items() if declared.isdisjoint(found)] == []
    assert declared - set().union(*names.values()) == BY_NAME


def imported_packages(file: Path) -> set[str]:
    """Give the top-level packages a module imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


@pytest.mark.parametrize("list_", ["dependencies", "dev", "build"])
def test_each_dependency_says_what_it_does_for_us(root: Path, list_: str) -> None:
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    block = re.search(rf"^{list_} = \[\n(.*?)^\]", text, re.DOTALL | re.MULTILINE)
    assert block is not None
    lines = [line for line in block[1].splitlines() if '"' in line and "include-group" not in line]
    assert lines
    for line in lines:
        assert re.search(r"# [`\w]+", line), line


def test_the_checkout_finds_its_data(root: Path) -> None:
    from whereas.resources import data_file

    assert data_file("schemas") == root / "schemas"
    assert data_file("registers") == root / "src" / "whereas" / "registers"


def run_setup(python: Path, root: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """Run scripts/setup.sh in an empty project, where `python` is the only Python."""
    script = tmp_path / "scripts" / "setup.sh"
    script.parent.mkdir()
    script.write_bytes((root / "scripts" / "setup.sh").read_bytes())
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("dirname", "touch"):
        (tools / tool).symlink_to(f"/usr/bin/{tool}")
    return subprocess.run(
        ["/bin/sh", str(script), "runtime", "requirements.txt"],
        env={"PATH": str(tools), "PYTHON": str(python)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("python", "complaint"),
    [
        ('test "$1" = --version && echo Python 3.9.2', "Python 3.11 or newer is needed"),
        ('case "$2" in *venv*) exit 1 ;; esac', "apt install python3-venv"),
    ],
)
def test_the_setup_says_in_one_line_what_is_missing(
    root: Path, tmp_path: Path, python: str, complaint: str
) -> None:
    fake = tmp_path / "fake-python"
    fake.write_text(f"#!/bin/sh\n{python}\n", encoding="utf-8")
    fake.chmod(0o755)
    result = run_setup(fake, root, tmp_path)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert complaint in result.stderr
    assert not (tmp_path / ".venv").exists()


def workflow_steps(root: Path) -> list[dict[str, Any]]:
    files = sorted((root / ".github" / "workflows").glob("*.yml"))
    jobs = [yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"] for file in files]
    return [step for job in jobs for part in job.values() for step in part["steps"]]


def test_the_workflows_only_call_make(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    commands = [step["run"].split() for step in workflow_steps(root) if "run" in step]
    assert commands
    for make, target in commands:
        assert make == "make"
        assert target in targets


def test_the_workflows_pin_every_action(root: Path) -> None:
    for file in sorted((root / ".github" / "workflows").glob("*.yml")):
        text = file.read_text(encoding="utf-8")
        uses = re.findall(r"uses: (.*)", text)
        assert uses
        for action in uses:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


def project_files(root: Path) -> list[Path]:
    """Give the files that are or would be committed."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if result.returncode:
        pytest.skip("this is no git checkout, so it is not known which files are committed")
    names = [name for name in result.stdout.split("\0") if name]
    return [root / name for name in names if (root / name).is_file()]


def test_no_file_names_a_registry_or_a_place_on_one_machine(root: Path) -> None:
    found = []
    for file in project_files(root):
        text = file.read_text(encoding="utf-8", errors="replace")
        if any(host in text for host in HOSTS) or PLACES.search(text):
            found.append(str(file.relative_to(root)))
    assert found == []


def test_every_file_is_a_plain_file_with_plain_line_ends(root: Path) -> None:
    exempt = (root / "tests" / "cases", root / "tests" / "golden")
    for file in project_files(root):
        assert not file.is_symlink(), file
        data = file.read_bytes()
        if b"\0" not in data and not any(file.is_relative_to(folder) for folder in exempt):
            assert b"\r" not in data, file


def test_git_holds_nothing_of_the_build_but_its_gitignore(root: Path) -> None:
    files = [file for file in project_files(root) if root / "build" in file.parents]
    assert files == [root / "build" / ".gitignore"]


@pytest.mark.parametrize(
    "name",
    [".ci/run", *(f"scripts/{name}.sh" for name in ("setup", "lock", "install-browser"))],
)
def test_a_script_can_be_run(root: Path, name: str) -> None:
    file = root / name
    assert file.stat().st_mode & stat.S_IXUSR
    shell = file.read_text(encoding="utf-8").partition("\n")[0].removeprefix("#!").split()
    subprocess.run([*shell, "-n", file], check=True)


@pytest.mark.parametrize(("required", "status"), [("", 0), ("corpus", 0), ("corpus,browser", 1)])
def test_a_missing_browser_stops_only_those_who_require_it(
    root: Path, tmp_path: Path, required: str, status: int
) -> None:
    result = subprocess.run(
        ["/bin/sh", str(root / "scripts" / "install-browser.sh")],
        env={"PATH": str(tmp_path), "WHEREAS_REQUIRE": required},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == status
    assert result.stderr.count("\n") == 1
    assert "apt install chromium" in result.stderr
