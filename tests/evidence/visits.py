"""What a visitor's browser shows and says of one page of every kind, in every look.

A picture, what axe finds, what the browser complains of, what is asked of other hosts, whether
it scrolls sideways; then how soon the largest part is painted and how much the page shifts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus, urlsplit

from playwright.sync_api import Browser, Page

from evidence.sites import BuiltPage, BuiltSite
from support.axe import axe
from support.browser import visiting

Json = dict[str, Any]

_TALLEST = 5000
"""Pixels of a page that a picture shows at most."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a visitor looks at a page: the palette asked for and the width of the window."""

    scheme: str
    width: int

    @property
    def name(self) -> str:
        """Give its name in files and figures, such as `dark-1280`."""
        return f"{self.scheme}-{self.width}"


LOOKS = (Look("light", 1280), Look("dark", 1280), Look("light", 375))
"""Both palettes and both widths; the palette does not change with the width."""


def visit_site(
    browser: Browser,
    site: BuiltSite,
    address: str,
    pictures: Path,
    samples: Iterable[BuiltPage],
) -> Json:
    """Visit some pages in every look; give what was found, by language, kind and look.

    Pictures go to `<pictures>/<site>/<language>/<kind>-<look>.png`. A second browser beside
    this one gains nothing: Chromium alone keeps two processors busy.
    """
    found: Json = {}
    for sample in samples:
        url = address + address_of(site, sample)
        looks = {}
        for look in LOOKS:
            picture = pictures / site.name / sample.language / f"{sample.kind}-{look.name}.png"
            looks[look.name] = _visit(browser, url, look, picture)
            looks[look.name]["picture"] = picture.relative_to(pictures.parent).as_posix()
        kinds = found.setdefault(sample.language, {})
        kinds[sample.kind] = {"path": sample.path, "looks": looks}
    return found


def address_of(site: BuiltSite, page: BuiltPage) -> str:
    """Give the address to visit: a search page is asked for the last words of a title."""
    if page.kind != "search":
        return page.path
    for record in site.records():
        file = site.folder / record.path.replace(".html", ".json")
        if record.language == page.language and file.is_file():
            title = json.loads(file.read_bytes())["title"] or ""
            return f"{page.path}?q={quote_plus(' '.join(title.split()[-2:]))}"
    return page.path


def axe_version(browser: Browser) -> str:
    """Give the version of axe-core that judges the pages."""
    with visiting(browser) as visitor:
        page = visitor.context.new_page()
        axe(page)
        return str(page.evaluate("axe.version"))


def _visit(browser: Browser, url: str, look: Look, picture: Path) -> Json:
    viewport = {"width": look.width, "height": 800}
    with visiting(browser, color_scheme=look.scheme, viewport=viewport) as visitor:
        page = visitor.open(url)
        settle(page)
        return {
            "picture_size": _take_picture(page, picture),
            "sideways": page.evaluate("document.documentElement.scrollWidth") > look.width,
            "axe": [f"{found.rule}: {', '.join(found.elements)}" for found in axe(page)],
            "complaints": list(visitor.complaints),
            "foreign": sorted(visitor.hosts() - {urlsplit(url).netloc}),
        }


def settle(page: Page) -> None:
    """Wait until a page shows all it will show by itself."""
    if "?q=" in page.url:  # the results come after the page
        page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => null)")


def _take_picture(page: Page, file: Path) -> list[int]:
    """Take a picture of the whole page, or of its upper part; give width and height."""
    file.parent.mkdir(parents=True, exist_ok=True)
    width, height = page.evaluate(
        "[document.documentElement.clientWidth, document.documentElement.scrollHeight]"
    )
    height = min(height, _TALLEST)
    page.screenshot(
        path=file,
        full_page=True,
        animations="disabled",
        clip={"x": 0, "y": 0, "width": width, "height": height},
    )
    return [width, height]
