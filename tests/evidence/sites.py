"""The two publications as built sites: the checkout's content, and the demonstration.

Each is built in a folder of its own, from links to its sources; the checkout stays as it is.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from support.projects import CHECKOUT, make_project
from whereas.project import load_project
from whereas.publish import build
from whereas.site.pages.kinds import KINDS, Plan, SiteSource, plan_pages

HARBOUR = CHECKOUT / "tests" / "publications" / "harbour"

WRITTEN = "written"
LOST = "404"
"""The kinds of the pages that no function plans."""


@dataclass(frozen=True, slots=True, order=True)
class BuiltPage:
    """A page of a site: its kind, its language and its path; `size` in bytes."""

    kind: str
    language: str
    path: str
    size: int


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A built publication: its folder, where it will stand, and its pages, sorted.

    `planners` are the registered kinds of page that have pages here.
    """

    name: str
    folder: Path
    url: str
    language: str
    pages: tuple[BuiltPage, ...]
    planners: tuple[str, ...]

    def languages(self) -> tuple[str, ...]:
        """Give the languages of its pages, sorted."""
        return tuple(sorted({page.language for page in self.pages}))

    def kinds(self) -> tuple[str, ...]:
        """Give the kinds of its pages, sorted."""
        return tuple(sorted({page.kind for page in self.pages}))

    def records(self) -> tuple[BuiltPage, ...]:
        """Give the pages of texts."""
        return tuple(page for page in self.pages if page.kind == "record")

    def samples(self) -> tuple[BuiltPage, ...]:
        """Give one page of every kind in every language: the largest, which holds the most."""
        chosen: dict[tuple[str, str], BuiltPage] = {}
        for page in self.pages:
            key = page.kind, page.language
            if key not in chosen or page.size > chosen[key].size:
                chosen[key] = page
        return tuple(chosen[key] for key in sorted(chosen))


def is_harbour_there() -> bool:
    """Tell whether the demonstration has its settings: without them nothing can be built."""
    return (HARBOUR / "content" / "publication.yaml").is_file()


def build_checkout(work: Path) -> BuiltSite:
    """Build the checkout's own content in the folder `work`."""
    return build_site("checkout", link_project(CHECKOUT, work))


def build_harbour(work: Path) -> BuiltSite:
    """Build the demonstration in the folder `work`."""
    return build_site("harbour", link_project(HARBOUR, work))


def build_small(work: Path) -> BuiltSite:
    """Build a few invented texts in the folder `work`."""
    work.mkdir(parents=True)
    return build_site("small", make_project(work))


def link_project(source: Path, work: Path) -> Path:
    """Make a project in `work` whose content is that of `source`; give its folder."""
    work.mkdir(parents=True)
    (work / "content").symlink_to(source / "content")
    settings = source / "mkdocs.yml"
    shutil.copy(settings if settings.is_file() else CHECKOUT / "mkdocs.yml", work)
    return work


def build_site(name: str, root: Path) -> BuiltSite:
    """Build the project at `root` and note the kind of every page as it was planned."""
    with _watching_plans() as plans:
        build(root)
    project = load_project(root)
    publication = project.publication
    planned = {plan.path: (plan.kind, plan.language) for _, plan in plans}
    languages = {plan.language for _, plan in plans}
    pages = []
    for file in project.site.rglob("*.html"):
        path = file.relative_to(project.site).as_posix()
        unplanned = _unplanned(path, publication.language, languages)
        pages.append(BuiltPage(*planned.get(path, unplanned), path, file.stat().st_size))
    return BuiltSite(
        name,
        project.site,
        publication.url,
        publication.language,
        tuple(sorted(pages)),
        tuple(sorted({planner for planner, _ in plans})),
    )


@contextmanager
def _watching_plans() -> Iterator[list[tuple[str, Plan]]]:
    """Give the list that fills with what is planned meanwhile, and under which kind's name."""
    noted: list[tuple[str, Plan]] = []

    def note(source: SiteSource) -> tuple[Plan, ...]:
        for name in KINDS.load():
            noted.extend((name, plan) for plan in KINDS[name](source))
        return plan_pages(source)

    with mock.patch("whereas.site.build.plan_pages", note):
        yield noted
    assert noted, "the build planned no page"


def _unplanned(path: str, default: str, languages: Collection[str]) -> tuple[str, str]:
    """Give kind and language of a page that the engine rendered, from its path."""
    first = path.partition("/")[0]
    kind = LOST if path == "404.html" else WRITTEN
    return kind, first if first in languages else default
