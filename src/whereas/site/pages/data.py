"""The downloads page with the data dictionary, made from the catalogue alone."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from whereas.model.catalogue import TableEntry
from whereas.site.listing import alternates, language_links, language_marks
from whereas.site.pages.kinds import (
    Plan,
    SiteSource,
    in_languages,
    newest_text,
    page_kind,
    root_of,
)
from whereas.site.shell import OutlineEntry, Page
from whereas.site.templating import render
from whereas.site.words import Phrases

PATH = "data/index.html"
_OF_SCHEMAS = "A/RES/76/159"
"""The text that the examples of the table schemas are about."""


@page_kind("data")
def plan_data(source: SiteSource) -> Iterator[Plan]:
    """Plan the page in each language of the site."""
    for language in source.languages():
        path = source.prefix(language) + PATH
        yield Plan(path, "data", language, functools.partial(make_data, source, language))


def make_data(source: SiteSource, language: str) -> Page:
    """Give the downloads page."""
    publication, catalogue = source.publication, source.catalogue
    words = Phrases(language, "data")
    path, pages = source.prefix(language) + PATH, in_languages(source, PATH)
    body = render(
        "data.html",
        ui=words.namespace(),
        words=words,
        root=root_of(path),
        languages=language_links(source, pages, path),
        packages=catalogue.packages,
        comma=Phrases(language, "numbers")["comma"],
        own=language_marks(source, publication.language, language),
        english=language_marks(source, "en", language),
        about=root_of(path) + source.written_path("about.html", language),
        licence=publication.data,
        terms=publication.texts.terms,
        uses=list(_uses(source)),
        tables=[(table, find_examples(source, table)) for table in catalogue.tables],
        keys=[(table.name, key) for table in catalogue.tables for key in table.foreign_keys],
    )
    sections = ("packages", "use", "tables", "keys")
    return Page(
        path=path,
        kind="data",
        language=language,
        title=words["heading"],
        description=words["lead"],
        body=body,
        alternates=alternates(pages),
        outline=tuple(OutlineEntry(name, words[name]) for name in sections),
    )


def find_examples(source: SiteSource, table: TableEntry) -> dict[str, str]:
    """Give an example of each field: of the table's own first rows, else that of its schema.

    What a schema says of its own text is said of one of the publication instead.
    """
    return {
        field.name: next(
            (row[at] for row in table.first_rows if row[at]), _adapted(source, field.example)
        )
        for at, field in enumerate(table.fields)
    }


def _adapted(source: SiteSource, example: str) -> str:
    text = newest_text(source.corpus)
    if text is None or _OF_SCHEMAS not in example:
        return example
    if example.startswith("https:"):
        return source.corpus.registers.official_url(text.symbol, text.language) or ""
    return example.replace(_OF_SCHEMAS, text.symbol)


def _uses(source: SiteSource) -> Iterator[tuple[str, str]]:
    """Give one line a tool that loads the paragraphs from where the site stands."""
    for package in source.catalogue.packages:
        base = source.publication.url + package.descriptor.path.rpartition("/")[0]
        yield "pandas", f'pd.read_csv("{base}/paragraphs.csv")'
        yield "DuckDB", f"FROM '{base}/paragraphs.csv'"
        yield "R", f'readr::read_csv("{base}/paragraphs.csv")'
        yield "frictionless", f"frictionless validate {base}/datapackage.json"
