"""Runs MkDocs + Material once a language and keeps what it rendered: shells, pages, assets.

Only this module and `mkdocs_plugin.py` know the engine. No word of a resolution comes here, and
nothing is written but what MkDocs itself puts in the scratch folder that `output` lends.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whereas.errors import ConfigurationError, EnvironmentFault
from whereas.site.assets import choose_assets, find_references
from whereas.site.author import check_sources, check_written
from whereas.site.csp import add_policy
from whereas.site.interface import load_interface
from whereas.site.shell import Frame, Imprint, Shell, ShellKey, WrittenPage
from whereas.site.stamp import FIELDS, format_sentinel, split_shell
from whereas.site.theming import frame_words, theme_folder, theme_options
from whereas.site.written import (
    Pages,
    format_alternates,
    group_pages,
    language_switch,
    lift_links,
    parse_translation,
)

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page as EnginePage

HOME_PLACE = "<!-- whereas:home -->"
"""Where the author of the home page wants the stamped panels; else they come last."""

_PLACES = {"body": "bodies/index.html", "data": "data/index.html", "search": "search/index.html"}
"""Stamped pages that the header links to where they are built, in its order."""

_WITHOUT_OUTLINE = frozenset({"home", "search"})
_SHELL_FOLDER = "zz-shell"
_UNUSED = re.compile(r"assets/.*(\.map|/lunr/.*|/workers/.*|images/favicon\.png)")
"""What Material brings along for its own search, for its developers, and as its own mark."""

_RIGHT_TO_LEFT = re.compile(r'(<html lang="[^"]*")(?=[^\0]*<body dir="rtl")')
_AUTOCOMPLETE = re.compile(r'(<input class="md-toggle"[^>]*) autocomplete="off"')
_STAMPED_LINK = re.compile(r"contains a link '[^']+\.(?!md\b)[a-z]+(#[^']*)?', but the target ")


def render_frame(
    config_file: Path, docs: Path, imprint: Imprint, keys: Collection[ShellKey], scratch: Path
) -> Frame:
    """Give the frame of a site: one shell for each of `keys`, and the pages written in `docs`.

    `config_file` is mkdocs.yml; MkDocs works below `scratch` only. Raises `ConfigurationError`
    when mkdocs.yml or a page has a fault (MkDocs' warnings are errors here), `EnvironmentFault`
    when a file cannot be read, `BrokenPromise` when a rendered page is not what stamping needs.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the theme's notice, on every import
    check_sources(config_file, docs, imprint)
    captures = []
    for language in sorted({imprint.language, *(key[0] for key in keys)}):
        capture = Capture(imprint, language, keys)
        _run_engine(config_file, docs, capture, scratch / language)
        captures.append(capture)
    assets: dict[str, bytes] = {}
    for capture in captures:
        folder = scratch / capture.language
        assets |= choose_assets(folder, capture.copied, capture.references)
    return join_captures(captures, dict(sorted(assets.items())))


def join_captures(captures: Iterable[Capture], assets: Mapping[str, bytes]) -> Frame:
    """Give the frame that runs of the engine, one a language, make together."""
    shells: dict[ShellKey, Shell] = {}
    pages: dict[str, str] = {}
    written: list[WrittenPage] = []
    for capture in captures:
        lacking = [key for key in capture.keys if key not in capture.shells]
        if lacking:
            raise ConfigurationError(f"no page was rendered for {lacking}; is index.md there?")
        shells |= capture.shells
        pages |= capture.pages
        written += [
            WrittenPage(path, title, capture.language) for path, title in capture.titles.items()
        ]
    ordered = tuple(sorted(written, key=lambda page: page.path))
    return Frame(shells, dict(sorted(pages.items())), assets, ordered)


class Capture:
    """What one run of the engine, in one language, is asked for, and what it rendered.

    Its methods answer MkDocs' events, in the order in which MkDocs sends them.
    """

    def __init__(
        self,
        imprint: Imprint,
        language: str,
        keys: Collection[ShellKey],
        *,
        policy: bool = True,
    ) -> None:
        """Ask for the shells `keys` of `language`; `policy` is off for a live preview only."""
        self.imprint = imprint
        self.language = language
        self.keys = sorted({key for key in keys if key[0] == language})
        self.rules = "rules/index.html" if any(kind == "rules" for _, kind, _ in keys) else ""
        self.prefix = "" if language == imprint.language else f"{language}/"
        self.languages = (imprint.language, *sorted({key[0] for key in keys} - {imprint.language}))
        self.policy = policy
        self.shells: dict[ShellKey, Shell] = {}
        self.pages: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        self.copied: dict[str, bool] = {}
        """Copied files by path: True for the author's and ours, False for the engine's."""
        self.references: set[str] = set()
        """Paths that a rendered page refers to."""
        self._sources: dict[str, ShellKey] = {}
        self._translations: dict[str, Pages] = {}
        """The languages of each written page that has several, by the paths of all of them."""
        self._known: frozenset[str] = frozenset()
        """Paths to which a link in a written page may lead as it stands."""
        self._borrowed = False
        """Whether the home page is in the publication's language for want of a translation."""

    def configure(self, config: MkDocsConfig) -> None:
        """Put our theme over Material and give it words."""
        # The theme prints this into an attribute as it is.
        config.site_description = escape(config.site_description or "")
        words = frame_words(self.language, self.imprint.example)
        kinds = {kind for _, kind, _ in self.keys}
        places = {kind: self.prefix + path for kind, path in _PLACES.items() if kind in kinds}
        self._known = frozenset({*places.values(), self.rules})
        config.extra["ui"] = words
        config.extra["home"] = f"{self.prefix}index.html"
        config.extra["prefix"] = self.prefix
        config.extra["original"] = self.imprint.language
        config.extra["rules"] = self.rules
        config.extra["search"] = places.get("search", "")
        config.extra["places"] = [
            {"kind": kind, "url": url, "title": words[kind]} for kind, url in places.items()
        ]
        config.theme.dirs.insert(0, str(theme_folder()))
        for name, value in theme_options(words, self.language).items():
            config.theme[name] = value
        for logger in ("mkdocs.commands.build", "mkdocs.structure.pages"):
            logging.getLogger(logger).addFilter(_concerns_the_author)

    def add_shells(self, files: Files, config: MkDocsConfig) -> Files:
        """Add a page for each shell, choose the language, note whose the copied files are."""
        from mkdocs.structure.files import File, InclusionLevel

        written = {file.src_uri: file.dest_uri for file in files.documentation_pages()}
        for pages in group_pages(written, self.languages, self.imprint.language):
            self._translations |= {path: pages for _, path in pages}
        _choose_language(files, config, self.language, self.prefix)
        if self.prefix and ("index.md", self.language) not in map(parse_translation, written):
            self._borrowed = _move_page(files, config, "index.md", "index.md", self.prefix)
        self._known |= {file.dest_uri for file in files}
        for key in self.keys:
            _, kind, depth = key
            if kind != "home":
                source = f"{f'{_SHELL_FOLDER}/' * depth}{_SHELL_FOLDER}-{kind}.md"
                self._sources[source] = key
                level = InclusionLevel.NOT_IN_NAV
                files.append(File.generated(config, source, content="", inclusion=level))
        ours = {config.docs_dir, str(theme_folder())}
        for file in [file for file in files if not file.is_documentation_page()]:
            if file.inclusion.is_excluded():
                continue
            if file.src_dir not in ours and _UNUSED.fullmatch(file.src_uri):
                files.remove(file)
            else:
                self.copied[file.dest_uri] = file.src_dir in ours
        return files

    def fill(self, html: str, page: EnginePage) -> str:
        """Give a page's content: sentinels in a shell, a place for panels in the home page."""
        key = self._key_of(page)
        if key is None or key[1] == "home":
            check_written(html, page.file.src_uri)
            _escape_head(page)
        if key is None:
            self._add_translations(page)
            return html
        page.meta["kind"] = key[1]
        page.meta["links"] = format_sentinel("links")
        if key[1] == "home" and self._borrowed:
            html = lift_links(html, page.file.dest_uri, self._known)
            direction = load_interface(self.imprint.language)["frame"]["direction"]
            page.meta["foreign"] = f'lang="{self.imprint.language}" dir="{direction}"'
        if key[1] in _WITHOUT_OUTLINE:
            page.meta["hide"] = ["toc"]
        return _fill_home(html, page) if key[1] == "home" else _fill_shell(page, self.imprint)

    def keep_page(self, html: str, page: EnginePage) -> str:
        """Keep a rendered page and give what MkDocs may publish: nothing for a shell."""
        path = page.file.dest_uri
        key = self._key_of(page)
        html = self._finish(html, path)
        if path.startswith(self.prefix) and (key is None or key[1] == "home"):
            self.titles[path] = unescape(str(page.title))
            self.pages[path] = html
        if key is None:
            return html
        self.shells[key] = split_shell(html, key, self.imprint.site_url, self._fields(key))
        if key[1] != "home":
            return ""
        del self.pages[path]
        return html.replace(format_sentinel("links"), "").replace(format_sentinel("body"), "")

    def keep_template(self, html: str, name: str) -> str:
        """Keep 404.html. MkDocs' sitemap knows no stamped page and is dropped."""
        if name != "404.html":
            return ""
        html = self._finish(html, name)
        if not self.prefix:
            self.pages[name] = html
        return html

    def _add_translations(self, page: EnginePage) -> None:
        """Let a written page name its other languages: in its head, and for its readers."""
        path = page.file.dest_uri
        pages = self._translations.get(path, ())
        page.meta["links"] = format_alternates(pages, path, self.imprint.site_url)
        page.meta["languages"] = language_switch(pages, path)

    def _key_of(self, page: EnginePage) -> ShellKey | None:
        """Give the shell that a page is rendered for; None for an ordinary written page."""
        path = page.file.dest_uri
        home = (self.language, "home", path.count("/"))
        if path == f"{self.prefix}index.html" and home in self.keys:
            return home
        return self._sources.get(page.file.src_uri)

    def _fields(self, key: ShellKey) -> Collection[str]:
        if key[1] == "home":
            return ("links", "body")
        absent = {
            "outline": key[1] in _WITHOUT_OUTLINE,
            "canonical": self.imprint.site_url is None,
        }
        return [field for field in FIELDS if not absent.get(field)]

    def _finish(self, html: str, path: str) -> str:
        """Give the page with its policy and note what it refers to.

        HTML allows `autocomplete` on text fields only; the theme has it on checkboxes.
        """
        html = _AUTOCOMPLETE.sub(r"\1", html)
        html = _RIGHT_TO_LEFT.sub(r'\1 dir="rtl"', html, count=1)
        self.references |= find_references(html, path)
        foreign = [format_sentinel(field) for field in FIELDS]
        return add_policy(html, path, foreign) if self.policy else html


class _OutlineLink:
    """An entry of the engine's outline: what its templates read, and no more."""

    def __init__(self, title: str, fragment: str, level: int) -> None:
        self.title = title
        self.id = fragment
        self.url = f"#{fragment}"
        self.level = level
        self.children: list[_OutlineLink] = []


def _fill_shell(page: EnginePage, imprint: Imprint) -> str:
    page.meta["title"] = format_sentinel("title")
    page.meta["description"] = format_sentinel("description")
    if "hide" not in page.meta:
        page.meta["outline"] = format_sentinel("outline")
    toc: Any = [_OutlineLink("", "top", 1)]
    page.toc = toc
    page.canonical_url = format_sentinel("canonical") if imprint.site_url else None
    return format_sentinel("body")


def _fill_home(html: str, page: EnginePage) -> str:
    """Part the home page at the author's place: before it the words, there the panels."""
    if html.count(HOME_PLACE) > 1:
        raise ConfigurationError(f"{page.file.src_uri}: {HOME_PLACE} stands there twice")
    hero, _, rest = html.partition(HOME_PLACE)
    page.meta["hero"] = hero
    if rest.strip() and "foreign" in page.meta:
        rest = f"<div {page.meta['foreign']}>{rest}</div>"
    return format_sentinel("body") + rest


def _escape_head(page: EnginePage) -> None:
    """Escape what the theme's templates print as it is: MkDocs gives some titles as HTML."""
    page.title = escape(unescape(str(page.title)))
    page.meta["title"] = page.title
    if "description" in page.meta:
        page.meta["description"] = escape(str(page.meta["description"]))


def _choose_language(files: Files, config: MkDocsConfig, language: str, prefix: str) -> None:
    """Let each page stand in for its translation: `about.fr.md` becomes `fr/about.html`."""
    for file in list(files.documentation_pages()):
        found = parse_translation(file.src_uri)
        if found is None:
            continue
        original, translated = found
        if files.get_file_from_path(original) is None:
            raise ConfigurationError(f"{file.src_uri}: there is no {original} to translate")
        if translated == language:
            _move_page(files, config, original, file.src_uri, prefix)
        files.remove(file)


def _move_page(files: Files, config: MkDocsConfig, name: str, source: str, prefix: str) -> bool:
    """Let the words of the file `source` stand for the page `name`, under a prefix.

    Gives False where there is no such page.
    """
    from mkdocs.structure.files import File

    original, file = files.get_file_from_path(name), files.get_file_from_path(source)
    if original is None or file is None:
        return False
    files.remove(original)
    moved = File.generated(config, name, abs_src_path=file.abs_src_path or "")
    moved.dest_uri = prefix + original.dest_uri
    files.append(moved)
    return True


def _concerns_the_author(record: logging.LogRecord) -> bool:
    """Tell whether a message of MkDocs is worth reading: not what it says of our shells.

    Nor what it says of links to pages that are stamped later, which it cannot know; the seal
    checks those.
    """
    message = record.getMessage()
    return _SHELL_FOLDER not in message and _STAMPED_LINK.search(message) is None


def _run_engine(config_file: Path, docs: Path, capture: Capture, site: Path) -> None:
    from jinja2 import TemplateError
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    with _collected_messages() as messages:
        try:
            config = load_config(
                str(config_file),
                docs_dir=str(docs),
                site_dir=str(site),
                site_name=capture.imprint.title,
                site_description=capture.imprint.description,
                site_url=capture.imprint.site_url or "",
                use_directory_urls=False,
                strict=False,
            )
            plugin: Any = config.plugins.get("whereas")
            if plugin is None:
                raise ConfigurationError("mkdocs.yml: `plugins` lacks whereas")
            plugin.capture = capture
            try:
                build(config)
            finally:
                plugin.capture = None  # MkDocs keeps its plugins from one run to the next
        except (MkDocsException, TemplateError) as error:
            messages.append(str(error) or type(error).__name__)
        except OSError as error:
            raise EnvironmentFault(f"{error.filename or config_file}: {error.strerror}") from error
    if messages:
        raise ConfigurationError("; ".join(messages))


@contextmanager
def _collected_messages() -> Iterator[list[str]]:
    """Give a list of all that MkDocs warns of; its own strict mode misses some."""
    messages: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    collector = Collector(logging.WARNING)
    logger.addHandler(collector)
    try:
        yield messages
    finally:
        logger.removeHandler(collector)
