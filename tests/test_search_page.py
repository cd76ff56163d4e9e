"""The search page before a visitor: what is typed, what is found and said, where links lead."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from support.projects import build, make_project, write_text
from support.search_site import Document, load_corpus, write_search_site
from whereas.site.labels import format_label
from whereas.site.pages.search import script_words
from whereas.site.search.index import Named
from whereas.site.theming import theme_folder
from whereas.site.words import Phrases

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from support.browser import Visitor

Search = Callable[..., "Page"]
UNDER = "/papers/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a site with the invented texts; nothing may change it."""
    return write_search_site(tmp_path_factory.mktemp("site"), load_corpus())


@pytest.fixture
def search(folder: Path, serve_folder: Callable[..., str], visitor: Visitor) -> Search:
    """Give `search(query, more="")`: the search page once it has said what it found."""
    address = serve_folder(folder, UNDER)

    def run(query: str, more: str = "") -> Page:
        page = visitor.open(f"{address}search/index.html?q={quote(query)}{more}")
        finished(page)
        return page

    return run


@pytest.fixture
def search_in(
    tmp_path: Path, serve_folder: Callable[..., str], visitor: Visitor
) -> Callable[..., Page]:
    """Give `search_in(documents, query, language="en")`: the same over other texts."""

    def run(documents: list[Document], query: str, language: str = "en") -> Page:
        address = serve_folder(write_search_site(tmp_path, documents, language))
        page = visitor.open(f"{address}search/index.html?q={quote(query)}")
        finished(page)
        return page

    return run


def finished(page: Page) -> None:
    """Wait until the page says something else than that it is searching."""
    searching = sentences("searching")
    page.get_by_role("status").filter(has_text=re.compile("."), has_not_text=searching).wait_for()


def said(page: Page) -> str:
    return page.get_by_role("status").inner_text()


def sentences(name: str, **values: object) -> str:
    """Give what the interface says by this name."""
    return Phrases("en", "search").fill(name, **values)


def results(page: Page) -> Locator:
    return page.locator("#search-results li")


def symbols(page: Page) -> list[str]:
    return page.locator("#search-results bdi").all_inner_texts()


def marked(page: Page) -> list[str]:
    return page.locator("#search-results mark").all_inner_texts()


def text(symbol: str, title: str, *paragraphs: str, language: str = "en") -> Document:
    """Give an invented text."""
    return {
        "symbol": symbol,
        "aliases": [],
        "title": title,
        "language": language,
        "status": "adopted",
        "adoption": {"date": "2031-01-01"},
        "paragraphs": [
            {
                "id": f"op{n}",
                "kind": "operative",
                "num": str(n),
                "parent": None,
                "text": words,
                "opening": None,
            }
            for n, words in enumerate(paragraphs, 1)
        ],
        "notes": [],
        "fictional": True,
    }


def test_a_result_shows_title_symbol_date_and_words(search: Search, visitor: Visitor) -> None:
    page = search("apprenticeships")
    assert said(page) == sentences("found", n=1)
    (result,) = results(page).all()
    assert result.locator("a.ttl").inner_text() == "Keepers of tidal gates"
    assert result.locator(".sm").inner_text() == "H/RES/1/2 · 4 March 2031"
    assert result.locator("time").get_attribute("datetime") == "2031-03-04"
    assert result.locator("p.q").inner_text() == (
        "para. 2 Encourages apprenticeships of at least two winters."
    )
    assert result.locator("p.q em").inner_text() == "Encourages"
    assert marked(page) == ["apprenticeships"]
    assert page.title() == "apprenticeships · Search"
    assert page.get_by_role("searchbox").input_value() == "apprenticeships"
    assert visitor.complaints == []


def test_singular_and_plural_are_one_word(search: Search) -> None:
    found = symbols(search("lighthouse"))
    assert found == symbols(search("lighthouses"))
    assert set(found) == {"H/RES/1/1", "H/RES/1/2", "H/RES/2/1", "H/RES/3/3", "H/RES/4/2"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("apprenticeship winter", "apprenticeships"),
        ("sirens", "sirens"),
        ("siren dusk", "sirens"),
        ("herrings salted", "herring"),
        ("guided vessels", "guiding"),
        ("paints", "paintings"),
        ("stories quay", None),
        ("ports", "port"),
        ("portfolio", None),
    ],
)
def test_a_form_that_no_text_has_finds_the_others(
    search: Search, typed: str, found: str | None
) -> None:
    page = search(typed)
    assert (found in marked(page)) if found else "“" in said(page)


def test_accents_case_and_apostrophes_do_not_matter(search: Search) -> None:
    assert symbols(search("NAIVE cafe woman's")) == ["H/RES/3/3"]


def test_the_title_comes_first(search: Search) -> None:
    assert symbols(search("storm warnings"))[0] == "H/RES/1/3"
    assert symbols(search("council of pilots"))[0] == "H/RES/2/1"
    assert symbols(search("Lighthouses of the northern coast"))[:2] == ["H/RES/4/2", "H/RES/1/1"]


def test_the_last_word_may_be_unfinished(search: Search) -> None:
    page = search("dry lant")
    assert symbols(page)[0] == "H/RES/3/1"
    assert "lantern" in marked(page)
    assert said(search("lant dry")).startswith(sentences("unknown", words="“lant”"))


def test_texts_with_only_some_of_the_words_follow(search: Search) -> None:
    page = search("herring semaphores")
    assert said(page) == sentences("partly", n=2)
    assert set(symbols(page)) == {"K/RES/4/2", "H/RES/1/3"}


def test_a_word_of_no_text_is_named(search: Search) -> None:
    page = search("xylophone herring")
    assert said(page) == sentences("unknown", words="“xylophone”") + " " + sentences("partly", n=1)
    assert said(search("xylophone")) == sentences("unknown", words="“xylophone”") + " " + sentences(
        "none"
    )
    assert said(search("!?")) == sentences("none")
    assert not results(search("xylophone")).count()
    assert not page.get_by_role("link", name="More results").count()


def test_a_phrase_is_looked_for_as_it_stands(search: Search) -> None:
    assert symbols(search("dark winter")) != ["H/RES/2/1"]
    for typed in ('"dark winter"', "“dark winter”", "«Dark Winter»"):
        page = search(typed)
        assert symbols(page) == ["H/RES/2/1"]
        assert marked(page) == ["dark winter"]
        assert said(page) == sentences("found", n=1)
    # Both words are in that text, and nowhere side by side.
    assert said(search('"winter dark"')) == sentences("none")
    # A form of a word is not the word.
    assert symbols(search('"harbour master"')) == []
    assert set(symbols(search('"harbour masters"'))) == {"H/RES/1/1", "H/RES/4/2"}
    assert symbols(search('"harbour masters" autumn')) == ["H/RES/1/1"]
    assert symbols(search('"harbour xylophone"')) == []
    assert symbols(search('"of the inner harbour: vessels under sail"')) == ["H/RES/2/2 A"]


@pytest.mark.parametrize(
    ("query", "place", "name"),
    [
        ("sirens", "pp1", "preambular para. 1"),
        ("sirens semaphores cones", "pp1", "preambular para. 1"),
        ("cones dusk", "op1", "para. 1"),
        ("neighbouring weather stations", "op1.b", "para. 1 (b)"),
        ("almanac", "note1", "note 1"),
        ("kedge", "annexI.p1", "annex I"),
    ],
)
def test_a_result_leads_to_the_paragraph(search: Search, query: str, place: str, name: str) -> None:
    result = results(search(query)).first
    link = result.locator("p.q a")
    assert link.inner_text() == name
    assert str(link.get_attribute("href")).endswith(f"#{place}")
    assert link.get_attribute("href") == result.locator("a.ttl").get_attribute("href")


def test_a_long_paragraph_is_cut_round_its_words(search: Search) -> None:
    quoted = results(search("wheelhouse knocks")).locator("p.q").inner_text()
    assert quoted.startswith("para. 1 … ")
    assert "three knocks upon the wheelhouse door" in quoted
    assert quoted.endswith("the fare;")
    assert len(quoted) < 340
    assert search("passengers seat").locator("p.q").first.inner_text().endswith(" …")


def test_landing_marks_the_words_and_nothing_else(search: Search, visitor: Visitor) -> None:
    page = search("northern lighthouse")
    before = {
        result.locator("bdi").inner_text(): str(result.locator("a.ttl").get_attribute("href"))
        for result in results(page).all()
    }
    page.goto(before["H/RES/1/1"].replace("?hl=", "?none="))
    plain = page.locator(".doc").inner_text()
    page.goto(before["H/RES/1/1"])
    page.locator("mark").first.wait_for()
    assert page.locator("mark").all_inner_texts() == ["lighthouses", "lighthouse"]
    assert page.locator(".doc").inner_text() == plain
    assert page.url.endswith("/papers/H/RES/1/1.html#pp2")
    assert page.locator("#pp2").evaluate("place => place.matches(':target')")
    assert visitor.complaints == []


def test_landing_marks_phrases_over_the_borders_of_elements(search: Search) -> None:
    page = search('"calls upon the council" dusk')
    results(page).locator("p.q a").click()
    page.locator("mark").first.wait_for()
    assert page.locator("mark").all_inner_texts() == ["Calls", " upon the council", "dusk"]
    assert page.locator("#op1 em.o mark").inner_text() == "Calls"


@pytest.mark.parametrize(
    "typed", ["3/1", "h res 3 1", "H-RES-3-1.", "https://harbour.example/papers/H/RES/3/1.html"]
)
def test_a_symbol_goes_straight_to_its_text(
    folder: Path, serve_folder: Callable[..., str], visitor: Visitor, typed: str
) -> None:
    address = serve_folder(folder, UNDER)
    page = visitor.open(f"{address}search/index.html")
    page.get_by_role("searchbox").fill(typed)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}H/RES/3/1.html")
    page.go_back()
    assert page.url == f"{address}search/index.html"


def test_a_symbol_can_be_listed_instead(search: Search) -> None:
    page = search("3/1", "&jump=0")
    assert said(page).startswith(sentences("named", n=1))
    assert symbols(page)[0] == "H/RES/3/1"
    assert symbols(page).count("H/RES/3/1") == 1
    assert results(page).first.locator("a").first.get_attribute("href") == (
        page.url.split("search/")[0] + "H/RES/3/1.html"
    )
    page = search('"3/1"')
    assert page.url.endswith("%22")


def test_a_symbol_of_several_texts_lists_them_first(search: Search) -> None:
    page = search("4/2")
    assert said(page).startswith(sentences("named", n=2))
    assert symbols(page)[:2] == ["H/RES/4/2", "K/RES/4/2"]
    assert symbols(search("2/2"))[:2] == ["H/RES/2/2 A", "H/RES/2/2 B"]


def test_a_name_is_listed_first_and_does_not_jump(search: Search) -> None:
    page = search("lantern compact")
    # It is counted once, although it has the words as well.
    assert said(page) == sentences("named", n=1) + " " + sentences("partly", n=1)
    assert symbols(page)[0] == "H/RES/1/1"


def test_what_has_no_text_here_is_found_by_its_symbol(
    tmp_path: Path, serve_folder: Callable[..., str], visitor: Visitor
) -> None:
    names = [
        Named("H/RES/8/1", (), "H/RES/3/1.html"),
        Named("H/RES/8/2", (), "H/RES/3/2.html", held=False),
        Named("K/RES/8/2", (), "H/RES/3/3.html", held=False),
    ]
    address = serve_folder(write_search_site(tmp_path, load_corpus(), names=names), UNDER)
    page = visitor.open(f"{address}search/index.html?q=8/1")
    page.wait_for_url(f"{address}H/RES/3/1.html")
    page = visitor.open(f"{address}search/index.html?q=8/2")
    finished(page)
    assert said(page).startswith(sentences("named", n=2))
    assert sentences("unread", n=2) not in said(page)
    assert symbols(page)[:2] == ["H/RES/8/2", "K/RES/8/2"]
    assert results(page).first.locator("a.ttl").get_attribute("href") == (
        f"{address}H/RES/3/2.html"
    )


def test_a_query_without_results_is_offered_in_the_other_languages(search: Search) -> None:
    offer = search("xylophone").locator("#search-others")
    assert offer.is_visible()
    link = offer.locator("a")
    assert link.inner_text() == "Français"
    assert str(link.get_attribute("href")).endswith("search/fr/?q=xylophone")
    assert not search("herring").locator("#search-others").is_visible()


def test_a_text_that_is_not_in_force_says_so(search_in: Callable[..., Page]) -> None:
    documents = [
        {**text(f"H/RES/9/{n}", f"Buoy {n}", "A red buoy."), "status": status}
        for n, status in enumerate(("adopted", "rejected"), 1)
    ]
    page = search_in(documents, "buoy red")
    marks = {one.locator("bdi").inner_text(): one.locator(".st").all_inner_texts()
             for one in results(page).all()}  # fmt: skip
    assert marks == {"H/RES/9/1": [], "H/RES/9/2": ["Rejected"]}


def test_labels_are_those_of_the_language_at_each_depth(search: Search) -> None:
    page = search("sirens")
    found = page.evaluate(
        """async ([script, all]) => {
          const { nameOf } = await import(script);
          const paragraphs = [
            { id: "op2", kind: "operative", num: "2", parent: null },
            { id: "op2.b", kind: "item", num: "b", parent: "op2" },
            { id: "op2.b.ii", kind: "item", num: "ii", parent: "op2.b" },
          ];
          return all.map((names) => nameOf(paragraphs[2], paragraphs, names));
        }""",
        [
            page.url.split("search/")[0] + "assets/search/quoting.js",
            [script_words(language) for language in ("ar", "en", "fr")],
        ],
    )
    labels = [
        " ".join(format_label(num, depth, language) for depth, num in enumerate(("b", "ii"), 1))
        for language in ("ar", "en", "fr")
    ]
    names = [Phrases(language, "search").fill("operative", n=2) for language in ("ar", "en", "fr")]
    assert found == [f"{name} {label}" for name, label in zip(names, labels, strict=True)]


UNTITLED = """\
format: resolution/1
symbol: S/RES/242 (1967)
language: en
body: sc
number: 242 (1967)
adoption: {date: 1967-11-22, meeting: 1382}
enacting: The Security Council,
operative:
  - {num: 1, text: Affirms that wherries need *caulking*.}
fictional: true
"""


def test_published_texts_are_read_with_and_without_a_title(
    tmp_path: Path, serve_folder: Callable[..., str], visitor: Visitor
) -> None:
    root = make_project(tmp_path, texts=0)
    write_text(root, 1, title=r"'*General* care \[of wherries\][^1]'", words="Requests:")
    file = root / "content" / "resolutions" / "sc" / "1967" / "S_RES_242_1967.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(UNTITLED)
    page = visitor.open(f"{serve_folder(build(root), UNDER)}search/index.html?q=wherry")
    finished(page)
    assert said(page) == sentences("found", n=2)
    titled, untitled = sorted(results(page).all(), key=lambda result: result.inner_text())
    assert titled.locator("a.ttl").inner_text() == "General care [of wherries]"
    assert untitled.locator("a.ttl").inner_text() == "S/RES/242 (1967)"
    assert untitled.locator("p.q").inner_text() == "para. 1 Affirms that wherries need caulking."


def test_results_come_in_pages(search_in: Callable[..., Page]) -> None:
    documents = [text(f"H/RES/9/{n}", f"Buoy {n}", "A red buoy.") for n in range(1, 24)]
    page = search_in(documents, "buoy red")
    seen = []
    for first, length in ((1, 10), (11, 10), (21, 3)):
        assert page.locator("ol.list").evaluate("list => list.start") == first
        assert len(symbols(page)) == length
        assert said(page).startswith(sentences("found", n=23))
        seen += symbols(page)
        if length == 10:
            page.get_by_role("link", name="More results").click()
            page.wait_for_url(f"**/index.html?q=buoy+red&p={first // 10 + 2}")
            finished(page)
    assert said(page) == sentences("found", n=23) + " " + sentences("page", n=3)
    assert sorted(seen) == sorted(document["symbol"] for document in documents)
    assert page.get_by_role("link", name="More results").count() == 0
    page.go_back()
    finished(page)
    assert symbols(page) == seen[10:20]


def test_phrases_come_in_pages_too(search_in: Callable[..., Page]) -> None:
    documents = [
        text(f"H/RES/9/{n}", "Buoys", "A red buoy." if n % 2 else "A buoy, red.")
        for n in range(1, 50)
    ]
    page = search_in(documents, '"red buoy"')
    assert len(symbols(page)) == 10
    assert sentences("looked", n=30, all=49) in said(page)
    page.goto(page.url + "&p=3")
    finished(page)
    assert len(symbols(page)) == 5
    assert said(page) == sentences("found", n=25) + " " + sentences("page", n=3)


def test_one_text_is_a_collection_too(search_in: Callable[..., Page]) -> None:
    page = search_in([text("H/RES/1/1", "Lighthouses", "Calls upon every port.")], "port lights")
    assert said(page) == sentences("unknown", words="“lights”") + " " + sentences("partly", n=1)
    page.goto(page.url.split("?")[0] + "?q=lighthouse")
    finished(page)
    assert symbols(page) == ["H/RES/1/1"]
    assert results(page).locator("p.q").count() == 0


def test_common_words_alone_are_found(search_in: Callable[..., Page]) -> None:
    documents = [
        text(f"H/RES/9/{n}", f"Buoy {n}", "The sea and the sky." if n % 10 else "Nothing.")
        for n in range(1, 61)
    ]
    page = search_in(documents, "the sea")
    assert said(page) == sentences("found", n=54)
    assert marked(page)[:3] == ["The", "sea", "the"]
    page.goto(page.url.split("?")[0] + "?q=sea+nothing")
    finished(page)
    assert said(page) == sentences("found", n=6)


def test_words_in_one_paragraph_go_before_words_all_over(search_in: Callable[..., Page]) -> None:
    together = text("H/RES/9/1", "Tides", *["Of tides."] * 9, "The periodic tidal review." * 2)
    apart = text("H/RES/9/2", "Review", "A review. Review!", "Tidal review.", "Periodic.")
    page = search_in([together, apart], "periodic tidal review")
    assert symbols(page) == ["H/RES/9/1", "H/RES/9/2"]


def test_hostile_words_are_shown_and_never_run(search: Search, visitor: Visitor) -> None:
    page = search("markup condemns moored")
    hostile = "<img src=x onerror=\"document.title='broken'\">"
    title = f"Markup <b>and</b> other {hostile} dangers"
    assert page.locator("a.ttl").first.inner_text() == title
    assert hostile in results(page).first.locator("p.q").inner_text()
    assert page.locator("main img, main b").count() == 0
    page = search(f"{hostile}</script><script>document.title='broken'</script>")
    assert page.get_by_role("searchbox").input_value().startswith("<img")
    page.locator("a.ttl").first.click()
    page.wait_for_url("**/H/RES/3/2.html*")
    assert "broken" not in page.title().split("·")[0].split("<")[0]
    assert visitor.complaints == []


def test_missing_parts_are_told(
    tmp_path: Path, serve_folder: Callable[..., str], visitor: Visitor
) -> None:
    folder = write_search_site(tmp_path, load_corpus())
    address = serve_folder(folder)
    (folder / "H/RES/1/2.json").unlink()
    page = visitor.open(f"{address}search/index.html?q=gates")
    finished(page)
    assert said(page) == sentences("found", n=1) + " " + sentences("unread", n=1)
    assert results(page).locator("a.ttl").inner_text() == "H/RES/1/2"
    for file in (folder / "search/en").glob("words-*.bin"):
        file.unlink()
    page.reload()
    finished(page)
    assert said(page) == sentences("failed")
    (folder / "search/en/directory.bin").write_bytes(b"no deflate")
    page.reload()
    finished(page)
    assert said(page) == sentences("failed")


def test_without_a_query_nothing_is_fetched_or_said(
    folder: Path, serve_folder: Callable[..., str], visitor: Visitor
) -> None:
    page = visitor.open(serve_folder(folder) + "search/index.html?q=+")
    assert said(page) == ""
    assert not page.locator("#search-results").is_visible()
    assert not [url for url in visitor.requests if url.endswith((".bin", ".json"))]


def test_without_javascript_there_is_a_way_on(
    folder: Path, serve_folder: Callable[..., str], new_visitor: Callable[..., Visitor]
) -> None:
    visitor = new_visitor(java_script_enabled=False)
    page = visitor.open(serve_folder(folder) + "search/index.html?q=gates")
    assert page.get_by_role("link", name="home").is_visible()
    assert not page.locator("#search-results").is_visible()


@pytest.mark.parametrize(
    ("language", "query", "paragraph", "marks"),
    [
        ("fr", "resolution egale", "L’égalité des résolutions égales", ["résolutions", "égales"]),
        ("ru", "еж", "Ёжик и ёж", ["ёж"]),
        ("ar", "الاسلحه", "نزع الأسلحة الكيميائية", ["الأسلحة"]),
        ("zh", "人权理", "联合国人权理事会", ["人权理"]),
    ],
)
def test_other_languages(
    search_in: Callable[..., Page], language: str, query: str, paragraph: str, marks: list[str]
) -> None:
    page = search_in([text("H/RES/1/1", "1", paragraph, language=language)], query, language)
    assert symbols(page) == ["H/RES/1/1"]
    assert set(marks) <= set(marked(page))
    results(page).locator("p.q a").click()
    page.locator(".doc mark").first.wait_for()
    assert set(marks) <= set(page.locator(".doc mark").all_inner_texts())


def test_the_script_is_small() -> None:
    import gzip

    assets = theme_folder() / "assets"
    files = [assets / "search.js", *sorted((assets / "search").glob("*.js"))]
    assert len(gzip.compress(b"".join(file.read_bytes() for file in files), 9)) < 11_000
