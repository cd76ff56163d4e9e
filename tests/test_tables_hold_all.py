"""Everything that a text's record says is in some table: a text with every field set, walked."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from support.judging import read_text, registers
from support.projects import SETTINGS
from whereas.analysis.lines import iter_lines
from whereas.analysis.texts import iter_texts
from whereas.corpus import build_corpus
from whereas.model.resolution import Resolution
from whereas.model.translation import Translation
from whereas.reading.documents import build_text, read_document
from whereas.reading.publication import read_publication
from whereas.tables.package import write_package
from whereas.tables.schemas import load_table_schema
from whereas.tables.table import TABLES, Source, iter_rows
from whereas.tables.validation import validate_package

FULL = b"""\
format: resolution/1
symbol: A/RES/99/7
aliases: [UN Doc. 7]
type: declaration
status: superseded
language: en
original: es
body: ga
session: 99
number: 99/7 bis
title: Care of *harbours*[^1]
subtitle: Report of the *Harbour* Committee[^1]
part_of: A/RES/99/6
agenda:
  - {item: 21 (b), title: "The *sea*, its coasts[^1]"}
adoption:
  date: 2044-12-01
  meeting: 611
  meeting_kind: plenary
  record: A/99/PV.611
  place: Port Meroe
  basis: on the report in *A/99/401*[^1]
  vote:
    method: roll-call
    tally: {in_favour: 1001, against: 1002, abstaining: 1003, not_voting: 1004, members: 4010}
    in_favour: [XAA]
    against: [XAB]
    abstaining: [XAC]
    not_voting: [XAD]
    intended:
      - {state: XAD, vote: in_favour}
      - {state: XAE, vote: abstaining}
    separate:
      - on: op9 of the draft
        result: retained
        tally: {in_favour: 1011, against: 1012, abstaining: 1013, not_voting: 1014, members: 4050}
        in_favour: [XBA]
        against: [XBB]
        abstaining: [XBC]
issued: {date: 2044-12-02, distribution: restricted, job: 44-10911, reissued: 2044-12-03}
drafts:
  - {symbol: A/99/L.402, note: as orally revised}
sponsors:
  - {state: XCA, name: The State of Aln, role: introduced, on_behalf_of: the Group of Harbours}
topics: [human-rights]
sdgs: ["14.1"]
relations:
  - {kind: implements, to: A/RES/99/403, at: A.op2, note: In large part.}
parts:
  - part: A
    title: Piers
    adoption:
      date: 2044-12-04
      meeting: 612
      meeting_kind: resumed
      record: A/99/PV.612
      place: Port Corve
      basis: on the draft in *A/99/404*[^1]
      vote: {method: show-of-hands, tally: {in_favour: 1021, against: 1022, abstaining: 1023}}
    enacting: The General Assembly,
    preamble: ["Recalling its resolution 99/405,"]
    numbering: by-section
    operative:
      - section: I
        heading: Works
        operative:
          - num: 2
            heading: "*Works begun.*[^1]"
            text: "Requests the *harbour masters*:[^1]"
            items: [{num: a, text: To dig; and}, {num: b, text: To dredge.}]
          - caption: Depths[^1]
            table:
              head: [[{text: Harbour, cols: 2}, "Metres[^1]"]]
              rows:
                - [{text: [Aln Haven, "*Outer* pier"], rows: 2}, North, "7.125"]
                - [South, "8.125"]
            notes: {a: At *low* water.}
  - part: B
    operative: [Decides nothing else.]
annexes:
  - kind: appendix
    num: II
    title: Rules
    blocks: ["Keep lights.[^1]"]
    notes: {1: See A/99/406.}
notes:
  1: See A/99/407.
corrigenda:
  - symbol: A/RES/99/7/Corr.1
    date: 2045-03-01
    languages: [en, ru]
    at: A.I.op2
    for: masters of havens
    read: masters of harbours
excerpt: true
fictional: true
source:
  url: https://harbours.example/7.pdf
  file: seven.pdf
  sha256: 906ac552791e46f9d3e1ea88f128588693d644c9c9b5f26e9bb635db4f89e674
  retrieved: 2045-01-05
  method: xml-import
  note: Compared with the print.
  paragraphs: {preamble: 301, operative: 302, notes: 303}
  emendations:
    - at: A.I.op2
      read: harbor masters
      text: harbour masters
      status: doubtful
      suggest: port masters
      why: The print is worn.
  defects: [{rule: NUM08, why: The print has blots.}]
"""

TRANSLATION = b"""\
format: resolution-translation/1
symbol: A/RES/99/7
language: fr
title: Soin des *ports*
subtitle: Rapport du *comite*
agenda: [{title: La *mer*}]
basis: sur le rapport dans *A/99/401*
parts:
  - part: A
    title: Jetees
    basis: sur le projet dans *A/99/404*
    numbering: by-section
    operative:
      - {section: I, operative: [{num: 2, text: Demande que l'on creuse.}]}
  - {part: B, operative: [Ne decide rien.]}
notes: {1: Voir A/99/407.}
translated_by: unofficial
excerpt: true
source:
  url: https://harbours.example/7.fr.pdf
  file: sept.pdf
  sha256: 7d865e959b2466918c9863afca942d0fb89d7c9ac0c99bafc3749504ded97730
  retrieved: 2045-01-06
  method: pdf-import
  note: Comparee.
  paragraphs: {preamble: 311, operative: 312, notes: 313}
  emendations: [{at: A.I.op2, read: creus, text: creuse, status: restored, suggest: c, why: Usure.}]
  defects: [{rule: NUM09, why: Taches.}]
"""

ELSEWHERE = {
    "Resolution.file": "where the publication keeps the text, which says nothing of it",
    "Translation.file": "where the publication keeps the text, which says nothing of it",
    "Paragraph.path": "where a paragraph stands in its file, which says nothing of it",
    "Part.path": "where a part stands in its file, which says nothing of it",
    "PartWords.path": "where a part stands in its file, which says nothing of it",
    "Note.path": "where a note stands in its file, which says nothing of it",
    "Part.numbering": "how its ids are made, which carry the section or do not",
    "Cell.columns": "how a table is drawn; the document JSON has it",
    "Cell.rows": "how a table is drawn; the document JSON has it",
}
"""Fields that no table has, with the reason."""

CELLS = {
    "Vote.intended": {"in_favour": "Y", "against": "N", "abstaining": "A"},
}
"""What stands in a cell for the value of a field, where that is no part of a cell."""


LONG = 3
"""Over so many characters a value may be a piece of a cell: words of a table in its text."""

_JOINED = re.compile("; |#|:")


class Leaf(NamedTuple):
    """A value of a record, under the class and field that hold it."""

    field: str
    value: str | int | bool


def field_names(record: Any) -> tuple[str, ...]:
    """Give the names of a record's fields; none for what is no record."""
    if dataclasses.is_dataclass(record):
        return tuple(field.name for field in dataclasses.fields(record))
    return getattr(record, "_fields", ())


def iter_leaves(record: Any, field: str = "") -> Iterator[Leaf]:
    """Give every value below a record."""
    if names := field_names(record):
        for inner in names:
            yield from iter_leaves(getattr(record, inner), f"{type(record).__name__}.{inner}")
    elif isinstance(record, tuple):
        for value in record:
            yield from iter_leaves(value, field)
    elif record not in (None, ""):
        yield Leaf(field, record)


def iter_fields(record: Any) -> Iterator[tuple[str, bool]]:
    """Give every field of a record and of those below it, and whether anything stands there."""
    if names := field_names(record):
        for inner in names:
            value = getattr(record, inner)
            yield f"{type(record).__name__}.{inner}", value not in (None, "", ())
            yield from iter_fields(value)
    elif isinstance(record, tuple):
        for value in record:
            yield from iter_fields(value)


def read_translation() -> Translation:
    document, problems = read_document(TRANSLATION, "x.fr.yaml")
    assert document is not None, problems
    translation = build_text(document, "x.fr.yaml")
    assert isinstance(translation, Translation)
    return translation


def make_source(*texts: Resolution | Translation) -> Source:
    corpus = build_corpus(texts, registers())
    return Source(corpus, tuple(iter_texts(corpus)), "https://x.example/", "en")


def rows_of(source: Source, table: str) -> list[dict[str, Any]]:
    fields = load_table_schema(table).fields
    return [dict(zip(fields, row, strict=True)) for row in iter_rows(table, source)]


MAIN = read_text(FULL)
SOURCE = make_source(MAIN, read_translation())


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the data package of the full text; give its folder."""
    return write(SOURCE, tmp_path_factory.mktemp("package"))


class Written(NamedTuple):
    """What writing a file gives back."""

    bytes: int
    sha256: str


def write(source: Source, root: Path) -> Path:
    def put(path: str, chunks: Iterable[bytes]) -> Written:
        data = b"".join(chunks)
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
        return Written(len(data), hashlib.sha256(data).hexdigest())

    def pack(path: str, members: Iterable[tuple[str, str | bytes]]) -> Written:
        return put(path, [name.encode() for name, _ in members])

    settings = root / "content" / "publication.yaml"
    settings.parent.mkdir()
    settings.write_text(SETTINGS, encoding="utf-8")
    publication, problems = read_publication(root)
    assert publication is not None, problems
    write_package(source, publication, "2045-01-01T00:00:00Z", put, pack)
    return root / "data" / publication.id


@pytest.fixture(scope="module")
def cells(package: Path) -> list[str]:
    """Give every cell of every CSV table, and what it joins: several values, symbol and id."""
    found: list[str] = []
    for path in sorted(package.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            found += [cell for row in list(csv.reader(stream))[1:] for cell in row]
    return [part for cell in found for part in (cell, *_JOINED.split(cell))]


def test_the_full_text_has_every_field() -> None:
    fields = [found for record in (MAIN, read_translation()) for found in iter_fields(record)]
    given = {name for name, is_given in fields if is_given}
    # A main text is no translation; and what has no place in the main text is an error.
    without = {"Resolution.translated_by", "Resolution.unplaced"}
    assert {name for name, _ in fields} - given == without


@pytest.mark.parametrize("record", [MAIN, read_translation()], ids=["main", "translation"])
def test_every_value_of_a_record_is_in_some_cell(
    record: Resolution | Translation, cells: list[str]
) -> None:
    exact = set(cells)
    lost = []
    for field, value in iter_leaves(record):
        if field in ELSEWHERE or isinstance(value, bool):
            continue
        said = CELLS.get(field, {}).get(str(value), str(value))
        if said not in exact and not any(said in cell for cell in cells if len(said) > LONG):
            lost.append((field, value))
    assert lost == []


def test_the_exceptions_are_fields() -> None:
    fields = [name for r in (MAIN, read_translation()) for name, _ in iter_fields(r)]
    assert ELSEWHERE.keys() | CELLS.keys() <= set(fields)


def test_what_is_true_or_false_has_a_column() -> None:
    bare = FULL.replace(b"excerpt: true\nfictional: true\n", b"")
    for source, expected in ((SOURCE, True), (make_source(read_text(bare)), False)):
        row = rows_of(source, "resolutions")[0]
        assert (row["excerpt"], row["fictional"]) == (expected, expected)
        assert rows_of(source, "texts")[0]["excerpt"] is expected


def test_the_package_of_the_full_text_is_valid(package: Path) -> None:
    assert validate_package(package / "datapackage.json") == ()
    assert {path.stem for path in package.glob("*.csv")} == set(TABLES.load())


def test_the_package_of_a_draft_that_was_voted_on_is_valid(tmp_path: Path) -> None:
    source = make_source(read_text(FULL.replace(b"superseded", b"draft")))
    assert validate_package(write(source, tmp_path) / "datapackage.json") == ()


def test_every_mark_outside_the_notes_has_a_row() -> None:
    places = {line.place: line.words for line in iter_lines(MAIN)}
    found = []
    for row in rows_of(SOURCE, "note_markers"):
        identifier = (row["paragraph_id"] or "#").partition("#")[2]
        place = ".".join(part for part in (identifier, row["line"]) if part)
        found.append((place, places[place][: row["offset"]][-8:]))
    assert found == [
        ("title", "harbours"),
        ("subtitle", "ommittee"),
        ("agenda1", "s coasts"),
        ("basis", "A/99/401"),
        ("A.basis", "A/99/404"),
        ("A.I.op2.heading", "s begun."),
        ("A.I.op2", "masters:"),
        ("A.t1", "Depths"),
        ("A.t1", "r\tMetres"),
        ("annexII.p1", " lights."),
    ]
    assert len(found) == FULL.count(b"[^1]")
    calls = {row["note_id"]: row["markers"] for row in rows_of(SOURCE, "notes")}
    assert calls == {f"{MAIN.symbol}#note1": 9, f"{MAIN.symbol}#annexII.note1": 1}


def test_references_say_where_they_stand() -> None:
    source = make_source(MAIN)
    texts = {row["paragraph_id"]: row["text"] for row in rows_of(source, "paragraph_texts")}
    texts |= {row["note_id"]: row["text"] for row in rows_of(source, "note_texts")}
    heads = {row["line"]: row["text"] for row in rows_of(source, "head_lines")}
    found = rows_of(source, "references")
    for row in found:
        key, line = row["paragraph_id"] or row["note_id"], row["line"]
        part = key.partition("#")[2] if key and line == "basis" else None
        words = heads[f"{part}.basis" if part else line] if line else texts[key]
        assert words[row["offset"] :].startswith(row["printed"]), row
    assert [row["cited"] for row in found] == [
        "A/99/401",
        "A/99/404",
        "A/RES/99/405",
        "A/99/407",
        "A/99/406",
    ]


def test_a_vote_that_was_only_intended_has_a_row() -> None:
    rows = [tuple(row.values()) for row in rows_of(SOURCE, "ballots")]
    first, second = f"{MAIN.symbol}!v1", f"{MAIN.symbol}!v2"
    assert rows == [
        (first, "XAA", "Y", None),
        (first, "XAB", "N", None),
        (first, "XAC", "A", None),
        (first, "XAD", "X", "Y"),
        (first, "XAE", None, "A"),
        (second, "XBA", "Y", None),
        (second, "XBB", "N", None),
        (second, "XBC", "A", None),
    ]
    states = [row["state"] for row in rows_of(SOURCE, "states")]
    assert states == ["XAA", "XAB", "XAC", "XAD", "XAE", "XBA", "XBB", "XBC", "XCA"]


@pytest.mark.parametrize(
    ("status", "results"),
    [
        ("adopted", ["adopted", "retained", "adopted"]),
        ("superseded", ["adopted", "retained", "adopted"]),
        ("rescinded", ["adopted", "retained", "adopted"]),
        ("rejected", ["rejected", "retained", None]),
        ("draft", [None, "retained", None]),
    ],
)
def test_a_result_is_stated_where_the_status_tells(status: str, results: list[str | None]) -> None:
    source = make_source(read_text(FULL.replace(b"superseded", status.encode())))
    assert [row["result"] for row in rows_of(source, "votes")] == results
