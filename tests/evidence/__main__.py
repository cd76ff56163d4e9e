"""Write build/evidence: pictures, `evidence.json`, `summary.txt`; run it with `make evidence`.

It writes there and nowhere else. What cannot be had is left out, and said to be.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from bench import figures
from evidence import counts, markup, provenance
from evidence.links import check_links
from evidence.sites import (
    BuiltPage,
    BuiltSite,
    build_checkout,
    build_harbour,
    build_small,
    is_harbour_there,
)
from evidence.sizes import measure_site
from evidence.summary import render_summary
from evidence.visits import axe_version, visit_site
from evidence.vitals import measure_vitals
from support.browser import chromium, find_chromium
from support.projects import CHECKOUT
from support.server import serving

EVIDENCE = CHECKOUT / "build" / "evidence"

Json = dict[str, Any]


def main() -> int:
    """Write the evidence; give the exit code."""
    executable = find_chromium()
    if executable is None:
        _say("there is no Chromium; see scripts/install-browser.sh")
        return 3
    EVIDENCE.mkdir(parents=True, exist_ok=True)
    pictures = EVIDENCE / "screenshots"
    shutil.rmtree(pictures, ignore_errors=True)
    left_out = list(_missing())
    with TemporaryDirectory(dir=EVIDENCE) as work, chromium(executable) as browser:
        evidence = {
            "source": provenance.describe_source(),
            "versions": provenance.describe_tools(browser, axe_version(browser)),
            "left_out": left_out,
            "load_average": round(os.getloadavg()[0], 1),
            "sites": {site.name: _examine(browser, site, pictures) for site in _sites(Path(work))},
            "tests": counts.count_tests(),
            "coverage": counts.read_coverage(),
            "fuzz": counts.read_fuzz(),
            "figures": figures.measure(Path(work) / "figures"),
        }
    summary = render_summary(evidence)
    (EVIDENCE / "evidence.json").write_text(
        json.dumps(evidence, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
        encoding="utf-8",
    )
    (EVIDENCE / "summary.txt").write_text(summary, encoding="utf-8")
    sys.stdout.write(summary)
    return 0


def _missing() -> Iterator[str]:
    """Give what will be left out, and why."""
    if not is_harbour_there():
        yield "the demonstration is not there; three invented texts stand in for it"
    if reason := markup.missing_part():
        yield f"the Nu Html Checker: {reason}"


def _sites(work: Path) -> Iterator[BuiltSite]:
    """Build the sites one after another."""
    _say("building the checkout's content")
    yield build_checkout(work / "checkout")
    _say("building the demonstration")
    if is_harbour_there():
        yield build_harbour(work / "harbour")
    else:
        yield build_small(work / "small")


def _examine(browser: Browser, site: BuiltSite, pictures: Path) -> Json:
    """Give everything that is to be known of a built site."""
    _say(f"{site.name}: {len(site.pages)} pages; visiting one of each kind")
    samples = site.samples()
    with serving(site.folder, urlsplit(site.url).path or "/") as address:
        visits = visit_site(browser, site, address, pictures, _looked_at(site))
        # The checkout has no kind of page that the demonstration has not.
        vitals = {} if site.name == "checkout" else measure_vitals(browser, site, address)
    files = [site.folder / page.path for page in samples]
    return {
        "counts": counts.count_texts(site),
        "rows": counts.count_rows(site),
        "sizes": measure_site(site),
        "links": check_links(site.folder, site.url),
        "markup": None if markup.missing_part() else markup.check_files(files),
        "visits": visits,
        "vitals": vitals,
    }


def _looked_at(site: BuiltSite) -> Iterable[BuiltPage]:
    """Give the pages that are visited.

    Of the checkout those that the demonstration cannot show; else one of every kind in the
    site's own language and in the one that is written from the right.
    """
    samples = site.samples()
    if site.name == "checkout":
        return [page for page in samples if page.kind in ("home", "record", "written")]
    return [page for page in samples if page.language in (site.language, "ar")]


def _say(words: str) -> None:
    sys.stderr.write(f"evidence: {words}\n")


if __name__ == "__main__":
    sys.exit(main())
