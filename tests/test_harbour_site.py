"""The demonstration as a built site: its golden files, its weight, and what a kill leaves of it."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from evidence.reading import render_reading
from evidence.sites import HARBOUR, LOST, WRITTEN, BuiltPage, BuiltSite, link_project
from evidence.sizes import weigh_page
from support.projects import CHECKOUT
from whereas.corpus import page_path
from whereas.judging import checked
from whereas.output.digests import SUMS_PATH, check_sums
from whereas.project import load_project
from whereas.site.pages.kinds import KINDS

pytest_plugins = ("evidence.fixtures",)

Golden = Callable[[str, bytes | str], None]

SHOWN = {
    "HA/RES/12/7": "lettered parts, one adopted on a day of its own",
    "HA/RES/12/15": "two recorded votes, sponsors, a corrigendum",
    "ar/HA/RES/12/11": "Arabic, annexes with articles and a table",
    "CC/2044-017": "recitals of a city council",
}
"""The texts whose document and page are golden files, and what each of them shows."""

_FINGERPRINT = re.compile(r"(?<=[.-])[0-9a-f]{8,12}(?=\.)")
"""Part of a file's name that follows from its bytes."""

_ALTERNATE = re.compile(r'<link rel="alternate ?" hreflang="([^"]+)" href="([^"]+)"')

_OF_THE_PROGRAM = frozenset({"assets", "rules", "schemas"})
"""Folders whose files are those of any publication."""

# Issue 7 of the project, "At full size": what a page may weigh beyond the words it carries.
PAGE_BYTES = 36_000
PAGE_GZIP = 11_000
VOTE_BYTES = 20_000


def iter_golden(site: BuiltSite) -> Iterator[tuple[str, bytes]]:
    """Give name and bytes of what must not change unnoticed.

    The addresses that follow from the content, all tables, and some texts as document and as
    they read. Not the pages themselves: every change of the look would change them all.
    """
    folder = site.folder
    files = (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    chosen = (name for name in files if name.partition("/")[0] not in _OF_THE_PROGRAM)
    names = sorted({_FINGERPRINT.sub("*", name) for name in chosen})
    yield "paths.txt", "".join(f"{name}\n" for name in names).encode()
    for table in sorted(folder.glob("data/*/*.csv")):
        yield f"data/{table.name}", table.read_bytes()
    for path in SHOWN:
        name = path.replace("/", "_")
        yield f"texts/{name}.json", (folder / f"{path}.json").read_bytes()
        html = (folder / f"{path}.html").read_text(encoding="utf-8")
        yield f"texts/{name}.txt", render_reading(html).encode()


def test_addresses_tables_and_texts_are_the_golden_ones(
    harbour_site: BuiltSite, golden: Golden, update_golden: bool
) -> None:
    folder = CHECKOUT / "tests" / "golden" / "harbour"
    expected = dict(iter_golden(harbour_site))
    found = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    for name in sorted(found - expected.keys()) if update_golden else ():
        (folder / name).unlink()
    for name, data in expected.items():
        golden(f"harbour/{name}", data)
    assert update_golden or found == expected.keys()


def test_every_kind_of_page_is_there(harbour_site: BuiltSite) -> None:
    """Every registered kind plans pages, so that all tests of whole sites see it."""
    assert set(harbour_site.planners) == set(KINDS.load())
    assert {LOST, WRITTEN} < set(harbour_site.kinds())


def read_alternates(site: BuiltSite, path: str) -> dict[str, str]:
    """Give the path of each language that a page names for search engines."""
    html = (site.folder / path).read_text(encoding="utf-8")
    found = _ALTERNATE.findall(html)
    assert all(address.startswith(site.url) for _, address in found), path
    named = {language: unquote(address.removeprefix(site.url)) for language, address in found}
    assert len(named) == len(found), f"{path} names a language twice"
    return named


def test_the_languages_of_a_page_name_each_other(harbour_site: BuiltSite) -> None:
    alternates = {
        page.path: read_alternates(harbour_site, page.path) for page in harbour_site.pages
    }
    several = {path: named for path, named in alternates.items() if named}
    for path, named in several.items():
        assert len(named) > 1
        assert path in named.values(), f"{path} does not name itself"
        for other in named.values():
            assert alternates.get(other) == named, f"{path} and {other} differ"
    kinds = {page.kind for page in harbour_site.pages if page.path in several}
    assert {"record", "home", WRITTEN} <= kinds
    assert LOST not in kinds


def test_the_sitemap_lists_the_pages_that_may_be_indexed(harbour_site: BuiltSite) -> None:
    sitemap = (harbour_site.folder / "sitemap.xml").read_text(encoding="utf-8")
    listed = {
        unquote(unescape(address)).removeprefix(harbour_site.url)
        for address in re.findall(r"<loc>([^<]+)</loc>", sitemap)
    }
    hidden = {
        page.path
        for page in harbour_site.pages
        if '<meta name="robots" content="noindex">'
        in (harbour_site.folder / page.path).read_text(encoding="utf-8")
    }
    assert {"HA/RES/10/3.html", "fr/HA/RES/10/3.html"} <= hidden
    assert listed == {page.path for page in harbour_site.pages if page.kind != LOST} - hidden


def test_a_text_names_the_languages_in_which_it_exists(harbour_site: BuiltSite) -> None:
    corpus, _ = checked(load_project(HARBOUR))
    seen = set()
    for versions in corpus.versions.values():
        pages = {v.language: page_path(v, harbour_site.language) for v in versions}
        for path in pages.values():
            named = read_alternates(harbour_site, path)
            assert named == (pages if len(pages) > 1 else {}), path
        seen.add(len(pages))
    assert {1, 2, 3} <= seen


def test_search_engines_leave_out_cited_documents(harbour_site: BuiltSite) -> None:
    """They hold no text: whoever searches must not come to an empty page."""
    sitemap = (harbour_site.folder / "sitemap.xml").read_text(encoding="utf-8")
    listed = {
        unquote(unescape(address).removeprefix(harbour_site.url))
        for address in re.findall("<loc>(.*?)</loc>", sitemap)
    }
    hidden = {page.path for page in harbour_site.pages if _is_hidden(harbour_site, page)}
    cited = {page.path for page in harbour_site.pages if page.kind == "cited"}
    assert cited
    assert cited <= hidden
    assert hidden & listed == set()
    assert {page.path for page in harbour_site.records()} <= listed


def _is_hidden(site: BuiltSite, page: BuiltPage) -> bool:
    html = (site.folder / page.path).read_text(encoding="utf-8")
    return '<meta name="robots" content="noindex">' in html


def has_vote(site: BuiltSite, page: BuiltPage) -> bool:
    """Tell whether a text was put to a recorded vote, whose ballots its page lists."""
    document = json.loads((site.folder / page.path.replace(".html", ".json")).read_bytes())
    adoption = document["adoption"] or {}
    return bool((adoption.get("vote") or {}).get("method") == "recorded")


def test_a_page_adds_little_to_its_text(harbour_site: BuiltSite) -> None:
    weights = {}
    for page in harbour_site.records():
        weight = weigh_page(harbour_site.folder, page.path)
        allowed = PAGE_BYTES + (VOTE_BYTES if has_vote(harbour_site, page) else 0)
        if weight["bytes_beyond_text"] > allowed or weight["gzip_beyond_text"] > PAGE_GZIP:
            weights[page.path] = weight
    assert weights == {}
    assert any(has_vote(harbour_site, page) for page in harbour_site.records())


def edit(root: Path, title: str) -> None:
    """Change the title of the publication, which stands on every page."""
    settings = root / "content" / "publication.yaml"
    text = settings.read_text(encoding="utf-8")
    changed = re.sub(r"(?m)^title: .*$", f"title: {title}", text, count=1)
    settings.write_text(changed, encoding="utf-8")


def start_build(root: Path) -> subprocess.Popen[bytes]:
    """Start a build of the project."""
    command = [sys.executable, "-m", "whereas", "-C", str(root), "build", "--jobs", "1"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def sums_of(root: Path) -> bytes:
    """Give the digests of the site that stands whole at its place."""
    site = root / "build" / "site"
    assert check_sums(site) == ()
    return (site / SUMS_PATH).read_bytes()


def finish_build(root: Path, title: str) -> bytes:
    """Build under a title to the end; give the digests."""
    edit(root, title)
    with start_build(root) as process:
        _, errors = process.communicate()
    assert process.returncode == 0, errors.decode()
    return sums_of(root)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a copy of the demonstration that can be changed."""
    if not (HARBOUR / "content" / "publication.yaml").is_file():
        pytest.skip("tests/publications/harbour has no publication.yaml")
    root = link_project(HARBOUR, tmp_path / "harbour")
    (root / "content").unlink()
    shutil.copytree(HARBOUR / "content", root / "content")
    return root


def test_a_killed_build_leaves_the_old_site_or_the_new_one(project: Path) -> None:
    moments = random.Random(76159)
    sums = {"One": finish_build(project, "One")}
    begun = time.perf_counter()
    sums["Two"] = finish_build(project, "Two")
    span = time.perf_counter() - begun
    stands, outcomes = "Two", set()
    for number in range(5):
        wanted = "One" if stands == "Two" else "Two"
        edit(project, wanted)
        with start_build(project) as process:
            # The last two moments lie around the change-over, if this machine is steady.
            time.sleep(span * moments.uniform(*((0.2, 0.95) if number < 3 else (0.95, 1.3))))
            process.kill()
        found = sums_of(project)
        assert found in (sums["One"], sums["Two"]), f"kill {number}"
        outcomes.add("new" if found == sums[wanted] else "old")
        stands = "One" if found == sums["One"] else "Two"
    assert "old" in outcomes, "every kill came too late to show anything"
    assert finish_build(project, "One") == sums["One"]
    assert {path.name for path in (project / "build").iterdir()} == {"site", ".site.lock"}
