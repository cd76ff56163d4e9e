"""The frame: shells, finished pages and assets, or a message that says what is wrong."""

from __future__ import annotations

import hashlib
import logging
import os
import posixpath
import re
import subprocess
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from support.sample_site import IMPRINT, KEYS, PAGES, RECORD, iter_files, render_sample
from whereas.errors import BrokenPromise, ConfigurationError, EnvironmentFault
from whereas.site import frame as engine
from whereas.site.csp import find_inline, format_policy
from whereas.site.frame import HOME_PLACE, render_frame
from whereas.site.interface import load_interface
from whereas.site.shell import Frame, Imprint, Page, WrittenPage
from whereas.site.stamp import stamp
from whereas.site.theming import theme_folder

CONFIG = """
site_name: Harbour
site_url: https://harbour.example/
docs_dir: pages
site_dir: mkdocs
use_directory_urls: false
theme: {name: material, features: [toc.follow]}
plugins: [whereas]
markdown_extensions: [attr_list, tables]
validation: {omitted_files: warn, anchors: warn, absolute_links: warn}
"""

Render = Callable[..., Frame]


@pytest.fixture(scope="module")
def frame(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Frame:
    return render_sample(root, tmp_path_factory.mktemp("scratch"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project with two hand-written pages."""
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "index.md").write_text("# Harbour\n\nWelcome.\n")
    (tmp_path / "pages" / "about.md").write_text("# About & so on\n\nBoats.\n")
    return tmp_path


@pytest.fixture
def render(project: Path) -> Render:
    """Give `render(imprint, keys)` for the project."""

    def call(imprint: Imprint = IMPRINT, keys: Any = KEYS) -> Frame:
        scratch = project / "scratch"
        return render_frame(project / "mkdocs.yml", project / "pages", imprint, keys, scratch)

    return call


def iter_pages(frame: Frame) -> Iterator[tuple[str, str]]:
    for path, data in iter_files(frame):
        if path.endswith(".html"):
            yield path, data.decode()


def test_there_is_a_shell_for_each_key(frame: Frame) -> None:
    assert set(frame.shells) == set(KEYS)
    assert {key for key, shell in frame.shells.items() if shell.key != key} == set()


def test_a_shell_that_was_not_asked_for_is_missed_loudly(frame: Frame) -> None:
    page = Page("HC/RES.html", "record", "en", "", "", "")
    with pytest.raises(BrokenPromise, match=r"HC/RES.html: no shell \('en', 'record', 1\)"):
        frame.shell_for(page)


def test_the_hand_written_pages_are_listed(frame: Frame) -> None:
    written = {page.path for page in frame.written}
    assert written == {"index.html", *frame.pages} - {"404.html"}
    assert [page.path for page in frame.written] == sorted(written)
    assert {
        WrittenPage("about.html", "About", "en"),
        WrittenPage("cite.html", "Cite", "en"),
        WrittenPage("index.html", "Whereas", "en"),
    } <= set(frame.written)


@pytest.mark.parametrize(
    "text",
    [
        "# About & so *on* < there\n",
        "---\ntitle: About & so on < there\n---\n\n# Something else\n",
    ],
)
def test_titles_of_written_pages_are_escaped_once(project: Path, render: Render, text: str) -> None:
    (project / "pages" / "about.md").write_text(text)
    frame = render()
    html = frame.pages["about.html"]
    assert WrittenPage("about.html", "About & so on < there", "en") in frame.written
    assert "<title>About &amp; so on &lt; there · Harbour papers &amp; tides</title>" in html
    assert html.count(">About &amp; so on &lt; there</a>") == 2  # header and footer


def test_titles_in_the_navigation_are_escaped_too(project: Path, render: Render) -> None:
    navigation = "nav: [index.md, {About & so on: about.md}]\nsite_name"
    (project / "mkdocs.yml").write_text(CONFIG.replace("site_name", navigation, 1))
    assert ">About &amp; so on</a>" in render().pages["about.html"]


def test_descriptions_are_escaped(project: Path, render: Render) -> None:
    text = '---\ndescription: Boats & "oars"\n---\n\n# About\n'
    (project / "pages" / "about.md").write_text(text)
    assert 'content="Boats &amp; &quot;oars&quot;"' in render().pages["about.html"]


def test_every_page_has_the_policy_that_fits_it(frame: Frame) -> None:
    for path, html in iter_pages(frame):
        inline = find_inline(html)
        assert inline.faults == [], path
        policy = format_policy(inline.scripts)
        meta = f'<head><meta http-equiv="Content-Security-Policy" content="{policy}">'
        assert html.count(meta) == 1, path
        assert html.index("charset") < 1024, path


def test_every_page_finds_what_it_loads(frame: Frame) -> None:
    files = {path for path, _ in iter_files(frame)}
    for path, html in iter_pages(frame):
        loaded = re.findall(r'<(?:link|script)[^>]* (?:href|src)="([^"]+)"', html)
        assert len(loaded) >= 5
        for address in loaded:
            if not address.startswith(("https://harbour.example/", "/papers/")):
                assert posixpath.normpath(posixpath.join(path, "..", address)) in files


def test_no_page_loads_from_another_host(frame: Frame) -> None:
    for path, html in iter_pages(frame):
        loading = re.findall(r'<(?:script|img|iframe|form)[^>]*(?:src|action)="([^"]*)"', html)
        loading += re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]*)"', html)
        assert [address for address in loading if "//" in address] == [], path


def test_only_needed_assets_are_kept(frame: Frame) -> None:
    names = list(frame.assets)
    assert names == sorted(names)
    assert {"assets/whereas.css", "assets/whereas.js", "assets/favicon.svg"} <= set(names)
    unwanted = re.compile(r"\.map$|lunr|workers|sitemap|search_index|\.html$|favicon\.png")
    assert [name for name in names if unwanted.search(name)] == []
    assert sum(1 for name in names if name.startswith("assets/stylesheets/")) == 2


def test_files_of_the_author_are_kept(project: Path, render: Render) -> None:
    (project / "pages" / "tides.csv").write_text("hour,metres\n")
    assert render().assets["tides.csv"] == b"hour,metres\n"


def test_the_page_for_unknown_addresses_works_at_any_depth(frame: Frame) -> None:
    html = frame.pages["404.html"]
    addresses = re.findall(r'(?:href|src|action)="([^"]+)"', html)
    assert len(addresses) > 8
    assert {address for address in addresses if not address.startswith("/papers/")} == set()


def test_without_an_address_there_is_no_canonical_link(render: Render) -> None:
    frame = render(Imprint("Harbour", "Invented."))
    assert "canonical" not in frame.shells["en", "record", 3].fields
    assert 'rel="canonical"' not in stamp(frame.shell_for(RECORD), RECORD)
    assert 'href="/assets/whereas.css"' in frame.pages["404.html"]


def test_navigation_leads_only_to_kinds_that_are_built(render: Render) -> None:
    everything = render()
    assert 'href="data/index.html"' in everything.pages["about.html"]
    assert 'role="search"' in everything.pages["about.html"]
    less = render(keys=[("en", "home", 0), ("en", "record", 3)])
    assert "data/index.html" not in less.pages["about.html"]
    assert 'role="search"' not in less.pages["about.html"]


def test_the_header_marks_where_one_is(frame: Frame) -> None:
    current = re.compile(r'<a href="([^"]+)" aria-current="page">')
    header = {path: html.partition("</header>")[0] for path, html in iter_pages(frame)}
    assert current.findall(header["index.html"]) == ["index.html"]
    assert current.findall(header["data/index.html"]) == ["../data/index.html"]
    assert current.findall(header["about.html"]) == ["about.html"]
    assert current.findall(header["HC/RES/3/7.html"]) == []


def test_a_page_has_one_search_landmark(frame: Frame) -> None:
    for path, html in iter_pages(frame):
        assert html.count('role="search"') == 1, path


def test_panels_of_the_home_page_stand_where_its_author_wants(
    project: Path, render: Render
) -> None:
    home = PAGES[0]
    index = project / "pages" / "index.md"
    index.write_text(f"# Harbour\n\nBefore.\n\n{HOME_PLACE}\n\nAfter.\n")
    html = stamp(render().shell_for(home), home)
    assert html.index("Before.") < html.index(home.body) < html.index("After.")
    index.write_text("# Harbour\n\nBefore.\n\nAfter.\n")
    html = stamp(render().shell_for(home), home)
    assert html.index("Before.") < html.index("After.") < html.index(home.body)
    index.write_text(f"{HOME_PLACE}\n\n{HOME_PLACE}\n")
    with pytest.raises(ConfigurationError, match=r"index\.md: .* stands there twice"):
        render()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a](nowhere.md)", "about.md.*nowhere.md"),
        ("[a](index.md#nowhere)", "about.md.*#nowhere"),
        ("[a](/index.md)", "about.md.*absolute"),
        ("<p style='color: red'>a</p>", "about.md: style= on <p> cannot stand"),
        ("| a |\n|:-:|\n| b |", "about.md: style= on <th>"),
        ("<script>a()</script>", "about.md: <script> cannot stand"),
        ("<b onclick='a()'>a</b>", "about.md: onclick= on <b>"),
    ],
)
def test_what_is_wrong_with_a_page_stops_the_build(
    project: Path, render: Render, text: str, message: str
) -> None:
    (project / "pages" / "about.md").write_text(f"# About\n\n{text}\n")
    with pytest.raises(ConfigurationError, match=message):
        render()


@pytest.mark.parametrize("target", ["data/index.html", "A/RES/76/159.html#op5", "a/b.json"])
def test_a_page_may_link_to_what_is_stamped_later(
    project: Path, render: Render, target: str
) -> None:
    (project / "pages" / "about.md").write_text(f"# About\n\n[there]({target})\n")
    assert f'<a href="{target}">there</a>' in render().pages["about.html"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("plugins: [whereas]", "plugins: []"), "`plugins` lacks whereas"),
        (("plugins: [whereas]", "plugins: [nowhere]"), '"nowhere" plugin is not installed'),
        (("name: material", "name: nowhere"), "Unrecognised theme name"),
        (("site_name: Harbour", "nav: [gone.md]\nsite_name: Harbour"), "gone.md"),
        (("site_name: Harbour", "nav: [index.md]\nsite_name: Harbour"), "about.md"),
        (("site_name", "site_nome: a\nsite_name"), "site_nome"),
        (("site_name: Harbour", "site_name: ["), "mkdocs.yml|YAML|parsing"),
    ],
)
def test_what_is_wrong_with_the_configuration_stops_the_build(
    project: Path, render: Render, change: tuple[str, str], message: str
) -> None:
    (project / "mkdocs.yml").write_text(CONFIG.replace(*change, 1))
    with pytest.raises(ConfigurationError, match=message):
        render()


def test_there_must_be_a_home_page(project: Path, render: Render) -> None:
    (project / "pages" / "index.md").unlink()
    with pytest.raises(ConfigurationError, match=r"index\.md"):
        render()


def test_links_of_the_file_system_are_refused(project: Path, render: Render) -> None:
    (project / "pages" / "hosts.txt").symlink_to("/etc/hosts")
    with pytest.raises(ConfigurationError, match=r"hosts\.txt: only plain files"):
        render()


def test_special_files_are_refused(project: Path, render: Render) -> None:
    os.mkfifo(project / "pages" / "pipe.md")
    with pytest.raises(ConfigurationError, match=r"pipe\.md: only plain files"):
        render()


def test_a_lost_sentinel_is_noticed(
    render: Render, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = tmp_path / "theme"
    (theme / "partials").mkdir(parents=True)
    for file in theme_folder().rglob("*.html"):
        name = file.relative_to(theme_folder())
        (theme / name).write_text(file.read_text("utf-8").replace("{{ meta.links }}", ""))
    monkeypatch.setattr(engine, "theme_folder", lambda: theme)
    with pytest.raises(BrokenPromise, match="the place for links is there 0 times"):
        render()


def test_the_engine_writes_into_the_scratch_folder_only(project: Path, render: Render) -> None:
    before = sorted(project.rglob("*"))
    render()
    scratch = project / "scratch"
    after = [path for path in sorted(project.rglob("*")) if scratch not in path.parents]
    assert after == sorted([*before, scratch])


def test_a_run_leaves_no_handler_behind(render: Render) -> None:
    handlers = list(logging.getLogger("mkdocs").handlers)
    render()
    filters = list(logging.getLogger("mkdocs.structure.pages").filters)
    render()
    assert logging.getLogger("mkdocs").handlers == handlers
    assert logging.getLogger("mkdocs.structure.pages").filters == filters


def test_another_language_has_its_own_pages(
    project: Path, render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "load_interface", lambda language: load_interface("en"))
    (project / "pages" / "index.fr.md").write_text("# Le port\n")
    keys = [*KEYS, ("fr", "home", 1), ("fr", "record", 4), ("fr", "search", 2)]
    frame = render(keys=keys)
    assert set(frame.shells) == set(keys)
    assert WrittenPage("fr/index.html", "Le port", "fr") in frame.written
    assert set(frame.pages) == {"404.html", "about.html"}
    page = Page("fr/HC/RES/3/7.html", "record", "fr", "", "", "")
    html = stamp(frame.shell_for(page), page)
    assert '<html lang="fr"' in html
    header = html.partition("</header>")[0]
    assert 'action="../../../../fr/search/index.html"' in header
    # What is not translated is linked in the language of the publication.
    assert 'href="../../../../about.html"' in header


def test_a_language_without_words_is_named() -> None:
    with pytest.raises(EnvironmentFault, match="'tlh'"):
        load_interface("tlh")


def test_equal_input_gives_equal_bytes(root: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from test_frame import digest\n"
        "print(digest(Path(sys.argv[1]), Path(sys.argv[2])))"
    )
    found = set()
    for seed in ("0", "1"):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join(
                [str(root / "src"), str(root / "tests"), os.environ.get("PYTHONPATH", "")]
            ),
            "SOURCE_DATE_EPOCH": "0",
            "TZ": "Pacific/Chatham" if seed == "1" else "UTC",
        }
        arguments = [sys.executable, "-c", program, str(root), str(tmp_path / seed)]
        result = subprocess.run(
            arguments, env=environment, capture_output=True, text=True, check=True
        )
        found.add(result.stdout)
    assert len(found) == 1


def digest(root: Path, scratch: Path) -> str:
    """Give a digest over every file of the sample site."""
    files = iter_files(render_sample(root, scratch))
    return hashlib.sha256(repr(list(files)).encode()).hexdigest()


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, Frame, Path]]:
    """Stand in for `whereas.publish` and note what the preview asks it to write."""
    asked: list[tuple[Path, Frame, Path]] = []
    stand_in = types.ModuleType("whereas.publish")
    stand_in.preview = lambda *values: asked.append(values)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "whereas.publish", stand_in)
    monkeypatch.setattr("whereas.publish", stand_in, raising=False)
    return asked


def preview(project: Path, command: Any = "build") -> Path:
    """Run plain MkDocs in the project and give the folder of the preview."""
    config = load_config(str(project / "mkdocs.yml"))
    config.plugins.on_startup(command=command, dirty=False)
    build(config)
    return project / "mkdocs"


def test_plain_mkdocs_makes_a_preview(
    project: Path, published: list[tuple[Path, Frame, Path]]
) -> None:
    site = preview(project)
    ((root, frame, folder),) = published
    assert (root, folder) == (project, site)
    assert stamp(frame.shell_for(RECORD), RECORD).count(RECORD.body) == 1
    written = {path.name for path in site.iterdir()}
    assert {"index.html", "about.html", "404.html", "assets"} <= written
    assert [name for name in written if "sitemap" in name or "shell" in name] == []
    html = (site / "index.html").read_text()
    assert "Content-Security-Policy" in html
    assert "zzWhereas" not in html


def test_a_live_preview_has_no_policy(
    project: Path, published: list[tuple[Path, Frame, Path]]
) -> None:
    # MkDocs puts an inline script into each page to reload it.
    site = preview(project, "serve")
    assert "Content-Security-Policy" not in (site / "about.html").read_text()


def test_a_preview_says_what_is_wrong(
    project: Path,
    published: list[tuple[Path, Frame, Path]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    (project / "pages" / "about.md").write_text("# About\n\n<b onclick='a()'>a</b>\n")
    with pytest.raises(Abort):
        preview(project)
    assert "about.md: onclick= on <b> cannot stand in a page" in caplog.text
    assert published == []
