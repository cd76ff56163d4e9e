"""The demonstration publication: that it has what it promises, in every file and language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import pairwise

import pytest

from support.harbour import STRUCTURES, iter_lines
from support.projects import CHECKOUT
from whereas.analysis.texts import TextReader
from whereas.corpus import Corpus
from whereas.judging import check
from whereas.model.markup import iter_marks, parse_markup
from whereas.model.resolution import Ballots, Paragraph, Resolution, Tally
from whereas.problems import Report
from whereas.project import load_project

HARBOUR = CHECKOUT / "tests" / "publications" / "harbour"
SERIES = ("HA/RES/11/3", "HA/RES/12/4", "HA/RES/13/2", "HA/RES/14/2")
COLUMNS = ("in_favour", "against", "abstaining", "not_voting")

_ROW = re.compile(r"^\| (?P<name>[^|]+) \| (?P<where>\[.+) \|$", re.MULTILINE)
_TARGET = re.compile(r"\]\((content/[^()]+)\)")

TRANSLATIONS = sorted(
    path.relative_to(HARBOUR).as_posix()
    for path in (HARBOUR / "content" / "resolutions").rglob("*.??.yaml")
)
each_translation = pytest.mark.parametrize("file", TRANSLATIONS)


@pytest.fixture(scope="module")
def checked() -> tuple[Corpus, Report]:
    return check(load_project(HARBOUR))


@pytest.fixture(scope="module")
def corpus(checked: tuple[Corpus, Report]) -> Corpus:
    return checked[0]


@pytest.fixture(scope="module")
def texts(corpus: Corpus) -> tuple[Resolution, ...]:
    """Give every text in every language."""
    return tuple(corpus.iter_versions())


@pytest.fixture(scope="module")
def by_file(texts: tuple[Resolution, ...]) -> Mapping[str, Resolution]:
    return {text.file: text for text in texts}


def _shown() -> Mapping[str, list[str]]:
    """Give what the README lists: the files by the name of the structure they show."""
    found: dict[str, list[str]] = {}
    for row in _ROW.finditer((HARBOUR / "README.md").read_text(encoding="utf-8")):
        found.setdefault(row["name"].strip(), []).extend(_TARGET.findall(row["where"]))
    return found


def test_no_rule_finds_anything(checked: tuple[Corpus, Report]) -> None:
    _, report = checked
    assert [f"{p.file} {p.rule} {p.message}" for p in report.problems] == []
    assert report.files == 40


def test_texts_bodies_and_languages(corpus: Corpus, texts: tuple[Resolution, ...]) -> None:
    assert Counter(text.body for text in corpus) == {"ha": 17, "cc": 7}
    assert Counter(text.language for text in texts) == {"en": 24, "fr": 10, "ar": 6}
    assert not corpus.orphans
    assert all(text.fictional for text in texts)
    assert {text.session for text in corpus if text.session} == {"11", "12", "S-2", "13", "14"}


@pytest.mark.parametrize("name", STRUCTURES)
def test_structure_is_where_the_readme_says(name: str, by_file: Mapping[str, Resolution]) -> None:
    files = _shown()[name]
    assert files
    for file in files:
        assert STRUCTURES[name](by_file[file]), file


def test_readme_names_no_other_structure() -> None:
    assert set(_shown()) == set(STRUCTURES)


def test_series_changes_a_little_from_session_to_session(corpus: Corpus) -> None:
    series = [corpus.find(symbol) for symbol in SERIES]
    found = [text for text in series if text]
    assert len(found) == 4
    assert len({text.title for text in found}) == 1
    for before, after in pairwise(found):
        assert ("follows", before.symbol) in {(r.kind, r.to) for r in after.relations}
        old, new = ({p.text() for p in text.paragraphs} for text in (before, after))
        assert old - new
        assert new - old
        assert len(old & new) > len(old) / 2


def _assert_tally(tally: Tally, ballots: Ballots, columns: tuple[str, ...]) -> None:
    for column in columns:
        assert len(getattr(ballots, column)) == getattr(tally, column), column
    states = [state for state, _ in ballots.each()]
    assert len(states) == len(set(states))


def test_tallies_equal_ballots(corpus: Corpus) -> None:
    members = {key for key in corpus.registers.states if key.startswith("X")}
    recorded = [
        t.adoption.vote for t in corpus if t.adoption.vote and t.adoption.vote.ballots.against
    ]
    assert len(members) == 40
    assert len(recorded) == 2
    for vote in recorded:
        assert vote.tally
        _assert_tally(vote.tally, vote.ballots, COLUMNS)
        assert {state for state, _ in vote.ballots.each()} == members
        assert {state for state, _ in vote.intended} <= members
        for separate in vote.separate:
            _assert_tally(separate.tally, separate.ballots, COLUMNS[:3])


def test_every_tally_adds_up_to_the_members(corpus: Corpus) -> None:
    for text in corpus:
        for _, adoption in text.adoptions():
            tally = adoption.vote and adoption.vote.tally
            if tally:
                cast = (getattr(tally, column) for column in COLUMNS)
                assert sum(cast) == tally.members == {"ha": 40, "cc": 9}[text.body]


def test_days_and_numbers_agree(corpus: Corpus) -> None:
    for text in corpus:
        for _, adoption in text.adoptions():
            assert date.fromisoformat(adoption.date).isoweekday() != 7, text.symbol
            assert adoption.date <= (text.issued.date or adoption.date)
            session = corpus.registers.sessions.get((text.body, text.session or ""))
            if session and session.opened and session.closed:
                assert session.opened <= adoption.date <= session.closed
    for key in ("11", "12", "S-2", "13"):
        held = [text for text in corpus if text.session == key and text.type == "resolution"]
        numbers = [int(re.findall("[0-9]+", text.number or "")[-1]) for text in held]
        assert numbers == sorted(numbers), key


def _shape(paragraph: Paragraph) -> object:
    """Give what a translation keeps: everything but words."""
    table = paragraph.table
    grid = table and [
        [(cell.columns, cell.rows, len(cell.lines)) for cell in row]
        for row in (*table.head, *table.rows)
    ]
    marks = sorted(m for line in paragraph.lines() for m, _ in iter_marks(parse_markup(line)))
    kind = (paragraph.id, paragraph.kind, paragraph.num, paragraph.parent, paragraph.detail)
    return (kind, bool(paragraph.markup), bool(paragraph.heading), grid, marks)


@each_translation
def test_translation_is_aligned_with_its_main_file(
    file: str, by_file: Mapping[str, Resolution], corpus: Corpus
) -> None:
    text = by_file[file]
    main = corpus.find(text.symbol)
    assert main
    assert [_shape(p) for p in text.paragraphs] == [_shape(p) for p in main.paragraphs]
    assert [note.id for note in text.notes] == [note.id for note in main.notes]
    assert len(text.agenda) == len(main.agenda)
    assert all(item.title for item in text.agenda)
    assert bool(text.adoption.basis) == bool(main.adoption.basis)
    for paragraph, original in zip(text.paragraphs, main.paragraphs, strict=True):
        figures = [sorted(re.findall("[0-9]+", p.text())) for p in (paragraph, original)]
        assert figures[0] == figures[1], paragraph.id


@each_translation
def test_translation_has_the_typography_of_its_language(
    file: str, by_file: Mapping[str, Resolution]
) -> None:
    text = by_file[file]
    wrong = {
        "fr": re.compile("[^\u00a0][;:?!»]|«[^\u00a0]|['\"“”]"),
        "ar": re.compile("[,;?'\"]"),
    }[text.language]
    for line in iter_lines(text):
        assert not wrong.search(line), line


def test_main_texts_use_curly_quotation_marks(corpus: Corpus) -> None:
    for text in corpus:
        for line in iter_lines(text):
            assert not re.search("['\"]", line), line
            assert line.count("“") == line.count("”"), line


def test_citations_reach_texts_that_are_here_and_many_that_are_not(
    corpus: Corpus, texts: tuple[Resolution, ...]
) -> None:
    reader = TextReader(corpus.registers)
    cited: dict[str | None, set[str]] = {}
    for text in texts:
        for _, citation in reader.read(text).iter_citations():
            cited.setdefault(citation.cited, set()).add(text.symbol)
            here = corpus.find(citation.cited or "")
            if here and citation.date:
                own = {part.adoption.date for part in here.parts if part.adoption}
                assert citation.date in own | {here.adoption.date}, (text.symbol, citation)
    assert None not in cited
    assert sum(corpus.find(name or "") is not None for name in cited) >= 10
    absent = {name for name in cited if name and not corpus.find(name)}
    assert {"HA/RES/10/3", "HA/RES/9/21", "HA/11/48", "HA/12/388", "CC/2038-041"} <= absent
    assert {"CC/2044-017", "HA/RES/13/2"} <= cited["HA/RES/12/4"]


def test_openings_are_known_in_every_language(
    texts: tuple[Resolution, ...], corpus: Corpus
) -> None:
    reader = TextReader(corpus.registers)
    for text in texts:
        if text.body == "ha" and text.type == "resolution":
            openings = reader.read(text).openings
            for paragraph in (*text.of_kind("preambular"), *text.of_kind("operative")):
                assert paragraph.id in openings, (text.file, paragraph.id)
