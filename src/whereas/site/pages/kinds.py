"""What a kind of page is: a function that plans its pages, registered under the kind's name.

A plan is cheap and says which shell its page needs; the page itself is made when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from whereas.analysis.texts import Text
from whereas.corpus import Corpus
from whereas.model.catalogue import Catalogue
from whereas.model.publication import Publication
from whereas.registry import Registry
from whereas.site.shell import Page, ShellKey


@dataclass(frozen=True, slots=True)
class SiteSource:
    """What pages are made from. `texts` are in the order of the corpus."""

    publication: Publication
    corpus: Corpus
    texts: Sequence[Text]
    catalogue: Catalogue


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
