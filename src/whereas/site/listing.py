"""Lists of texts and of places, the same on every page that has one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from whereas.corpus import symbol_order
from whereas.model.markup import parse_markup, plain
from whereas.model.resolution import Resolution, Vote
from whereas.site.labels import capitalize
from whereas.site.pages.kinds import SiteSource, in_languages, root_of
from whereas.site.shell import OutlineEntry, Page
from whereas.site.templating import render
from whereas.site.words import Phrases, format_date, format_number

NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: words with their address, and what is said of them."""

    words: str | Markup
    address: str
    about: str | Markup = ""
    language: str = ""
    """Language of the words where it is not the page's."""
    mark: str = ""
    """How a text stands, where it is not simply adopted."""
    places: tuple[tuple[str, str], ...] = ()
    """Words and addresses of places within a text."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row of a table of texts; `kind` is empty for a resolution, `mark` for an adopted text.

    `counted` tells that `vote` has figures.
    """

    number: str
    title: str
    address: str
    language: str
    date: str
    date_words: str
    vote: str
    counted: bool
    kind: str
    mark: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a listing page: a heading, and either entries, rows of texts, or HTML."""

    id: str
    heading: str | Markup
    entries: tuple[Entry, ...] = ()
    rows: tuple[TextRow, ...] = ()
    body: Markup = NOTHING


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The page before (`rel` is `prev`) or after (`next`): its words and plain path."""

    rel: str
    words: str | Markup
    plain_path: str


def make_listing(
    source: SiteSource,
    kind: str,
    language: str,
    plain_path: str,
    *,
    heading: str | Markup,
    lead: str,
    sections: Iterable[Section],
    title: str = "",
    up: tuple[str | Markup, str] | None = None,
    neighbours: Iterable[Neighbour] = (),
    everywhere: bool = True,
) -> Page:
    """Give a page of lists; `plain_path` is its path without a language's prefix.

    `title` names the page where the heading alone does not tell it from others. `up` is the
    words and plain path of the page above it. `everywhere` says that the page is there in all
    languages of the site.
    """
    path = source.prefix(language) + plain_path
    pages = in_languages(source, plain_path) if everywhere else ((language, path),)
    held = tuple(section for section in sections if section.entries or section.rows or section.body)
    home = root_of(path) + source.prefix(language)
    body = render(
        "listing.html",
        ui=Phrases(language, "lists").namespace(),
        arrows=Phrases(language, "record").namespace(),
        heading=heading,
        lead=lead,
        up=up and (up[0], home + quote(up[1])),
        neighbours=[(near.rel, near.words, home + quote(near.plain_path)) for near in neighbours],
        sections=held,
        languages=language_links(source, pages, path),
    )
    return Page(
        path=path,
        kind=kind,
        language=language,
        title=title or _plain(heading),
        description=lead or title or _plain(heading),
        body=body,
        outline=tuple(OutlineEntry(section.id, _plain(section.heading)) for section in held),
        alternates=alternates(pages),
    )


def _plain(words: str | Markup) -> str:
    return words.striptags() if isinstance(words, Markup) else words


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
        if found is not None:
            yield _text_entry(*found, language, root)


def _text_entry(version: Resolution, path: str, language: str, root: str) -> Entry:
    title = plain(parse_markup(version.title or ""))
    return Entry(
        title or version.symbol,
        root + quote(path),
        isolate(version.symbol, format_date(version.adoption.date, language)),
        _other(version.language, language) if title else "",
        status_mark(version, language),
    )


def text_rows(
    source: SiteSource, resolutions: Iterable[Resolution], language: str, root: str
) -> tuple[TextRow, ...]:
    """Give a row for each text, by number as people count."""
    rows = []
    for resolution in sorted(resolutions, key=lambda r: symbol_order(r.symbol)):
        found = source.page_of(resolution.symbol, language)
        if found is not None:
            rows.append(_text_row(*found, language, root))
    return tuple(rows)


def _text_row(version: Resolution, path: str, language: str, root: str) -> TextRow:
    title = plain(parse_markup(version.title or ""))
    vote, date = version.adoption.vote, version.adoption.date
    return TextRow(
        number=version.number or version.symbol,
        title=title or version.symbol,
        address=root + quote(path),
        language=_other(version.language, language) if title else "",
        date=date,
        date_words=format_date(date, language),
        vote=vote_words(vote, language),
        counted=bool(vote and vote.tally),
        kind=kind_words(version, language),
        mark=status_mark(version, language),
    )


def isolate(latin: str, words: str) -> Markup:
    """Give a symbol and words beside it, each in its own direction."""
    return Markup("<bdi>{}</bdi> · {}").format(latin, words)


def status_mark(resolution: Resolution, language: str) -> str:
    """Give how a text stands in words of the page; nothing where it is simply adopted."""
    if resolution.status == "adopted":
        return ""
    return Phrases(language, "record")[f"status_of_{resolution.status}"]


def kind_words(resolution: Resolution, language: str) -> str:
    """Give the kind of a text in words of the page; nothing for a resolution, the usual kind."""
    if resolution.type == "resolution":
        return ""
    return capitalize(Phrases(language, "record")[f"kind_{resolution.type}"])


def vote_words(vote: Vote | None, language: str) -> str:
    """Give the figures of a vote: in favour, against, abstaining.

    Without figures how the text was decided; a dash where that is not known.
    """
    if vote is None:
        return "\N{EM DASH}"
    if vote.tally is None:
        return Phrases(language, "record")[f"method_{vote.method}"]
    tally = vote.tally
    return "\N{EN DASH}".join(
        format_number(number, language)
        for number in (tally.in_favour, tally.against, tally.abstaining)
    )


def _other(language: str, page: str) -> str:
    return "" if language == page else language
