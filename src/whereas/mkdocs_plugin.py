"""The MkDocs plugin: capture mode for `site/frame.py`, preview mode for plain `mkdocs`.

It unpacks MkDocs' events and configuration and calls plain functions; it decides nothing.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

from whereas.errors import ContentError, WhereasError
from whereas.reporting.text import render_text
from whereas.site.frame import Capture, join_captures
from whereas.site.pages.kinds import KINDS
from whereas.site.shell import Imprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_DEEPEST = 8
"""Folders above a page in a preview, chosen before a text is read; a shell costs 1 ms."""


class NoOptions(Config):
    """The plugin has no options: what can be chosen stands in publication.yaml."""


class WhereasPlugin(BasePlugin[NoOptions]):
    """Hands MkDocs' events to a `Capture`; without one it makes a preview of its own."""

    capture: Capture | None = None
    """Set by `render_frame` for capture mode, before the build."""

    _serving = False
    _preview: Capture | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note a live preview: MkDocs puts inline code into its pages, so no policy then."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our theme over Material."""
        if self.capture is None:
            self._preview = _preview_capture(config, serving=self._serving)
        with self._told() as capture:
            capture.configure(config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the shells."""
        with self._told() as capture:
            return capture.add_shells(files, config)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put sentinels into shells."""
        with self._told() as capture:
            return capture.fill(html, page)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep the rendered page."""
        with self._told() as capture:
            return capture.keep_page(output, page)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Keep 404.html."""
        with self._told() as capture:
            return capture.keep_template(output_content, template_name)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """In a preview, stamp the pages of the default language beside MkDocs' own."""
        if self.capture is None:
            from whereas import publish

            root = Path(config.config_file_path).resolve().parent
            with self._told() as capture:
                frame = join_captures([capture], {})
                publish.preview(root, frame, Path(config.site_dir))

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Watch all of the content, not the hand-written pages alone."""
        server.watch(str(Path(config.docs_dir).parent))
        return server

    @contextmanager
    def _told(self) -> Iterator[Capture]:
        """Lend the capture at work; in a preview, let MkDocs say what went wrong."""
        capture = self.capture or self._preview
        if capture is None:
            raise PluginError("MkDocs sent an event before on_config")
        try:
            yield capture
        except WhereasError as error:
            if self.capture is not None:
                raise
            raise PluginError(_words(error)) from error


def _words(error: WhereasError) -> str:
    """Give what an error says; of problems in the content every line, below MkDocs' own mark."""
    return f"\n{render_text(error.report).text}" if isinstance(error, ContentError) else str(error)


def _preview_capture(config: MkDocsConfig, *, serving: bool) -> Capture:
    language = str(config.theme.get("language", "en"))
    description = config.site_description or ""
    imprint = Imprint(config.site_name, description, config.site_url or None, language)
    keys = [
        (language, kind, depth)
        for kind in KINDS.load()
        for depth in range(1 if kind == "home" else _DEEPEST + 1)
    ]
    return Capture(imprint, language, keys, policy=not serving)
