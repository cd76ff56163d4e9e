"""Registers: the program's own are sound, and a project adds to them by key."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support.judging import registers
from whereas.model.deferred import Deferred
from whereas.model.registers import Endings, Registers
from whereas.model.vocabularies import fold_name, index_names
from whereas.problems import Problem
from whereas.reading.registers import NAMES, read_registers
from whereas.reading.schema import load_schema

GROWTH = {
    1945: 51, 1946: 55, 1947: 57, 1948: 58, 1949: 59, 1950: 60, 1955: 76, 1956: 80, 1957: 82,
    1958: 82, 1960: 99, 1961: 104, 1962: 110, 1963: 113, 1964: 115, 1965: 117, 1966: 122, 1967: 123,
    1968: 126, 1970: 127, 1971: 132, 1973: 135, 1974: 138, 1975: 144, 1976: 147, 1977: 149,
    1978: 151, 1979: 152, 1980: 154, 1981: 157, 1983: 158, 1984: 159, 1990: 159, 1991: 166,
    1992: 179, 1993: 184, 1994: 185, 1999: 188, 2000: 189, 2002: 191, 2006: 192, 2011: 193,
}  # fmt: skip
"""Members at the end of a year, by the United Nations' own table."""

OFFICIAL = {"ar", "en", "es", "fr", "ru", "zh"}

SYMBOLS = {
    "A/RES/76/159": "ga-res",
    "A/RES/68/247 A": "ga-res",
    "A/RES/68/247B": "ga-res",
    "A/RES/ES-11/1": "ga-res-special",
    "A/RES/S-13/2": "ga-res-special",
    "A/RES/217 A (III)": "ga-res-roman",
    "A/RES/2758(XXVI)": "ga-res-roman",
    "A/RES/3201 (S-VI)": "ga-res-roman",
    "A/RES/2252 (ES-V)": "ga-res-roman",
    "A/RES/70/1/Corr.1": "ga-res",
    "S/RES/242 (1967)": "sc-res",
    "S/RES/2630 (2022)": "sc-res",
    "S/PRST/2013/2": "sc-prst",
    "E/RES/2021/1": "ecosoc-res",
    "E/RES/1503 (XLVIII)": "ecosoc-res-roman",
    "E/RES/1915 (ORG-75)": "ecosoc-res-roman",
    "A/HRC/RES/47/9": "hrc-res",
    "A/HRC/RES/S-33/1": "hrc-res",
    "E/CN.4/RES/2000/70": "chr-res",
    "E/CN.4/Sub.2/RES/2000/22": "chr-sub-res",
    "E/CN.4/SUB.2/RES/2000/22": "chr-sub-res",
    "T/RES/1752 (XXVII)": "tc-res",
    "UNEP/EA.5/Res.14": "unea-res",
    "UNEP/EA.SS.1/Res.1": "unea-res",
    "HSP/HA.1/Res.1": "unhabitat-res",
    "WHA75.1": "wha-res",
    "EB150.R1": "who-eb-res",
    "A.1149(32)": "imo-res",
    "A40-18": "icao-res",
    "GC(66)/RES/1": "iaea-res",
    "41 C/Resolution 15": "unesco-res",
    "1/CP.21": "unfccc-dec",
    "ACHPR/Res.227 (LII) 2012": "achpr-res",
    "ACHPR/Res.442 (EXT.OS/XXVIII) 2020": "achpr-res",
    "AG/RES. 2908 (XLVII-O/17)": "oas-res",
    "P8_TA(2015)0323": "ep-res",
    "WCC-2020-Res-001": "iucn-res",
}
DOCUMENTS = (
    "A/76/462/Add.2", "A/73/L.6", "A/73/L.6/Add.1", "A/CONF.157/24 (Part I)", "A/76/53",
    "E/CN.4/2001/2", "A/C.3/66/L.32", "A/76/PV.53", "S/PV.8974 (Resumption 1)", "A/AC.105/1137",
    "FCCC/CP/2015/10/Add.1", "S/2002/515", "A/ES-11/L.1", "E/CN.4/1987/SR.56/Add.1",
    "A/68/49 (Vol. I)", "S/INF/68", "A/HRC/47/L.4/Rev.1", "CRC/C/GC/25", "ST/SGB/2018/1",
    "TD/B/C.1/5", "E/CN.4/Sub.2/AC.2/1987/WP.4/Add.1", "A/67/828",
)  # fmt: skip


def _read(root: Path, **files: str) -> tuple[Registers | None, tuple[Problem, ...]]:
    folder = root / "content" / "registers"
    folder.mkdir(parents=True)
    for name, entries in files.items():
        head = f"format: register/{name.replace('_', '-')}/1\n"
        (folder / f"{name}.yaml").write_text(head + entries, encoding="utf-8")
    return read_registers(root)


def _iter_properties(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from value.get("properties", {}).items()
        for inner in value.values():
            yield from _iter_properties(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _iter_properties(inner)


@pytest.mark.parametrize("name", NAMES)
def test_every_property_has_title_description_and_examples(name: str) -> None:
    schema = load_schema(f"register-{name.replace('_', '-')}")
    for key, described in _iter_properties(schema):
        if "title" not in described and "$ref" in described:
            described = schema["$defs"][described["$ref"].removeprefix("#/$defs/")]
        assert described.keys() >= {"title", "description", "examples"}, key


@pytest.mark.parametrize("name", NAMES)
def test_a_register_names_its_sources(root: Path, name: str) -> None:
    text = (root / f"src/whereas/registers/{name}.yaml").read_text(encoding="utf-8")
    comment = text[: text.index("format:")]
    assert "Source" in comment
    assert all(len(line) <= 100 for line in comment.splitlines())


def test_members_of_the_united_nations_by_year() -> None:
    counted = {year: registers().count_members("ga", f"{year}-12-31") for year in GROWTH}
    assert counted == GROWTH


def test_states() -> None:
    states = registers().states
    members = [state for state in states.values() if state.is_member("2026-01-01")]
    assert len(members) == 193
    assert all(state.m49 and set(state.names) == OFFICIAL - {"en"} for state in members)
    assert [state.key for state in members if not state.group] == ["KIR", "USA"]
    assert list(states) == sorted(states)
    assert states["ZAR"].now == "COD"
    assert all(state.now in states for state in states.values() if state.now)
    assert not states["SYR"].is_member("1960-01-01")
    assert states["SYR"].is_member("1961-10-13")
    assert not states["PSE"].is_member("2020-01-01")
    assert states["NOR"].name_in("fr") == "Norvège"
    assert states["ZAR"].name_in("fr") == "Zaire"


def test_printed_names_of_states() -> None:
    states = registers().states.values()
    names = [fold_name(name) for state in states for name in (state.name, *state.printed)]
    assert len(names) == len(set(names))
    index = index_names(states)
    printed = {
        "TÜRKİYE": "TUR", "TURKEY": "TUR", "COTE D'IVOIRE": "CIV", "CÔTE D’IVOIRE": "CIV",
        "IRAN (ISLAMIC REPUBLIC OF)": "IRN", "UNITED STATES": "USA", "Swaziland": "SWZ",
        "LAO PEOPLE'S DEMOCRATIC REPUBLIC": "LAO", "the Russian Federation": "RUS",
        "Union of Soviet Socialist Republics": "SUN", "YUGOSLAVIA": "YUG", "Zaire": "ZAR",
    }  # fmt: skip
    assert {name: index.get(fold_name(name)) for name in printed} == printed


def test_sessions() -> None:
    sessions = registers().sessions
    regular = [sessions["ga", str(number)] for number in range(1, 82)]
    opened = [session.opened for session in regular if session.opened]
    assert opened == sorted(opened)
    assert len(opened) == 80
    assert [sessions["ga", f"S-{number}"].name for number in (1, 32)] == [
        "First special session",
        "Thirty-second special session",
    ]
    assert all(("ga", f"ES-{number}") in sessions for number in range(1, 12))
    for session in sessions.values():
        assert session.closed is None or (session.opened or "") <= session.closed
    assert registers().find_session("ga", "S-VI") == sessions["ga", "S-6"]
    assert registers().find_session("hrc", "47") is None


def test_languages() -> None:
    languages = registers().languages
    assert set(languages) == OFFICIAL
    for language in languages.values():
        assert language.dates is not None
        assert set(language.session_names) == {"regular", "special", "emergency"}
        assert language.labels and language.quotes and language.note_mark
        for kind in ("preamble", "operative", "last"):
            assert getattr(language.endings, kind)
    assert languages["en"].prose is not None
    assert languages["en"].prose.months[11] == "December"


@pytest.mark.parametrize(("spelling", "form"), SYMBOLS.items())
def test_symbols_of_all_bodies(spelling: str, form: str) -> None:
    grammar = registers().grammar
    symbol = grammar.parse_spelling(spelling)
    assert symbol is not None
    assert symbol.form == form
    assert grammar.parse_symbol(grammar.format_symbol(symbol)) == symbol


@pytest.mark.parametrize("document", DOCUMENTS)
def test_symbols_of_documents(document: str) -> None:
    citations = registers().citations
    assert registers().grammar.parse_symbol(document) is None
    assert re.fullmatch(f"(?:{citations.document})(?:{citations.suffix})?", document, re.ASCII)


def test_bodies() -> None:
    bodies = registers().bodies
    for key in ("ga", "sc", "ecosoc", "hrc", "chr", "chr-sub", "tc"):
        assert set(bodies[key].names) == OFFICIAL - {"en"}
    for key in ("ga", "sc", "ecosoc", "hrc"):
        assert set(bodies[key].formula) == OFFICIAL
    assert bodies["ga"].name_in("fr") == "Assemblée générale"
    assert bodies["iucn"].name_in("fr") == "IUCN World Conservation Congress"
    assert bodies["icao"].formula_place == "after"
    counts = {day: registers().count_members("sc", day) for day in ("1965-12-31", "1966-01-01")}
    assert counts == {"1965-12-31": 11, "1966-01-01": 15}
    assert registers().count_members("sc", "1945-12-31") is None
    assert registers().count_members("imo", "2020-01-01") is None
    assert registers().count_members("nowhere", "2020-01-01") is None


def test_endings_are_the_body_s_own_or_the_language_s() -> None:
    endings = registers().endings
    assert endings("ga", "en") == Endings((",",), (";",), (".",))
    assert endings("wha", "en") == Endings((";",), (";",), (".",))
    assert endings("ga", "zh").last == ("。",)
    assert endings("ga", "fr").operative == ("\u00a0;",)
    assert endings("nowhere", "tlh") == Endings()


def test_topics() -> None:
    topics = registers().topics
    assert list(topics) == sorted(topics)
    assert max(map(len, topics)) <= 64
    assert topics["human-rights"].uri == "http://metadata.un.org/thesaurus/1002975"
    assert topics["international-cooperation"].label == "International cooperation"
    assert not [topic.label for topic in topics.values() if "&" in topic.label]


def test_words_and_addresses_of_topics_name_one_each() -> None:
    topics = registers().topics.values()
    addresses = [
        address
        for topic in topics
        for address in (topic.uri, topic.eurovoc, *topic.also)
        if address
    ]
    words = [words.casefold() for topic in topics for words in (topic.label, *topic.printed)]
    assert len(addresses) == len(set(addresses)) > 1000
    assert len(words) == len(set(words))
    assert sum(topic.eurovoc is not None for topic in topics) == 40
    for topic in topics:
        thesaurus = (topic.uri, *topic.also)
        assert all(
            u is None or u.startswith("http://metadata.un.org/thesaurus/") for u in thesaurus
        )
        assert (topic.eurovoc or "http://eurovoc.europa.eu/1").startswith(
            "http://eurovoc.europa.eu/"
        )


def test_every_goal_brings_subjects_with_an_address() -> None:
    brought = [topic for topic in registers().topics.values() if topic.goals]
    assert {goal for topic in brought for goal in topic.goals} == set(range(1, 18))
    assert all(topic.uri or topic.eurovoc for topic in brought)
    assert registers().topics["sustainable-development"].goals == (16, 17)


def test_opening_words() -> None:
    openings = registers().openings
    english = {form.lemma: form.category for form in openings["en"].forms}
    for language, grammar in openings.items():
        assert grammar.style == ("bold" if language == "zh" else "italic")
        keys = [(form.part, form.form.lower()) for form in grammar.forms]
        assert len(keys) == len(set(keys))
        # What a text says in another language is the same deed as in English.
        assert {form.lemma for form in grammar.forms} <= english.keys(), language
    assert set(openings) == OFFICIAL
    assert not openings["zh"].spaced


def test_addressees_and_follow_up() -> None:
    found = registers()
    assert re.fullmatch(found.addressees["states"].patterns["en"], "all States")
    for addressee in found.addressees.values():
        assert not re.fullmatch(addressee.patterns["en"], "")
    for clause in found.follow_up.values():
        assert re.search(clause.patterns["en"], clause.example, re.ASCII | re.IGNORECASE)
    entries = [
        *(addressee.patterns for addressee in found.addressees.values()),
        *(clause.patterns for clause in found.follow_up.values()),
        *(clause.unless for clause in found.follow_up.values()),
        found.due_sessions,
    ]
    for pattern in (pattern for patterns in entries for pattern in patterns.values()):
        assert not re.search(r"\\[dwsS]|\(\?[^:]", pattern), pattern


@pytest.mark.parametrize(
    ("clause", "words", "special"),
    [
        ("at its seventy-seventh session", "seventy-seventh", None),
        ("at its one hundred and first session", "one hundred and first", None),
        ("at its one hundredth session", "one hundredth", None),
        ("at its tenth emergency special session", "tenth", "emergency special "),
        ("at its 80th session", "80th", None),
    ],
)
def test_session_words_of_a_clause(clause: str, words: str, special: str | None) -> None:
    match = re.search(registers().due_sessions["en"], f"to report {clause} on it", re.ASCII)
    assert match is not None
    assert match.groups() == (words, special)


GOOD = {
    "bodies": (
        "bodies:\n  - {body: harbour, name: Harbour Assembly, organization: Harbour League,"
        " kind_name: Resolution, meeting: meeting, names: {fr: Assemblée du port},"
        " symbols: [{form: harbour-res, kind: resolution, print: 'HA/{session}/{number}',"
        " session: '[0-9]{1,2}', number: '[0-9]{1,3}'}]}\n"
    ),
    "languages": (
        "languages:\n  - {language: pt, name: Portuguese, endonym: Português, direction: ltr,"
        " sessions: {regular: '{ordinal} sessão'}}\n"
    ),
    "sessions": "sessions:\n  - {body: ga, session: 76, name: Session of the masks}\n",
    "states": "states:\n  - {state: NOR, name: Norroway, admitted: 1945-11-27}\n",
    "topics": "topics:\n  - {topic: harbours, label: Harbours}\n",
    "opening_words": (
        "languages:\n  - language: pt\n    preamble:\n"
        "      - {form: Recordando, lemma: recall, category: recall, force: 0}\n"
    ),
    "addressees": (
        "addressees:\n  - {addressee: harbour-master, kind: officer, name: Harbour master,"
        " patterns: {en: '(?:the )?harbour master'}}\n"
    ),
    "follow_up": (
        "due_sessions: {fr: 'à sa ([a-z-]+) session'}\nclauses:\n"
        "  - {clause: dredge, name: Dredging, patterns: {en: dredge}, yields: [],"
        " example: Dredge the harbour.}\n"
    ),
}


def test_a_project_adds_to_every_register(tmp_path: Path) -> None:
    found, problems = _read(tmp_path, **GOOD)
    assert found is not None, problems
    own = registers()
    assert found.bodies["harbour"].name_in("fr") == "Assemblée du port"
    assert found.grammar.parse_symbol("HA/3/12") is not None
    assert found.bodies["ga"] == own.bodies["ga"]
    assert found.citations == own.citations
    assert found.languages["pt"].session_names == {"regular": "{ordinal} sessão"}
    assert found.session_name("ga", "76", "en") == "Session of the masks"
    assert len(found.sessions) == len(own.sessions)
    assert found.states["NOR"].name == "Norroway"
    assert found.topics["harbours"].label == "Harbours"
    assert found.openings["pt"].forms[0].lemma == "recall"
    assert found.openings["en"] == own.openings["en"]
    assert found.addressees["harbour-master"].kind == "officer"
    assert found.follow_up["dredge"].yields == ()
    assert set(found.due_sessions) == {"en", "fr"}
    assert "harbours" not in own.topics


BODY = GOOD["bodies"]
BAD = {
    "sessions": (GOOD["sessions"].replace("session: 76", "sesion: 76"), "SCH0"),
    "states": (GOOD["states"].replace("NOR,", "NO,"), "SCH04"),
    "topics": (GOOD["topics"].replace("label", "lable"), "SCH01"),
    "opening_words": (GOOD["opening_words"].replace("force: 0", "force: 6"), "SCH06"),
    "languages": (GOOD["languages"].replace("ltr", "up"), "SCH05"),
    "addressees": (GOOD["addressees"].replace("(?:the )?", "(?:the "), "SCH04"),
    "follow_up": (GOOD["follow_up"].replace("([a-z-]+)", "([a-z-]+"), "SCH04"),
    "bodies": (BODY.replace("'[0-9]{1,2}'", "'[0-9{1,2}'"), "SCH04"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_fault_of_a_project_s_register_is_told(tmp_path: Path, name: str) -> None:
    entries, rule = BAD[name]
    found, problems = _read(tmp_path, **{name: entries})
    assert found is None
    assert any(problem.rule.startswith(rule) for problem in problems)
    assert {problem.file for problem in problems} == {f"content/registers/{name}.yaml"}
    assert all(problem.line > 1 and problem.column > 1 for problem in problems)


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        (BODY.replace(", session: '[0-9]{1,2}'", ""), "do not agree on session"),
        (BODY.replace("{number}'", "{numbre}'"), "do not agree on number"),
        (BODY.replace("harbour-res", "ga-res"), 'form "ga-res" is another\'s'),
        (BODY.replace("body: harbour", "body: ga").replace("harbour-res", "ga-res"), ""),
    ],
)
def test_forms_of_symbols_agree(tmp_path: Path, entries: str, message: str) -> None:
    found, problems = _read(tmp_path, bodies=entries)
    assert (found is None) == bool(message)
    assert not problems or any(message in problem.message for problem in problems)


def test_a_file_that_is_no_register_is_refused(tmp_path: Path) -> None:
    found, problems = _read(tmp_path, topcis=GOOD["topics"])
    assert found is None
    assert [problem.rule for problem in problems] == ["FILE05"]
    assert "follow_up.yaml" in problems[0].hint


def test_large_registers_are_made_when_looked_into() -> None:
    made: list[int] = []

    def make() -> dict[str, int]:
        made.append(1)
        return {"a": 1}

    deferred: Deferred[str, int] = Deferred(make)
    assert not made
    assert (deferred["a"], len(deferred), list(deferred), "b" in deferred) == (1, 1, ["a"], False)
    assert made == [1]


def test_registers_travel_to_other_processes() -> None:
    own = registers()
    data = pickle.dumps(own)
    assert len(data) < 200_000
    assert pickle.loads(data).topics == dict(own.topics)
