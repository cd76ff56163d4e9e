"""The whole way: what a build gives, that it always gives the same, and what stops it."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from support.projects import CHECKOUT, build, make_project, snapshot, write_text
from whereas.cli import run
from whereas.reading.documents import read_texts

BASE = "content/resolutions/ga/99/A_RES_99_1.yaml"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_project(tmp_path_factory.mktemp("harbours"))
    build(root)
    return root


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site of the checkout's own content, built elsewhere."""
    root = tmp_path_factory.mktemp("seed")
    (root / "content").symlink_to(CHECKOUT / "content")
    shutil.copy(CHECKOUT / "mkdocs.yml", root)
    return build(root)


def test_what_a_site_holds(project: Path) -> None:
    files = snapshot(project / "build" / "site")
    for path in (
        "index.html",
        "about.html",
        "cite.html",
        "404.html",
        "A/RES/99/1.html",
        "A/RES/99/1.json",
        "data/index.html",
        "data/harbours/datapackage.json",
        "data/harbours.zip",
        "data/SHA256SUMS",
        "search/index.html",
        "schemas/resolution.schema.json",
        "sitemap.xml",
        "robots.txt",
    ):
        assert path in files, path
    sitemap = files["sitemap.xml"].decode()
    assert "https://harbours.example/papers/A/RES/99/1.html" in sitemap
    assert "404.html" not in sitemap
    assert not any(name.endswith(".map") or "lunr" in name for name in files)


def test_two_builds_are_byte_identical(project: Path, tmp_path: Path) -> None:
    expected = snapshot(project / "build" / "site")
    root = make_project(tmp_path / "another folder")
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
    }
    environment.pop("SOURCE_DATE_EPOCH", None)
    command = (
        "import os, sys; os.umask(0o077); from whereas.cli import run; sys.exit(run(sys.argv[1:]))"
    )
    subprocess.run(
        [sys.executable, "-c", command, "-C", str(root), "build", "--jobs", "2"],
        check=True,
        env=environment,
        cwd=tmp_path,
    )
    assert snapshot(root / "build" / "site") == expected
    modes = {path.stat().st_mode & 0o777 for path in (root / "build" / "site").rglob("*.html")}
    assert modes == {0o644}


def test_the_clock_is_the_callers_or_the_contents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project(tmp_path, texts=1)
    created = "data/harbours/datapackage.json"
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    descriptor = json.loads((build(root) / created).read_bytes())
    assert descriptor["created"] == "2044-12-05T00:00:00Z"
    assert "SOURCE_DATE_EPOCH" not in os.environ
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    descriptor = json.loads((build(root) / created).read_bytes())
    assert descriptor["created"] == "1970-01-02T00:00:00Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")
    assert run(["-C", str(root), "build"]) == 2


Spoil = Callable[[Path], None]


def _edit(old: str, new: str) -> Spoil:
    def spoil(root: Path) -> None:
        path = root / BASE
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


FAULTS = {
    "YAML": (_edit("title: Care", "title: Care: of"), ":7:12: error YAML20 "),
    "schema": (_edit("number: 99/1", "numbr: 99/1"), ':6:1: error SCH01 unknown key "numbr"'),
    "symbol": (
        _edit("symbol: A/RES/", "symbol: A/RSE/"),
        ':2:9: error ID03 "A/RSE/99/1" is no symbol',
    ),
    "note": (_edit(",[^1]", ","), ":23:6: error NOT01 note 1 is called by no mark"),
}


@pytest.mark.parametrize(("spoil", "message"), FAULTS.values(), ids=FAULTS)
def test_an_error_stops_the_build_and_keeps_the_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], spoil: Spoil, message: str
) -> None:
    root = make_project(tmp_path)
    before = snapshot(build(root))
    capsys.readouterr()
    spoil(root)
    assert run(["-C", str(root), "build"]) == 1
    assert f"{BASE}{message}" in capsys.readouterr().err
    assert snapshot(root / "build" / "site") == before
    assert run(["-C", str(root), "check"]) == 1
    assert f"{BASE}{message}" in capsys.readouterr().out


def test_a_mended_text_is_published_again(tmp_path: Path) -> None:
    root = make_project(tmp_path)
    before = snapshot(build(root))
    text = (root / BASE).read_text(encoding="utf-8")
    _edit("harbour masters", "pilots")(root)
    after = snapshot(build(root))
    changed = {path for path in after if after[path] != before.get(path)}
    assert "A/RES/99/1.html" in changed
    assert "A/RES/99/2.html" not in changed
    (root / BASE).write_text(text, encoding="utf-8")
    assert snapshot(build(root)) == before
    assert snapshot(build(root, "--clean")) == before


def test_a_clean_build_writes_every_file_anew(tmp_path: Path) -> None:
    def inodes(site: Path) -> dict[str, int]:
        return {str(path): path.stat().st_ino for path in site.rglob("*") if path.is_file()}

    root = make_project(tmp_path, texts=1)
    first = inodes(build(root))
    again = inodes(build(root))
    page = str(root / "build" / "site" / "A/RES/99/1.html")
    assert again[page] == first[page], "what has not changed is taken over"
    clean = inodes(build(root, "--clean"))
    assert clean.keys() == again.keys()
    assert set(clean.values()).isdisjoint(again.values())


def test_a_withdrawn_text_leaves_no_page(tmp_path: Path) -> None:
    root = make_project(tmp_path)
    build(root)
    (root / "content/resolutions/ga/99/A_RES_99_3.yaml").unlink()
    assert not any("99/3" in path for path in snapshot(build(root)))


class Words(HTMLParser):
    """Collects the words of each piece of the record, and every id."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: set[str] = set()
        self.words: dict[str, str] = {}
        self._open: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("id")
        self.ids |= {name} if name else set()
        if tag not in ("br", "input", "meta", "link", "img"):
            self._open.append((tag, name))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self._open]
        if "button" in tags or (tags and tags[-1] == "a" and tags[-2:] == ["div", "a"]):
            return
        for tag, name in reversed(self._open):
            if name and tag in ("div", "p", "li") and "p" in tags:
                self.words[name] = self.words.get(name, "") + data
                return


def test_the_page_has_the_words_of_the_yaml(project: Path) -> None:
    for number in (1, 2, 3):
        file = BASE.replace("_1.yaml", f"_{number}.yaml")
        (resolution,), problems = read_texts(project, [file])
        assert not problems
        page = Words()
        page.feed((project / f"build/site/A/RES/99/{number}.html").read_text(encoding="utf-8"))
        for paragraph in resolution.paragraphs:
            assert page.words[paragraph.id].strip() == paragraph.text(), paragraph.id
        assert {note.id for note in resolution.notes} <= page.ids


def test_every_anchor_of_the_data_exists_in_the_page(seed: Path) -> None:
    page = Words()
    page.feed((seed / "A/RES/76/159.html").read_text(encoding="utf-8"))
    document = json.loads((seed / "A/RES/76/159.json").read_bytes())
    promised = {paragraph["id"] for paragraph in document["paragraphs"]}
    promised |= {f"note{note['mark']}" for note in document["notes"]}
    assert promised <= page.ids
    assert {
        "top",
        "preamble",
        "operative",
        "notes",
        "emendations",
        "cite",
        "em1",
        "ref1",
    } <= page.ids
    for paragraph in document["paragraphs"]:
        assert page.words[paragraph["id"]].strip() == paragraph["text"]


def test_the_page_of_the_seed(seed: Path) -> None:
    html = (seed / "A/RES/76/159.html").read_text(encoding="utf-8")
    assert '<p class="fm" id="enacting"><em>The General Assembly</em>,</p>' in html
    assert '<em class="o">Reaffirming its commitment</em> to promoting' in html
    assert '1993,<span class="em" id="em1"><button class="r" id="ref1"' in html
    assert '<span class="em" id="em3">inter alia,</span>' in html
    assert 'href="../../../A/RES/70/1.html">resolution 70/1</a> of 25' in html
    assert "<p>53rd plenary meeting" not in html
    assert '<p class="close"><em>53rd plenary meeting</em><br><em>16 December 2021</em></p>' in html
    assert (
        "General Assembly resolution 76/159, <em>Enhancement of international cooperation in the "
        "field of human rights</em>, A/RES/76/159 (16 December 2021), "
        "https://whereas.example/A/RES/76/159.html"
    ) in html
    assert 'rel="canonical" href="https://whereas.example/A/RES/76/159.html"' in html
    words = sum(
        len(p["text"]) for p in json.loads((seed / "A/RES/76/159.json").read_bytes())["paragraphs"]
    )
    assert len(html) - words < 36_000


def test_citations_within_the_corpus_are_links_within_the_site(project: Path) -> None:
    html = (project / "build/site/A/RES/99/2.html").read_text(encoding="utf-8")
    assert 'href="../../../A/RES/99/1.html">resolution 99/1</a>' in html
    assert 'rel="prev" href="../../../A/RES/99/1.html"' in html
    assert 'rel="next" href="../../../A/RES/99/3.html"' in html
    assert "Invented text." in html


def test_other_structures(tmp_path: Path) -> None:
    root = make_project(tmp_path, texts=1)
    path = write_text(root, 2, words="Decides:")
    text = path.read_text(encoding="utf-8")
    head, _, tail = text.partition("operative:\n")
    sections = """\
operative:
  - section: I
    heading: Of *piers*
    preamble: [Noting the piers,]
    operative:
      - {num: 1, text: "Decides:",
         items: [{num: a, text: x;}, {num: b, text: "y:", items: [{num: i, text: z;}]}],
         then: [{text: "and also:", items: [{num: a, text: w;}]}]}
  - heading: Afterwards
  - num: 2
    text: Requests a report.
"""
    path.write_text(head + sections + tail[tail.index("notes:") :], encoding="utf-8")
    html = (build(root) / "A/RES/99/2.html").read_text(encoding="utf-8")
    page = Words()
    page.feed(html)
    (resolution,), _ = read_texts(root, ["content/resolutions/ga/99/A_RES_99_2.yaml"])
    assert {paragraph.id for paragraph in resolution.paragraphs} <= page.ids
    assert '<h3 id="I">I<br>Of <em>piers</em></h3>' in html
    assert '<p id="op1~2">and also:</p>' in html
    assert 'aria-label="Section I, para. 1 (b)">(b)</a>' in html


def test_plain_mkdocs_gives_a_preview_and_leaves_the_site_alone(project: Path) -> None:
    before = snapshot(project / "build" / "site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0, done.stderr
    preview = snapshot(project / "build" / "mkdocs")
    assert b"Care of harbours" in preview["A/RES/99/1.html"]
    assert {"index.html", "data/index.html", "search/index.html", "about.html"} <= preview.keys()
    assert snapshot(project / "build" / "site") == before


def test_titles_are_plain_words(tmp_path: Path) -> None:
    root = make_project(tmp_path, texts=0)
    title = "Care of *Mare* harbours[^1]"
    write_text(root, 1, title=title, words="Requests the harbour masters:")
    site = build(root)
    html = (site / "A/RES/99/1.html").read_text(encoding="utf-8")
    assert "<title>A/RES/99/1 Care of Mare harbours" in html
    document = json.loads((site / "A/RES/99/1.json").read_text(encoding="utf-8"))
    assert document["title"] == "Care of Mare harbours"
    with (site / "data/harbours/texts.csv").open(encoding="utf-8", newline="") as lines:
        assert [row["title"] for row in csv.DictReader(lines)] == ["Care of Mare harbours"]
