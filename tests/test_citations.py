"""Citations in prose and as symbols, and openings; with the official copy where it is at hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from support.judging import read_text, registers
from whereas.analysis.citations import CitationFinder
from whereas.analysis.lines import iter_lines
from whereas.analysis.openings import OpeningFinder
from whereas.analysis.texts import TextReader
from whereas.model.markup import parse_markup

FINDER = CitationFinder(registers())
OPENINGS = OpeningFinder(registers())

PROSE = [
    ("ga", "its resolution 45/8 of 6 October 2020 and 46/5", [(None, "2020-10-06"), (None, None)]),
    ("ga", "its resolution 75/180 of 16 December 2019", [("A/RES/75/180", "2019-12-16")]),
    ("ga", "its resolution ES-10/22 of 12 December 2023", [("A/RES/ES-10/22", "2023-12-12")]),
    ("ga", "General Assembly resolution 45/8 of 2 May 2020", [("A/RES/45/8", "2020-05-02")]),
    ("ga", "its resolution 70/1 of 25 September 2015,", [("A/RES/70/1", "2015-09-25")]),
    ("sc", "General Assembly resolution 1514 (XV)", [("A/RES/1514 (XV)", None)]),
    (
        "ga",
        "its resolutions 2453 A (XXIII) of 20 December 1968, 37/90 of 10 December 1982 and 72/79,",
        [
            ("A/RES/2453 A (XXIII)", "1968-12-20"),
            ("A/RES/37/90", "1982-12-10"),
            ("A/RES/72/79", None),
        ],
    ),
    (
        "ga",
        "Human Rights Council resolution 47/9 of 12 July 2021",
        [("A/HRC/RES/47/9", "2021-07-12")],
    ),
    ("hrc", "its resolution 47/9", [("A/HRC/RES/47/9", None)]),
    ("ga", "Security Council resolution 1325 (2000)", [("S/RES/1325 (2000)", None)]),
    ("ga", "resolution 2000/22 of 18 August 2000", [(None, "2000-08-18")]),
    ("ga", "Economic and Social Council resolution 1996/31", [("E/RES/1996/31", None)]),
    ("ga", "Resolution 217 A (III), annex", [("A/RES/217 A (III)", None)]),
    ("ga", "decision 31/424", [("A/DEC/31/424", None)]),
    ("ga", "resolution 70/1/2 or 70/1", []),
    ("ga", "a resolution of 70 States, 1 of them", []),
]
SYMBOLS = [
    (
        "See E/CN.4/2001/2-E/CN.4/Sub.2/2000/46, chap. II.",
        ["E/CN.4/2001/2", "E/CN.4/Sub.2/2000/46"],
    ),
    ("(A/73/L.6 and A/73/L.6/Add.1)", ["A/73/L.6", "A/73/L.6/Add.1"]),
    ("A/CONF.157/24 (Part I), chap. III.", ["A/CONF.157/24 (Part I)"]),
    ("A/68/49 (Vol. I), S/2002/515.", ["A/68/49 (Vol. I)", "S/2002/515"]),
    ("A/RES/2758(XXVI) and A/RES/68/247B", ["A/RES/2758 (XXVI)", "A/RES/68/247 B"]),
    ("and/or A/B and km/h", []),
]


@pytest.mark.parametrize(("body", "text", "expected"), PROSE)
def test_prose(body: str, text: str, expected: list[tuple[str | None, str | None]]) -> None:
    found = FINDER.find(text, body, "en")
    assert [(citation.cited, citation.date) for citation in found] == expected
    assert all(text[c.start : c.end] == c.printed and c.via == "prose" for c in found)


@pytest.mark.parametrize(("text", "expected"), SYMBOLS)
def test_symbols(text: str, expected: list[str]) -> None:
    found = FINDER.find(text, "ga", "en")
    assert [citation.cited for citation in found] == expected
    assert all(text[c.start : c.end] == c.printed and c.via == "symbol" for c in found)


def test_a_link_by_hand_goes_before_the_rules() -> None:
    markup = "see [resolution 70/1](A/RES/70/2) and resolution 70/3"
    found = FINDER.find(markup, "ga", "en")
    assert [(c.cited, c.via) for c in found] == [("A/RES/70/2", "link"), ("A/RES/70/3", "prose")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Recalling also its resolution", "Recalling also"),
        ("Deeply concerned about", "Deeply concerned"),
        ("Recalling, in this regard, the", "Recalling"),
        ("Recallingly", None),
        ("A wise saying", None),
    ],
)
def test_openings_of_the_preamble(text: str, words: str | None) -> None:
    opening = OPENINGS.match(text, "preamble", "en")
    assert (opening and opening.words) == words


def test_openings_of_the_operative_part() -> None:
    opening = OPENINGS.match("Decides to remain actively seized of it", "operative", "en")
    assert opening is not None
    assert (opening.words, opening.form.lemma) == ("Decides", "remain-seized")
    once_again = OPENINGS.match("Once again strongly urges all States", "operative", "en")
    assert once_again is not None
    assert once_again.words == "Once again strongly urges"
    assert OPENINGS.match("Recalling", "operative", "en") is None
    assert OPENINGS.match("Rappelant", "preamble", "tlh") is None


def test_the_seed_opens_as_the_official_copy_does(root: Path, corpus: Path) -> None:
    file = "content/resolutions/ga/76/A_RES_76_159.yaml"
    text = TextReader(registers()).read(read_text((root / file).read_bytes(), file))
    official = corpus / "akn4un" / "76session" / "English" / "A_RES_76_159-2119201E.xml"
    pattern = r'<p xml:space="preserve">\s*<span class="italic">(.*?)</span>'
    spans = re.findall(pattern, official.read_text(encoding="utf-8"), re.DOTALL)
    italics = [" ".join(span.split()) for span in spans]
    assert [opening.words for opening in text.openings.values()] == italics[1:]
    assert italics[0] == "The General Assembly"
    assert len(italics) == 33


def test_the_seed_has_the_words_of_the_official_copy(root: Path, corpus: Path) -> None:
    file = "content/resolutions/ga/76/A_RES_76_159.yaml"
    resolution = read_text((root / file).read_bytes(), file)
    official = corpus / "akn4un" / "76session" / "English" / "A_RES_76_159-2119201E.xml"
    xml = re.sub(
        r"<authorialNote.*?</authorialNote>", "", official.read_text("utf-8"), flags=re.DOTALL
    )
    paragraphs = re.findall(r"<p[ >](?:[^<]*>)?(.*?)</p>", xml, re.DOTALL)
    straight = str.maketrans("“”’\u00a0", '""\' ')
    theirs = {
        " ".join(re.sub(r"<[^>]*>", "", words).split()).translate(straight) for words in paragraphs
    }
    ours = [p.text() for p in resolution.paragraphs if p.kind in ("preambular", "operative")]
    assert len(ours) == 32
    assert [words for words in ours if words not in theirs] == []


@pytest.mark.parametrize(
    ("text", "part", "language", "words", "force"),
    [
        ("Deeply concerned about", "preamble", "en", "Deeply concerned", 3),
        ("Strongly condemns the", "operative", "en", "Strongly condemns", 5),
        ("Se félicite de", "operative", "fr", "Se félicite", None),
        ("回顾其第70/1号决议", "preamble", "zh", "回顾", None),
    ],
)
def test_the_longest_form_wins_in_every_script(
    text: str, part: str, language: str, words: str, force: int | None
) -> None:
    opening = OPENINGS.match(text, part, language)  # type: ignore[arg-type]  # a Part
    assert opening is not None
    assert opening.words == words
    assert force is None or opening.form.force == force


LINES = b"""\
format: resolution/1
symbol: A/RES/99/7
language: en
body: ga
title: Follow-up to [resolution 99/1](A/RES/99/1)
subtitle: Report in A/99/10
agenda:
  - {item: 1, title: Harbours}
  - {item: 2, title: Harbours since A/99/20}
adoption:
  date: 2044-12-20
  basis: on the report of the Second Committee (A/99/30)
parts:
  - part: A
    title: Piers under A/99/40
    adoption: {date: 2044-12-20, basis: on the draft in A/99/50}
    operative:
      - {num: 1, heading: Piers of A/99/60., text: Takes note of A/99/70;}
      - caption: Works of A/99/80
        table:
          columns: [Harbour, Works]
          rows:
            - [Aln, "its resolution 99/2"]
            - [Bre, {text: [Piers, see *A/99/90*], cols: 2}]
        notes: {a: From A/99/91.}
  - part: B
    operative: ["Recalls resolution 99/3.[^1]"]
annexes:
  - title: Rules
    blocks: ["See A/99/92."]
notes:
  1: See A/99/93.
fictional: true
"""

PLACES = [
    ("title", "A/RES/99/1"),
    ("subtitle", "A/99/10"),
    ("agenda2", "A/99/20"),
    ("basis", "A/99/30"),
    ("A", "A/99/40"),
    ("A.basis", "A/99/50"),
    ("A.op1.heading", "A/99/60"),
    ("A.op1", "A/99/70"),
    ("A.t1", "A/99/80"),
    ("A.t1", "A/RES/99/2"),
    ("A.t1", "A/99/90"),
    ("A.t1", "A/99/91"),
    ("B.op1", "A/RES/99/3"),
    ("annex.p1", "A/99/92"),
    ("note1", "A/99/93"),
]


def test_citations_of_every_line() -> None:
    text = TextReader(registers()).read(read_text(LINES))
    assert [(line.place, c.cited) for line, c in text.iter_cited()] == PLACES
    for line, citation in text.iter_cited():
        assert line.words[citation.start : citation.end] == citation.printed
    words = {place.id: place.text() for place in text.resolution.places()}
    for place, found in text.citations.items():
        for citation in found:
            if place in words:
                assert words[place][citation.start : citation.end] == citation.printed


def test_a_line_knows_its_place_in_the_yaml() -> None:
    document = yaml.safe_load(LINES)
    for line in iter_lines(read_text(LINES)):
        found = document
        for step in line.path:
            # PyYAML reads the mark of a note as a number.
            found = found[int(step) if line.path[0] == "notes" and step == "1" else step]
        if line.name or line.id != "A.t1":
            assert parse_markup(found) == parse_markup("".join(line.pieces)), line


def test_no_citation_runs_from_one_cell_into_the_next() -> None:
    cells = LINES.replace(b'[Aln, "its resolution 99/2"]', b'["its resolution", "99/2"]')
    text = TextReader(registers()).read(read_text(cells))
    assert "A/RES/99/2" not in [citation.cited for _, citation in text.iter_cited()]


def test_what_stands_above_the_text_has_one_address() -> None:
    text = TextReader(registers()).read(read_text(LINES))
    found = [address for address, _ in text.iter_citations()]
    assert found[:6] == ["basis"] * 4 + ["A", "A"]
    assert found[6:8] == ["A.op1", "A.op1"]


def test_where_a_number_is_printed_twice_the_first_has_the_citations() -> None:
    twice = LINES.replace(
        b'operative: ["Recalls resolution 99/3.[^1]"]',
        b"""operative:
      - {num: 4, text: Decides.}
      - {num: 4, text: "Recalls resolution 99/3.[^1]"}""",
    )
    text = TextReader(registers()).read(read_text(twice))
    for line, citation in text.iter_cited():
        assert line.words[citation.start : citation.end] == citation.printed
    assert "B.op4" not in text.citations
