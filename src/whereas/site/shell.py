"""Values between the makers of pages and the engine: `Page`, `Shell`, `Frame`, `Imprint`.

Nothing here renders or knows the engine; `frame.py` makes shells, `stamp.py` fills them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from whereas.errors import BrokenPromise

ShellKey = tuple[str, str, int]
"""What a shell is for: language, kind of page, depth (the number of `/` in the page's path)."""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One line of a page's outline; `label` is plain text, `id` a fragment of the page."""

    id: str
    label: str
    children: tuple[OutlineEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is stamped into a shell.

    `path` is relative to the site (`A/RES/76/159.html`). `title` and `description` are plain
    text, escaped by stamping; `body` is finished, escaped HTML. `alternates` are the other
    languages of the same text: language and path. A page that is not `indexed` asks search
    engines to leave it out (`noindex`).
    """

    path: str
    kind: str
    language: str
    title: str
    description: str
    body: str
    outline: tuple[OutlineEntry, ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()
    indexed: bool = True

    @property
    def depth(self) -> int:
        """Give the number of folders above the page."""
        return self.path.count("/")

    @property
    def key(self) -> ShellKey:
        """Give the key of the shell that the page needs."""
        return (self.language, self.kind, self.depth)


@dataclass(frozen=True, slots=True)
class Shell:
    """A page of the engine, split where the words of a `Page` go.

    `literals` holds one part more than `fields`; a page is the first literal, the first field,
    the second literal and so on. `outline` is what opens and closes the list of the outline,
    empty for kinds without one. `site_url` ends with `/`; None leaves addresses relative.
    """

    key: ShellKey
    site_url: str | None
    literals: tuple[str, ...]
    fields: tuple[str, ...]
    outline: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the frame says about the publication: title, description, address, language.

    `url` is where the site will stand; without it pages have no canonical address. The pages
    of `language` stand at the root of the site, others under `/fr/` and so on. `example` is the
    number of a text that readers may type.
    """

    title: str
    description: str
    url: str | None = None
    language: str = "en"
    example: str = ""

    @property
    def site_url(self) -> str | None:
        """Give the address with one `/` at its end."""
        return f"{self.url.rstrip('/')}/" if self.url else None


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A hand-written page, for whoever lists the site's pages; `title` is plain text."""

    path: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Frame:
    """All that the engine gives: shells to stamp, finished hand-written pages, assets.

    `pages` holds finished HTML by path, 404.html among it. The home page is not in `pages`: it
    is a shell, to be stamped with its panels. `written` lists the hand-written pages by path,
    the home page among them and 404.html not.
    """

    shells: Mapping[ShellKey, Shell]
    pages: Mapping[str, str]
    assets: Mapping[str, bytes]
    written: tuple[WrittenPage, ...]

    def shell_for(self, page: Page) -> Shell:
        """Give the shell of a page; raises `BrokenPromise` when none was asked for."""
        try:
            return self.shells[page.key]
        except KeyError:
            raise BrokenPromise(f"{page.path}: no shell {page.key} was rendered") from None
