"""Hand-written pages in several languages: which file translates which, and where links lead.

`about.fr.md` translates `about.md`; its page stands at `fr/about.html`. Knows paths and HTML,
not the engine.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from whereas.site.interface import load_interface, spoken_languages
from whereas.site.shell import Page, Shell
from whereas.site.stamp import format_links

Pages = tuple[tuple[str, str], ...]
"""Language and path of each language of a page."""

_TRANSLATION = re.compile(r"(?P<name>.+)\.(?P<language>[a-z]{2,3})\.md")
_RELATIVE = re.compile(r'(?P<before> (?:href|src)=")(?P<path>(?![a-z][a-z+.-]*:)[^"#?/][^"#?]*)')


def parse_translation(source: str) -> tuple[str, str] | None:
    """Give the page that a file translates and the language: `about.md`, `fr`; else None."""
    match = _TRANSLATION.fullmatch(source)
    if match is None or match["language"] not in spoken_languages():
        return None
    return f"{match['name']}.md", match["language"]


def find_translations(docs: Path) -> frozenset[str]:
    """Give the paths of the pages that translate others: `fr/about.html`."""
    found = (parse_translation(path.relative_to(docs).as_posix()) for path in docs.rglob("*.md"))
    return frozenset(
        f"{language}/{original.removesuffix('.md')}.html"
        for original, language in filter(None, found)
    )


def group_pages(paths: Mapping[str, str], languages: Iterable[str], default: str) -> list[Pages]:
    """Give the pages that are there in several of `languages`, each with all of its own.

    `paths` holds where a file's page stands, without the language's prefix, by the file's path.
    """
    wanted = list(languages)
    held: dict[str, dict[str, str]] = {}
    for source in paths:
        original, language = parse_translation(source) or (source, default)
        if original in paths and language in wanted:
            plain = paths[original]
            held.setdefault(original, {})[language] = (
                plain if language == default else f"{language}/{plain}"
            )
    return [
        tuple((language, pages[language]) for language in wanted if language in pages)
        for pages in held.values()
        if len(pages) > 1
    ]


def format_alternates(pages: Pages, path: str, site_url: str | None) -> str:
    """Give the tags in the head of the page at `path` that name its other languages."""
    language = next((language for language, other in pages if other == path), "")
    shell = Shell((language, "", path.count("/")), site_url, (), ())
    return format_links(shell, Page(path, "", language, "", "", "", alternates=pages))


def language_switch(pages: Pages, path: str) -> list[dict[str, str | bool]]:
    """Give what a template says of each language of the page at `path`."""
    return [
        {
            "language": language,
            "endonym": load_interface(language)["frame"]["language"],
            "url": other,
            "current": other == path,
        }
        for language, other in pages
    ]


def lift_links(html: str, path: str, known: Collection[str]) -> str:
    """Give words of a page of the root for a page below it, at `path`.

    Links to pages of `known` are right already; others count from the root.
    """
    folder = posixpath.dirname(path)

    def lifted(match: re.Match[str]) -> str:
        if posixpath.normpath(posixpath.join(folder, match["path"])) in known:
            return match[0]
        return match["before"] + "../" * path.count("/") + match["path"]

    return _RELATIVE.sub(lifted, html)
