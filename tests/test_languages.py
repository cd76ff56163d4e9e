"""Sites in several languages: borrowed home pages, translated pages, texts without an interface."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from support.projects import build, make_project, write_text
from whereas.cli import run
from whereas.site.interface import load_interface
from whereas.site.written import find_translations, lift_links

TRANSLATION = """\
format: resolution-translation/1
symbol: A/RES/99/1
language: {language}
title: {title}
enacting: {formula}
preamble:
  - "{preamble}"
operative:
  - num: 1
    text: "{text}"
    items:
      - {{num: a, text: "{first}"}}
      - {{num: b, text: "{second}"}}
  - num: 2
    text: "{last}"
notes:
  1: "{note}"
translated_by: unofficial
"""

ARABIC = {
    "language": "ar",
    "title": "العناية بالمرافئ",
    "formula": "إن الجمعية العامة،",
    "preamble": "إذ تشير إلى قرارها 98/1 المؤرخ 2 كانون الأول/ديسمبر 2043[^1]،",
    "text": "تطلب إلى مديري المرافئ ما يلي:",
    "first": "مسح *حواجز الأمواج*؛",
    "second": "تقديم تقرير عن ذلك؛",
    "last": "تقرر أن تعود إلى هذه المسألة في دورتها المائة.",
    "note": "انظر A/99/120.",
}

GERMAN = """\
format: register/languages/1
languages:
  - {language: de, name: German, endonym: Deutsch, direction: ltr}
"""


def write_translation(root: Path, words: dict[str, str]) -> None:
    folder = root / "content" / "resolutions" / "ga" / "99"
    file = folder / f"A_RES_99_1.{words['language']}.yaml"
    file.write_text(TRANSLATION.format(**words), encoding="utf-8")


def write_page(root: Path, name: str, text: str) -> None:
    (root / "content" / "pages" / name).write_text(text, encoding="utf-8")


def change_language(file: Path, language: str) -> None:
    text = file.read_text(encoding="utf-8").replace("language: en", f"language: {language}")
    file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a site in English and Arabic; the second text is in German alone, the third in French.

    The home page is not translated, `about.md` is.
    """
    root = make_project(tmp_path_factory.mktemp("languages"), texts=1)
    write_translation(root, ARABIC)
    change_language(write_text(root, 2, title="Häfen", words="Ersucht die Hafenmeister:"), "de")
    change_language(write_text(root, 3, title="Ports", words="Prie les capitaines :"), "fr")
    (root / "content" / "registers").mkdir()
    (root / "content" / "registers" / "languages.yaml").write_text(GERMAN, encoding="utf-8")
    links = "[about](about.md#rights) [data](data/index.html) [text](A/RES/99/2.html#op1)"
    write_page(root, "index.md", f"# Harbours\n\n{links}\n\n<!-- whereas:home -->\n\nThe end.\n")
    words = "# عن الموقع\n\n## القاعدة {#derived}\n\n## الحقوق {#rights}\n\n[البيت](index.md)\n"
    write_page(root, "about.ar.md", words)
    return build(root)


def test_a_preview_speaks_the_language_of_the_publication_alone(site: Path, tmp_path: Path) -> None:
    root, preview = site.parents[1], tmp_path / "preview"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(preview)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=root, check=True, capture_output=True, env=environment)
    shown = {
        path.relative_to(preview).as_posix(): re.findall(
            r'<html lang="(\w+)"', path.read_text(encoding="utf-8")
        )
        for path in preview.rglob("*.html")
    }
    assert {language for found in shown.values() for language in found} == {"en"}
    # Texts in other languages are there; pages around them are not.
    assert {path for path in shown if path.startswith(("ar/", "de/", "fr/"))} == {
        "ar/A/RES/99/1.html",
        "de/A/RES/99/2.html",
        "fr/A/RES/99/3.html",
    }
    assert (site / "ar" / "index.html").is_file()


def read(site: Path, path: str) -> str:
    return (site / path).read_text(encoding="utf-8")


def test_the_shell_turns_with_the_language(site: Path) -> None:
    for path in ("ar/index.html", "ar/A/RES/99/1.html", "ar/about.html", "ar/search/index.html"):
        html = read(site, path)
        assert '<html lang="ar" dir="rtl" class="no-js">' in html, path
        assert '<body dir="rtl"' in html
    assert '<html lang="en" class="no-js">' in read(site, "index.html")


def test_a_home_page_borrows_words_that_are_not_translated(site: Path) -> None:
    html = read(site, "ar/index.html")
    hero = html.partition('<div class="hero">')[2].partition("<form")[0]
    assert hero.strip().startswith('<div lang="en" dir="ltr"><h1')
    assert re.search(r'<div lang="en" dir="ltr">\s*<p>The end\.</p>\s*</div>', html)
    # To what there is in Arabic, and else to what the words speak of.
    assert re.findall(r'<a href="([^"]+)">(?:about|data|text)</a>', hero) == [
        "about.html#rights",
        "data/index.html",
        "../A/RES/99/2.html#op1",
    ]
    assert load_interface("ar")["home"]["ways"] in html
    assert 'lang="en" dir="ltr"><h1' not in read(site, "index.html")


def test_written_pages_name_their_other_languages(site: Path) -> None:
    for path, up in (("about.html", ""), ("ar/about.html", "../")):
        html = read(site, path)
        assert re.findall(r'<link rel="alternate " hreflang="(\w+)" href="([^"]+)"', html) == [
            ("en", "https://harbours.example/papers/about.html"),
            ("ar", "https://harbours.example/papers/ar/about.html"),
        ]
        switch = html.partition('<p class="row langs sm">')[2].partition("</p>")[0]
        links = re.findall(r'lang="(\w+)" hreflang="\w+" href="([^"]+)"', switch)
        own = "about.html"
        assert links == ([("en", own), ("ar", "ar/about.html")] if not up else [
            ("en", "../about.html"), ("ar", own)])  # fmt: skip
        assert switch.count('aria-current="page"') == 1
    assert "langs" not in read(site, "cite.html")


def test_pages_lead_to_translated_pages(site: Path) -> None:
    assert '<a href="../../ar/about.html#rights">' in read(site, "ar/data/index.html")
    assert '<a href="../../../../ar/about.html#derived">' in read(site, "ar/A/RES/99/1.html")
    home = read(site, "ar/index.html")
    assert '<a href="../cite.html">' in home
    # What is not translated is named in its own language.
    assert '<a href="../cite.html" lang="en" hreflang="en">' in home


def test_a_translation_of_nothing_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_project(tmp_path, texts=1)
    write_page(root, "tides.fr.md", "# Marées\n")
    assert run(["-C", str(root), "build"]) == 2
    assert "tides.fr.md: there is no tides.md to translate" in capsys.readouterr().err


def test_a_masthead_is_in_the_language_of_its_text(site: Path) -> None:
    html = read(site, "ar/A/RES/99/1.html")
    head = html.partition('<header class="mast"')[2].partition("</header>")[0]
    assert head.startswith(' lang="ar" dir="rtl">')
    for words in (
        "الأمم المتحدة",
        "الدورة التاسعة والتسعون",
        "قرار اتخذته الجمعية العامة في 5 كانون الأول/ديسمبر 2044",
        "<bdi>99/1</bdi>",
    ):
        assert words in head
    assert '">1 -</a>' in html
    assert '">(أ)</a>' in html
    assert "<em>الجلسة العامة 61</em>" in html
    assert "lang=" not in head.removeprefix(' lang="ar"')


def test_a_text_without_an_interface_says_which_words_are_ours(site: Path) -> None:
    html = read(site, "de/A/RES/99/2.html")
    assert '<html lang="en"' in html
    head = html.partition('<header class="mast"')[2].partition("</header>")[0]
    assert head.startswith(' lang="de" dir="ltr">')
    formed = '<span lang="en" dir="ltr">Resolution adopted by the General Assembly on'
    assert formed in head
    assert '<div class="doc" lang="de" dir="ltr"' in html
    assert '<h2 id="operative" lang="en" dir="ltr">Operative part</h2>' in html
    assert '<em lang="en" dir="ltr">61st plenary meeting</em>' in html


@pytest.mark.parametrize(("number", "endonym"), [(2, "Deutsch"), (3, "Français")])
def test_a_text_in_another_language_stands_at_the_plain_address(
    site: Path, number: int, endonym: str
) -> None:
    html = read(site, f"A/RES/99/{number}.html")
    assert '<html lang="en"' in html
    notice = load_interface("en")["record"]["not_in_language"].format(language=endonym)
    assert f'<p class="flag">{notice}</p>' in html
    assert notice not in read(site, f"{'de' if number == 2 else 'fr'}/A/RES/99/{number}.html")


def test_the_masthead_of_a_french_text_is_french_on_an_english_page(site: Path) -> None:
    html = read(site, "A/RES/99/3.html")
    head = html.partition('<header class="mast"')[2].partition("</header>")[0]
    assert "Résolution adoptée par l’Assemblée générale le 7 décembre 2044" in head
    assert "lang=" not in head.removeprefix(' lang="fr"')
    assert '<h2 id="operative" lang="en" dir="ltr">Operative part</h2>' in html


@pytest.mark.parametrize(
    ("link", "lifted"),
    [
        ("A/RES/1.html#op1", "../A/RES/1.html#op1"),
        ("data/index.html", "data/index.html"),
        ("../about.html", "../about.html"),
        ("#top", "#top"),
        ("https://example.org/a", "https://example.org/a"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("/a.html", "/a.html"),
        ("?q=a", "?q=a"),
    ],
)
def test_links_of_borrowed_words_lead_where_they_led(link: str, lifted: str) -> None:
    known = {"fr/data/index.html", "about.html"}
    html = lift_links(f'<a href="{link}">a</a>', "fr/index.html", known)
    assert html == f'<a href="{lifted}">a</a>'


def test_translations_are_found_by_their_names(tmp_path: Path) -> None:
    for name in ("about.md", "about.fr.md", "about.v2.md", "a.ar.md", "about.fr.txt"):
        (tmp_path / name).write_text("")
    assert find_translations(tmp_path) == {"fr/about.html", "ar/a.html"}
