"""Every link and fragment of the built sites leads somewhere, says a checker that is not ours."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evidence.links import check_links
from evidence.sites import BuiltSite

pytest_plugins = ("evidence.fixtures",)


def test_every_link_and_fragment_leads_somewhere(built_site: BuiltSite) -> None:
    found = check_links(built_site.folder, built_site.url)
    assert found["dead"] == []
    assert found["links"] > 20 * len(built_site.pages)


def plant(folder: Path, site: BuiltSite, page: str, link: str) -> Path:
    """Copy a site and put a link into one of its pages."""
    copy = folder / "site"
    shutil.copytree(site.folder, copy)
    file = copy / page
    html = file.read_text(encoding="utf-8")
    assert html.count("</main>") == 1
    file.write_text(html.replace("</main>", f"{link}</main>"), encoding="utf-8")
    return copy


DEAD = {
    "file": ("cite.html", '<a href="A/RES/99/nowhere.html">x</a>', "A/RES/99/nowhere.html"),
    "fragment": ("cite.html", '<a href="A/RES/99/1.html#op99">x</a>', "A/RES/99/1.html#op99"),
    "own fragment": ("A/RES/99/1.html", '<a href="#nowhere">x</a>', "A/RES/99/1.html#nowhere"),
    "no extension": ("cite.html", '<a href="A/RES/99/1">x</a>', "A/RES/99/1"),
    "picture": ("cite.html", '<img src="assets/nowhere.png" alt="x">', "assets/nowhere.png"),
    "root": ("cite.html", '<a href="/cite.html">x</a>', "/cite.html"),
    "absolute": ("cite.html", '<a href="{url}nowhere.html">x</a>', "nowhere.html"),
    "absolute fragment": ("cite.html", '<a href="{url}cite.html#no">x</a>', "cite.html#no"),
}


@pytest.mark.parametrize(("page", "link", "address"), DEAD.values(), ids=DEAD)
def test_a_dead_link_is_found(
    small_site: BuiltSite, tmp_path: Path, page: str, link: str, address: str
) -> None:
    """The site stands under a path, as on GitHub Pages: an address from the root leaves it."""
    url = small_site.url
    assert url.endswith("/papers/")
    assert check_links(small_site.folder, url)["dead"] == []
    copy = plant(tmp_path, small_site, page, link.format(url=url))
    (dead,) = check_links(copy, url)["dead"]
    assert dead.startswith(f"{page}: ")
    assert address in dead


def test_the_sitemap_is_followed(small_site: BuiltSite, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(small_site.folder, copy)
    (copy / "A/RES/99/3.html").unlink()
    dead = check_links(copy, small_site.url)["dead"]
    assert any(line.startswith("sitemap.xml: ") for line in dead)
