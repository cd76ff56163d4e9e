"""The helpers of the tests tell the truth about what they serve, see and find."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support import required

if TYPE_CHECKING:
    from support.browser import Visitor

POLICY = "default-src 'none'; script-src 'self'; img-src 'self' https://example.org"
GOOD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Good</title></head>
<body><main><h1>Good</h1><p>A text.</p></main></body></html>"""
BAD = f"""<!doctype html><html><head><meta charset="utf-8"><title>Bad</title>
<meta http-equiv="Content-Security-Policy" content="{POLICY}"></head>
<body><img src="https://example.org/pixel.png"><script>document.title = "ran"</script></body>
</html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"index.html": GOOD, "bad.html": BAD, "404.html": "lost"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "A" / "RES").mkdir(parents=True)
    (tmp_path / "A" / "RES" / "1.json").write_text("{}", encoding="utf-8")
    (tmp_path / "extensionless").write_text("never", encoding="utf-8")
    return tmp_path


def fetch(url: str) -> tuple[int, str, str]:
    """Give status, media type and text of an answer."""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["Content-Type"], error.read().decode()


def test_the_server_serves_a_folder(folder: Path, serve_folder: Callable[..., str]) -> None:
    url = serve_folder(folder)
    assert fetch(url) == (200, "text/html; charset=utf-8", GOOD)
    assert fetch(f"{url}A/RES/1.json") == (200, "application/json", "{}")
    assert fetch(f"{url}bad.html?q=1#pp1")[0] == 200


@pytest.mark.parametrize(
    "path", ["extensionless", "A", "A/RES/", "A/RES/1", "none.html", "../x.txt"]
)
def test_the_server_finds_nothing_else(
    folder: Path, serve_folder: Callable[..., str], path: str
) -> None:
    assert fetch(serve_folder(folder) + path) == (404, "text/html; charset=utf-8", "lost")


def test_the_server_serves_under_a_path(folder: Path, serve_folder: Callable[..., str]) -> None:
    url = serve_folder(folder, base="/whereas/")
    assert fetch(url)[0] == 200
    assert fetch(url.removesuffix("whereas/"))[0] == 404


def test_a_server_stops_by_itself(folder: Path) -> None:
    from support.server import serving

    with serving(folder) as url:
        assert fetch(url)[0] == 200
    with pytest.raises(urllib.error.URLError):
        fetch(url)


def test_a_visitor_sees_what_a_page_asks_for_and_complains_of(
    folder: Path, serve_folder: Callable[..., str], visitor: Visitor
) -> None:
    url = serve_folder(folder)
    assert visitor.open(url).title() == "Good"
    assert len(visitor.hosts()) == 1
    assert visitor.complaints == []
    assert visitor.open(f"{url}bad.html").title() == "Bad"
    assert "https://example.org/pixel.png" in visitor.requests
    assert any("Content Security Policy" in complaint for complaint in visitor.complaints)


def test_visitors_differ(new_visitor: Callable[..., Visitor]) -> None:
    script = "<title>no</title><script>document.title = 'yes'</script>"
    titles = []
    for enabled in (True, False):
        page = new_visitor(java_script_enabled=enabled).context.new_page()
        page.set_content(script)
        titles.append(page.title())
    assert titles == ["yes", "no"]


def test_axe_finds_faults_under_a_strict_policy(
    folder: Path, serve_folder: Callable[..., str], visitor: Visitor
) -> None:
    from support.axe import axe

    url = serve_folder(folder)
    assert axe(visitor.open(url)) == []
    rules = {violation.rule for violation in axe(visitor.open(f"{url}bad.html"))}
    assert {"html-has-lang", "image-alt"} <= rules


def test_what_is_required_must_not_be_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHEREAS_REQUIRE", "corpus")
    with pytest.raises(pytest.skip.Exception):
        required.give_up("browser", "there is none")
    monkeypatch.setenv("WHEREAS_REQUIRE", "corpus,browser")
    with pytest.raises(pytest.fail.Exception):
        required.give_up("browser", "there is none")
