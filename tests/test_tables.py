"""Tables and package: schemas, cells, formats that say the same, and damage that is found."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.judging import read_text
from support.projects import TEXT, build, make_project, snapshot
from whereas.model.resolution import Resolution
from whereas.tables.schemas import load_table_schema
from whereas.tables.table import TABLES
from whereas.tables.validation import validate_package
from whereas.tables.writers import encode_csv, encode_json, format_cell

NAMES = list(TABLES.load())
KINDS = {"string": str, "integer": int, "boolean": bool, "date": str}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(make_project(tmp_path_factory.mktemp("harbours")))


@pytest.fixture
def package(site: Path, tmp_path: Path) -> Path:
    """Give a copy of the package's folder that a test may damage."""
    for name, data in snapshot(site / "data" / "harbours").items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


@pytest.mark.parametrize("name", NAMES)
def test_every_field_is_described(name: str) -> None:
    schema = load_table_schema(name)
    assert schema.title
    assert schema.description
    for field in schema.descriptor["fields"]:
        assert field["title"], field
        assert field["description"].endswith("."), field
        assert isinstance(field["example"], KINDS[field["type"]]), field
        assert field.get("categories") == field.get("constraints", {}).get("enum"), field
    keys = {key["fields"][0] for key in schema.descriptor.get("foreignKeys", ())}
    assert {*schema.descriptor["primaryKey"], *keys} <= set(schema.fields)


@pytest.mark.parametrize("name", NAMES)
def test_csv_and_json_say_the_same(site: Path, name: str) -> None:
    folder = site / "data" / "harbours"
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    records = json.loads((folder / f"{name}.json").read_bytes())
    assert rows[0] == list(load_table_schema(name).fields)
    assert all(list(record) == rows[0] for record in records)
    assert rows[1:] == [[format_cell(cell) for cell in record.values()] for record in records]


# The reading room lets no control character in; a cell holds none.
TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), min_size=1)


@given(st.lists(st.tuples(*[st.none() | TEXTS for _ in range(2)]), max_size=4))
def test_any_cell_comes_back_from_csv_and_json(rows: list[tuple[str | None, ...]]) -> None:
    schema = load_table_schema("documents")
    full = [(*row, True, 1, None) for row in rows]
    data = b"".join(encode_csv(schema, full)).decode("utf-8", "surrogatepass")
    read = list(csv.reader(io.StringIO(data, newline="")))
    assert read[1:] == [[format_cell(cell) for cell in row] for row in full]
    records = json.loads(b"".join(encode_json(schema, full)))
    assert [tuple(record.values()) for record in records] == full


def test_the_package_is_valid_on_disk_and_in_the_zip(site: Path) -> None:
    assert validate_package(site / "data" / "harbours" / "datapackage.json") == ()
    assert validate_package(site / "data" / "harbours.zip") == ()


def test_the_descriptor_states_what_can_be_checked(site: Path) -> None:
    descriptor = json.loads((site / "data" / "harbours" / "datapackage.json").read_bytes())
    assert descriptor["created"] == "2044-12-07T00:00:00Z"
    assert descriptor["licenses"][0]["name"] == "CC0-1.0"
    assert "Invented copy." in descriptor["description"]
    tables = [resource for resource in descriptor["resources"] if resource["format"] == "csv"]
    assert sorted(resource["name"] for resource in tables) == NAMES
    for resource in descriptor["resources"]:
        assert {"bytes", "hash", "encoding"} <= resource.keys()
    assert {resource["name"]: resource["rows"] for resource in tables}["paragraphs"] == 18


def test_the_zip_is_plain_and_the_same_for_the_same_tables(site: Path) -> None:
    with zipfile.ZipFile(site / "data" / "harbours.zip") as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in names:
            if name.endswith(".csv"):
                assert archive.read(name) == (site / "data" / "harbours" / name).read_bytes()
        packed = json.loads(archive.read("datapackage.json"))
    assert {resource["path"] for resource in packed["resources"]} == set(names) - {
        "datapackage.json"
    }


def _edit(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def damage(package: Path) -> None:
        path = package / name
        data = path.read_bytes()
        path.write_bytes(change(data))
        assert path.read_bytes() != data

    return damage


DAMAGES = {
    "a row lost": _edit("paragraphs.csv", lambda data: data[: data.rstrip().rfind(b"\n") + 1]),
    "a file cut": _edit("notes.csv", lambda data: data[:-9]),
    "a key changed": _edit("notes.csv", lambda data: data.replace(b"#note1", b"#note9", 1)),
    "a parent lost": _edit("paragraphs.csv", lambda data: data.replace(b"#op1,", b"#op7,", 1)),
    "a number misspelt": _edit("paragraphs.csv", lambda data: data.replace(b",1,", b",l,", 1)),
    "a quote opened": _edit("references.csv", lambda data: data.replace(b"A/99", b'"A/99', 1)),
    "a column lost": _edit("documents.csv", lambda data: data.replace(b"symbol,", b"", 1)),
    "a value out of list": _edit(
        "references.csv", lambda data: data.replace(b"prose", b"verse", 1)
    ),
    "JSON changed": _edit("documents.json", lambda data: data.replace(b"true", b"null", 1)),
    "a byte added": _edit("documents.csv", lambda data: data + b"\n"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damage_is_found(package: Path, damage: Callable[[Path], None]) -> None:
    assert validate_package(package / "datapackage.json") == ()
    damage(package)
    assert validate_package(package / "datapackage.json") != ()


def test_pandas_and_duckdb_read_the_tables(site: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    pandas = pytest.importorskip("pandas")
    folder = site / "data" / "harbours"
    frame = pandas.read_csv(folder / "paragraphs.csv")
    assert sorted(frame.opening.dropna().unique()) == ["Decides", "Recalling", "Requests"]
    query = f"SELECT count(*) FROM '{folder}/paragraph_texts.csv' WHERE text LIKE '%survey%'"
    assert duckdb.sql(query).fetchall() == [(3,)]
    joined = duckdb.sql(
        f"SELECT d.in_corpus FROM '{folder}/references.csv' r JOIN '{folder}/documents.csv' d "
        "ON r.cited = d.symbol WHERE r.cited = 'A/RES/99/1' LIMIT 1"
    )
    assert joined.fetchall() == [(True,)]


def test_rows_of_one_text(site: Path) -> None:
    resolution: Resolution = read_text(
        TEXT.format(
            number=7, title="T", words="Asks:", day=8, cited="98/1 of 2 December 2043"
        ).encode()
    )
    folder = site / "data" / "harbours"
    markers = json.loads((folder / "note_markers.json").read_bytes())
    first = resolution.paragraphs[1]
    assert markers[0]["offset"] == len(first.text())
    notes = json.loads((folder / "notes.json").read_bytes())
    assert {note["markers"] for note in notes} == {1}
