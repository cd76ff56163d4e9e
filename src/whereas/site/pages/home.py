"""The stamped panels of the home page; its first words are hand-written."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

from markupsafe import Markup

from whereas.model.markup import parse_markup, plain
from whereas.model.resolution import Resolution
from whereas.site.listing import alternates, language_links, text_entries
from whereas.site.pages.kinds import Plan, SiteSource, in_languages, page_kind, root_of
from whereas.site.pages.states import collect_records
from whereas.site.shell import Page
from whereas.site.templating import render
from whereas.site.words import Phrases

_LATEST = 5


@page_kind("home")
def plan_home(source: SiteSource) -> Iterator[Plan]:
    """Plan a home page in each language of the site."""
    for language in source.languages():
        path = f"{source.prefix(language)}index.html"
        yield Plan(path, "home", language, functools.partial(make_home, source, language))


def make_home(source: SiteSource, language: str) -> Page:
    """Give the home page in one language."""
    words = Phrases(language, "home")
    path = f"{source.prefix(language)}index.html"
    pages = in_languages(source, "index.html")
    newest = sorted(source.corpus, key=lambda r: (r.adoption.date, r.symbol), reverse=True)
    root = root_of(path)
    body = render(
        "home.html",
        ui=words.namespace(),
        examples=list(_examples(source, newest, language, root)),
        ways=list(_ways(source, words, root)),
        figures=list(_figures(source, words)),
        latest=list(text_entries(source, (r.symbol for r in newest[:_LATEST]), language, root)),
        languages=language_links(source, pages, path),
    )
    return Page(
        path=path,
        kind="home",
        language=language,
        title=source.publication.title,
        description=source.publication.description,
        body=body,
        alternates=alternates(pages),
    )


def _examples(
    source: SiteSource, newest: list[Resolution], language: str, root: str
) -> Iterator[tuple[str, str]]:
    """Give a symbol and two words of a title to begin with."""
    for resolution in newest[:1]:
        found = source.page_of(resolution.symbol, language)
        if found is None:
            continue
        version, path = found
        yield resolution.number or resolution.symbol, root + quote(path)
        title = plain(parse_markup(version.title or "")).split()
        if len(title) > 1 and version.language == language:
            example = " ".join(title[-2:])
            yield example, f"search/index.html?q={quote_plus(example)}"


def _ways(source: SiteSource, words: Phrases, root: str) -> Iterator[Markup]:
    """Give the ways in as an operative part: each a verb and its place, the last with a stop."""
    found = [("find", "search/index.html"), ("browse", "bodies/index.html")]
    if any(resolution.topics for resolution in source.corpus):
        found.append(("topics", "topics/index.html"))
    if collect_records(source):
        found.append(("states", "states/index.html"))
    cite = root + source.written_path("cite.html", words.language)
    found += [("cite", cite), ("take", "data/index.html")]
    for name, address in found:
        end = words["way_last" if name == found[-1][0] else "way_end"]
        verb = Markup('<em class="o">{}</em>').format(words[f"{name}_verb"])
        link = Markup('<a href="{}">{}</a>').format(address, words[f"{name}_link"])
        yield Markup(words[name]).format(verb=verb, link=link) + end


def _figures(source: SiteSource, words: Phrases) -> Iterator[tuple[str, str]]:
    """Give numbers of texts, of preambular and operative paragraphs, of citations."""
    kinds = ("preambular", "operative")
    counts = {
        "texts": len(source.corpus.resolutions),
        "paragraphs": sum(p.kind in kinds for r in source.corpus for p in r.paragraphs),
        "references": sum(
            1
            for text in source.texts
            if not text.resolution.is_translation
            for _ in text.iter_citations()
        ),
    }
    for name, number in counts.items():
        yield words.number(number), words.count(f"figure_{name}", number)
