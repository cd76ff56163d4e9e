"""The seal passes a good site and finds each planted fault, naming page, link and reason."""

from __future__ import annotations

import base64
import hashlib
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whereas.errors import BrokenPromise
from whereas.output.digests import SUMS_PATH, check_sums, parse_sums
from whereas.output.markup import ADDRESSES, parse_markup
from whereas.output.scan import scan_page, scan_pages
from whereas.output.seal import OversizeError, Seal, SealError, page_paths, seal
from whereas.output.sizes import Limits, format_bytes, kind_of, render_kinds
from whereas.output.staging import staged

SITE_URL = "https://harbour.example/papers/"
SCRIPT = 'var a = 1 < 2 && "</b>";'


def source_of(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


POLICY = f"default-src 'none'; script-src 'self' {source_of(SCRIPT)}; img-src 'self' data:"

PAGE = f"""<!doctype html>
<html lang="en">
<head><meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta charset="utf-8">
<title>Lanterns &lt; oars</title>
<link rel="canonical" href="https://harbour.example/papers/HC/RES/3/7.html">
<link rel="alternate" hreflang="fr" href="https://elsewhere.example/fr.html">
<link rel="license" href="https://creativecommons.org/publicdomain/zero/1.0/">
<link rel="stylesheet" href="../../../assets/a%20b.css?v=1">
<script>{SCRIPT}</script>
<script type="application/json">{{"a": "<p onclick=x>"}}</script>
<script src="/papers/assets/x.js" defer></script>
</head>
<body data-a='"single"' hidden>
<!-- a comment -->
<h1 id="top">7</h1><p id="op5.a">“a” &amp; b</p><p id=bare>x</p><p id="é">y</p>
<a href="#op5.a">5</a> <a href="#top">up</a> <a href="#">up</a> <a href="">here</a>
<a href="7.html#bare">bare</a> <a href="#%C3%A9">é</a> <a href="#op5.a:~:text=b">words</a>
<a href="8.html#op1">8</a> <a href="../../../data/">data</a>
<a href="../../.././index.html">home</a>
<a href="/papers/data/SHA256SUMS">sums</a> <a href="7.json#/paragraphs/1" download>JSON</a>
<a href="https://docs.example/A?x=1&amp;y=2">source</a> <a href="mailto:a@b.example">mail</a>
<a href="https://harbour.example/papers/HC/RES/3/8.html?q=a#op1">absolute</a>
<a href="../217%20A%20(III).html">217 A (III)</a>
<img src="data:image/png;base64,AA==" alt=""><img srcset="/papers/assets/p.png 1x" alt="">
<svg viewBox="0 0 1 1"><title>A</title><use href="#top"/><linearGradient id="g"/></svg>
<form action="../../../search/index.html"><input name="q"><button>Find</button></form>
<blockquote cite="https://docs.example/A">q</blockquote><br><br/>
</body>
</html>
"""

BARE = """<!doctype html><meta http-equiv="content-security-policy" content="default-src 'none'">
<p id="op1">x</p>"""

OTHERS = {
    "HC/RES/3/8.html": BARE,
    "HC/RES/3/7.json": "{}",
    "HC/RES/217 A (III).html": BARE,
    "assets/a b.css": "",
    "assets/x.js": "",
    "assets/p.png": "",
    "data/index.html": BARE,
    "index.html": BARE,
    "search/index.html": BARE,
}


def seal_site(target: Path, page: str, limits: Limits | None = None) -> Seal:
    with staged(target) as stage:
        stage.write("HC/RES/3/7.html", page.encode())
        for path, text in OTHERS.items():
            stage.write(path, text.encode())
        sealed = seal(stage, limits or Limits(), site_url=SITE_URL)
        stage.publish()
    return sealed


def test_a_good_site_is_sealed(tmp_path: Path) -> None:
    sealed = seal_site(tmp_path / "site", PAGE)
    assert (sealed.files, sealed.pages) == (len(OTHERS) + 2, 6)
    assert sealed.links == 10
    sums = parse_sums((tmp_path / "site" / SUMS_PATH).read_text())
    assert sorted(sums) == sorted([*OTHERS, "HC/RES/3/7.html"])
    assert check_sums(tmp_path / "site") == ()
    assert "html" in render_kinds(sealed.kinds)


def test_the_list_verifies_from_the_root_of_the_site(tmp_path: Path) -> None:
    seal_site(tmp_path / "site", PAGE)
    check = ["sha256sum", "--quiet", "--strict", "-c", SUMS_PATH]
    subprocess.run(check, cwd=tmp_path / "site", check=True)


def after(text: str) -> tuple[str, str]:
    """Plant something at the end of the body."""
    return "</body>", f"{text}</body>"


FAULTS = {
    "missing file": (after('<a href="9.html">9</a>'), "no HC/RES/3/9.html in the site"),
    "missing resource": (after('<img src="x.png" alt="">'), "no HC/RES/3/x.png"),
    "missing in srcset": (
        after('<img srcset="x.png 1x, y.png 2x" alt="">'),
        "no HC/RES/3/y.png",
    ),
    "missing form": (after('<form action="find.html"></form>'), "no HC/RES/3/find.html"),
    "missing folder index": (after('<a href="../">up</a>'), "no HC/RES/index.html"),
    "missing absolute": (after(f'<a href="{SITE_URL}x.html">x</a>'), "no x.html in the site"),
    "missing canonical": (("3/7.html", "3/6.html"), "no HC/RES/3/6.html"),
    "missing refresh": (
        after('<meta http-equiv="refresh" content="0; url=9.html">'),
        "no HC/RES/3/9.html",
    ),
    "missing own fragment": (
        after('<a href="#op6">6</a>'),
        "link #op6: the page has no such id",
    ),
    "missing popover": (
        after('<button popovertarget="pop9">9</button>'),
        "link #pop9: the page has no such id",
    ),
    "missing far fragment": (after('<a href="8.html#op6">6</a>'), "8.html has no such id"),
    "two ids in a fragment": (after('<a href="#top%20op5.a">6</a>'), "no such id"),
    "no extension": (after('<a href="8">8</a>'), "no extension; the page is HC/RES/3/8.html"),
    "case": (after('<a href="8.HTML">8</a>'), "no HC/RES/3/8.HTML"),
    "above the root": (after('<a href="../../../../x.html">x</a>'), "it leaves the site"),
    "outside the base": (after('<a href="/other/x.html">x</a>'), "it leaves the site"),
    "encoded slash": (after('<a href="..%2F3%2F8.html">8</a>'), "encoded /"),
    "empty segment": (after('<a href="..//3/8.html">8</a>'), "segment is empty"),
    "bad percent": (after('<a href="8%.html">8</a>'), "hexadecimal"),
    "not UTF-8 percent": (after('<a href="%E9.html">8</a>'), "not UTF-8"),
    "backslash": (after('<a href="..\\8.html">8</a>'), "backslash"),
    "space": (after('<a href=" 8.html">8</a>'), "space"),
    "entity newline": (after('<a href="java&#10;script:x">8</a>'), "control character"),
    "javascript": (after('<a href="javascript:x()">8</a>'), "only http, https and mailto"),
    "hidden javascript": (after('<a href="&#106;avascript:x()">8</a>'), "only http"),
    "data link": (after('<a href="data:text/html,x">8</a>'), "only http"),
    "foreign without scheme": (after('<a href="//evil.example/">8</a>'), "only http"),
    "foreign image": (
        after('<img src="https://evil.example/x.png" alt="">'),
        "outside the site",
    ),
    "foreign srcset": (after('<img srcset="//evil.example/x.png" alt="">'), "outside the site"),
    "foreign script": (after('<script src="https://evil.example/x.js"></script>'), "outside"),
    "foreign style": (
        after('<link rel="stylesheet" href="https://evil.example/x.css">'),
        "outside",
    ),
    "foreign alternate style": (
        after('<link rel="alternate stylesheet" href="https://evil.example/x.css">'),
        "outside",
    ),
    "foreign icon": (after('<link rel="icon" href="https://evil.example/x.ico">'), "outside"),
    "foreign preconnect": (
        after('<link rel="preconnect" href="https://evil.example">'),
        "outside",
    ),
    "link without rel": (after('<link href="https://evil.example">'), "outside"),
    "foreign form": (after('<form action="https://evil.example/"></form>'), "outside"),
    "foreign button": (
        after('<button formaction="https://evil.example/">x</button>'),
        "outside",
    ),
    "foreign poster": (after('<video poster="https://evil.example/x.png"></video>'), "outside"),
    "foreign ping": (after('<a href="#top" ping="https://evil.example/">x</a>'), "outside"),
    "foreign use": (after('<svg><use xlink:href="https://evil.example/#a"/></svg>'), "outside"),
    "foreign refresh": (
        after('<meta http-equiv="refresh" content="0; url=https://evil.example/">'),
        "outside",
    ),
    "frame": (after('<iframe src="8.html"></iframe>'), "<iframe> is not used"),
    "foreign frame": (after('<iframe src="https://evil.example/"></iframe>'), "outside"),
    "object": (after('<object data="8.html"></object>'), "<object> is not used"),
    "base": (after('<base href="/papers/">'), "<base> is not used"),
    "no policy": (("Content-Security-Policy", "X-Policy"), "0 content security policies"),
    "two policies": (
        after('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'),
        "2 content security policies",
    ),
    "late policy": (
        ("<head><meta", '<head><link rel="icon" href="x.png"><meta'),
        "stands after",
    ),
    "script not allowed": (after("<script>evil()</script>"), "an inline script is not allowed"),
    "module not allowed": (after('<script type="module">evil()</script>'), "inline script"),
    "script changed": (("var a = 1", "var a = 2"), "an inline script is not allowed"),
    "script gone": ((f"<script>{SCRIPT}</script>", ""), "allows a script that is not there"),
    "unsafe inline": (("script-src", "script-src 'unsafe-inline'"), "allows 'unsafe-inline'"),
    "foreign source": (
        ("img-src", "img-src https://evil.example"),
        "allows https://evil.example",
    ),
    "data script": (("script-src", "script-src data:"), "allows data: as script-src"),
    "no default": (("default-src 'none'; ", ""), "no default-src"),
    "directive twice": (("; img-src", "; script-src 'self'; img-src"), "script-src twice"),
    "other pragma": (after('<meta http-equiv="Set-Cookie" content="a=b">'), "http-equiv"),
    "style attribute": (after('<p style="color:red">x</p>'), "style= on <p>"),
    "style element": (after("<style>p{}</style>"), "<style> is not used"),
    "handler": (after('<p onclick="x()">x</p>'), "onclick= on <p>"),
    "handler in capitals": (after('<P ONCLICK="x()">x</P>'), "onclick= on <p>"),
    "handler unquoted": (after("<p onclick=x()>x</p>"), "onclick= on <p>"),
    "handler in single quotes": (after("<p onclick='x(\"\")'>x</p>"), "onclick= on <p>"),
    "handler after a slash": (after('<svg/onload="x()">'), "browser may read otherwise"),
    "handler in a comment of a title": (
        after("<title><!--</title><p onclick=x()>--></title>"),
        "browser may read otherwise",
    ),
    "handler in an early closed comment": (
        after('<!--><p onclick="x()">x</p>-->'),
        "browser may read otherwise",
    ),
    "handler in a comment closed with a bang": (after("<!-- a --!> x -->"), "read otherwise"),
    "tag in an attribute": (after('<p title="<script>">x</p>'), "read otherwise"),
    "angle bracket in an attribute": (
        after('<p title="a>b" class="c">x</p>'),
        "read otherwise",
    ),
    "stray angle bracket": (after("1 < 2"), "read otherwise"),
    "end tag with attributes": (after('</p title="<p>">'), "read otherwise"),
    "processing instruction": (after("<?php x ?>"), "read otherwise"),
    "cdata": (after("<svg><![CDATA[<p>]]></svg>"), "read otherwise"),
    "attribute twice": (after('<a href="#top" href="#bare">x</a>'), "read otherwise"),
    "never closed tag": (("</html>", "</html><p"), "read otherwise"),
    "never closed script": (("</html>", "<script src='/papers/assets/x.js'>"), "is not closed"),
    "self-closed script": (after("<svg><script/><img src=x></svg></script>"), "is not closed"),
    "script with a comment": (
        after("<script type='application/json'>\"<!--\"</script>"),
        "<!--",
    ),
    "script with src and text": (
        after('<script src="/papers/assets/x.js">x</script>'),
        "which never runs",
    ),
    "srcdoc": (after('<p srcdoc="x">x</p>'), "srcdoc= on <p>"),
    "id twice": (after('<p id="top">x</p>'), "the id 'top' stands 2 times"),
    "id with a space": (after('<p id="a b">x</p>'), "an id is empty or holds a space"),
    "empty id": (after('<p id="">x</p>'), "an id is empty or holds a space"),
    "carriage return": (("</body>", "\r\n</body>"), "carriage return"),
    "text before the doctype": (("<!doctype", "x<!doctype"), "before the doctype"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_finds_a_planted_fault(tmp_path: Path, name: str) -> None:
    (old, new), reason = FAULTS[name]
    page = PAGE.replace(old, new, 1)
    assert page != PAGE
    with pytest.raises(SealError) as error:
        seal_site(tmp_path / "site", page)
    assert any(reason in fault for fault in error.value.faults), error.value.faults
    assert all(fault.startswith("HC/RES/3/7.html: ") for fault in error.value.faults)
    assert not (tmp_path / "site").exists()


def test_a_page_that_is_not_utf8(tmp_path: Path) -> None:
    assert "not UTF-8" in scan_page("a.html", b"\xff").faults[0]


def test_says_at_most_twenty_faults(tmp_path: Path) -> None:
    links = "".join(f'<a href="{number}.html">x</a>' for number in range(10, 40))
    with pytest.raises(SealError) as error:
        seal_site(tmp_path / "site", PAGE.replace("</body>", links))
    lines = str(error.value).split("\n")
    assert lines[0] == "the site is not published: 30 faults"
    assert len(lines) == 22 and lines[-1] == "  and 10 more"
    assert lines[1] == "  HC/RES/3/7.html: link 10.html: there is no HC/RES/3/10.html in the site"
    assert len(error.value.faults) == 30
    assert error.value.exit_code == 70


def test_scans_by_workers_are_the_same(tmp_path: Path) -> None:
    with staged(tmp_path / "site") as stage:
        for path, text in {"HC/RES/3/7.html": PAGE, **OTHERS}.items():
            stage.write(path, text.encode())
        pages = page_paths(stage)
        scans = [
            scan for path in reversed(pages) for scan in scan_pages(stage.folder, [path], SITE_URL)
        ]
        with pytest.raises(BrokenPromise, match="every page"):
            seal(stage, Limits(), site_url=SITE_URL, scans=scans[1:])
        assert seal(stage, Limits(), site_url=SITE_URL, scans=scans).pages == len(pages)


def test_a_site_too_large_says_what_to_switch_off(tmp_path: Path) -> None:
    with pytest.raises(OversizeError) as error:
        seal_site(tmp_path / "site", PAGE, Limits(site_bytes=1000, file_bytes=10**6))
    message = str(error.value)
    assert "limits.site_bytes" in message and "most of it is html" in message
    assert error.value.exit_code == 1


def test_a_file_too_large_is_named(tmp_path: Path) -> None:
    with pytest.raises(OversizeError) as error:
        seal_site(tmp_path / "site", PAGE, Limits(file_bytes=1000))
    assert str(error.value).startswith("HC/RES/3/7.html has ")
    assert "limits.file_bytes, is 1 kB" in str(error.value)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("A/RES/76/159.html", "html"),
        ("search/index.html", "html"),
        ("search/en/terms-0.json", "search"),
        ("assets/whereas.css", "assets"),
        ("A/RES/76/159.json", "json"),
        ("data/catalog.jsonld", "json"),
        ("data/x/rows.csv", "csv"),
        ("data/x.zip", "zip"),
        ("data/SHA256SUMS", "other"),
        ("data/x.sqlite", "other"),
        ("html", "other"),
    ],
)
def test_kinds_of_files(path: str, kind: str) -> None:
    assert kind_of(path) == kind


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0 bytes"), (999, "999 bytes"), (4200, "4.2 kB"), (950_000_000, "950 MB")],
)
def test_sizes_for_people(number: int, text: str) -> None:
    assert format_bytes(number) == text


class SecondOpinion(HTMLParser):
    """The standard library's parser, which is slow and knows nothing of our rules."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" or (tag, name) == ("a", "name"):
                self.ids.append(value or "")
            elif name in ADDRESSES:
                self.addresses.append(value or "")


SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.html"))


@pytest.mark.parametrize("html", [PAGE, *(file.read_text("utf-8") for file in SAMPLES)])
def test_another_parser_finds_the_same_in_good_pages(html: str) -> None:
    markup, other = parse_markup(html), SecondOpinion(html)
    assert markup.ids == other.ids
    assert [address[2] for address in markup.addresses] == other.addresses


VALUES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="<>\0\r"))


@given(st.lists(st.tuples(st.sampled_from(["id", "href", "title", "data-x"]), VALUES)))
def test_ids_and_addresses_come_back_as_written(attributes: list[tuple[str, str]]) -> None:
    unique = dict(attributes)
    escaped = "".join(
        f' {name}="{value.replace("&", "&amp;").replace(chr(34), "&quot;")}"'
        for name, value in unique.items()
    )
    markup = parse_markup(f"<!doctype html><p>x<a{escaped}>y</a></p>")
    assert markup.faults == []
    assert markup.ids == [unique[name] for name in unique if name == "id"]
    assert [address[2] for address in markup.addresses] == [
        unique[name] for name in unique if name == "href"
    ]
