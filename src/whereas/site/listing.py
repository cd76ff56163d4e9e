"""Lists of texts and of places, the same on every page that has one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from whereas.corpus import symbol_order
from whereas.model.markup import parse_markup, plain
from whereas.model.resolution import Resolution, Vote
from whereas.site.pages.kinds import SiteSource, in_languages, root_of
from whereas.site.shell import OutlineEntry, Page
from whereas.site.templating import render
from whereas.site.words import Phrases, format_date, format_number

NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: words with their address, and what is said of them."""

    words: str
    address: str
    about: str | Markup = ""
    language: str = ""
    """Language of the words where it is not the page's."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row of a table of texts."""

    number: str
    title: str
    address: str
    language: str
    date: str
    date_words: str
    vote: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a listing page: a heading, and either entries, rows of texts, or HTML."""

    id: str
    heading: str
    entries: tuple[Entry, ...] = ()
    rows: tuple[TextRow, ...] = ()
    body: Markup = NOTHING


def make_listing(
    source: SiteSource,
    kind: str,
    language: str,
    plain_path: str,
    *,
    heading: str,
    lead: str,
    sections: Iterable[Section],
    up: tuple[str, str] | None = None,
    everywhere: bool = True,
) -> Page:
    """Give a page of lists; `plain_path` is its path without a language's prefix.

    `up` is the words and plain path of the page above it. `everywhere` says that the page is
    there in all languages of the site.
    """
    path = source.prefix(language) + plain_path
    pages = in_languages(source, plain_path) if everywhere else ((language, path),)
    held = tuple(section for section in sections if section.entries or section.rows or section.body)
    body = render(
        "listing.html",
        ui=Phrases(language, "lists").namespace(),
        heading=heading,
        lead=lead,
        up=up and (up[0], root_of(path) + source.prefix(language) + quote(up[1])),
        sections=held,
        languages=language_links(source, pages, path),
    )
    return Page(
        path=path,
        kind=kind,
        language=language,
        title=heading,
        description=lead or heading,
        body=body,
        outline=tuple(OutlineEntry(section.id, section.heading) for section in held),
        alternates=alternates(pages),
    )


def alternates(pages: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Give the alternates of a page for search engines: none where it has one language only."""
    return pages if len(pages) > 1 else ()


def language_links(
    source: SiteSource, pages: Iterable[tuple[str, str]], path: str
) -> list[tuple[str, str, str, bool]]:
    """Give tag, endonym, address and whether it is this page's, for each language of a page."""
    registers, root = source.corpus.registers, root_of(path)
    links = [
        (key, registers.languages[key].endonym, root + quote(where), where == path)
        for key, where in pages
    ]
    return links if len(links) > 1 else []


def language_marks(source: SiteSource, language: str, page: str) -> Markup:
    """Give the attributes of words in `language` on a page in another; nothing in its own."""
    if language == page:
        return Markup("")
    direction = source.corpus.registers.languages[language].direction
    return Markup(' lang="{}" dir="{}"').format(language, direction)


def text_entries(
    source: SiteSource, symbols: Iterable[str], language: str, root: str
) -> Iterator[Entry]:
    """Give a line for each text, in the language that suits the page best."""
    for symbol in symbols:
        found = source.page_of(symbol, language)
        if found is None:
            continue
        version, path = found
        words = plain(parse_markup(version.title or "")) or symbol
        about = isolate(symbol, format_date(version.adoption.date, language))
        yield Entry(words, root + quote(path), about, _other(version.language, language))


def text_rows(
    source: SiteSource, resolutions: Iterable[Resolution], language: str, root: str
) -> tuple[TextRow, ...]:
    """Give a row for each text, by number as people count."""
    rows = []
    for resolution in sorted(resolutions, key=lambda r: symbol_order(r.symbol)):
        found = source.page_of(resolution.symbol, language)
        if found is None:
            continue
        version, path = found
        title = plain(parse_markup(version.title or ""))
        date = resolution.adoption.date
        rows.append(
            TextRow(
                number=resolution.number or resolution.symbol,
                title=title or resolution.symbol,
                address=root + quote(path),
                language=_other(version.language, language) if title else "",
                date=date,
                date_words=format_date(date, language),
                vote=vote_words(resolution.adoption.vote, language),
            )
        )
    return tuple(rows)


def isolate(latin: str, words: str) -> Markup:
    """Give a symbol and words beside it, each in its own direction."""
    return Markup("<bdi>{}</bdi> · {}").format(latin, words)


def vote_words(vote: Vote | None, language: str) -> str:
    """Give the figures of a vote: in favour, against, abstaining; a dash where there are none."""
    if vote is None or vote.tally is None:
        return "\N{EM DASH}"
    tally = vote.tally
    return "\N{EN DASH}".join(
        format_number(number, language)
        for number in (tally.in_favour, tally.against, tally.abstaining)
    )


def _other(language: str, page: str) -> str:
    return "" if language == page else language
