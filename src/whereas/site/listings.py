"""Small files for machines beside the pages: sitemap, robots, the published schemas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote
from xml.sax.saxutils import escape

from whereas.resources import data_file

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def iter_listings(site_url: str, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Give path and bytes of sitemap.xml, robots.txt and each of `schemas/*.schema.json`."""
    urls = "".join(
        f"<url><loc>{escape(site_url + quote(path, safe='/()'))}</loc></url>\n"
        for path in sorted(pages)
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield "sitemap.xml", f'{head}<urlset xmlns="{_SITEMAP}">\n{urls}</urlset>\n'.encode()
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site_url}sitemap.xml\n".encode()
    for path in sorted(data_file("schemas").glob("*.schema.json")):
        yield f"schemas/{path.name}", path.read_bytes()
