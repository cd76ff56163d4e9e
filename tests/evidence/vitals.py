"""Largest contentful paint and layout shift of a page, as Chromium reports them.

Two ways to look: a desktop without limits, and a phone as Lighthouse simulates one. The server
is on this machine, so the figures show what the page costs, not what a host adds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, CDPSession

from evidence.sites import BuiltSite
from evidence.visits import address_of, settle
from support.browser import visiting

Json = dict[str, Any]

# Layout shifts are summed over the whole load; the standard's figure, the worst window of five
# seconds, is never larger.
_MEASURE = """() => new Promise(done => {
    const seen = {lcp: 0, cls: 0};
    const watch = (type, note) => new PerformanceObserver(list => list.getEntries().forEach(note))
        .observe({type, buffered: true});
    watch('largest-contentful-paint', entry => { seen.lcp = entry.startTime; });
    watch('layout-shift', entry => { if (!entry.hadRecentInput) seen.cls += entry.value; });
    setTimeout(() => done([seen.lcp, seen.cls]), 300);
})"""

# Lighthouse's slow 4G (bytes a second, milliseconds of a round trip) and its slower processor.
_SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_638_400 / 8,
    "uploadThroughput": 750_000 / 8,
}
_SLOWER = 4


@dataclass(frozen=True, slots=True)
class Way:
    """A way to look: the width of the window, and whether all is slowed down."""

    width: int
    slow: bool


WAYS = {"desktop": Way(1280, slow=False), "phone": Way(375, slow=True)}


def measure_vitals(browser: Browser, site: BuiltSite, address: str) -> Json:
    """Give LCP in milliseconds and CLS of one page of every kind, by kind and way."""
    figures: Json = {}
    for sample in site.samples():
        if sample.language == site.language:
            url = address + address_of(site, sample)
            figures[sample.kind] = {
                name: measure_page(browser, url, way) for name, way in WAYS.items()
            }
    return figures


def measure_page(browser: Browser, url: str, way: Way) -> Json:
    """Give LCP and CLS of a page, loaded once with an empty cache."""
    with visiting(browser, viewport={"width": way.width, "height": 800}) as visitor:
        page = visitor.context.new_page()
        if way.slow:
            _slow_down(visitor.context.new_cdp_session(page))
        page.goto(url)
        settle(page)
        lcp, cls = page.evaluate(_MEASURE)
        return {"lcp_ms": round(lcp), "cls": round(cls, 4)}


def _slow_down(session: CDPSession) -> None:
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", dict(_SLOW_4G))
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
