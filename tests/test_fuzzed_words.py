"""Ten thousand fuzzed strings come back exactly in HTML, JSON and CSV; the seed is printed."""

from __future__ import annotations

import csv
import io
import json
import random
from html.parser import HTMLParser

import pytest

from support.judging import registers
from whereas.analysis.texts import Text, TextReader
from whereas.corpus import build_corpus
from whereas.exporters.formats import FORMATS
from whereas.model.markup import escape_markup
from whereas.reading.records import build_resolution
from whereas.site.record import RecordRenderer
from whereas.site.words import Phrases
from whereas.tables.schemas import load_table_schema
from whereas.tables.table import Source, iter_rows
from whereas.tables.writers import encode_csv, encode_json

SEED, COUNT = 159, 10_000
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


@pytest.fixture(scope="module")
def text() -> Text:
    print(f"seed {SEED}")  # noqa: T201  whoever repeats a failure needs it
    paragraphs = [
        {"num": str(number), "text": escape_markup(words)}
        for number, words in enumerate(strings(), 1)
    ]
    document = {
        "format": "resolution/1",
        "symbol": "A/RES/99/7",
        "language": "en",
        "body": "ga",
        "adoption": {"date": "2044-12-20"},
        "operative": paragraphs,
    }
    return TextReader(registers()).read(build_resolution(document, "x.yaml"))


def test_html(text: Text) -> None:
    renderer = RecordRenderer(text, Phrases("en", "record"), lambda symbol: "x.html")
    blocks = renderer.blocks()
    assert len(blocks) == COUNT
    for block, words in zip(blocks, strings(), strict=True):
        parser = Words()
        parser.feed(str(block.html))
        parser.close()
        assert parser.words == words
        assert parser.elements <= {"a", "em"}


def test_json(text: Text) -> None:
    document = json.loads(FORMATS.load()["json"].export(text, registers()))
    assert [paragraph["text"] for paragraph in document["paragraphs"]] == strings()
    for paragraph in document["paragraphs"]:
        assert "markup" not in paragraph


def test_csv_and_json_tables(text: Text) -> None:
    source = Source(
        build_corpus([text.resolution], registers()), [text], "https://x.example/", "en"
    )
    schema = load_table_schema("paragraph_texts")
    rows = list(iter_rows("paragraph_texts", source))
    data = b"".join(encode_csv(schema, rows)).decode()
    column = schema.fields.index("text")
    read = list(csv.reader(io.StringIO(data, newline="")))[1:]
    assert [row[column] for row in read] == strings()
    records = json.loads(b"".join(encode_json(schema, rows)))
    assert [record["text"] for record in records] == strings()
