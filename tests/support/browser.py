"""A visitor with a browser: Debian's Chromium, driven by Playwright.

Every request is written down and every foreign one refused, so that a test can show that a
page asks no other host for anything.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, sync_playwright

# The names that scripts/install-browser.sh looks for.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OPTIONS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


@dataclass(frozen=True, slots=True)
class Visitor:
    """One visitor: a fresh browser context, what it asked for, what the browser complained of.

    `complaints` holds errors of the console and of scripts; a refused inline script, a missing
    file and a broken content security policy are among them.
    """

    context: BrowserContext
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, url: str) -> Page:
        """Open a page in a new tab and wait until it has loaded."""
        page = self.context.new_page()
        page.goto(url)
        return page

    def hosts(self) -> set[str]:
        """Give the hosts, with ports, that were asked for anything."""
        return {urlsplit(url).netloc for url in self.requests if url.startswith("http")}


def find_chromium() -> str | None:
    """Give the path of the system's Chromium, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def chromium(executable: str) -> Iterator[Browser]:
    """Run a headless browser while the block runs."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(OPTIONS))
        yield browser
        browser.close()


@contextmanager
def visiting(browser: Browser, **options: object) -> Iterator[Visitor]:
    """Give a visitor with a clean context; `options` are Playwright's of `new_context`."""
    context = browser.new_context(**options)  # type: ignore[arg-type]  # Playwright checks them
    visitor = Visitor(context)

    def note(request: Request) -> None:
        visitor.requests.append(request.url)

    context.on("request", note)
    context.on(
        "console",
        lambda message: (
            visitor.complaints.append(message.text) if message.type == "error" else None
        ),
    )
    context.on("weberror", lambda error: visitor.complaints.append(str(error.error)))
    context.route(_is_foreign, _refuse)
    yield visitor
    context.close()


def _is_foreign(url: str) -> bool:
    return urlsplit(url).scheme in {"http", "https"} and urlsplit(url).hostname != "127.0.0.1"


def _refuse(route: Route) -> None:
    route.abort()
