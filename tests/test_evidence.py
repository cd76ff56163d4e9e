"""The evidence tells the truth: on a small site, and on a page that was spoilt."""

from __future__ import annotations

import csv
import gzip
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from evidence import counts
from evidence.reading import render_reading
from evidence.sites import BuiltPage, BuiltSite
from evidence.sizes import measure_site, own_text, weigh_page
from evidence.summary import render_summary

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytest_plugins = ("evidence.fixtures",)

SPOILT = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Spoilt</title></head>
<body><main><h1>Spoilt</h1><p style="width: 2000px">Wide</p>
<img src="https://elsewhere.example/pixel.png"><script>missing()</script></main></body></html>"""


def test_every_page_has_the_kind_it_was_planned_as(small_site: BuiltSite) -> None:
    kinds = {page.path: page.kind for page in small_site.pages}
    assert kinds["404.html"] == "404"
    assert kinds["cite.html"] == "written"
    assert kinds["index.html"] == "home"
    assert kinds["A/RES/99/1.html"] == "record"
    assert kinds["A/99/120.html"] == "cited"
    assert {page.path for page in small_site.records()} == {
        f"A/RES/99/{number}.html" for number in (1, 2, 3)
    }


def test_the_sample_of_a_kind_is_its_largest_page(small_site: BuiltSite) -> None:
    samples = {page.kind: page for page in small_site.samples()}
    assert set(samples) == set(small_site.kinds())
    for page in small_site.pages:
        assert page.size <= samples[page.kind].size
        assert page.size == (small_site.folder / page.path).stat().st_size


def test_the_text_of_a_page_is_subtracted(small_site: BuiltSite) -> None:
    path = "A/RES/99/1.html"
    page = (small_site.folder / path).read_bytes()
    text = own_text(small_site.folder, path)
    assert text.startswith(b"Care of harbours\nThe General Assembly,\nRecalling its resolution")
    weight = weigh_page(small_site.folder, path)
    assert weight["bytes"] == len(page)
    assert weight["bytes_beyond_text"] == len(page) - len(text)
    assert weight["gzip_beyond_text"] == weight["gzip"] - len(gzip.compress(text, 9, mtime=0))
    assert b"cite.md" in own_text(small_site.folder, "cite.html")
    assert b"function" not in own_text(small_site.folder, "cite.html")


def test_sizes_add_up(small_site: BuiltSite) -> None:
    sizes = measure_site(small_site)
    files = [file for file in small_site.folder.rglob("*") if file.is_file()]
    assert sizes["files"] == len(files)
    assert sizes["bytes"] == sum(file.stat().st_size for file in files)
    kinds = sizes["by_kind_of_file"].values()
    assert sum(kind["bytes"] for kind in kinds) == sizes["bytes"]


def test_rows_are_those_of_the_tables(small_site: BuiltSite) -> None:
    (tables,) = counts.count_rows(small_site).values()
    assert tables["resolutions"] == 3
    for name, rows in tables.items():
        with (small_site.folder / f"data/harbours/{name}.csv").open(encoding="utf-8") as file:
            assert len(list(csv.DictReader(file))) == rows, name
    assert counts.count_texts(small_site)["texts"] == {"en": 3}


def test_coverage_is_missing_or_unreadable_but_never_invented(tmp_path: Path) -> None:
    assert counts.read_coverage(tmp_path / "coverage") is None
    (tmp_path / "coverage").write_bytes(b"no database")
    assert set(counts.read_coverage(tmp_path / "coverage") or {}) == {"unreadable"}


def test_a_page_reads_as_lines_with_their_anchors() -> None:
    html = """<header>Site</header><main id="m"><h1 id="top">A  <em>title</em></h1>
    <div id="op1"><a href="#op1">1.</a><p>Asks <a href="x.html">the pilots</a>,<button id="r1">1
    </button></p></div><table><tr><th>State</th><td>Yes</td></tr></table>
    <script>run()</script></main><footer>End</footer>"""
    assert render_reading(html).splitlines() == [
        "#m #top\tA title",
        "#op1\t1. <#op1>",
        "#r1\tAsks the pilots <x.html>,[1 ]",
        "\tState | Yes",
    ]


@pytest.fixture
def spoilt(tmp_path: Path) -> BuiltSite:
    """Give a site of one page that has every fault a visit can find."""
    (tmp_path / "spoilt.html").write_text(SPOILT, encoding="utf-8")
    page = BuiltPage("written", "en", "spoilt.html", len(SPOILT))
    return BuiltSite("spoilt", tmp_path, "https://spoilt.example/", "en", (page,), ())


def test_a_visit_finds_what_is_wrong(
    browser: Browser, spoilt: BuiltSite, serve_folder: Callable[..., str], tmp_path: Path
) -> None:
    from evidence.visits import LOOKS, visit_site

    address = serve_folder(spoilt.folder)
    found = visit_site(browser, spoilt, address, tmp_path / "pictures", spoilt.pages)
    looks = found["en"]["written"]["looks"]
    assert looks.keys() == {look.name for look in LOOKS}
    for name, look in looks.items():
        assert any("missing is not defined" in complaint for complaint in look["complaints"])
        assert look["foreign"] == ["elsewhere.example"]
        assert look["sideways"]
        assert any(line.startswith("image-alt: ") for line in look["axe"])
        picture = tmp_path / look["picture"]
        assert picture.read_bytes().startswith(b"\x89PNG"), name


def test_the_largest_paint_and_the_shift_are_measured(
    browser: Browser, small_site: BuiltSite, serve_folder: Callable[..., str], tmp_path: Path
) -> None:
    from evidence.vitals import WAYS, measure_page

    shifting = SPOILT.replace(
        "missing()", "setTimeout(() => document.querySelector('h1').before('x'.repeat(9)), 50)"
    )
    (tmp_path / "shifting.html").write_text(shifting, encoding="utf-8")
    address = serve_folder(tmp_path)
    figures = measure_page(browser, f"{address}shifting.html", WAYS["desktop"])
    assert figures["lcp_ms"] > 0
    assert figures["cls"] > 0


def test_the_commit_is_that_of_the_work_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from evidence import provenance

    def git(*arguments: str) -> str:
        command = ["git", *arguments]
        done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    for scope in ("GLOBAL", "SYSTEM"):
        monkeypatch.setenv(f"GIT_CONFIG_{scope}", os.devnull)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A harbour master")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "master@harbour.example")
        monkeypatch.setenv(f"GIT_{role}_DATE", "2044-12-20T10:00:00+00:00")
    monkeypatch.setattr(provenance, "CHECKOUT", tmp_path)
    git("init", "--quiet")
    (tmp_path / "a.yaml").write_text("a: b\n")
    git("add", "a.yaml")
    git("commit", "--quiet", "--message", "Begin")
    described = {"commit": git("rev-parse", "HEAD"), "committed": "2044-12-20T10:00:00+00:00"}
    assert len(described["commit"]) == 40
    assert provenance.describe_source() == {**described, "clean": True, "changed_files": 0}
    (tmp_path / "a.yaml").write_text("a: c\n")
    (tmp_path / "b.yaml").write_text("b: c\n")
    assert provenance.describe_source() == {**described, "clean": False, "changed_files": 2}


def evidence_of(site: BuiltSite, look: dict[str, Any]) -> dict[str, Any]:
    """Give evidence as `make evidence` writes it, without a browser."""
    kinds = {"home": {"path": "index.html", "looks": {"dark-1280": look}}}
    speed = {"cpu_s": 1.0, "s": 1.0, "x_import": 5.0}
    lines = {"files": 1, "lines": 10}
    return {
        "source": {"commit": "c0ffee", "committed": "2044-01-01", "clean": False}
        | {"changed_files": 2},
        "versions": {"python": "3.11.2"},
        "left_out": ["the moon: it is too far away"],
        "load_average": 0.5,
        "sites": {
            site.name: {
                "counts": counts.count_texts(site),
                "rows": counts.count_rows(site),
                "sizes": measure_site(site),
                "links": {"links": 7, "outward": 1, "dead": ["a.html: b.html: gone"]},
                "markup": ["a.html:1: error: Stray end tag."],
                "visits": {"en": kinds},
                "vitals": {},
            }
        },
        "tests": {"tests": 3, "by_file": {"a.py": 3}, "not_collected": ["b.py"]},
        "coverage": None,
        "fuzz": {"documents": 1000, "faults": 0, "stale": False},
        "figures": {
            "code": {
                "source": lines,
                "tests": lines,
                "functions": {"count": 1, "median_lines": 4, "longest": {"lines": 9, "name": "f"}},
            },
            "speed": {"build": speed, "check": speed},
        },
    }


def test_the_summary_says_every_fault(small_site: BuiltSite) -> None:
    look = {"axe": ["list: <ul>"], "complaints": [], "foreign": ["x.example"], "sideways": True}
    evidence = evidence_of(small_site, look)
    summary = render_summary(json.loads(json.dumps(evidence)))
    for words in (
        "commit c0ffee of 2044-01-01, work tree: 2 files differ from it",
        "left out: the moon",
        "resolutions 3",
        "  dead: a.html: b.html: gone",
        "  a.html:1: error: Stray end tag.",
        "  en home dark-1280: list: <ul>",
        "  en home dark-1280: asks x.example",
        "  en home dark-1280: it scrolls sideways",
        "  not collected: b.py",
        "coverage: `make coverage` has not run",
        "fuzz: documents 1000, faults 0, stale False",
    ):
        assert words in summary, words
