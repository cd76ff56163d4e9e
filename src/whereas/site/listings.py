"""Small files for machines beside the pages: sitemap, robots, the published schemas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote
from xml.sax.saxutils import escape

from whereas.resources import data_file

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
MAX_PAGES = 25_000
"""Pages in one sitemap: the protocol allows 50,000 and 50 MB, which longer addresses would pass."""


def iter_listings(site_url: str, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Give path and bytes of sitemaps, robots.txt and each of `schemas/*.schema.json`.

    Of more pages than one sitemap takes there are several, and `sitemap.xml` lists them. They
    stand beside it, since a sitemap may name only what lies below its own folder.
    """
    yield from _iter_sitemaps(site_url, sorted(pages))
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site_url}sitemap.xml\n".encode()
    for path in sorted(data_file("schemas").glob("*.schema.json")):
        yield f"schemas/{path.name}", path.read_bytes()


def _iter_sitemaps(site_url: str, pages: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    if len(pages) <= MAX_PAGES:
        yield "sitemap.xml", _list_addresses("urlset", "url", site_url, pages)
        return
    parts = [pages[start : start + MAX_PAGES] for start in range(0, len(pages), MAX_PAGES)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _list_addresses("urlset", "url", site_url, part)
    yield "sitemap.xml", _list_addresses("sitemapindex", "sitemap", site_url, names)


def _list_addresses(kind: str, entry: str, site_url: str, paths: Iterable[str]) -> bytes:
    """Give a file of the sitemap protocol that lists the addresses of `paths`."""
    lines = "".join(
        f"<{entry}><loc>{escape(site_url + quote(path, safe='/()'))}</loc></{entry}>\n"
        for path in paths
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<{kind} xmlns="{_SITEMAP}">\n{lines}</{kind}>\n'.encode()
