"""A folder with a search page, its index and the pages of texts, without the engine's frame."""

from __future__ import annotations

import html
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from whereas.site.csp import add_policy
from whereas.site.pages.search import script_words
from whereas.site.search.index import Named, SearchDocument, merge, shard
from whereas.site.templating import render
from whereas.site.theming import theme_folder
from whereas.site.words import Phrases

SAMPLES = Path(__file__).resolve().parents[1] / "search"

Document = Mapping[str, Any]
"""A text as its published JSON has it (`schemas/document.schema.json`)."""


def load_corpus() -> list[Document]:
    """Give the invented texts."""
    documents: list[Document] = json.loads((SAMPLES / "corpus.json").read_text("utf-8"))
    return documents


def searched(document: Document) -> SearchDocument:
    """Give what the index holds of a text."""
    places = (*document["paragraphs"], *document["notes"])
    return SearchDocument(
        symbol=document["symbol"],
        aliases=tuple(document["aliases"]),
        title=document["title"],
        date=document["adoption"]["date"],
        path=f"{document['symbol'].replace(' ', '')}.html",
        paragraphs=tuple(place["text"] for place in places),
    )


def write_search_site(
    folder: Path, documents: Sequence[Document], language: str = "en", names: Sequence[Named] = ()
) -> Path:
    """Write a site of these texts into `folder`; `names` is what its index knows by symbol."""
    shutil.copytree(theme_folder() / "assets", folder / "assets", dirs_exist_ok=True)
    for path, data in _iter_files(documents, language, names):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    write_page(folder, language)
    return folder


def write_page(folder: Path, language: str) -> None:
    """Write the search page alone, beside an index that stands in `search/<language>/`."""
    body = render(
        "search.html",
        ui=Phrases("en", "search").namespace(),
        help=Phrases("en", "search").fill("help", symbol="3/1"),
        said=script_words("en"),
        root="../",
        index=f"{language}/",
        lists=[("home", "../")],
        languages=[("en", "English", "index.html", True), ("fr", "Français", "fr/", False)],
    )
    page = _page("Search", body, "search/index.html", "search.js", language)
    (folder / "search" / "index.html").write_bytes(page)


def _iter_files(
    documents: Iterable[Document], language: str, names: Sequence[Named]
) -> Iterator[tuple[str, bytes]]:
    entries = [(document, searched(document)) for document in documents]
    for document, entry in entries:
        yield entry.path.replace(".html", ".json"), json.dumps(document).encode()
        yield entry.path, _page(entry.title, _record(document), entry.path, "mark.js", language)
    index = merge([shard([entry for _, entry in entries], language)], language, names)
    yield from ((f"search/{language}/{name}", data) for name, data in index)


def _record(document: Document) -> str:
    """Give the body of a text's page: of the real one only what marking meets."""
    paragraphs = "".join(
        f'<div class="p" id="{place["id"]}"><a class="n" href="#{place["id"]}">{number}.</a>'
        f"<p>{_opened(place)}<button class='r'>9</button></p><div class='g'>Gloss.</div></div>"
        for number, place in enumerate(document["paragraphs"], 1)
    )
    return f'<div class="doc" lang="{document["language"]}">{paragraphs}</div>'


def _opened(place: Document) -> str:
    start, end = place["opening"] or (0, 0)
    opening, rest = place["text"][start:end], place["text"][end:]
    return f'<em class="o">{html.escape(opening)}</em>{html.escape(rest)}'


def _page(title: str, body: str, path: str, script: str, language: str) -> bytes:
    up = "../" * path.count("/")
    source = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{html.escape(title)}</title></head><body><main>{body}</main>"
        f'<script type="module" src="{up}assets/{script}"></script></body></html>'
    )
    return add_policy(source, path).encode()
