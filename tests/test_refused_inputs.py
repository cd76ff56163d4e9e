"""Whole texts with one thing wrong are refused: the shape of the format, one wrong thing a line.

Each starts from a text of the demonstration that has no error, and names the rule that must
speak. Rules about meaning have their cases in tests/cases; here stands what a schema must hold.
"""

from __future__ import annotations

import copy
import functools
import operator
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from whereas.authoring.canonical import format_yaml
from whereas.judging import check
from whereas.project import Project, load_project
from whereas.reading.documents import read_document

HARBOUR = Path(__file__).parent / "publications" / "harbour"
TEXTS = "content/resolutions"
MAIN = f"{TEXTS}/ha/13/HA_RES_13_14_B.yaml"  # sections, a list three deep, a table after it
VOTE = f"{TEXTS}/ha/12/HA_RES_12_15.yaml"  # every ballot, a separate vote, sponsors, topics
PARTS = f"{TEXTS}/ha/12/HA_RES_12_7.yaml"  # lettered parts
ANNEX = f"{TEXTS}/ha/12/HA_RES_12_11.yaml"  # annexes with chapters and articles
TRANSLATION = f"{TEXTS}/ha/12/HA_RES_12_7.fr.yaml"
BASES = (MAIN, VOTE, PARTS, ANNEX, TRANSLATION)

Document = dict[str, Any]
Change = Callable[[Document], object]
Wrong = tuple[str, str, Change, str]
"""A name, the text to start from, what is made wrong, the rule that must speak."""


def _at(document: Document, path: tuple[Any, ...]) -> Any:
    return functools.reduce(operator.getitem, path, document)


def _set(*path: Any, to: Any) -> Change:
    return lambda document: operator.setitem(_at(document, path[:-1]), path[-1], to)


def _drop(*path: Any) -> Change:
    return lambda document: operator.delitem(_at(document, path[:-1]), path[-1])


def _add(*path: Any, value: Any) -> Change:
    return lambda document: _at(document, path).append(value)


def _table(**table: Any) -> Change:
    return _add("operative", value={"table": table})


def _block(value: Any) -> Change:
    return _add("annexes", 0, "blocks", value=value)


_OP = ("operative", 0)
_FIRST = (*_OP, "operative", 0)
_TALLY = ("adoption", "vote", "tally")
_CONSENSUS = {"method": "consensus", "tally": {"in_favour": 1, "against": 0, "abstaining": 0}}
_DAY = {"date": "2043-01-03"}
_CAPTION = [{"text": "and to report", "caption": "Years"}]
_SEGMENTS = [{"text": "and to report", "num": 1}]

ABOUT: tuple[Wrong, ...] = (
    ("no format", MAIN, _drop("format"), "SCH02"),
    ("no symbol", MAIN, _drop("symbol"), "SCH02"),
    ("no language", MAIN, _drop("language"), "SCH02"),
    ("no body", MAIN, _drop("body"), "SCH02"),
    ("no adoption", MAIN, _drop("adoption"), "SCH02"),
    ("no day of adoption", MAIN, _drop("adoption", "date"), "SCH02"),
    ("no title", MAIN, _drop("title"), "ID11"),
    ("no session", MAIN, _drop("session"), "ID11"),
    ("no number", MAIN, _drop("number"), "ID11"),
    ("no formula", MAIN, _drop("enacting"), "STR01"),
    ("body of another symbol", MAIN, _set("body", to="cc"), "ID03"),
    ("body that is not registered", MAIN, _set("body", to="zz"), "ID03"),
    ("key that is not known", MAIN, _set("colour", to="red"), "SCH01"),
    ("day that is not in the calendar", MAIN, _set("adoption", "date", to="2021-02-30"), "SCH04"),
    ("date as in prose", MAIN, _set("adoption", "date", to="16 December 2021"), "SCH04"),
    ("date of the year 1", MAIN, _set("adoption", "date", to="0001-01-01"), "SCH04"),
    ("title that ends in a space", MAIN, _set("title", to="Budget "), "SCH04"),
    ("title of two lines", MAIN, _set("title", to="Budget\nfor 2045"), "SCH04"),
    ("empty title", MAIN, _set("title", to=""), "SCH04"),
    ("topic with a capital", MAIN, _set("topics", to=["Human Rights"]), "SCH04"),
    ("topic that is not registered", MAIN, _set("topics", to=["witchcraft"]), "TOP01"),
    ("goal 18", MAIN, _set("sdgs", to=["18"]), "SCH04"),
    ("goal 0", MAIN, _set("sdgs", to=["0"]), "SCH04"),
    ("goal given twice", MAIN, _set("sdgs", to=["3", "3"]), "SCH06"),
    ("target with a comma", MAIN, _set("sdgs", to=["3,7"]), "SCH04"),
    ("draft that is a sentence", MAIN, _set("drafts", to=["A/75/L.59 (as amended)"]), "SCH04"),
    ("corrigendum without its day", MAIN, _drop("corrigenda", 0, "date"), "SCH02"),
    ("relation with an unknown key", MAIN, _set("relations", 0, "by", to="x"), "SCH01"),
    ("two drafts in one", MAIN, _set("drafts", to=["A/76/L.1, A/76/L.2"]), "SCH04"),
    ("draft without its remark", MAIN, _set("drafts", to=[{"symbol": "A/76/L.1"}]), "SCH02"),
    ("job number without its hyphen", MAIN, _set("issued", "job", to="2119201"), "SCH04"),
    ("language by its name", MAIN, _set("language", to="english"), "SCH04"),
    ("language that is not registered", MAIN, _set("language", to="tlh"), "ID12"),
    ("status that is not known", MAIN, _set("status", to="ok"), "SCH05"),
    ("session in words", MAIN, _set("session", to="thirteenth"), "SCH04"),
    ("relation that is not known", MAIN, _set("relations", 0, "kind", to="likes"), "SCH05"),
    ("relation to nothing", MAIN, _drop("relations", 0, "to"), "SCH02"),
    ("status of a source that is not known", MAIN, _set("source", "method", to="magic"), "SCH05"),
    ("counts that do not hold", MAIN, _set("source", "paragraphs", "operative", to=7), "NUM05"),
)

VOTES: tuple[Wrong, ...] = (
    ("State of two letters", VOTE, _set("sponsors", 0, "state", to="DZ"), "SCH04"),
    ("truth instead of a State", VOTE, _set("sponsors", 0, "state", to=False), "SCH04"),
    ("sponsor that is nobody", VOTE, _set("sponsors", 0, to={"role": "main"}), "SCH07"),
    ("State twice", VOTE, _add("adoption", "vote", "in_favour", value="XAD"), "SCH06"),
    ("State in two ballots", VOTE, _add("adoption", "vote", "against", value="XAD"), "VOT02"),
    ("vote without tally", VOTE, _drop(*_TALLY), "SCH02"),
    ("tally of a consensus", VOTE, _set("adoption", "vote", to=_CONSENSUS), "SCH07"),
    ("negative tally", VOTE, _set(*_TALLY, "against", to=-1), "SCH06"),
    ("tally that does not add up", VOTE, _set(*_TALLY, "against", to=8), "VOT01"),
    ("method that is not known", VOTE, _set("adoption", "vote", "method", to="aye"), "SCH05"),
)

TEXT: tuple[Wrong, ...] = (
    ("parts beside a text", MAIN, _set("parts", to=[{"part": "A"}, {"part": "B"}]), "SCH"),
    ("one part", PARTS, lambda d: d.__setitem__("parts", d["parts"][:1]), "SCH06"),
    ("part without formula", PARTS, _drop("parts", 0, "enacting"), "STR01"),
    ("part without text", PARTS, _drop("parts", 0, "operative"), "SCH02"),
    ("tab in the text", MAIN, _set("preamble", 0, to="Recalling\tit,"), "SCH04"),
    ("line break in the text", MAIN, _set("preamble", 0, to="Recalling\nit,"), "SCH04"),
    ("empty paragraph", MAIN, _set("preamble", 0, to=""), "SCH04"),
    ("paragraph that is nothing", MAIN, _set("preamble", 0, to=None), "SCH03"),
    ("no operative paragraph", MAIN, _set("operative", to=[]), "SCH06"),
    ("paragraph 0", MAIN, _set(*_FIRST, "num", to=0), "SCH04"),
    ("label with its brackets", MAIN, _set(*_FIRST, "num", to="(1)"), "SCH04"),
    ("paragraph with an unknown key", MAIN, _set(*_FIRST, "colour", to="x"), "SCH01"),
    ("paragraph with empty words", MAIN, _set(*_FIRST, "text", to=""), "SCH04"),
    ("paragraph without words", MAIN, _drop(*_FIRST, "text"), "SCH"),
    ("list for a paragraph", MAIN, _set(*_FIRST, to=["x"]), "SCH"),
    ("empty list", MAIN, _set(*_FIRST, "items", to=[]), "SCH06"),
    ("words after no list", MAIN, _set(*_FIRST, "then", to=[]), "SCH06"),
    ("empty words after a list", MAIN, _set(*_FIRST, "then", to=[{}]), "SCH"),
    ("words after a list, not as an object", MAIN, _set(*_FIRST, "then", to=["x"]), "SCH03"),
    ("number for words after a list", MAIN, _set(*_FIRST, "then", to=_SEGMENTS), "SCH01"),
    ("mark of a note that is a letter", MAIN, _set("notes", "a", to="x"), "SCH"),
    ("mark of a note with a zero", MAIN, _set("notes", "01", to="x"), "SCH"),
    ("note that is a list", MAIN, _set("notes", "1", to=["x"]), "SCH03"),
    ("no notes", MAIN, _set("notes", to={}), "SCH06"),
    ("note that nothing marks", MAIN, _set("notes", "3", to="HA/13/372."), "NOT01"),
    ("section without anything", MAIN, _add("operative", value={"operative": ["x"]}), "SCH"),
    ("empty section", MAIN, _set(*_OP, "operative", to=[]), "SCH06"),
    ("section in the preamble", MAIN, _add("preamble", value={"section": "I"}), "SCH"),
    ("heading with an unknown key", MAIN, _add("preamble", value={"heading": "x", "a": 1}), "SCH"),
)

TABLES: tuple[Wrong, ...] = (
    ("table without rows", MAIN, _table(columns=["a"]), "SCH02"),
    ("table of no rows", MAIN, _table(rows=[]), "SCH06"),
    ("columns and head", MAIN, _table(columns=["a"], head=[["a"]], rows=[["x"]]), "SCH"),
    ("cell over one column", MAIN, _table(rows=[[{"text": "x", "cols": 1}]]), "SCH"),
    ("caption of no table", MAIN, _set(*_FIRST, "then", to=_CAPTION), "SCH02"),
    ("cell over half a row", MAIN, _table(rows=[[{"text": "x", "rows": "half"}]]), "SCH03"),
    ("cell with an unknown key", MAIN, _table(rows=[[{"text": "x", "bg": "red"}]]), "SCH"),
    ("cell that is a list of one", MAIN, _table(rows=[[{"text": ["x"]}]]), "SCH"),
    ("row of no cells", MAIN, _table(rows=[[]]), "SCH06"),
    ("notes of a table that are none", MAIN, _table(rows=[["x"]], notes={}), "SCH"),
)

ANNEXES: tuple[Wrong, ...] = (
    ("division without anything", ANNEX, _block({"blocks": ["x"]}), "SCH"),
    ("division that is not known", ANNEX, _block({"division": "stanza", "blocks": ["x"]}), "SCH"),
    ("annex without text", ANNEX, _drop("annexes", 0, "blocks"), "SCH02"),
    ("annex of no text", ANNEX, _set("annexes", 0, "blocks", to=[]), "SCH06"),
    ("numbering that is not known", ANNEX, _set("annexes", 0, "numbering", to="odd"), "SCH05"),
)

TRANSLATIONS: tuple[Wrong, ...] = (
    ("translation without symbol", TRANSLATION, _drop("symbol"), "SCH02"),
    ("translation without language", TRANSLATION, _drop("language"), "SCH02"),
    ("translation with adoption", TRANSLATION, _set("adoption", to={"date": "2043-1-3"}), "SCH01"),
    (
        "part of a translation with adoption",
        TRANSLATION,
        _set("parts", 0, "adoption", to=_DAY),
        "SCH01",
    ),
    ("translation of nothing that is here", TRANSLATION, _set("symbol", to="HA/RES/12/8"), "TRN06"),
    ("translation of no words", TRANSLATION, lambda d: [d.pop(k) for k in [*d][3:]], "SCH"),
)

REFUSED = (*ABOUT, *VOTES, *TEXT, *TABLES, *ANNEXES, *TRANSLATIONS)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("refused") / "harbour"
    shutil.copytree(HARBOUR, root)
    return load_project(root)


def _document(file: str) -> Document:
    kind = "translation" if file == TRANSLATION else "resolution"
    document, problems = read_document((HARBOUR / file).read_bytes(), file, kind)
    assert document and not problems
    return copy.deepcopy(dict(document.root))


def _rules(project: Project, file: str, document: Document) -> set[str]:
    """Give the rules that find errors in a document which stands in the place of `file`."""
    path = project.root / file
    path.write_text(format_yaml(document), encoding="utf-8", newline="\n")
    files = (PARTS, TRANSLATION) if file == TRANSLATION else (file,)
    try:
        _, report = check(project, files)
    finally:
        shutil.copyfile(HARBOUR / file, path)
    assert all(problem.line and problem.column for problem in report.problems)
    return {problem.rule for problem in report.problems if problem.severity.value == "error"}


@pytest.mark.parametrize("file", BASES)
def test_base_has_no_error(project: Project, file: str) -> None:
    assert _rules(project, file, _document(file)) == set()


@pytest.mark.parametrize(
    ("file", "change", "rule"),
    [wrong[1:] for wrong in REFUSED],
    ids=[wrong[0] for wrong in REFUSED],
)
def test_refused(project: Project, file: str, change: Change, rule: str) -> None:
    document = _document(file)
    change(document)
    found = _rules(project, file, document)
    assert any(name.startswith(rule) for name in found), found


def test_many_are_tried() -> None:
    assert len({wrong[0] for wrong in REFUSED}) == len(REFUSED) >= 84
