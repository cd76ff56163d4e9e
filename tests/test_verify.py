"""`whereas verify`: it looks at every file and into every package, and nothing is a bug."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from support.projects import build, make_project
from whereas.cli import run
from whereas.output.digests import SUMS_PATH, format_sums, sha256_of_file
from whereas.tables.validation import validate_package

Captured = pytest.CaptureFixture[str]

DESCRIPTOR = "data/harbours/datapackage.json"
TABLE = "data/harbours/resolutions.csv"
ZIP = "data/harbours.zip"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a site as it was published; a test that spoils it takes a copy."""
    return build(make_project(tmp_path_factory.mktemp("verify")))


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "site"))


def verify(site: Path, capsys: Captured) -> list[str]:
    """Give what is said of a site in which something is wrong."""
    capsys.readouterr()
    assert run(["verify", str(site)]) == 1
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out.splitlines()


def renew_sums(site: Path) -> None:
    """Let the list of digests agree with the files, as somebody who changes both would."""
    files = [path for path in site.rglob("*") if path.is_file() and path != site / SUMS_PATH]
    sums = {path.relative_to(site).as_posix(): sha256_of_file(path) for path in files}
    (site / SUMS_PATH).write_text(format_sums(sums))


def test_a_site_as_it_was_published(built: Path, capsys: Captured) -> None:
    assert run(["verify", str(built)]) == 0
    assert capsys.readouterr() == ("", f"{built}: every file and every package as published\n")


def test_a_file_that_changed_and_one_that_came(site: Path, capsys: Captured) -> None:
    page = site / "A/RES/99/1.html"
    page.write_bytes(page.read_bytes().replace(b"Care", b"Core"))
    (site / "extra.txt").write_text("x")
    assert verify(site, capsys) == ["A/RES/99/1.html: changed", "extra.txt: not in the list"]


def test_a_table_that_its_package_does_not_allow(site: Path, capsys: Captured) -> None:
    table = site / TABLE
    text = table.read_text("utf-8")
    table.write_text(text.replace("2044-12-05", "the second", 1), "utf-8")
    assert text != table.read_text("utf-8")
    renew_sums(site)
    said = verify(site, capsys)
    assert all(line.startswith(f"{DESCRIPTOR}: resolutions: ") for line in said)
    assert any("does not match the expected" in line for line in said), said


def test_a_zip_that_holds_another_table(site: Path, capsys: Captured) -> None:
    other = site.parent / "other.zip"
    with zipfile.ZipFile(site / ZIP) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data[: len(data) // 2] if name.endswith("resolutions.csv") else data)
    other.replace(site / ZIP)
    renew_sums(site)
    said = verify(site, capsys)
    assert all(line.startswith(f"{ZIP}: ") for line in said)
    assert any("resolutions: The data source does not match the expected" in line for line in said)


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def middle(data: bytes) -> bytes:
    """Spoil some bytes far from the ends, where a zip is still a zip."""
    at = len(data) // 3
    return data[:at] + bytes(byte ^ 0x55 for byte in data[at : at + 99]) + data[at + 99 :]


def other_kind(data: bytes) -> bytes:
    descriptor = json.loads(data)
    descriptor["resources"][0]["schema"]["fields"][1] = []
    return json.dumps(descriptor).encode()


@pytest.mark.parametrize(
    ("path", "spoil", "words"),
    [
        (DESCRIPTOR, half, "the package cannot be read: cannot retrieve metadata"),
        (DESCRIPTOR, lambda data: b"", "the package cannot be read: cannot retrieve metadata"),
        (DESCRIPTOR, lambda data: b"\xff", "the package cannot be read: cannot retrieve metadata"),
        (DESCRIPTOR, lambda data: b"[]", "the package cannot be read: "),
        (DESCRIPTOR, lambda data: b'{"resources": 1}', "1 is not of type 'array'"),
        (DESCRIPTOR, other_kind, "the package cannot be read: its descriptor is not valid"),
        (ZIP, half, "the zip is damaged: File is not a zip file"),
        (ZIP, middle, "the zip is damaged: "),
        (ZIP, lambda data: b"", "the zip is damaged: File is not a zip file"),
        (ZIP, lambda data: data[200:], "the zip is damaged: "),
    ],
)
def test_a_package_that_cannot_be_read(
    site: Path, capsys: Captured, path: str, spoil: Callable[[bytes], bytes], words: str
) -> None:
    (site / path).write_bytes(spoil((site / path).read_bytes()))
    (site / "index.html").write_text("changed")
    said = verify(site, capsys)
    assert said[:2] == [f"{path}: changed", "index.html: changed"]
    of_package = said[2:]
    assert len(of_package) == 1
    assert of_package[0].startswith(f"{path}: ")
    assert words in of_package[0]


def test_every_fault_of_a_package_is_one_line(site: Path) -> None:
    table = site / TABLE
    lines = table.read_text("utf-8").splitlines(keepends=True)
    cells = lines[1].split(",")
    table.write_text(lines[0] + ",".join(['"a\nb\x1b[31m"', *cells[1:]]) + "".join(lines[2:]))
    faults = validate_package(site / DESCRIPTOR)
    assert faults
    assert all(fault.isprintable() for fault in faults), faults
