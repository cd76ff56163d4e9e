"""What an author does wrong in pages and settings ends with words and code 2, never as a bug."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.projects import build, make_project, snapshot
from whereas.cli import run

Captured = pytest.CaptureFixture[str]
PAGES = "content/pages"
SETTINGS = "content/publication.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path, texts=1)


@pytest.fixture
def refused(project: Path, capsys: Captured) -> Callable[..., str]:
    """Give a function that builds in vain, with the given code, and gives what it says."""

    def call(code: int = 2) -> str:
        capsys.readouterr()
        assert run(["-C", str(project), "build"]) == code
        assert not (project / "build" / "site").exists()
        err = capsys.readouterr().err
        assert "a bug" not in err
        return err

    return call


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("page", ["about", "index"])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[a](A/RES/99/9.html)", "link A/RES/99/9.html: there is no A/RES/99/9.html"),
        ("[a](A/RES/99/1.html#op9)", "link A/RES/99/1.html#op9: A/RES/99/1.html has no such id"),
        ("![a](https://elsewhere.example/a.png)", "src='https://elsewhere.example/a.png'"),
        ("<iframe src='A/RES/99/1.html'></iframe>", "<iframe> is not used"),
        ("<a href='javascript:a()'>a</a>", "href='javascript:a()'"),
        ("<b id='one'>a</b> <b id='one'>b</b>", "the id 'one' stands 2 times"),
        ("<div>a < b</div>", "markup that a browser may read otherwise: '< b"),
    ],
)
def test_what_the_seal_finds_in_a_written_page(
    project: Path, refused: Callable[..., str], page: str, text: str, words: str
) -> None:
    append(project / PAGES / f"{page}.md", f"\n{text}\n")
    assert f"\n  {PAGES}/{page}.md: {words}" in refused()


def test_a_file_of_html_is_the_authors_too(project: Path, refused: Callable[..., str]) -> None:
    (project / PAGES / "old.html").write_text("<!doctype html><a href=gone.html>gone</a>")
    assert f"{PAGES}/old.html: link gone.html: there is no gone.html" in refused()


@pytest.mark.parametrize("tag", ["<head>", "<body dir='rtl'>", "<html lang='fr'>"])
def test_tags_of_which_a_page_has_one(project: Path, refused: Callable[..., str], tag: str) -> None:
    append(project / PAGES / "about.md", f"\n{tag}\n")
    assert f"about.md: {tag[:5]}" in refused()


@pytest.mark.parametrize("name", [".DS_Store", ".about.md.swp", ".notes/a.md", ".notes/a.txt"])
def test_files_that_are_not_published_are_passed_over(project: Path, name: str) -> None:
    (project / PAGES / name).parent.mkdir(exist_ok=True)
    (project / PAGES / name).write_bytes(b"a")
    assert [path for path in snapshot(build(project)) if "/." in f"/{path}"] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("robots.txt", "robots.txt is written twice"),
        ("search/index.md", "search/index.html is written twice"),
        ("Data/x.txt", "Data and data differ only by case"),
        ("A/RES/99/1.md", "A/RES/99/1.html is written twice"),
    ],
)
def test_files_that_the_site_has_itself(
    project: Path, refused: Callable[..., str], name: str, words: str
) -> None:
    (project / PAGES / name).parent.mkdir(parents=True, exist_ok=True)
    (project / PAGES / name).write_text("# A\n")
    replace(project / "mkdocs.yml", "nav:  ", "not_in_nav: '*'\nnav:  ")
    assert f"{PAGES}/{name} must have another name: " in (err := refused())
    assert words in err


@pytest.mark.parametrize("name", ["about", "cite"])
def test_pages_that_must_be_there(project: Path, refused: Callable[..., str], name: str) -> None:
    (project / PAGES / f"{name}.md").unlink()
    replace(project / "mkdocs.yml", f"  - {name}.md\n", "")
    assert f"{PAGES}/{name}.md is missing: the " in refused()


@pytest.mark.parametrize("heading", ["derived", "rights"])
def test_headings_that_must_be_there(
    project: Path, refused: Callable[..., str], heading: str
) -> None:
    replace(project / PAGES / "about.md", f"{{#{heading}}}", "{#other}")
    wanted = f"`## {heading.capitalize()} {{ #{heading} }}`"
    assert f"{PAGES}/about.md lacks a heading such as {wanted}: the page " in refused()


def test_words_of_the_settings_are_escaped(project: Path) -> None:
    settings = project / SETTINGS
    replace(settings, "title: Harbours", """title: 'A <b> & "c"'""")
    replace(settings, "Invented resolutions on harbours.", """'The "X" & <Y>'""")
    files = snapshot(build(project))
    for path in ("about.html", "404.html", "index.html"):
        html = files[path].decode()
        assert 'content="The &#34;X&#34; &amp; &lt;Y&gt;"' in html.replace("&quot;", "&#34;")
        assert "A &lt;b&gt; &amp; &#34;c&#34;" in html
        assert "A <b>" not in html


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (SETTINGS, "title: Harbours", "title: zzWhereasTitlezz"),
        (SETTINGS, "Invented resolutions", "zzWhereasDescriptionzz"),
        (f"{PAGES}/index.md", "# ", "# zzWhereasBodyzz "),
        (f"{PAGES}/about.md", "# ", "# zzWhereasOutlinezz "),
        ("mkdocs.yml", "brand: Whereas,", "brand: zzWhereasLinkszz"),
    ],
)
def test_words_that_hold_a_place(
    project: Path, refused: Callable[..., str], file: str, old: str, new: str
) -> None:
    replace(project / file, old, new)
    assert f"{file}: the program keeps the word zzWhereas" in refused()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  - whereas\n", "  - search\n  - whereas\n", "`plugins` holds search"),
        ("  - whereas\n", "  - search: {lang: en}\n  - whereas\n", "`plugins` holds search"),
        ("  language: en", "  font: {text: Roboto}", "cannot have theme.font"),
        ("site_name:", "repo_url: https://elsewhere.example/\nsite_name:", "cannot have repo_url"),
        ("extra:\n", "extra:\n  analytics: {provider: a}\n", "cannot have extra.analytics"),
        ("site_name:", "extra_css: ['https://e.example/a.css']\nsite_name:", "of another host"),
        ("site_name:", "extra_javascript: [{path: //e.example/a}]\nsite_name:", "another host"),
    ],
)
def test_settings_of_the_engine_that_are_refused(
    project: Path, refused: Callable[..., str], old: str, new: str, words: str
) -> None:
    replace(project / "mkdocs.yml", old, new)
    assert words in (err := refused())
    assert "whereas: mkdocs.yml: " in err


def test_a_font_that_is_off_is_no_font(project: Path) -> None:
    replace(project / "mkdocs.yml", "  language: en", "  font: false")
    build(project)


def test_a_page_that_cannot_be_read(
    project: Path, refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    original = Path.read_bytes

    def read(path: Path) -> bytes:
        if path.name == "about.md":
            raise PermissionError(13, os.strerror(13), str(path))
        return original(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    assert f"{PAGES}/about.md cannot be read: Permission denied" in refused(3)


def test_a_picture_that_cannot_be_read(
    project: Path, refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def copy(source: Any, *others: Any) -> None:
        raise PermissionError(13, os.strerror(13), str(source))

    monkeypatch.setattr("mkdocs.utils.shutil.copyfile", copy)
    (project / PAGES / "a.png").write_bytes(b"")
    assert "Permission denied" in refused(3)


def test_a_page_that_is_not_utf_8(project: Path, refused: Callable[..., str]) -> None:
    (project / PAGES / "about.md").write_bytes("# Écrit".encode("latin-1"))
    assert f"{PAGES}/about.md: the page is not UTF-8" in refused()


def test_a_template_that_is_not_there(project: Path, refused: Callable[..., str]) -> None:
    page = project / PAGES / "about.md"
    page.write_text(f"---\ntemplate: nowhere.html\n---\n\n{page.read_text()}")
    assert "nowhere.html" in refused()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("id: harbours", "idd: harbours", ":2:1: error SCH01"),
        ("language: en", "language: tlh", ":7:11: error CFG02"),
        ("language: en", "language: en\ndocuments: [json, xls]", ":8:19: error CFG03"),
    ],
)
def test_faults_of_the_settings(
    project: Path, refused: Callable[..., str], capsys: Captured, old: str, new: str, words: str
) -> None:
    replace(project / SETTINGS, old, new)
    assert f"{SETTINGS}{words}" in refused()
    assert run(["-C", str(project), "check"]) == 2
    assert f"{SETTINGS}{words}" in capsys.readouterr().out


BODY = """\
format: register/bodies/1
bodies:
  - body: hx
    name: Harbour Exchange
    organization: Harbours
    kind_name: Resolution
    meeting: plenary
    symbols:
      - form: hx
        kind: resolution
        print: {print}
        number: '{number}'
"""


@pytest.mark.parametrize(
    ("printed", "number", "words"),
    [
        ("HX/{number}/{number}", r"\d+", '"HX/{number}/{number}" has {number} more than once'),
        ("HX/{number}", r"(?P<a>\d+)", "has a group with a name"),
        ("HX/{number}", r"(\d+", "is no pattern"),
    ],
)
def test_forms_that_cannot_be_read(
    project: Path, refused: Callable[..., str], printed: str, number: str, words: str
) -> None:
    (project / "content" / "registers").mkdir()
    text = BODY.format(print=printed, number=number)
    (project / "content" / "registers" / "bodies.yaml").write_text(text)
    line = 11 if "more than" in words else 12
    assert words in (err := refused(1))
    assert f"content/registers/bodies.yaml:{line}:" in err


def test_an_empty_clock_is_put_back(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    build(project)
    assert os.environ["SOURCE_DATE_EPOCH"] == ""
