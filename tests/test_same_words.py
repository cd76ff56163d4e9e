"""Every word of the demonstration, in every language: the same in YAML, JSON, tables and page.

The YAML is read here with PyYAML alone and its marks are taken off by the few lines below, so
that nothing which the program does to a text is used to judge it.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from evidence.sites import HARBOUR, BuiltSite

pytest_plugins = ("evidence.fixtures",)

FILES = sorted((HARBOUR / "content" / "resolutions").rglob("*.yaml"))

_TEXT = ("enacting", "resolving", "preamble", "operative", "annexes", "parts")
_NOT_WORDS = frozenset(
    {"num", "section", "part", "division", "kind", "numbering", "adoption", "notes"}
)
"""Keys beside the words of a text: labels and kinds, which the page forms by rule."""

_ESCAPED = re.compile(r"\\(.)")
_NOTE = re.compile(r"\[\^[0-9*]+\]")
_LINK = re.compile(r"\[((?:\\.|[^\]\\])*)\]\([^)]*\)")
_STYLE = re.compile(r"[*^~]")


def plain(markup: str) -> str:
    """Take the marks off: note marks, links by hand, bold, italic, superscript, subscript."""
    kept = _ESCAPED.sub(lambda found: chr(0xE000 + ord(found[1])), markup)
    bare = _STYLE.sub("", _LINK.sub(r"\1", _NOTE.sub("", kept)))
    return re.sub("[\ue000-\ue0ff]", lambda found: chr(ord(found[0]) - 0xE000), bare)


def iter_lines(value: Any) -> Iterator[str]:
    """Give the lines of words in a part of a document, in the order in which they stand."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "notes" and "table" in value:  # notes of a table stand in it
                for mark, line in inner.items():
                    yield f"{mark} {plain(line)}"
            elif name not in _NOT_WORDS and not (name in ("cols", "rows") and "text" in value):
                yield from iter_lines(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from iter_lines(inner)
    else:
        yield plain(value)


def iter_notes(value: Any) -> Iterator[str]:
    """Give the notes of a document, those of annexes after those of the text."""
    if isinstance(value, dict):
        yield from (plain(line) for line in value.get("notes", {}).values())
        for key in ("annexes", "parts"):
            for inner in value.get(key, ()):
                yield from iter_notes(inner)


def words(text: str) -> list[str]:
    """Cut a text at white space."""
    return text.split()


class Pieces(HTMLParser):
    """Collects the words of a page by the address of the piece in which they stand."""

    _APART = frozenset({"n", "r", "cp", "g", "sm", "sr"})
    """Classes of what the program says beside the words: labels, marks, remarks."""

    def __init__(self, wanted: set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, list[str]] = {}
        self.title = ""
        self._wanted = wanted
        self._open: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._take("\n")
        elif tag not in ("input", "meta", "link", "img"):
            self._open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag in ("td", "th", "caption", "p"):
            self._take("\n")

    def handle_data(self, data: str) -> None:
        self._take(data)

    def _take(self, data: str) -> None:
        if any(tag == "h1" for tag, _ in self._open):
            self.title += data
        if any(self._is_apart(tag, attributes) for tag, attributes in self._open):
            return
        for _, attributes in reversed(self._open):
            name = attributes.get("id")
            if name in self._wanted:
                self.found.setdefault(str(name), []).append(data)
                return

    def _is_apart(self, tag: str, attributes: dict[str, str | None]) -> bool:
        in_table = any(name == "table" or "box" in (a.get("class") or "") for name, a in self._open)
        classes = set((attributes.get("class") or "").split()) - ({"sm"} if in_table else set())
        return bool(classes & self._APART) or attributes.get("role") == "doc-backlink"


def _name(file: Path) -> str:
    return file.name.removesuffix(".yaml")


@pytest.fixture(params=FILES, ids=_name)
def source(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Give a text as PyYAML reads it: everything is text."""
    document: dict[str, Any] = yaml.load(request.param.read_bytes(), yaml.BaseLoader)
    return document


@pytest.fixture
def page(source: dict[str, Any], harbour_site: BuiltSite) -> Path:
    """Give the page of the text in its language."""
    address = source["symbol"].replace(" ", "")
    prefix = "" if source["language"] == "en" else f"{source['language']}/"
    return harbour_site.folder / f"{prefix}{address}.html"


@pytest.fixture
def document(page: Path) -> dict[str, Any]:
    """Give the document JSON that lies beside the page."""
    found: dict[str, Any] = json.loads(page.with_suffix(".json").read_bytes())
    return found


def test_the_document_has_the_words_of_the_yaml(
    source: dict[str, Any], document: dict[str, Any]
) -> None:
    lines = [line for key in _TEXT if key in source for line in iter_lines(source[key])]
    pieces = [piece.get("heading", "") for piece in document["paragraphs"]]
    pieces += [piece["text"] for piece in document["paragraphs"]]
    assert lines
    assert Counter(words(" ".join(lines))) == Counter(words(" ".join(pieces)))
    for line in lines:  # and in their order: each line whole, somewhere
        assert any(line in piece for piece in pieces), line
    assert [note["text"] for note in document["notes"]] == list(iter_notes(source))
    assert document["title"] == plain(source["title"])


def _rows(site: BuiltSite, table: str, key: str, symbol: str, language: str) -> dict[str, str]:
    """Give the words of a text in a table, by the address within the text."""
    path = site.folder / "data" / "harbour" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row[key].partition("#")[2]: row["text"]
            for row in csv.DictReader(file)
            if row["language"] == language and row[key].partition("#")[0] == symbol
        }


def test_the_tables_have_the_words_of_the_document(
    document: dict[str, Any], harbour_site: BuiltSite
) -> None:
    which = (document["symbol"], document["language"])
    texts = _rows(harbour_site, "paragraph_texts", "paragraph_id", *which)
    assert texts == {piece["id"]: piece["text"] for piece in document["paragraphs"]}
    notes = _rows(harbour_site, "note_texts", "note_id", *which)
    assert list(notes.values()) == [note["text"] for note in document["notes"]]


def test_the_page_has_the_words_of_the_document(page: Path, document: dict[str, Any]) -> None:
    pieces = {piece["id"]: piece for piece in document["paragraphs"]}
    parser = Pieces(set(pieces))
    parser.feed(page.read_text(encoding="utf-8"))
    assert document["title"] in parser.title
    for name, piece in pieces.items():
        shown = words("".join(parser.found.get(name, ())))
        told = words(f"{piece.get('heading', '')} {piece['text']}")
        if piece["kind"] in ("section", "part", "annex", "division") and piece["num"]:
            # The label is formed by rule, and stands before the title: “Annex I”.
            label, shown = shown[: len(shown) - len(told)], shown[len(shown) - len(told) :]
            assert 1 <= len(label) <= 4, (name, label)
        elif piece["kind"] == "annex":
            shown = shown[len(shown) - len(told) :]
        assert shown == told, name


def iter_words_beside(source: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Give what a document says beside its paragraphs: where, and the line as written."""
    for key in ("title", "subtitle", "basis"):
        if key in source:
            yield key, source[key]
    for item in source.get("agenda", ()):
        if "title" in item:
            yield "agenda", item["title"]
    for holder in (source, *source.get("parts", ())):
        for key in ("basis", "place"):
            if key in holder.get("adoption", {}):
                yield key, holder["adoption"][key]
        if holder is not source and "basis" in holder:
            yield "basis of a part", holder["basis"]
    for scope in (source, *source.get("parts", ()), *source.get("annexes", ())):
        for mark, line in scope.get("notes", {}).items():
            yield f"note {mark}", line
    yield from _iter_fields(source, "drafts", ("note",))
    yield from _iter_fields(source, "sponsors", ("name", "on_behalf_of"))
    yield from _iter_fields(source, "relations", ("note",))
    yield from _iter_fields(source, "corrigenda", ("for", "read"))
    about = source.get("source", {})
    if "note" in about:
        yield "source", about["note"]
    yield from _iter_fields(about, "emendations", ("read", "text", "suggest", "why"))


def _iter_fields(holder: Any, key: str, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for entry in holder.get(key, ()):
        for name in names:
            if isinstance(entry, dict) and name in entry:
                yield f"{key}.{name}", entry[name]


class Shown(HTMLParser):
    """Collects all words that a page shows or tells."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text.append(data)


def _bare(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def cells(harbour_site: BuiltSite) -> str:
    """Give all cells of all tables as one text, one a line."""
    found: set[str] = set()
    for path in sorted((harbour_site.folder / "data" / "harbour").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found.update(_bare(cell) for row in csv.reader(file) for cell in row)
    return "\n".join(sorted(found))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)
    elif isinstance(value, str):
        yield value


def test_what_stands_beside_the_paragraphs_is_everywhere(
    source: dict[str, Any], document: dict[str, Any], page: Path, cells: str
) -> None:
    parser = Shown()
    parser.feed(page.read_text(encoding="utf-8"))
    shown = _bare("".join(parser.text))
    held = [_bare(text) for text in _strings(document)]
    beside = list(iter_words_beside(source))
    assert beside
    for where, line in beside:
        # A place where words were changed may be cut out of a line with its marks.
        forms = {_bare(plain(line)), _bare(line)}
        assert any(form in text for form in forms for text in held), (where, line)
        assert any(form in cells for form in forms), (where, line)
        assert _bare(plain(line)) in shown or _bare(line.replace("*", "")) in shown, (where, line)
