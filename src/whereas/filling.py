"""Everything that is made of the texts, written into a site: documents, data, pages, search.

Says in the author's terms what the author did wrong; decides nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from whereas.analysis.texts import iter_texts
from whereas.corpus import Corpus
from whereas.exporters.formats import FORMATS, iter_documents
from whereas.model.catalogue import Catalogue
from whereas.output.paths import PathClash
from whereas.output.seal import SealError
from whereas.output.staging import Stage
from whereas.output.tree import Tree
from whereas.project import Project
from whereas.rulebook import load_rules
from whereas.site.author import find_sources, refuse_clash, refuse_faults
from whereas.site.build import RenderFrame, iter_site
from whereas.site.interface import spoken_languages
from whereas.site.pages.kinds import SiteSource
from whereas.site.search.documents import iter_indexes
from whereas.site.written import find_translations
from whereas.tables.package import write_package
from whereas.tables.table import Source
from whereas.work.executor import map_batches

_BATCH = 250
"""Texts a batch: large enough to make workers pay, small enough to keep memory flat."""


def fill(
    project: Project,
    corpus: Corpus,
    out: Stage | Tree,
    render: RenderFrame,
    instant: str,
    *,
    jobs: int = 1,
    spoken: tuple[str, ...] = spoken_languages(),
) -> None:
    """Write everything that is made of the texts: documents, data, pages, search.

    `spoken` are the languages in which the site may speak.
    """
    publication = project.publication
    texts = tuple(iter_texts(corpus))
    documents = iter_documents(texts, corpus.registers, publication.documents, publication.language)
    _write_all(out, documents)
    package, tables = write_package(
        Source(corpus, texts, publication.url, publication.language),
        publication,
        instant,
        out.write,
        lambda path, members: out.write_zip(path, _packed(out, members)),
    )
    formats = tuple(FORMATS[key].entry() for key in publication.documents)
    catalogue = Catalogue((package,), tables, formats, load_rules())
    translated = find_translations(project.pages)
    source = SiteSource(publication, corpus, texts, catalogue, spoken, translated)
    _write_all(out, iter_site(source, render))
    run = partial(map_batches, jobs=jobs, size=_BATCH)
    _write_all(out, iter_indexes(source, run))


@contextmanager
def author_told(project: Project) -> Iterator[None]:
    """Let what is wrong with hand-written pages alone be the author's to mend, and no bug."""
    try:
        yield
    except SealError as error:
        refuse_faults(error.faults, find_sources(project.pages, project.publication.language))
        raise
    except PathClash as error:
        sources = find_sources(project.pages, project.publication.language)
        refuse_clash(str(error), error.paths, sources)
        raise


def _write_all(out: Stage | Tree, files: Iterable[tuple[str, bytes]]) -> None:
    for path, data in files:
        out.write(path, data)


def _packed(
    out: Stage | Tree, members: Iterable[tuple[str, str | bytes]]
) -> Iterable[tuple[str, bytes]]:
    """Give the members of a zip, those named by path from what was written before."""
    for name, data in members:
        yield name, (out.folder / data).read_bytes() if isinstance(data, str) else data
