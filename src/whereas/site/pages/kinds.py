"""What a kind of page is: a function that plans its pages, registered under the kind's name.

A plan is cheap and says which shell its page needs; the page itself is made when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from whereas.analysis.texts import Text
from whereas.corpus import Corpus, page_path, plain_path
from whereas.model.catalogue import Catalogue
from whereas.model.publication import Publication
from whereas.model.resolution import Resolution
from whereas.registry import Registry
from whereas.site.interface import spoken_languages
from whereas.site.shell import Page, ShellKey


@dataclass(frozen=True, slots=True)
class SiteSource:
    """What pages are made from. `texts` are in the order of the corpus, in every language."""

    publication: Publication
    corpus: Corpus
    texts: Sequence[Text]
    catalogue: Catalogue
    spoken: tuple[str, ...] = spoken_languages()
    """Languages in which the site may speak."""
    translated: Collection[str] = ()
    """Paths of the hand-written pages that translate others: `fr/about.html`."""

    def languages(self) -> tuple[str, ...]:
        """Give the languages in which the site has pages, the default one first.

        Those of the texts that the interface speaks; a text in another language has its page
        among those of the default one.
        """
        default = self.publication.language
        spoken = set(self.corpus.languages()) & set(self.spoken)
        return default, *sorted(spoken - {default})

    def prefix(self, language: str) -> str:
        """Give what paths of pages in a language begin with: nothing, or `fr/`."""
        return "" if language == self.publication.language else f"{language}/"

    def written_path(self, path: str, language: str) -> str:
        """Give the path of a hand-written page in `language`, where it is translated."""
        own = self.prefix(language) + path
        return own if own in self.translated else path

    def interface(self, language: str) -> str:
        """Give the language in which the site speaks around a text in `language`."""
        return language if language in self.languages() else self.publication.language

    def page_of(self, symbol: str, language: str) -> tuple[Resolution, str] | None:
        """Give a text in the language that suits `language` best, and the path of its page.

        In the language itself, else in the site's own, else in that of its main file.
        """
        main = self.corpus.find(symbol)
        if main is None:
            return None
        default = self.publication.language
        version = (
            self.corpus.version(main.symbol, language)
            or self.corpus.version(main.symbol, default)
            or main
        )
        return version, page_path(version, default)

    def has_plain_page(self, resolution: Resolution) -> bool:
        """Tell whether a text is there in the language of pages without a prefix."""
        return self.corpus.version(resolution.symbol, self.publication.language) is not None

    def plain_path(self, resolution: Resolution) -> str:
        """Give the path of a text's page without a prefix."""
        return plain_path(resolution)


@dataclass(frozen=True, slots=True)
class Plan:
    """A page that will be made: its path, kind, language, and the function that makes it."""

    path: str
    kind: str
    language: str
    make: Callable[[], Page]

    @property
    def key(self) -> ShellKey:
        """Give the shell that the page needs."""
        return self.language, self.kind, self.path.count("/")


def newest_text(corpus: Corpus) -> Resolution | None:
    """Give the newest main text, which stands for all of them in examples."""
    return max(corpus, key=lambda r: (r.adoption.date, r.symbol), default=None)


def find_example(corpus: Corpus) -> str:
    """Give the number of the newest text, for readers to try; nothing where there is no text."""
    newest = newest_text(corpus)
    return (newest.number or newest.symbol) if newest else ""


Planner = Callable[[SiteSource], Iterable[Plan]]

KINDS: Registry[Planner] = Registry("kind of page", "whereas.site.pages")


def page_kind(name: str) -> Callable[[Planner], Planner]:
    """Register a function that plans the pages of the kind `name`."""
    return KINDS.add(name)


def plan_pages(source: SiteSource) -> tuple[Plan, ...]:
    """Give all pages of the site, by path."""
    plans = (plan for name in KINDS.load() for plan in KINDS[name](source))
    return tuple(sorted(plans, key=lambda plan: plan.path))


def root_of(path: str) -> str:
    """Give the way from a page to the root of the site: `../../` for `A/RES/1.html`."""
    return "../" * path.count("/")


def in_languages(source: SiteSource, path: str) -> tuple[tuple[str, str], ...]:
    """Give language and path of a page that the site has in each of its languages."""
    return tuple((language, source.prefix(language) + path) for language in source.languages())
