"""The site from its source: frame, stamped pages, listings, as paths and bytes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from whereas.site.listings import iter_listings
from whereas.site.pages.kinds import SiteSource, plan_pages
from whereas.site.shell import Frame, ShellKey
from whereas.site.stamp import stamp

RenderFrame = Callable[[Collection[ShellKey]], Frame]


def iter_site(source: SiteSource, render: RenderFrame) -> Iterator[tuple[str, bytes]]:
    """Give path and bytes of assets, hand-written pages, stamped pages and listings."""
    plans = plan_pages(source)
    frame = render({plan.key for plan in plans})
    yield from frame.assets.items()
    for path, html in frame.pages.items():
        yield path, html.encode()
    listed = {page.path for page in frame.written}
    for plan in plans:
        page = plan.make()
        yield page.path, stamp(frame.shell_for(page), page).encode()
        if page.indexed:
            listed.add(page.path)
    yield from iter_listings(source.publication.url, listed)
