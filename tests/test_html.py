"""The Nu Html Checker finds no error in one page of every kind, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence import markup
from evidence.sites import BuiltSite, is_harbour_there
from support import required

pytest_plugins = ("evidence.fixtures",)

PAGE = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<meta http-equiv="Content-Security-Policy" content="script-src 'self'">
<script src="a.js"></script></head>
<body><main><h1>A page</h1>
{}
</main></body></html>
"""

FAULTS = {
    "unclosed": ("<div><p>Words</p>", "div"),
    "twice the same id": ("<p id='op1'>a</p><p id='op1'>b</p>", "Duplicate ID"),
    "bad nesting": ("<p><ul><li>a</li></ul></p>", "No “p” element in scope"),
    "bad ARIA": ("<p role='paragraf'>a</p>", "role"),
    "unknown attribute": ("<p colour='red'>a</p>", "not allowed"),
    "a picture without a text": ("<img src='a.png'>", "alt"),
    "a row too long": (
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
        "column",
    ),
    "empty heading": ("<h2></h2>", "Empty heading"),
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a page without a fault, and a page for each fault."""
    folder = tmp_path_factory.mktemp("planted")
    pages = {"good": "<p>Words.</p>", **{name: fault for name, (fault, _) in FAULTS.items()}}
    for name, body in pages.items():
        (folder / f"{name}.html").write_text(PAGE.format(body), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def messages(checkout_site: BuiltSite, planted: Path, request: pytest.FixtureRequest) -> list[str]:
    """Give what the checker says of all pages, in one run: to start Java costs most of it."""
    if reason := markup.missing_part():
        required.give_up("java", reason)
    files = {*planted.glob("*.html"), *chosen(checkout_site)}
    if is_harbour_there():
        files.update(chosen(request.getfixturevalue("harbour_site")))
    return list(markup.check_files(sorted(files)))


def chosen(site: BuiltSite) -> set[Path]:
    """Give a page of every kind in every language, and the page of every text."""
    return {site.folder / page.path for page in (*site.samples(), *site.records())}


def test_no_page_has_a_fault(messages: list[str], built_site: BuiltSite) -> None:
    assert [line for line in messages if line.startswith(f"{built_site.folder}/")] == []


def test_the_demonstration_is_written_in_both_directions(harbour_site: BuiltSite) -> None:
    assert {"ar", harbour_site.language} <= set(harbour_site.languages())


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(messages: list[str], planted: Path, name: str) -> None:
    found = [line for line in messages if line.startswith(f"{planted / name}.html:")]
    assert any(FAULTS[name][1] in line for line in found), found


def test_a_page_without_a_fault_is_left_alone(messages: list[str], planted: Path) -> None:
    assert not [line for line in messages if line.startswith(f"{planted / 'good'}.html:")]
