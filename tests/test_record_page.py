"""The page of a text says what its record says: standing, votes, numbers, notes, places."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from support.judging import read_text
from support.projects import build, make_project
from whereas.model.resolution import Resolution
from whereas.site.interface import spoken_languages
from whereas.site.labels import shorten
from whereas.site.places import name_places

FOLDER = "content/resolutions/ga/99"

HEAD = """\
format: resolution/1
symbol: A/RES/99/{number}
language: en
body: ga
session: 99
number: 99/{number}
fictional: true
"""

REJECTED = """\
title: Care of harbours
status: rejected
adoption:
  date: 2044-12-02
  meeting: 61
  vote: {method: recorded, tally: {in_favour: 1, against: 2, abstaining: 0},
    in_favour: [FRA], against: [DEU, ITA]}
enacting: The General Assembly,
operative:
  - num: 1
    text: Decides to keep the lamps lit.
source:
  defects:
    - {rule: NUM02, why: The *only* paragraph of the document is paragraph 1 <of 1>.}
"""

PARTS = """\
title: Lamps and bells
adoption:
  date: 2044-12-02
  meeting: 61
  vote: {method: non-recorded, tally: {in_favour: 33, against: 2, abstaining: 4}}
parts:
  - part: A
    title: Lamps
    enacting: The General Assembly,
    operative: [{num: 1, text: Decides to light the lamps.}]
  - part: B
    title: Bells
    adoption:
      date: 2044-12-09
      meeting: 64
      basis: on the report of the Fifth Committee (A/99/801)
      vote: {method: consensus}
    enacting: The General Assembly,
    operative: [{num: 1, text: Decides to ring the bells.}]
    annexes:
      - title: Rules of the bells
        blocks: [A bell rings once.]
"""

VOTES = """\
title: Soundings
adoption:
  date: 2044-12-02
  meeting: 61
  vote:
    method: unanimous
    in_favour: [FRA, DEU]
    intended: [{state: JPN, vote: against}]
    separate:
      - {on: op2, result: retained, tally: {in_favour: 2, against: 1, abstaining: 0},
         in_favour: [FRA, DEU], against: [ITA]}
      - {on: the third amendment, result: rejected,
         tally: {in_favour: 1, against: 2, abstaining: 0}}
enacting: The General Assembly,
operative:
  - {num: 1, text: Decides to take soundings.}
  - {num: 2, text: Requests a chart.}
"""

STRUCTURES = """\
title: Care of *Mare* harbours[^1]
aliases: [The harbour text]
original: fr
agenda: [{item: 7, title: "Harbours, as in [the chart](A/99/7)"}]
adoption:
  date: 2044-12-02
  meeting: 61
  place: Saltmere
  record: A/99/PV.61
issued: {date: 2044-12-20, distribution: general, job: 44-12345}
drafts: [A/99/L.2, {symbol: A/99/L.3, note: as *orally* revised}]
sponsors: [{state: FRA, role: main}, {name: The *Mare* panel, on_behalf_of: Group of bays}]
sdgs: ["14", "14.2"]
relations: [{kind: amends, to: A/RES/99/2, at: op1, note: In *part* only.}]
enacting: The General Assembly,
preamble:
  - {heading: Of what was, num: I}
  - "Recalling its *Mare* papers,"
  - Noting the boats,
operative:
  - {heading: Of what is asked, num: II}
  - num: 1
    heading: Boats[^2]
    text: "Decides:"
    items: [{num: a, text: "to row;[^2]"}, {num: b, text: to rest.}]
  - text: "Declares the following:"
    num: 2
    embeds:
      kind: declaration
      num: IV
      title: Of oars
      blocks: [An oar is a lever.]
  - Hopes that nobody will ever have to row in the night without a lamp.
  - caption: "Boats and [their papers](A/99/12)"
    table:
      head: [[Boat, "[Paper](A/99/13)"]]
      rows: [["A[^2]", "see A/99/14"], ["", "[B](A/99/15)"]]
    notes: {a: "As in note one.[^3]"}
annexes:
  - title: Of bays
    notes: {1: Of the annex.}
    blocks:
      - num: 1
        text: "A bay.[^1]"
      - caption: Bays
        table: {head: [[Bay]], rows: [["Cove^a^"]]}
        notes: {a: "See the paper.[^1]"}
notes:
  1: A title.
  2: "Boats; see also note three.[^3]"
  3: Of the table.
corrigenda:
  - {date: 2045-01-02, at: title, for: harbors}
  - {date: 2045-01-03, at: agenda, read: boats}
  - {date: 2045-01-04, at: op1.a, for: rowe, read: row}
source:
  note: Typed from a *worn* copy.
  emendations:
    - {at: pp2, read: boots, text: boats, status: corrected, why: "The *French* text has bateaux."}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_project(tmp_path_factory.mktemp("pages"), texts=0)
    for number, text in enumerate((REJECTED, PARTS, VOTES, STRUCTURES), 1):
        file = root / FOLDER / f"A_RES_99_{number}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(HEAD.format(number=number) + text, encoding="utf-8")
    return build(root) / "A/RES/99"


def page(site: Path, number: int) -> str:
    return (site / f"{number}.html").read_text(encoding="utf-8")


def words(markup: str) -> str:
    """Give the words that a reader sees, with one space between them."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def section(page: str, name: str) -> str:
    """Give the section whose heading has the id `name`."""
    found = re.search(rf'<section [^>]*aria-labelledby="{name}">.*?</section>', page, re.DOTALL)
    assert found, name
    return found[0]


def fact(page: str, label: str) -> str:
    found = re.search(rf"<dt>{label}</dt><dd>(.*?)</dd>", page, re.DOTALL)
    assert found, label
    return found[1]


def test_a_rejected_text_is_nowhere_called_adopted(site: Path) -> None:
    found = page(site, 1)
    assert "Draft resolution rejected by the General Assembly on 2 December 2044" in found
    assert 'content="A/RES/99/1, rejected by the General Assembly on 2 December 2044' in found
    assert words(fact(found, "Rejected")).startswith("Recorded vote, meeting 61, 2 December 2044")
    assert "General Assembly draft resolution 99/1" in found
    assert "adopted by" not in words(found)
    assert "<dt>Adopted</dt>" not in found


def test_a_part_adopted_alone_has_its_own_words_and_closing_lines(site: Path) -> None:
    found = page(site, 2)
    text = words(found[found.index('<div class="doc"') : found.index('aria-labelledby="vote"')])
    first, second = text.index("A Lamps"), text.index("B Bells")
    assert "Meeting 61 · Vote, not recorded by name" in text[first:second]
    assert "61st plenary meeting 2 December 2044" in text[first:second]
    own = text[second:]
    assert "Adopted on 9 December 2044 · Meeting 64 · By consensus" in own
    assert "[on the report of the Fifth Committee ( A/99/801 )]" in own
    assert own.index("64th plenary meeting 9 December 2044") < own.index("Rules of the bells")
    assert text.count("plenary meeting") == 2
    adopted = words(fact(found, "Adopted"))
    assert "Part A · Vote, not recorded by name, meeting 61, 2 December 2044" in adopted
    assert "Part B · By consensus, meeting 64, 9 December 2044" in adopted


def test_votes_on_parts_are_called_so(site: Path) -> None:
    found = page(site, 2)
    assert words(section(found, "vote")).startswith("Vote on part A Vote, not recorded by name. 33")
    assert words(section(found, "vote-B")) == "Vote on part B By consensus"
    assert '<a href="#vote-B"' in found


def test_a_vote_without_figures_shows_its_ballots(site: Path) -> None:
    found = section(page(site, 3), "vote")
    assert words(found).startswith("Vote Unanimously Japan later said that it had meant to vote")
    assert found.index("Unanimously") < found.index("France") < found.index("vote-1")


def test_separate_votes_name_their_place_and_list_their_ballots(site: Path) -> None:
    whole = page(site, 3)
    found = section(whole, "vote")
    assert '<h3 id="vote-1">Separate vote: <a href="#op2">para. 2</a></h3>' in found
    assert '<h3 id="vote-2">Separate vote: the third amendment</h3>' in found
    first = words(found[found.index("vote-1") : found.index("vote-2")])
    assert "Retained. 2 in favour, 1 against." in first
    assert "Italy Against" in first
    assert '<a href="#vote-1">Retained by a separate vote</a>' in whole


def test_nobody_is_counted_only_where_somebody_is(site: Path) -> None:
    found = words(section(page(site, 1), "vote"))
    assert "1 in favour, 2 against." in found
    assert "abstaining" not in found


def test_printed_numbers_of_headings_and_instruments_are_shown(site: Path) -> None:
    found = words(page(site, 4))
    assert "I. Of what was" in found
    assert "II. Of what is asked" in found
    assert "Declaration IV Of oars" in found


def test_every_note_leads_back_to_each_mark(site: Path) -> None:
    found = page(site, 4)
    ids = set(re.findall(r' id="([^"]*)"', found))
    marks = re.findall(r'<button class="r" id="([^"]*)"[^>]*popovertarget="([^"]*)"', found)
    assert {target for _, target in marks} == {"pop1", "pop2", "pop3", "annex.pop1"}
    assert len(marks) == 8
    for name, target in marks:
        assert target in ids
        assert f'href="#{name}" role="doc-backlink"' in found
    listed = words(section(found, "notes"))
    assert "1 A title. title" in listed
    assert "3 Of the table. Table note 2" in listed
    assert "Annex 1 Of the annex. Annex, para. 1 Annex, Table" in listed
    assert '<h3 id="notes-annex"' in found


def test_a_mark_without_its_note_is_no_button(site: Path) -> None:
    assert "popovertarget" not in page(site, 1)


def test_corrigenda_say_what_they_have_and_link_what_is_there(site: Path) -> None:
    found = section(page(site, 4), "corrigenda")
    assert '<a href="#top"><bdi>title</bdi></a>' in found
    assert 'href="#agenda"' not in found
    assert '<a href="#op1.a"><bdi>para. 1 (a)</bdi></a>' in found
    said = words(found)
    assert "Instead of harbors the text above" in said
    assert "Read boats . The text above" in said
    assert "For rowe read row . The text above" in said


def test_citations_are_links_wherever_they_stand(site: Path) -> None:
    found = page(site, 4)
    for number, printed in ((7, "the chart"), (12, "their papers"), (13, "Paper"), (15, "B")):
        assert re.search(rf'<a class="c" href="[^"]*A/99/{number}[^"]*">{printed}</a>', found)


def test_the_facts_are_all_there(site: Path) -> None:
    found = page(site, 4)
    assert words(fact(found, "Adopted")).startswith("Meeting 61, Saltmere, 2 December 2044")
    assert words(fact(found, "Goals and targets")) == "SDG 14 SDG 14.2"
    assert words(fact(found, "Meeting record")) == "A/99/PV.61"
    document = words(fact(found, "Document"))
    assert document == "Original: French Distribution: general Job number 44-12345"
    assert words(fact(found, "Also known as")) == "The harbour text"
    assert "Typed from a worn copy." in words(fact(found, "Source"))
    assert "France (main sponsor)" in words(fact(found, "Sponsors"))
    assert re.search(r'<a href="[^"]*A/99/L.2[^"]*"><bdi>A/99/L.2</bdi></a>', found)


def test_markup_of_remarks_is_read(site: Path) -> None:
    found = page(site, 4)
    for remark in (
        "as <em>orally</em> revised",
        "The <em>Mare</em> panel",
        "In <em>part</em> only.",
        "The <em>French</em> text has bateaux.",
    ):
        assert remark in found


def test_a_relation_says_where(site: Path) -> None:
    found = section(page(site, 4), "relations")
    assert '<span class="sm">Here: <a href="#op1"><bdi>para. 1</bdi></a></span>' in found


def test_first_words_are_cut_between_words() -> None:
    assert shorten("To survey the breakwaters, the piers and the moles") == (
        "To survey the breakwaters, the piers and…"
    )
    assert shorten("To survey") == "To survey"


PLACES = {
    "pp1": {"en": "preambular para. 1", "fr": "al. 1 du préambule", "zh": "序言部分第1段"},
    "op1.a": {"en": "para. 1 (a)", "fr": "par. 1 a)", "ar": "الفقرة 1 (أ)"},
    "op2.embed.p1": {"en": "para. 2, Declaration IV, para. 1"},
    "op~1": {"en": "Hopes that nobody will ever have to row…"},
    "note2": {"en": "note 2", "ru": "сноска 2"},
    "annex.note1": {"en": "Annex, note 1", "es": "Anexo, nota 1"},
    "annex.t1": {"en": "Annex, Table"},
    "op1.heading": {"en": "para. 1"},
    "title": {"en": "title", "fr": "titre"},
    "agenda1": {"en": "agenda item"},
    "basis": {"en": "basis of adoption"},
    "op7": {"en": "para. 7", "ru": "пункт 7"},
    "elsewhere": {"en": "elsewhere"},
    "enacting": {"en": "formula"},
}


@pytest.fixture(scope="module")
def structures() -> Resolution:
    return read_text((HEAD.format(number=4) + STRUCTURES).encode())


@pytest.mark.parametrize("place", PLACES)
def test_places_have_names(structures: Resolution, place: str) -> None:
    for language, name in PLACES[place].items():
        assert name_places(structures, language).name(place) == name
    for language in spoken_languages():
        assert name_places(structures, language).name(place)


def test_a_declared_defect_is_said_with_its_rule(site: Path) -> None:
    defects = section(page(site, 1), "defects")
    assert "The only paragraph of the document is paragraph 1 <of 1>." in words(defects)
    assert 'href="../../../rules/NUM02.html"' in defects
    assert "#defects" in page(site, 1) and "defects" not in page(site, 2)
