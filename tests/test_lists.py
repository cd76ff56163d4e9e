"""Pages that list texts: how texts stand, sessions, States, cited documents, names by language."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest

from evidence.sites import HARBOUR
from whereas.analysis.texts import iter_texts
from whereas.judging import checked
from whereas.model.catalogue import Catalogue, FieldEntry, TableEntry
from whereas.project import load_project
from whereas.rulebook import load_rules
from whereas.site.inverses import Cited, Related, collect_inverses, inverses_of
from whereas.site.names import isolate_topic, organization_name
from whereas.site.pages.bodies import group_texts
from whereas.site.pages.cited import absent_documents
from whereas.site.pages.data import find_examples
from whereas.site.pages.kinds import SiteSource, find_example, plan_pages
from whereas.site.pages.states import collect_records
from whereas.site.search.documents import find_heads, iter_names
from whereas.site.shell import Page
from whereas.site.words import Phrases

LANGUAGES = ("en", "ar", "fr")
NOT_ADOPTED = {
    "HA/RES/11/9": "superseded",
    "CC/2043-052": "rescinded",
    "CC/2045-012": "rejected",
}
PageAt = Callable[[str], Page]
_TAG = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def source() -> SiteSource:
    """Give what the pages of the demonstration are made from."""
    project = load_project(HARBOUR)
    corpus, _ = checked(project)
    catalogue = Catalogue((), (), (), load_rules())
    return SiteSource(project.publication, corpus, tuple(iter_texts(corpus)), catalogue)


@pytest.fixture(scope="module")
def page_at(source: SiteSource) -> PageAt:
    """Give `page_at(path)`: that page of the demonstration."""
    plans = {plan.path: plan for plan in plan_pages(source)}
    return lambda path: plans[path].make()


def lines(page: Page, tag: str = "li") -> list[str]:
    """Give what the lines of a page's lists or tables say."""
    found = re.findall(rf"<{tag}>.*?</{tag}>", page.body)
    return [" ".join(unescape(_TAG.sub(" ", line)).split()) for line in found]


def prefix(language: str) -> str:
    return "" if language == "en" else f"{language}/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_say_which_texts_are_not_in_force(page_at: PageAt, language: str) -> None:
    words = Phrases(language, "record")
    listed = {
        "HA/RES/11/9": ("bodies/ha/11.html", "topics/seafarers.html"),
        "CC/2043-052": ("bodies/cc/2043.html", "topics/dredging.html"),
        "CC/2045-012": ("bodies/cc/2045.html", "index.html"),
    }
    for symbol, paths in listed.items():
        mark = f'<b class="st">{words[f"status_of_{NOT_ADOPTED[symbol]}"]}</b>'
        for path in paths:
            body = page_at(prefix(language) + path).body
            holding = [line for line in re.findall(r"<(?:li|tr)>.*", body) if symbol in line]
            assert len(holding) == 1, (symbol, path)
            assert mark in holding[0]
            assert body.count('<b class="st">') == 1


def test_sessions_stand_in_the_order_of_their_days(source: SiteSource) -> None:
    groups = group_texts(source)
    assert list(groups["ha"]) == ["14", "13", "S-2", "12", "11"]
    assert list(groups["cc"]) == ["2045", "2044", "2043"]


def test_a_session_has_its_days_its_body_and_its_neighbours(page_at: PageAt) -> None:
    page = page_at("bodies/ha/S-2.html")
    assert page.title == "Second special session, Assembly of the Harbour States"
    assert page.description == (
        "2 texts, from 26 May 2044 to 27 May 2044. "
        "The session opened on 24 May 2044 and closed on 27 May 2044."
    )
    near = re.findall(r'<a rel="(\w+)" href="([^"]+)">', page.body)
    assert near == [("prev", "../../bodies/ha/12.html"), ("next", "../../bodies/ha/13.html")]
    year = page_at("bodies/cc/2043.html")
    assert year.title == "2043, City Council of Saltmere"
    assert year.description == "1 text, of 10 November 2043."
    assert 'rel="prev"' not in year.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_sessions_differ_in_their_titles(source: SiteSource, language: str) -> None:
    plans = [p for p in plan_pages(source) if p.kind == "session" and p.language == language]
    titles = [plan.make().title for plan in plans]
    assert len(set(titles)) == len(titles) == 8


def test_a_row_says_what_kind_of_text_it_is_and_how_it_was_decided(page_at: PageAt) -> None:
    rows = {row.split()[0]: row for row in lines(page_at("bodies/ha/11.html"), "tr")}
    assert rows["11/3"].endswith("20 November 2042 Without a vote")
    assert "Decision" in rows["11/401"]
    assert "Decision" not in rows["11/3"]
    (statement,) = [row for row in lines(page_at("bodies/ha/13.html"), "tr") if "Statement" in row]
    assert statement.startswith("13/1 ")
    (counted,) = lines(page_at("bodies/cc/2043.html"), "tr")[-1:]
    assert counted.endswith("10 November 2043 5\N{EN DASH}4\N{EN DASH}0")


def test_the_ballots_of_separate_votes_stand_on_the_pages_of_states(
    source: SiteSource, page_at: PageAt
) -> None:
    records = collect_records(source)
    assert records["XAM"].votes() == 3
    against = [(ballot.symbol, ballot.on) for ballot in records["XAM"].cast["against"]]
    assert ("HA/RES/12/15", "op4") in against
    page = page_at("states/XAM.html")
    assert (
        '<a href="../HA/RES/12/15.html#vote-1"><bdi>Separate vote: para. 4</bdi></a>' in page.body
    )


def test_who_did_not_vote_cast_no_vote(source: SiteSource, page_at: PageAt) -> None:
    record = collect_records(source)["XNA"]
    cast = [name for name in ("in_favour", "against", "abstaining") if name in record.cast]
    assert record.votes() == sum(len(record.cast[name]) for name in cast)
    assert "not_voting" in record.cast
    assert [(b.symbol, b.meant) for b in record.intended] == [("HA/RES/13/5", "in_favour")]
    page = page_at("states/XNA.html")
    assert page.description.startswith(Phrases("en", "lists").count("votes", record.votes()))
    heading = page.body.index(Phrases("en", "lists")["vote_intended"])
    assert '#vote"><bdi>In favour</bdi>' in page.body[heading:]


def test_relations_and_citations_are_turned_round(source: SiteSource) -> None:
    inverses = collect_inverses(source)
    replaced = inverses_of(inverses, "HA/RES/11/9").relations
    assert Related("HA/RES/13/8", "supersedes", None) in [
        Related(entry.symbol, entry.kind, None) for entry in replaced
    ]
    amended = [(entry.symbol, entry.kind) for entry in inverses["CC/2044-017"].relations]
    assert amended == [("CC/2044-046", "amends")]
    cited = inverses["HA/RES/12/4"].citations
    assert Cited("CC/2044-017", "pp2", "resolution 12/4 of 19 November 2043") in cited
    assert list(inverses["HA/RES/12/4"].places()) == list(dict.fromkeys(c.symbol for c in cited))
    assert inverses_of(inverses, "HA/RES/99/1").relations == ()


def test_every_inverse_answers_a_relation_or_a_citation(source: SiteSource) -> None:
    """What the texts say and what is said of documents are the same pairs."""
    inverses = collect_inverses(source)
    said = {
        (text.symbol, relation.kind, held.symbol if held else relation.to)
        for text in source.corpus
        for relation in text.relations
        for held in [source.corpus.find(relation.to)]
    }
    turned = {(r.symbol, r.kind, to) for to, held in inverses.items() for r in held.relations}
    assert turned == {pair for pair in said if pair[0] != pair[2]}
    assert not any(c.symbol == to for to, held in inverses.items() for c in held.citations)


def test_targets_of_relations_have_a_page_as_cited_documents_have(source: SiteSource) -> None:
    absent = absent_documents(source, collect_inverses(source))
    assert {"HA/RES/13/14", "HA/S-2/3", "HA/RES/10/3", "HA/12/388"} <= absent.keys()
    assert not any(source.corpus.find(symbol) for symbol in absent)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cited_document_has_a_page_in_each_language(page_at: PageAt, language: str) -> None:
    page = page_at(f"{prefix(language)}HA/RES/10/3.html")
    assert not page.indexed
    assert [tag for tag, _ in page.alternates] == list(LANGUAGES)
    place = Phrases(language, "search").fill("preambular", n=1)
    assert f'#pp1"><bdi>{place}</bdi></a>' in page.body
    assert page.body.count('aria-current="page"') == 1


def test_a_citing_text_is_named_by_its_title_and_its_day(page_at: PageAt) -> None:
    found = [line for line in lines(page_at("HA/RES/10/3.html")) if "12/4" in line]
    assert found == [
        "Tide tables and the exchange of tidal data HA/RES/12/4 · 19 November 2043 "
        "preambular para. 1"
    ]
    part = lines(page_at("HA/RES/13/14.html"))
    assert any("Has as part · HA/RES/13/14 B" in line for line in part)


def test_topics_and_organizations_are_named_in_the_language_of_the_page(
    source: SiteSource, page_at: PageAt
) -> None:
    assert isolate_topic(source, "pilotage", "ar") == "إرشاد السفن"
    assert page_at("fr/topics/lighthouses.html").title == "Phares et bouées"
    assert organization_name(source, "ha", "fr") == "États portuaires"
    assert organization_name(source, "cc", "es") == "City of Saltmere"
    # A label that a language lacks is marked as what it is.
    assert isolate_topic(source, "pilotage", "es") == '<bdi lang="en" dir="ltr">Pilotage</bdi>'


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_symbol_is_known_to_the_search_of_each_language(
    source: SiteSource, language: str
) -> None:
    absent = absent_documents(source, collect_inverses(source))
    names = list(iter_names(source, language, absent))
    own = {text.symbol for text in source.corpus if source.corpus.version(text.symbol, language)}
    named = {name.symbol for name in names if name.held}
    assert own | named == {text.symbol for text in source.corpus} | {
        f"{text.symbol} {part.letter}" for text in source.corpus for part in text.parts
    }
    assert not own & named
    assert {n.symbol for n in names if not n.held} == absent.keys()
    paths = {plan.path for plan in plan_pages(source)}
    assert {name.path.partition("#")[0] for name in names} <= paths


def test_the_numbers_of_all_bodies_may_stand_alone(source: SiteSource) -> None:
    assert find_heads(source) == {"CC/", "HA/RES/", "HA/DEC/", "HA/PRST/"}


def test_examples_are_of_the_publication(source: SiteSource, page_at: PageAt) -> None:
    assert find_example(source.corpus) == "14/2"
    assert "14/2" in page_at("search/index.html").body
    assert "76/159" not in page_at("search/index.html").body
    place = FieldEntry("parent", "Place", "", "string", "A/RES/76/159#op5", False, ())
    url = FieldEntry("url", "Address", "", "string", "https://x.org/A/RES/76/159", False, ())
    field = FieldEntry("symbol", "Symbol", "", "string", "A/RES/76/159", True, ())
    note = FieldEntry("note", "Note", "", "string", "A remark", False, ())
    table = TableEntry(
        "texts", "", "", (field, note, place, url), (), (), 1, (("CC/2044-017", "", "", ""),), ()
    )
    assert find_examples(source, table) == {
        "symbol": "CC/2044-017",
        "note": "A remark",
        "parent": "HA/RES/14/2#op5",
        "url": "https://documents.harbour.example/en/HA/RES/14/2",
    }


def test_headings_of_rules_begin_with_a_capital(page_at: PageAt) -> None:
    headings = re.findall(r"<h2 id=[^>]+>(.)", page_at("rules/index.html").body)
    assert headings
    assert all(letter == letter.upper() for letter in headings)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_text_says_what_others_are_to_it_and_which_cite_it(
    page_at: PageAt, language: str
) -> None:
    page = page_at(f"{prefix(language)}HA/RES/12/4.html")
    words = Phrases(language, "record")
    relations, citing = page.body.split('<h2 id="relations">')[1].split('<h2 id="cited-by">')
    assert f"{words['inverse_follows']} · <bdi>HA/RES/13/2</bdi>" in relations
    assert f"{words['inverse_implements']} · <bdi>CC/2044-017</bdi>" in relations
    assert '#pp2"><bdi>' in citing
    assert [entry.id for entry in page.outline][-4:] == ["relations", "cites", "cited-by", "cite"]


def test_a_text_that_none_names_has_no_such_panels(source: SiteSource, page_at: PageAt) -> None:
    named = collect_inverses(source)
    unnamed = [text.symbol for text in source.corpus if text.symbol not in named]
    assert unnamed
    for symbol in unnamed:
        page = page_at(f"{symbol.replace(' ', '')}.html")
        assert 'id="cited-by"' not in page.body
        assert "cited-by" not in {entry.id for entry in page.outline}
