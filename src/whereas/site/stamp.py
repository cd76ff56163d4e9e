"""Splits a shell once and joins it with a page's words: pure, and the one way to a page.

What a page brings as plain text is escaped here; its body comes finished and is not touched.
"""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from urllib.parse import quote

from whereas.errors import BrokenPromise
from whereas.site.shell import OutlineEntry, Page, Shell, ShellKey

FIELDS = ("title", "description", "canonical", "links", "outline", "body")
"""Where a page's words go. `links` are the tags in the head that a page may have or not."""

_PATH_CHARACTERS = "/-._~!$&'()*+,;=:@"
"""What stands unquoted in the path of an address (RFC 3986, 3.3)."""


def format_sentinel(field: str) -> str:
    """Give the word that holds the place of `field` while the engine renders a shell."""
    return f"zzWhereas{field.capitalize()}zz"


def split_shell(html: str, key: ShellKey, site_url: str | None, expected: Collection[str]) -> Shell:
    """Split the engine's page at its sentinels.

    Raises `BrokenPromise` unless each field of `expected` stands in it exactly once and no
    other field does.
    """
    found: list[tuple[int, str]] = []
    for field in FIELDS:
        sentinel = format_sentinel(field)
        count = html.count(sentinel)
        if count != (field in expected):
            raise BrokenPromise(f"shell {key}: the place for {field} is there {count} times")
        if count:
            found.append((html.index(sentinel), field))
    outline = ("", "")
    literals, fields, last = [], [], 0
    for start, field in sorted(found):
        end = start + len(format_sentinel(field))
        if field == "outline":
            opening, closing = _outline_around(html, start, end, key)
            outline = (html[opening:start], html[end:closing])
            start, end = opening, closing
        literals.append(html[last:start])
        fields.append(field)
        last = end
    return Shell(key, site_url, (*literals, html[last:]), tuple(fields), outline)


def stamp(shell: Shell, page: Page) -> str:
    """Give the finished page.

    Raises `BrokenPromise` when the shell is for another kind of page, or when the page has an
    outline and the shell no place for it.
    """
    if page.key != shell.key:
        raise BrokenPromise(f"{page.path} needs the shell {page.key}, not {shell.key}")
    if page.outline and "outline" not in shell.fields:
        raise BrokenPromise(f"{page.path}: pages of the kind {page.kind} have no outline")
    words = {
        "title": escape(page.title),
        "description": escape(page.description),
        "canonical": format_address(shell, page.path),
        "links": format_links(shell, page),
        "outline": format_outline(shell, page.outline),
        "body": page.body,
    }
    parts = [shell.literals[0]]
    for field, literal in zip(shell.fields, shell.literals[1:], strict=True):
        parts.append(words[field])
        parts.append(literal)
    return "".join(parts)


def format_address(shell: Shell, path: str) -> str:
    """Give the escaped address of a path: absolute, or relative to the shell's depth."""
    base = shell.site_url or "../" * shell.key[2]
    return escape(base + quote(path, safe=_PATH_CHARACTERS))


def format_links(shell: Shell, page: Page) -> str:
    """Give the tags in the head that say: other languages, and not to be indexed.

    The space after `alternate` keeps the theme's script away: it would ask for a `sitemap.xml`
    beside every `link[rel=alternate]`, and take over clicks. To browsers it is the same token.
    """
    tags = [
        f'<link rel="alternate " hreflang="{escape(language)}"'
        f' href="{format_address(shell, path)}">'
        for language, path in page.alternates
    ]
    if not page.indexed:
        tags.append('<meta name="robots" content="noindex">')
    return "".join(tags)


def format_outline(shell: Shell, entries: tuple[OutlineEntry, ...]) -> str:
    """Give the outline as `partials/toc.html` of our theme renders it; empty for no entry."""
    if not entries:
        return ""
    opening, closing = shell.outline
    return opening + _format_entries(entries) + closing


def _format_entries(entries: tuple[OutlineEntry, ...]) -> str:
    parts = []
    for entry in entries:
        parts.append(
            f'<li class="md-nav__item"><a href="#{escape(entry.id)}" class="md-nav__link">'
            f'<span class="md-ellipsis">{escape(entry.label)}</span></a>',
        )
        if entry.children:
            nested = _format_entries(entry.children)
            parts.append(f'<ul class="md-nav__list">{nested}</ul>')
        parts.append("</li>")
    return "".join(parts)


def _outline_around(html: str, start: int, end: int, key: ShellKey) -> tuple[int, int]:
    """Give where the `nav` around the outline's sentinel begins and ends."""
    opening = html.rfind("<nav", 0, start)
    closing = html.find("</nav>", end)
    if opening < 0 or closing < 0 or "</nav>" in html[opening:start]:
        raise BrokenPromise(f"shell {key}: the outline does not stand in a nav element")
    return opening, closing + len("</nav>")
