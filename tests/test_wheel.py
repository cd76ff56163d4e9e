"""The wheel, installed alone in a clean environment: it carries all its data and publishes.

Nothing is fetched: the build backend is the one of the lock, and the packages that the program
needs are lent by the environment of the tests.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import textwrap
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from whereas import __version__

SYMBOL = "A/RES/99/7"
TEXT = "content/resolutions/ga/99/A_RES_99_7.yaml"

# What an author puts into the blanks of the first text.
FILLED = {
    "  date: 2044-12-20": "  date: 2044-12-20\n  meeting: 61",
    "title: ____": "title: Care of harbours",
    "____,": "Noting the tides,",
    "____.": """Decides to mark the fairways;
  - num: 2
    text: Requests the Secretary-General to report thereon at its hundredth session.""",
}

# A file of every kind that the program looks for when it runs.
CARRIED = {
    "whereas/schemas/resolution.schema.json",
    "whereas/schemas/tables/paragraphs.schema.json",
    "whereas/registers/bodies.yaml",
    "whereas/registers/opening_words.yaml",
    "whereas/reading/rules.yaml",
    "whereas/site/interface/en.json",
    "whereas/site/templates/record.html",
    "whereas/site/theme/main.html",
    "whereas/site/theme/partials/header.html",
    "whereas/site/theme/assets/whereas.css",
    "whereas/site/theme/assets/search/index.js",
}


def call(command: list[str | Path], folder: Path) -> str:
    """Run a command far from the checkout; give what it says."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command,
        cwd=folder,
        env={**kept, "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def pip(*arguments: str | Path) -> list[str | Path]:
    return [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the wheel, built from a copy that holds what an sdist does."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    for name in ("src", "schemas"):
        unwanted = shutil.ignore_patterns("__pycache__")
        shutil.copytree(root / name, source / name, ignore=unwanted)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / name, source)
    call(pip("wheel", "--no-deps", "--no-build-isolation", "-w", folder, source), folder)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the Python of a clean environment in which only the wheel is installed."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    call(pip("--python", python, "install", "--no-deps", "--no-compile", wheel), folder)
    # A folder on a line of its own lends its packages, but not the editable installs in it.
    lent = sysconfig.get_paths()["purelib"]
    [packages] = folder.glob("lib/*/site-packages")
    (packages / "lent.pth").write_text(f"{lent}\n")
    return python


def read_recipe(page: str) -> tuple[dict[str, str], list[str]]:
    """Give the files and the commands of `Begin a publication` in the documentation.

    The block of a file follows the paragraph that ends with its name or tells what it is.
    """
    section = page.partition("{#publication}\n")[2].partition("\n## ")[0]
    files, commands = {}, []
    for words, block in re.findall(r"((?:^[^ \n].*\n)+)\n((?:^(?:    .*)?\n)+)", section, re.M):
        text = textwrap.dedent(block).strip("\n") + "\n"
        named = re.findall(r"`([^` ]+\.(?:yaml|yml|md))`", words)
        if named:
            files[named[-1]] = text
        else:
            commands += text.splitlines()
    return files, commands


@pytest.fixture(scope="module")
def project(root: Path, python: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the publication that the documentation begins, its first text filled in."""
    folder = tmp_path_factory.mktemp("project")
    page = (root / "content" / "pages" / "documentation.md").read_text("utf-8")
    files, (begin, _) = read_recipe(page)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    program, *arguments = begin.split()
    assert call([python.with_name(program), *arguments], folder) == f"{TEXT}\n"
    text = (folder / TEXT).read_text("utf-8")
    for blank, words in FILLED.items():
        assert text.count(blank) == 1, blank
        text = text.replace(blank, words)
    (folder / TEXT).write_text(f"{text}fictional: true\n", encoding="utf-8")
    return folder


def test_the_recipe_of_the_documentation_is_whole(root: Path) -> None:
    files, commands = read_recipe((root / "content/pages/documentation.md").read_text("utf-8"))
    pages = {f"content/pages/{name}.md" for name in ("index", "about", "cite")}
    assert files.keys() == {"content/publication.yaml", "mkdocs.yml", *pages}
    assert commands == [f"whereas new {SYMBOL} --date 2044-12-20", "whereas build"]


@pytest.mark.parametrize("left_out", ["content/publication.yaml", "mkdocs.yml", "content/pages"])
def test_nothing_of_the_recipe_is_superfluous(
    python: Path, project: Path, tmp_path: Path, left_out: str
) -> None:
    for name in ("content", "mkdocs.yml"):
        copy = shutil.copytree if (project / name).is_dir() else shutil.copy
        copy(project / name, tmp_path / name)
    (tmp_path / left_out).rename(tmp_path / "elsewhere")
    done = subprocess.run(
        [python.with_name("whereas"), "build"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert f"there is no {left_out} here" in done.stderr.replace("folder ", "")


def test_the_wheel_carries_its_data_and_nothing_else(wheel: Path) -> None:
    assert wheel.name == f"whereas-{__version__}-py3-none-any.whl"
    names = set(ZipFile(wheel).namelist())
    assert names >= CARRIED
    source = wheel.parent / "source"
    package = source / "src" / "whereas"
    ours = {
        f"whereas/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    schemas = {
        f"whereas/{path.relative_to(source).as_posix()}"
        for path in (source / "schemas").rglob("*.json")
    }
    metadata = {name for name in names if ".dist-info/" in name}
    assert names - metadata == ours | schemas
    assert any(name.endswith("/licenses/LICENSE") for name in metadata)


def test_the_installed_program_is_not_the_checkout(python: Path, tmp_path: Path) -> None:
    program = (
        "import whereas, whereas.resources as r; print(whereas.__file__); "
        "print(r.data_file('schemas')); print(r.data_file('registers'))"
    )
    places = call([python, "-c", program], tmp_path).splitlines()
    assert all(Path(place).is_relative_to(python.parents[1]) for place in places)


def test_a_new_project_is_published(python: Path, project: Path) -> None:
    command = python.with_name("whereas")
    assert call([command, "check", "--strict"], project) == "0 errors and 0 warnings in 1 file\n"
    call([command, "build"], project)
    site = project / "build" / "site"
    page = (site / "A" / "RES" / "99" / "7.html").read_text("utf-8")
    assert "Decides" in page
    assert "Italics of opening words" in (site / "about.html").read_text("utf-8")
    assert (site / "data" / "harbours.zip").is_file()
    assert (site / "search" / "en").is_dir()
    assert call([command, "verify", "build/site"], project) == ""


def test_an_editor_finds_the_published_schema(project: Path) -> None:
    """The first line names the address at which the build has put the schema."""
    line = (project / TEXT).read_text().splitlines()[0]
    address = line.partition("$schema=")[2]
    assert address.startswith("https://harbours.example/papers/")
    path = address.removeprefix("https://harbours.example/papers/")
    assert (project / "build" / "site" / path).is_file()


def test_explain_and_help_work_without_a_project(python: Path, tmp_path: Path) -> None:
    command = python.with_name("whereas")
    assert call([command, "explain", "YAML01"], tmp_path).startswith("YAML01 (error)\n")
    assert call([command, "--version"], tmp_path) == f"whereas, version {__version__}\n"
