"""Listed cases that are no text: what is done to files, schemas, packages and commands.

tests/listed/meaning.yaml names each of these tests beside the case that it is for.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import socket
import stat
import tempfile
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from support.listed import Site
from support.projects import build, make_project, snapshot
from support.rights import as_nobody
from whereas.cli import run
from whereas.site.listings import MAX_PAGES, iter_listings
from whereas.tables.validation import validate_package

Captured = pytest.CaptureFixture[str]
Do = Callable[[Path], object]

FOLDER = "content/resolutions/ga/99"
TEXT = f"{FOLDER}/A_RES_99_1.yaml"
PACKAGE = "data/harbours/datapackage.json"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = make_project(tmp_path_factory.mktemp("listed"), texts=1)
    return Site(root, snapshot(build(root)))


@pytest.fixture
def site(built: Site, tmp_path: Path) -> Site:
    """Give a copy of a built project that a test may spoil."""
    shutil.copytree(built.root, tmp_path / "project")
    return Site(tmp_path / "project", built.files)


def _touch(*names: str) -> Do:
    return lambda folder: [(folder / name).write_text("") for name in names]


def _replace(folder: Path) -> None:
    (folder / "A_RES_99_1.yaml").unlink()
    (folder / "A_RES_99_1.yaml").symlink_to("/etc/hostname")


def _repository(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / ".git").write_text("gitdir: ../elsewhere\n")


AMONG: dict[str, tuple[Do, str]] = {
    "link to a file outside": (lambda f: (f / "x.yaml").symlink_to("/etc/hostname"), "FILE01"),
    "link in the place of a text": (_replace, "FILE01"),
    "link to a folder": (lambda f: (f / "98").symlink_to("/etc"), "FILE01"),
    "link to a text": (lambda f: (f / "A_RES_99_2.yaml").symlink_to("A_RES_99_1.yaml"), "FILE01"),
    "link to nothing": (lambda f: (f / "A_RES_99_2.yaml").symlink_to("nowhere"), "FILE01"),
    "pipe": (lambda f: os.mkfifo(f / "A_RES_99_2.yaml"), "FILE02"),
    "folder": (lambda f: (f / "A_RES_99_2.yaml").mkdir(), "FILE02"),
    "ending": (lambda f: (f / "A_RES_99_1.yaml").rename(f / "A_RES_99_1.yml"), "FILE04"),
    "left behind by a desktop": (_touch(".DS_Store"), "FILE05"),
    "left behind by an editor": (_touch("A_RES_99_1.yaml~"), "FILE05"),
    "case": (_touch("a_res_99_1.yaml"), "FILE06"),
    "Unicode form": (_touch("caf\u00e9.yaml", "cafe\u0301.yaml"), "FILE06"),
    "line break": (_touch("a\n::warning::x.yaml"), "FILE06"),
    "escape of terminals": (_touch("a\x1b[31m.yaml"), "FILE06"),
    "long name": (_touch(f"{'x' * 240}.yaml"), "FILE06"),
    "executable": (lambda f: (f / "A_RES_99_1.yaml").chmod(0o755), "FILE07"),
    "repository": (_repository, "FILE05"),
    "code": (_touch("conftest.py"), "FILE05"),
}


@pytest.mark.parametrize(("spoil", "rule"), AMONG.values(), ids=AMONG)
def test_what_may_not_be_among_the_texts(
    site: Site, capsys: Captured, spoil: Do, rule: str
) -> None:
    spoil(site.root / FOLDER)
    assert run(["-C", str(site.root), "check"]) == 1
    out = capsys.readouterr().out
    assert f":1:1: error {rule} " in out
    assert out.replace("\n", "").isprintable()
    assert not any(line.startswith("::") for line in out.splitlines())
    assert run(["-C", str(site.root), "build"]) == 1
    assert site.is_kept()


@pytest.mark.parametrize("folder", ["content/resolutions", "content/registers"])
def test_a_folder_of_the_content_that_is_a_link(
    site: Site, capsys: Captured, tmp_path: Path, folder: str
) -> None:
    outside = tmp_path / "outside"
    if (site.root / folder).is_dir():
        (site.root / folder).rename(outside)
    else:
        outside.mkdir()
    (site.root / folder).symlink_to(outside)
    assert run(["-C", str(site.root), "check"]) == 1
    assert f"{folder}:1:1: error FILE01 a symbolic link" in capsys.readouterr().out
    assert run(["-C", str(site.root), "build"]) == 1
    assert site.is_kept()


def test_a_text_that_is_closed(capsys: Captured) -> None:
    # Another user cannot look into pytest's own folders.
    with tempfile.TemporaryDirectory() as folder:
        root = make_project(Path(folder), texts=1)
        for path in (root, *root.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        (root / TEXT).chmod(0)
        with as_nobody():
            code = run(["-C", str(root), "check"])
    said = capsys.readouterr().err
    assert (code, said) == (3, f"whereas: {TEXT} cannot be read: Permission denied\n")


def test_a_text_that_changes_while_it_is_read(
    site: Site, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second look at the open file is the one after its bytes were read."""
    looks: list[int] = []
    look, text = os.fstat, (site.root / TEXT).stat()

    def change(descriptor: int) -> os.stat_result:
        found = look(descriptor)
        if found.st_ino == text.st_ino:
            looks.append(descriptor)
            if len(looks) == 1:
                os.truncate(site.root / TEXT, found.st_size // 2)
        return found

    monkeypatch.setattr(os, "fstat", change)
    assert run(["-C", str(site.root), "build", "--jobs", "1"]) == 3
    assert f"{TEXT} changed while it was read" in capsys.readouterr().err
    assert site.is_kept()


def test_content_is_never_run(root: Path) -> None:
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["tool"]["pytest"]["ini_options"]["testpaths"] == ["tests"]


KEYWORDS = frozenset(
    "$defs $id $ref $schema additionalProperties allOf anyOf const default dependentRequired"
    " description else enum examples format if items maxItems maxLength maximum minItems"
    " minLength minProperties minimum not oneOf pattern patternProperties properties required"
    " then title type uniqueItems".split()
)
"""Keywords of JSON Schema 2020-12 that our schemas use; a validator ignores any other."""


def _iter_keywords(schema: Any) -> Iterator[str]:
    for key, inner in schema.items() if isinstance(schema, dict) else ():
        yield key
        if key in ("$defs", "properties", "patternProperties"):
            for described in inner.values():
                yield from _iter_keywords(described)
        elif key not in ("examples", "default", "const", "enum"):
            for part in inner if isinstance(inner, list) else [inner]:
                yield from _iter_keywords(part) if key != "dependentRequired" else ()


def test_schemas_have_only_keywords_of_the_standard(root: Path) -> None:
    schemas = sorted((root / "schemas").glob("*.schema.json"))
    assert len(schemas) > 10
    for file in schemas:
        written = json.loads(file.read_text(encoding="utf-8"))
        assert set(_iter_keywords(written)) - KEYWORDS == set(), file.name
    assert "requierd" in set(_iter_keywords({"properties": {"a": {"requierd": ["b"]}}}))


def test_every_table_states_its_dialect(built: Site) -> None:
    package = json.loads(built.files[PACKAGE])
    tables = [resource for resource in package["resources"] if resource.get("type") == "table"]
    assert tables
    for table in tables:
        assert table["encoding"] == "utf-8"
        dialect = table["dialect"]
        text = built.files[f"data/harbours/{table['path']}"].decode("utf-8")
        rows = csv.reader(
            text.splitlines(keepends=True),
            delimiter=dialect["delimiter"],
            quotechar=dialect["quoteChar"],
            doublequote=dialect["doubleQuote"],
            strict=True,
        )
        assert next(rows) == [field["name"] for field in table["schema"]["fields"]]
        assert len(list(rows)) == table["rows"]


def _package(site: Site, change: Callable[[dict[str, Any]], object]) -> Path:
    """Give the descriptor of a package after a change."""
    file = site.root / "build" / "site" / PACKAGE
    package = json.loads(file.read_bytes())
    change(package)
    file.write_text(json.dumps(package))
    return file


PATHS = ("../x.csv", "/etc/passwd", "file:///etc/passwd", "~/x.csv", "..\\x.csv", "a/b.csv")


@pytest.mark.parametrize("path", [*PATHS, "http://127.0.0.1:9/x.csv"])
def test_a_package_that_leads_out_is_not_read(site: Site, capsys: Captured, path: str) -> None:
    _package(site, lambda package: package["resources"][0].update(path=path))
    assert run(["verify", str(site.root / "build" / "site")]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"{PACKAGE}: changed"
    (line,) = said[1:]
    assert line.startswith(f"{PACKAGE}: the package is not read: ")
    assert line.endswith(" lies outside of it")


def test_a_link_of_a_package_is_not_followed(site: Site) -> None:
    file = _package(site, lambda package: package["resources"][0].update(path="x.csv"))
    (file.parent / "x.csv").symlink_to("/etc/hostname")
    assert validate_package(file) == ("the package is not read: x.csv lies outside of it",)


ASKS: dict[str, Callable[[dict[str, Any], str], object]] = {
    "table": lambda package, url: package["resources"][0].update(path=url),
    "more of a table": lambda package, url: package["resources"][0].update(extrapaths=[url]),
    "schema": lambda package, url: package["resources"][0].update(schema=url),
    "dialect": lambda package, url: package["resources"][0].update(dialect=url),
    "profile": lambda package, url: package.update({"$schema": url}),
    "profile of a table": lambda package, url: package["resources"][0].update(profile=url),
    "profile of a schema": lambda package, url: package["resources"][0]["schema"].update(
        {"$schema": url}
    ),
}


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
def test_a_package_asks_no_host(site: Site, ask: Callable[[dict[str, Any], str], object]) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.setblocking(False)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        file = _package(site, lambda package: ask(package, url))
        assert validate_package(file) == (f"the package is not read: {url} lies outside of it",)
        with pytest.raises(BlockingIOError):
            listener.accept()


@pytest.mark.parametrize("name", ["../x.csv", "/x.csv", "a/x.csv", "..\\x.csv"])
def test_a_zip_that_leads_out_is_not_read(site: Site, name: str) -> None:
    file = site.root / "build" / "site" / "data" / "harbours.zip"
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, "x")
    (fault,) = validate_package(file)
    assert fault.startswith("the package is not read: ")


def test_a_zip_with_a_link_is_not_read(site: Site) -> None:
    file = site.root / "build" / "site" / "data" / "harbours.zip"
    link = zipfile.ZipInfo("x.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(link, "/etc/hostname")
    assert validate_package(file) == ("the package is not read: x.csv lies outside of it",)


def _refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


def test_json_is_that_of_the_standard(built: Site) -> None:
    files = {
        path: data for path, data in built.files.items() if path.endswith((".json", ".jsonld"))
    }
    assert {"A/RES/99/1.json", PACKAGE} <= files.keys()
    for path, data in files.items():
        json.loads(data.decode("utf-8"), parse_constant=_refuse)
        assert b"\r" not in data, path
        assert data.endswith(b"\n") or path.startswith(("search/", "assets/")), path


def test_sixty_thousand_pages_have_several_sitemaps() -> None:
    pages = [f"A/RES/{number}.html" for number in range(60_000)]
    listed = dict(iter_listings("https://harbours.example/papers/", pages))
    index = listed["sitemap.xml"].decode()
    assert index.count("<sitemapindex ") == 1
    names = re.findall("<loc>https://harbours.example/papers/([^<]*)</loc>", index)
    assert names == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert b"papers/sitemap.xml" in listed["robots.txt"]
    found = []
    for name in names:
        addresses = re.findall("<loc>(.*?)</loc>", listed[name].decode())
        assert len(addresses) <= MAX_PAGES
        assert len(listed[name]) < 50 * 2**20
        found += addresses
    assert found == [f"https://harbours.example/papers/{page}" for page in sorted(pages)]


@pytest.mark.parametrize("count", [1, MAX_PAGES])
def test_few_pages_have_one_sitemap(count: int) -> None:
    listed = dict(iter_listings("", [f"{number}.html" for number in range(count)]))
    assert listed["sitemap.xml"].count(b"<url>") == count
    assert not [name for name in listed if name.startswith("sitemap-")]


def test_a_misspelt_command_is_told(capsys: Captured) -> None:
    assert run(["bild"]) == 2
    assert "Did you mean 'build'?" in capsys.readouterr().err


def test_the_frame_uses_few_extensions(root: Path) -> None:
    frame = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    assert frame["markdown_extensions"] == ["attr_list", "def_list", "tables"]
    assert frame["plugins"] == ["whereas"]
    assert not frame.keys() & {"hooks", "repo_url", "edit_uri", "extra_css", "extra_javascript"}
