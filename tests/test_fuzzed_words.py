"""Ten thousand fuzzed strings come back exactly in HTML, JSON and CSV; the seed is printed."""

from __future__ import annotations

import csv
import io
import json
import random
import unicodedata
from html.parser import HTMLParser
from typing import Any

import pytest

from support.judging import registers
from whereas.analysis.texts import Text, TextReader
from whereas.authoring.canonical import format_yaml
from whereas.corpus import build_corpus
from whereas.exporters.formats import FORMATS
from whereas.model.markup import escape_markup
from whereas.model.resolution import Resolution
from whereas.reading.documents import build_text, read_document
from whereas.site.record import RecordRenderer
from whereas.site.words import Phrases
from whereas.tables.schemas import load_table_schema
from whereas.tables.table import Source, iter_rows
from whereas.tables.writers import encode_csv, encode_json

SEED, COUNT, BATCH = 159, 10_000, 1_000
PIECES = [
    *"*^~[]()\\<>&\"'`{}%#|_=+-@;,.:!$ ",
    *"aZ09éßжя中أ😀\u0301\u00a0\u200d",
    "[^1]",
    "[x](A/RES/1)",
    "**",
    "&lt;",
    "&#x3c;",
    "</p>",
    "<script>",
    "{{ x }}",
    "{% raw %}",
    "javascript:",
    "resolution 70/1",
    "A/RES/70/1",
    "Recalling ",
    "\\*",
]


def strings() -> list[str]:
    """Give fuzzed strings that the reading room would let in: no space at either end."""
    chance = random.Random(SEED)
    found: list[str] = []
    while len(found) < COUNT:
        text = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 12))).strip()
        text = unicodedata.normalize("NFC", text)
        if text:
            found.append(text)
    return found


class Words(HTMLParser):
    """Collects words and elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.elements: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def _document(lines: list[str]) -> dict[str, Any]:
    """Give a text that has `lines` at every kind of place, the longest run as paragraphs."""
    title, subtitle, item, annex, heading, caption, head, cell, said, note, *rest = lines
    return {
        "format": "resolution/1",
        "symbol": "A/RES/99/7",
        "language": "en",
        "body": "ga",
        "session": "99",
        "number": "99/7",
        "title": title,
        "subtitle": subtitle,
        "agenda": [{"item": "7", "title": item}],
        "adoption": {"date": "2044-12-20"},
        "enacting": "The General Assembly,",
        "operative": [{"num": str(n), "text": line} for n, line in enumerate(rest, 1)],
        "annexes": [
            {
                "title": annex,
                "blocks": [
                    {"num": "1", "heading": heading, "text": "x"},
                    {
                        "caption": caption,
                        "table": {"columns": [head], "rows": [[cell]]},
                        "notes": {"a": said},
                    },
                ],
            }
        ],
        "notes": {"1": note},
        "fictional": True,
    }


@pytest.fixture(scope="module")
def texts() -> list[tuple[Text, list[str]]]:
    """Give texts that were written as YAML and read again, each with its strings."""
    print(f"seed {SEED}")  # noqa: T201  whoever repeats a failure needs it
    reader, found, fuzzed = TextReader(registers()), [], strings()
    for start in range(0, COUNT, BATCH):
        words = fuzzed[start : start + BATCH]
        data = format_yaml(_document([escape_markup(line) for line in words])).encode()
        document, problems = read_document(data, "x.yaml")
        assert document is not None, problems
        record = build_text(document, "x.yaml")
        assert isinstance(record, Resolution)
        found.append((reader.read(record), words))
    return found


def _words(html: object) -> str:
    parser = Words()
    parser.feed(str(html))
    parser.close()
    assert parser.elements <= {"a", "em", "span", "bdi"}
    return parser.words


def test_html(texts: list[tuple[Text, list[str]]]) -> None:
    for text, words in texts:
        renderer = RecordRenderer(text, Phrases("en", "record"), lambda symbol: "x.html")
        blocks = [block for block in renderer.blocks() if block.kind == "operative"]
        assert [_words(block.html) for block in blocks] == words[10:]


def test_json(texts: list[tuple[Text, list[str]]]) -> None:
    for text, words in texts:
        document = json.loads(FORMATS.load()["json"].export(text, registers()))
        pieces = {piece["id"]: piece for piece in document["paragraphs"]}
        operative = [p["text"] for p in document["paragraphs"] if p["kind"] == "operative"]
        table = next(p["text"] for p in document["paragraphs"] if p["kind"] == "table")
        assert operative == words[10:]
        assert [
            document["title"],
            document["subtitle"],
            document["agenda"][0]["title"],
            pieces["annex"]["text"],
            pieces["annex.1"]["heading"],
            *table.split("\n")[:3],
            table.split("\n")[3].removeprefix("a "),
            document["notes"][0]["text"],
        ] == words[:10]
        assert not any("markup" in piece for piece in document["paragraphs"] if piece["num"])


def test_csv_and_json_tables(texts: list[tuple[Text, list[str]]]) -> None:
    for text, words in texts:
        corpus = build_corpus([text.resolution], registers())
        source = Source(corpus, [text], "https://x.example/", "en")
        found: list[set[str]] = [set(), set()]
        for name in ("paragraph_texts", "note_texts", "head_lines"):
            schema = load_table_schema(name)
            rows = list(iter_rows(name, source))
            data = b"".join(encode_csv(schema, rows)).decode()
            for row in csv.reader(io.StringIO(data, newline="")):
                found[0].update(piece for cell in row for piece in (cell, *cell.split("\n")))
            for record in json.loads(b"".join(encode_json(schema, rows))):
                cells = [cell for cell in record.values() if isinstance(cell, str)]
                found[1].update(piece for cell in cells for piece in (cell, *cell.split("\n")))
        for shown in found:
            assert {*words[:8], *words[9:]} <= shown
            assert f"a {words[8]}" in shown
