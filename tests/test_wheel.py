"""The wheel, installed alone in a clean environment: it carries all its data and publishes.

Nothing is fetched: the build backend is the one of the lock, and the packages that the program
needs are lent by the environment of the tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from support.projects import SETTINGS
from whereas import __version__

SYMBOL = "A/RES/99/7"
TEXT = "content/resolutions/ga/99/A_RES_99_7.yaml"

FRAME = """\
site_name: Harbours
docs_dir: content/pages
site_dir: build/mkdocs
use_directory_urls: false
theme:
  name: material
plugins:
  - whereas
markdown_extensions:
  - attr_list
"""

# Stamped pages link to these three.
PAGES = {
    "index.md": "# Harbours\n",
    "cite.md": "# How to cite\n",
    "about.md": "# About\n\n## What is derived {#derived}\n\n## Rights {#rights}\n",
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


@pytest.fixture(scope="module")
def project(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a project with one text, begun by the installed command and then filled in."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "content" / "pages").mkdir(parents=True)
    (folder / "content" / "publication.yaml").write_text(SETTINGS)
    for name, words in PAGES.items():
        (folder / "content" / "pages" / name).write_text(words)
    (folder / "mkdocs.yml").write_text(FRAME)
    out = call([python.with_name("whereas"), "new", SYMBOL, "--date", "2044-12-20"], folder)
    assert out == f"{TEXT}\n"
    text = (folder / TEXT).read_text()
    words = text.replace("title: ____", "title: Care of harbours")
    words = words.replace("____,", "Noting the tides,").replace("____.", "Decides to wait.")
    (folder / TEXT).write_text(f"{words}\nfictional: true\n")
    yield folder


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
    call([command, "build", "--jobs", "1"], project)
    site = project / "build" / "site"
    page = (site / "A" / "RES" / "99" / "7.html").read_text("utf-8")
    assert "Decides" in page
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
