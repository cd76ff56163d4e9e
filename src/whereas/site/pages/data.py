"""The downloads page with the data dictionary, made from the catalogue alone."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from whereas.site.pages.kinds import Plan, SiteSource, page_kind, root_of
from whereas.site.shell import OutlineEntry, Page
from whereas.site.templating import render
from whereas.site.words import Phrases

PATH = "data/index.html"


@page_kind("data")
def plan_data(source: SiteSource) -> Iterator[Plan]:
    """Plan the one downloads page."""
    yield Plan(PATH, "data", source.publication.language, functools.partial(make_data, source))


def make_data(source: SiteSource) -> Page:
    """Give the downloads page."""
    publication, catalogue = source.publication, source.catalogue
    words = Phrases(publication.language, "data")
    body = render(
        "data.html",
        ui=words.namespace(),
        words=words,
        root=root_of(PATH),
        packages=catalogue.packages,
        licence=publication.data,
        terms=publication.texts.terms,
        uses=list(_uses(source)),
        tables=catalogue.tables,
        keys=[(table.name, key) for table in catalogue.tables for key in table.foreign_keys],
    )
    sections = ("packages", "use", "tables", "keys")
    return Page(
        path=PATH,
        kind="data",
        language=publication.language,
        title=words["heading"],
        description=words["lead"],
        body=body,
        outline=tuple(OutlineEntry(name, words[name]) for name in sections),
    )


def _uses(source: SiteSource) -> Iterator[tuple[str, str]]:
    """Give one line a tool that loads the paragraphs from where the site stands."""
    for package in source.catalogue.packages:
        base = source.publication.url + package.descriptor.path.rpartition("/")[0]
        yield "pandas", f'pd.read_csv("{base}/paragraphs.csv")'
        yield "DuckDB", f"FROM '{base}/paragraphs.csv'"
        yield "R", f'readr::read_csv("{base}/paragraphs.csv")'
        yield "frictionless", f"frictionless validate {base}/datapackage.json"
