"""A hash-based content security policy for every page, as the first child of its `head`.

It finds inline code and names what the policy would block; it never repairs a page.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from html.parser import HTMLParser

from whereas.errors import BrokenPromise

_DATA_TYPES = frozenset({"application/json", "application/ld+json"})
"""Types of `script` that hold data: never run, so they need no hash."""

_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'; object-src 'none'"
)


@dataclass(slots=True)
class Inline:
    """Code that stands inside a page: text of `scripts` and `data`, `faults` never allowed."""

    scripts: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def find_inline(html: str) -> Inline:
    """Give the inline scripts of `html`, its blocks of data, and as faults each `style`
    element, `style=` and `on…=`.
    """
    finder = _Finder()
    finder.feed(html)
    finder.close()
    return finder.inline


def format_hash(script: str) -> str:
    """Give the source expression for an inline script (Content Security Policy 3, 2.3.1)."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def format_policy(scripts: Collection[str]) -> str:
    """Give the policy that lets these inline scripts run, and nothing from another host."""
    sources = ["'self'", *sorted({format_hash(script) for script in scripts})]
    return _POLICY.format(scripts=" ".join(sources))


def add_policy(html: str, where: str, foreign: Collection[str] = ()) -> str:
    """Give the page with its policy in place.

    Raises `BrokenPromise`, naming the page as `where`, when it holds inline styles or event
    handlers, when a word of `foreign` (a sentinel) stands inside a script, or when it has not
    exactly one `<head>`.
    """
    inline = find_inline(html)
    if inline.faults:
        raise BrokenPromise(f"{where}: the policy forbids {', '.join(inline.faults)}")
    if any(word in script for word in foreign for script in (*inline.scripts, *inline.data)):
        raise BrokenPromise(f"{where}: a page's own words would stand inside a script")
    if html.count("<head>") != 1:
        raise BrokenPromise(f"{where}: the page has not exactly one <head>")
    policy = format_policy(inline.scripts)
    meta = f'<head><meta http-equiv="Content-Security-Policy" content="{policy}">'
    return html.replace("<head>", meta, 1)


class _Finder(HTMLParser):
    """Collects inline code; `script` and `style` hold raw text, as in a browser."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.inline = Inline()
        self._kind: list[str] | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "style":
            self.inline.faults.append("<style>")
        self.inline.faults += [
            f"{name}= on <{tag}>" for name, _ in attrs if name == "style" or name[:2] == "on"
        ]
        values = dict(attrs)
        if tag == "script" and "src" not in values:
            is_data = values.get("type") in _DATA_TYPES
            self._kind = self.inline.data if is_data else self.inline.scripts
            self._text = []

    def handle_data(self, data: str) -> None:
        if self._kind is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._kind is not None:
            self._kind.append("".join(self._text))
            self._kind = None
