"""The whole way from a project to its site, top to bottom. Decides nothing; calls the rooms."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from whereas.clock import source_date
from whereas.filling import author_told, fill
from whereas.judging import checked
from whereas.output.seal import Seal, seal
from whereas.output.sizes import Limits
from whereas.output.staging import staged
from whereas.output.tree import Tree
from whereas.problems import Report
from whereas.project import load_project
from whereas.site.author import check_linked
from whereas.site.frame import render_frame
from whereas.site.pages.kinds import find_example
from whereas.site.shell import Frame, Imprint, ShellKey


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the seal of the site, and the report on the content."""

    seal: Seal
    report: Report


def build(root: Path, *, jobs: int = 0, clean: bool = False) -> Built:
    """Publish the project at `root` into its `build/site`, in one step or not at all.

    `clean` makes every file anew and takes none over from the last build.
    """
    project = load_project(root)
    corpus, report = checked(project)
    staging = staged(project.site, reuse=not clean)
    with staging as stage, source_date(corpus.newest_date()) as instant:
        p = project.publication
        imprint = Imprint(p.title, p.description, p.url, p.language, find_example(corpus))

        def render(keys: Collection[ShellKey]) -> Frame:
            frame = render_frame(project.settings, project.pages, imprint, keys, stage.scratch())
            check_linked(frame.pages, keys, imprint.language)
            return frame

        with author_told(project):
            fill(project, corpus, stage, render, instant, jobs=jobs)
            limits = Limits(p.limits.site_bytes, p.limits.file_bytes)
            sealed = seal(stage, limits, site_url=p.url)
        stage.publish()
    return Built(sealed, report)


def preview(root: Path, frame: Frame, site: Path) -> None:
    """Write what `build` makes, unsealed and in the site's own language alone.

    The pages that the engine itself has written stay around it.
    """
    project = load_project(root)
    corpus, _ = checked(project)
    with source_date(corpus.newest_date()) as instant:
        own = (project.publication.language,)
        fill(project, corpus, Tree(site), lambda keys: frame, instant, spoken=own)
