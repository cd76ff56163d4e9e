"""Mistakes of the author in hand-written pages, said in the author's own terms.

Knows files, paths and HTML, not the engine; repairs nothing.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from whereas.errors import ConfigurationError, EnvironmentFault
from whereas.site.csp import find_inline
from whereas.site.interface import spoken_languages
from whereas.site.shell import Imprint, ShellKey
from whereas.site.stamp import FIELDS, format_sentinel
from whereas.site.written import parse_translation

PAGES = "content/pages"

_LINKED = {
    "home": ("cite.html", "", "the home page links to it"),
    "data": ("about.html", "rights", "the page on the data links to it"),
    "record": ("about.html", "derived", "the page of every text links to it"),
}
"""The hand-written page, and the heading in it, to which each kind of stamped page links; why."""

_TOPMOST = ("<html", "<head>", "<body")
"""Tags of which a page has one, from the theme."""

_SHOWN = 20


def check_sources(config_file: Path, docs: Path, imprint: Imprint) -> None:
    """Refuse what the engine would stumble over, before it does.

    A project that lacks mkdocs.yml, the folder of pages or the home page; links and special
    files, since MkDocs would publish what a link leads to; pages that are not UTF-8; words by
    which the program holds a place in a page. Raises `EnvironmentFault` for a page that the
    machine does not let us read.
    """
    _check_begun(config_file, docs)
    for path in _list_pages(docs):
        name = f"{PAGES}/{path.relative_to(docs).as_posix()}"
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise ConfigurationError(f"{name}: only plain files and folders can be pages")
        if path.suffix == ".md" and path.is_file():
            _refuse_sentinels(_read(path, name), name)
    _refuse_sentinels(_read(config_file, config_file.name), config_file.name)
    _refuse_sentinels(f"{imprint.title}\n{imprint.description}", "content/publication.yaml")


def check_written(html: str, source: str) -> None:
    """Refuse what the content security policy would block, in the author's own terms."""
    inline = find_inline(html)
    found = [*inline.faults, *("<script>" for _ in (*inline.scripts, *inline.data))]
    found += [f"{tag.rstrip('>')}>" for tag in _TOPMOST if tag in html.lower()]
    if found:
        raise ConfigurationError(f"{source}: {', '.join(found)} cannot stand in a page")


def check_linked(pages: Mapping[str, str], keys: Collection[ShellKey], language: str) -> None:
    """Refuse a site that lacks a page or heading to which its stamped pages link.

    `pages` are the finished hand-written ones by path, `language` is the publication's.
    """
    for spoken, kind, _ in sorted(keys):
        if kind not in _LINKED:
            continue
        page, heading, why = _LINKED[kind]
        translated = spoken != language and f"{spoken}/{page}" in pages
        html = pages.get(f"{spoken}/{page}" if translated else page)
        name = PAGES + "/" + page.replace(".html", f".{spoken}.md" if translated else ".md")
        if html is None:
            raise ConfigurationError(f"{name} is missing: {why}")
        if heading and f' id="{heading}"' not in html:
            wanted = f"`## {heading.capitalize()} {{ #{heading} }}`"
            raise ConfigurationError(f"{name} lacks a heading such as {wanted}: {why}")


def find_sources(docs: Path, language: str) -> dict[str, str]:
    """Give the author's files by the path at which each is published; `language` is the site's.

    A home page that is not translated stands for the others.
    """
    found: dict[str, str] = {}
    for path in sorted(path for path in docs.rglob("*") if path.is_file()):
        name = path.relative_to(docs).as_posix()
        original, spoken = parse_translation(name) or (name, language)
        prefix = "" if spoken == language else f"{spoken}/"
        published = original.replace("README.md", "index.md")
        if original.endswith(".md"):
            published = f"{published.removesuffix('.md')}.html"
        found[prefix + published] = f"{PAGES}/{name}"
    for spoken in spoken_languages():
        if "index.html" in found:
            found.setdefault(f"{spoken}/index.html", found["index.html"])
    return found


def refuse_faults(faults: Sequence[str], sources: Mapping[str, str]) -> None:
    """Raise `ConfigurationError` when all `faults` of the seal are in pages of the author.

    Each begins with the page's path and a colon; `sources` are the files by path.
    """
    lines = []
    for fault in faults:
        path, _, words = fault.partition(": ")
        if path not in sources:
            return
        lines.append(f"{sources[path]}: {words}")
    if lines:
        more = [f"and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
        listed = ["the site is not published", *lines[:_SHOWN], *more]
        raise ConfigurationError("\n  ".join(listed))


def refuse_clash(clash: str, paths: Collection[str], sources: Mapping[str, str]) -> None:
    """Raise `ConfigurationError` when one of `paths` is a file or folder of the author.

    `clash` says how two files want them: one path, or what a file system may take for one.
    """
    for path in paths:
        for published, name in sources.items():
            if published == path or published.startswith(f"{path}/"):
                raise ConfigurationError(f"{name} must have another name: {clash}")


def _check_begun(config_file: Path, docs: Path) -> None:
    """Refuse a project that lacks what every site is framed by, with the remedy."""
    shown = "`Begin a publication` in the documentation shows one"
    if not config_file.is_file():
        raise ConfigurationError(f"there is no mkdocs.yml here, the frame of the site; {shown}")
    if not docs.is_dir():
        lacking = f"there is no folder {PAGES} here, which holds the hand-written pages"
        raise ConfigurationError(f"{lacking}; begin with index.md, about.md and cite.md")
    if {docs / "index.md", docs / "README.md"}.isdisjoint(_list_pages(docs)):
        raise ConfigurationError(f"{PAGES}/index.md is missing: it is the home page")


def _list_pages(docs: Path) -> list[Path]:
    """Give all that is below the folder of pages; MkDocs would pass over what it cannot read."""

    def refuse(error: OSError) -> None:
        name = f"{PAGES}/{Path(error.filename).relative_to(docs).as_posix()}".removesuffix("/.")
        raise EnvironmentFault(f"{name} cannot be read: {error.strerror}") from error

    return sorted(
        Path(folder, name)
        for folder, folders, files in os.walk(docs, onerror=refuse)
        for name in (*folders, *files)
    )


def _read(path: Path, name: str) -> str:
    try:
        return path.read_bytes().decode()
    except OSError as error:
        raise EnvironmentFault(f"{name} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{name}: the page is not UTF-8: {error.reason}") from error


def _refuse_sentinels(text: str, name: str) -> None:
    for sentinel in map(format_sentinel, FIELDS):
        if sentinel in text:
            raise ConfigurationError(f"{name}: the program keeps the word {sentinel} for itself")
