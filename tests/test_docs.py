"""What follows from the program is as `make docs` would write it now, complete and readable."""

from __future__ import annotations

import json
import re
import shutil
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

import docs
from commands_page import render_commands
from format_page import render_format
from support.axe import axe
from support.browser import Visitor
from support.projects import build
from whereas import errors
from whereas.cli import cli, run
from whereas.model.markup import format_markup, parse_markup, plain
from whereas.reading.registers import NAMES

PAGES = ("commands", "documentation", "format")
INTERNAL = {"rules", "rates", "frame", "import-words", "import-phrases"}
"""Schemas of files that the program alone has: nobody writes them in a project."""


def test_nothing_is_stale(root: Path) -> None:
    stale = [path for path, data in docs.iter_documents(root) if (root / path).read_bytes() != data]
    assert stale == [], "run `make docs`"


def test_a_new_module_would_be_seen(root: Path, tmp_path: Path) -> None:
    shutil.copy(root / "pyproject.toml", tmp_path)
    shutil.copytree(root / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    before = docs.render_architecture(tmp_path)
    assert before == docs.render_architecture(root)
    module = tmp_path / "src" / "whereas" / "checks" / "tides.py"
    module.write_text('"""TID: tides\nand moons.\n\nNot shown."""\n')
    after = docs.render_architecture(tmp_path)
    assert after.replace("  - `tides.py`: TID: tides and moons.\n", "") == before
    assert after != before


def test_every_module_is_in_the_architecture_and_says_what_it_does(root: Path) -> None:
    text = docs.render_architecture(root)
    files = [
        path
        for path in (root / "src" / "whereas").rglob("*.py")
        if path.name != "__init__.py" and "__pycache__" not in path.parts
    ]
    assert len(re.findall(r"`[a-z_]+\.py`\**: [A-Z`\"']", text)) == len(files)


def test_contributing_needs_its_marks() -> None:
    marked = "a\n<!-- architecture: made -->\nold\n<!-- end of architecture -->\nb\n"
    replaced = docs.replace_architecture(marked, "- \\1 new\n")
    assert replaced == (
        "a\n<!-- architecture: made -->\n\n- \\1 new\n\n<!-- end of architecture -->\nb\n"
    )
    assert docs.replace_architecture(replaced, "- \\1 new\n") == replaced
    with pytest.raises(SystemExit, match="lacks the marks"):
        docs.replace_architecture("no marks", "x")


def _iter_keys(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        for name, value in schema.items():
            # What an `if` looks at is no key of its own.
            if name == "properties":
                yield from value
            if name not in ("if", "allOf", "examples"):
                yield from _iter_keys(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _iter_keys(value)


def test_every_key_of_the_schemas_is_on_the_page(root: Path) -> None:
    page = render_format()
    shown = re.findall(r"^`([^`]+)` \{#[a-z-]+\.\1\}$", page, re.MULTILINE)
    for path in sorted((root / "schemas").glob("*.schema.json")):
        name = path.name.removesuffix(".schema.json")
        keys = set(_iter_keys(json.loads(path.read_text("utf-8"))))
        assert name in INTERNAL or keys <= set(shown), (name, keys - set(shown))


def test_the_page_names_the_registers_that_a_project_may_add_to() -> None:
    page = render_format()
    named = re.findall(r"^Stands in `content/registers/(\w+)\.yaml`\.$", page, re.MULTILINE)
    assert sorted(named) == sorted(NAMES)
    assert not [name for name in INTERNAL if f"{{#{name}}}" in page]


def test_addresses_on_the_page_of_the_format() -> None:
    page = render_format()
    anchors = re.findall(r"\{#([^}]+)\}$", page, re.MULTILINE)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= set(anchors)
    assert {"resolution", "resolution.symbol", "adoption.date", "value-line"} <= set(anchors)


def test_every_key_has_words_and_an_example_where_it_needs_one() -> None:
    for entry in re.split(r"\n(?=`)", render_format())[1:]:
        assert re.search(r"\n:   \S.*[.:)`]", entry), entry


def test_every_command_option_and_exit_code_is_on_the_page() -> None:
    page = render_commands()
    sections = dict(re.findall(r"^## [^\n]* \{#([a-z-]+)\}\n(.*?)(?=^## |\Z)", page, re.M | re.S))
    assert sections.keys() == {"whereas", "exit-codes", *cli.commands}
    for name, command in {"whereas": cli, **cli.commands}.items():
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.is_eager:
                assert f"`{', '.join(parameter.opts)}" in sections[name]
    codes = {int(code) for code in re.findall(r"^([0-9]+)\n:   ", page, re.MULTILINE)}
    assert codes == {0, 130, 141, 143} | {
        kind.exit_code for kind in vars(errors).values() if hasattr(kind, "exit_code")
    }


def test_what_the_hand_written_page_shows_is_so(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (root / "content" / "pages" / "documentation.md").read_text("utf-8")
    (tmp_path / "content").mkdir()
    shutil.copy(root / "content" / "publication.yaml", tmp_path / "content")
    (tmp_path / "mkdocs.yml").write_text("theme: material\nplugins: [whereas]\n")
    blocks = re.findall(r"(?:^    .*\n|^\n(?=    ))+", page, re.MULTILINE)
    command, words, _, message, *_ = (textwrap.dedent(block).strip() for block in blocks)
    assert run(["-C", str(tmp_path), *command.split()[1:]]) == 0
    file = capsys.readouterr().out.strip()
    assert f"`{file}`" in page
    assert run(["-C", str(tmp_path), "check"]) == 0
    assert message.removeprefix("…/") in capsys.readouterr().out
    head, _, _ = (tmp_path / file).read_text("utf-8").partition("\nenacting:")
    (tmp_path / file).write_text(f"{head}\n{words}\n".replace("title: ____", "title: Tides"))
    assert run(["-C", str(tmp_path), "check", "--strict"]) == 0


def test_the_marks_that_the_hand_written_page_shows(root: Path) -> None:
    page = (root / "content" / "pages" / "documentation.md").read_text("utf-8")
    shown = re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)
    assert len(shown) == 7
    assert all(format_markup(parse_markup(marks)) == marks for marks in shown)
    assert all(plain(parse_markup(marks)) != marks for marks in shown)
    assert plain(parse_markup("5 * 3")) == "5 * 3"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the built site of the project: any remark of MkDocs would stop the build."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "content").symlink_to(docs.ROOT / "content")
    shutil.copy(docs.ROOT / "mkdocs.yml", folder)
    return build(folder)


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_published_as_plain_html(site: Path, name: str) -> None:
    html = (site / f"{name}.html").read_text("utf-8")
    assert " style=" not in html
    assert 'aria-current="page">Documentation</a>' in html
    text = re.sub(r"<(code|pre)\b.*?</\1>", "", html, flags=re.DOTALL)
    body = text[text.index("<h1") : text.index("</article>")]
    assert "{#" not in body, "an address was not understood"
    assert "](#" not in body
    assert not re.search(r"\\[_*{}\[\]]", body)


def test_keys_have_their_addresses_in_the_page(site: Path) -> None:
    html = (site / "format.html").read_text("utf-8")
    ids = set(re.findall(r'<dt id="([^"]+)"', html))
    assert ids == set(re.findall(r"^\S.*\{#([^}]+)\}\n:  ", render_format(), re.MULTILINE))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_readable_on_a_narrow_screen(
    site: Path,
    serve_folder: Callable[..., str],
    new_visitor: Callable[..., Visitor],
    name: str,
    scheme: str,
) -> None:
    visitor = new_visitor(viewport={"width": 375, "height": 800}, color_scheme=scheme)
    page = visitor.open(f"{serve_folder(site).rstrip('/')}/{name}.html")
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    # Six lists are like sixty, and judged in a tenth of the time.
    page.evaluate("[...document.querySelectorAll('dl')].slice(6).forEach(list => list.remove())")
    assert axe(page) == []
    assert visitor.complaints == []
