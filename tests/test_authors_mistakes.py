"""What an author does wrong in pages and settings ends with words and code 2, never as a bug."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

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


TABLE = "markdown_extensions:\n"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  - whereas\n", "  - search\n  - whereas\n", 'error CFG05 "search" makes a second'),
        ("  - whereas\n", "  - search: {lang: en}\n  - whereas\n", 'error CFG05 "search" makes'),
        ("  - whereas\n", "  - material/search\n  - whereas\n", 'CFG05 "material/search" makes'),
        ("  - whereas\n", "  - privacy\n  - whereas\n", 'error CFG05 "privacy" is not used here'),
        ("  - whereas\n", "  - whereas: {a: 1}\n", 'error CFG05 "a" is not used here'),
        ("site_name:", "hooks: [evil.py]\nsite_name:", 'error CFG05 "hooks" runs Python files'),
        ("site_name:", "INHERIT: ../base.yml\nsite_name:", 'error CFG05 "INHERIT" takes settings'),
        (
            "site_name:",
            "sitename: A\nsite_name:",
            '"sitename" is not used here (do you mean site_n',
        ),
        ("  language: en", "  custom_dir: theme", 'CFG05 "custom_dir" runs templates'),
        (
            TABLE,
            f"{TABLE}  - pymdownx.snippets: {{base_path: /}}\n",
            'CFG05 "pymdownx.snippets" puts',
        ),
        (TABLE, f"{TABLE}  - pymdownx.b64\n", 'error CFG05 "pymdownx.b64" puts any file'),
        (TABLE, f"{TABLE}  - macros\n", 'error CFG05 "macros" runs what pages hold'),
        (TABLE, f"{TABLE}  - md_in_html\n", 'error CFG05 "md_in_html" hides markup'),
        (TABLE, f"{TABLE}  - toc: {{slugify: a.b}}\n", 'error CFG05 "slugify" is not used here'),
        ("  language: en", "  font: {text: Roboto}", "error CFG06 a font is fetched"),
        (
            "site_name:",
            "repo_url: https://e.example/\nsite_name:",
            'CFG06 "repo_url" leads to other',
        ),
        ("extra:\n", "extra:\n  analytics: {provider: a}\n", 'CFG06 "analytics" lets pages ask'),
        (
            "site_name:",
            "extra_css: ['https://e.example/a.css']\nsite_name:",
            "CFG06 the file is of",
        ),
        (
            "site_name:",
            "extra_javascript: [{path: //e.example/a}]\nsite_name:",
            "CFG06 the file is",
        ),
        ("  name: material", "  name: readthedocs", 'CFG07 the theme is "readthedocs"'),
        ("  - whereas\n", "  []\n", "error CFG07 `plugins` lacks whereas"),
        (
            "docs_dir: content/pages",
            "docs_dir: /etc",
            'CFG07 "/etc" is not the folder of the pages',
        ),
        ("site_dir: build/mkdocs", "site_dir: content", 'CFG07 a preview would empty "content"'),
        ("site_dir: build/mkdocs", "site_dir: build/site", "CFG07 a preview would empty"),
        ("site_dir: build/mkdocs", "site_dir: build/../..", "CFG07 a preview would empty"),
        ("  - index.md\n", "  - index.md\n  - gone.md\n", 'CFG08 there is no page "gone.md"'),
        (
            "  - index.md\n",
            "  - index.md\n  - A: [{B: ../a.md}]\n",
            'CFG08 there is no page "../a.md"',
        ),
        ("  - index.md\n", '  - index.md\n  - "a\\0.md"\n', "error CHR01"),
        ("  - index.md\n", f"  - index.md\n  - {'a' * 300}.md\n", "error CFG08"),
        ("  name: material", "  name: !ENV THEME", 'error YAML05 tag "!ENV"'),
        ("  name: material", "  name: !!python/name:os.system", "error YAML05 tag"),
        ("site_name:", "a: &a [1]\nb: *a\nsite_name:", 'error YAML04 anchor "a"'),
        ("site_name:", f"a: {'[' * 100_000}\nsite_name:", "error YAML08 nested deeper than 16"),
        ("site_name:", f"a: [{'1, ' * 50_000}]\nsite_name:", "error YAML09 more than 50000 values"),
    ],
)
def test_settings_of_the_engine_that_are_refused(
    project: Path, refused: Callable[..., str], capsys: Captured, old: str, new: str, words: str
) -> None:
    """Before anything is run, by a check too: with line and column, and code 2."""
    replace(project / "mkdocs.yml", old, new)
    assert words in (err := refused())
    assert re.search(r"^mkdocs\.yml:[1-9][0-9]*:[1-9][0-9]*: error ", err, re.MULTILINE)
    for arguments in (["check"], ["check", "content/resolutions"]):
        assert run(["-C", str(project), *arguments]) == 2
        assert words in capsys.readouterr().out


def test_the_place_of_a_fault_in_the_frame(project: Path, refused: Callable[..., str]) -> None:
    replace(project / "mkdocs.yml", TABLE, f"{TABLE}  - pymdownx.snippets: {{base_path: /}}\n")
    lines = (project / "mkdocs.yml").read_text().splitlines()
    line = lines.index("  - pymdownx.snippets: {base_path: /}") + 1
    assert f"mkdocs.yml:{line}:5: error CFG05" in refused()


@pytest.mark.parametrize("theme", ["theme: readthedocs", "theme: [material]", ""])
def test_a_theme_that_is_another(project: Path, refused: Callable[..., str], theme: str) -> None:
    text = (project / "mkdocs.yml").read_text("utf-8")
    other, times = re.subn(r"^theme:\n(?: .*\n)+", f"{theme}\n", text, flags=re.MULTILINE)
    (project / "mkdocs.yml").write_text(other, "utf-8")
    assert times == 1
    assert "error CFG07 the theme is " in refused()


def test_aliases_of_aliases_are_refused_at_once(project: Path, refused: Callable[..., str]) -> None:
    names = "abcdefghij"
    bomb = "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n" for before, name in pairwise(names)
    )
    append(project / "mkdocs.yml", f"a: &a [x]\n{bomb}")
    start = time.process_time()
    assert 'error YAML04 anchor "a"' in refused()
    assert time.process_time() - start < 2


def test_the_frame_is_there(project: Path, refused: Callable[..., str], capsys: Captured) -> None:
    (project / "mkdocs.yml").unlink()
    assert "mkdocs.yml:1:1: error CFG04 there is no mkdocs.yml here" in refused()
    assert run(["-C", str(project), "check"]) == 2
    assert "error CFG04" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["mkdocs.yml", SETTINGS, "content/registers/topics.yaml"])
@pytest.mark.parametrize(("kind", "rule"), [("link", "FILE01"), ("folder", "FILE02")])
def test_files_that_are_none(
    project: Path, refused: Callable[..., str], tmp_path: Path, name: str, kind: str, rule: str
) -> None:
    path = project / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    if kind == "link":
        (tmp_path / "outside").write_text("a secret\n")
        path.symlink_to(tmp_path / "outside")
    else:
        path.mkdir()
    assert f"{name}:1:1: error {rule} " in (err := refused(1 if "registers" in name else 2))
    assert "secret" not in err


def test_the_folder_of_registers_is_a_file(project: Path, refused: Callable[..., str]) -> None:
    (project / "content/registers").write_text("a")
    assert "content/registers:1:1: error FILE02 not a folder" in refused(1)


def test_what_a_link_leads_to_is_not_shown(
    project: Path, refused: Callable[..., str], tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "passwords.yaml").write_text("a secret\n")
    (project / "content/registers").symlink_to(outside)
    err = refused(1)
    assert "content/registers:1:1: error FILE01" in err
    assert "secret" not in err and "passwords" not in err


@pytest.mark.parametrize("options", ["toc: {permalink: true}", "admonition", "footnotes", "smarty"])
def test_extensions_that_may_be_used(project: Path, options: str) -> None:
    replace(project / "mkdocs.yml", TABLE, f"{TABLE}  - {options}\n")
    build(project)


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


def test_the_documentation_names_the_extensions_that_may_be_used(root: Path) -> None:
    page = (root / "content/pages/documentation.md").read_text("utf-8")
    listed = page[page.index("the extensions `abbr`") : page.index("What would run code")]
    table = yaml.safe_load((root / "src/whereas/reading/frame.yaml").read_text("utf-8"))
    assert re.findall("`([a-z_]+)`", listed) == [entry["name"] for entry in table["extensions"]]
    names = [{entry["name"] for entry in table[key]} for key in ("keys", "plugins", "extensions")]
    assert set().union(*names).isdisjoint(entry["name"] for entry in table["refused"])
