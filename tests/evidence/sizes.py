"""What a site weighs: files and bytes by kind of file, and pages beside the words they carry."""

from __future__ import annotations

import gzip
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from evidence.sites import BuiltSite
from whereas.output.sizes import count_kinds

Json = dict[str, Any]

_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})
_SILENT = frozenset({"script", "style", "template"})


def measure_site(site: BuiltSite) -> Json:
    """Give files and bytes by kind of file, and the weight of one page of every kind."""
    sizes = {
        file.relative_to(site.folder).as_posix(): file.stat().st_size
        for file in site.folder.rglob("*")
        if file.is_file()
    }
    kinds = {kind.name: {"files": kind.files, "bytes": kind.bytes} for kind in count_kinds(sizes)}
    samples = [page for page in site.samples() if page.language == site.language]
    return {
        "files": len(sizes),
        "bytes": sum(sizes.values()),
        "by_kind_of_file": kinds,
        "pages": len(site.pages),
        "one_page_of_each_kind": {
            page.kind: weigh_page(site.folder, page.path) for page in samples
        },
        "assets": {
            name: weigh((site.folder / name).read_bytes())
            for name in ("assets/whereas.css", "assets/whereas.js", "assets/search.js")
        },
    }


def weigh_page(folder: Path, path: str) -> Json:
    """Give bytes of a page, raw and compressed, and what is left without its own text.

    `bytes_beyond_text` and `gzip_beyond_text` subtract the text, raw and compressed alone.
    """
    page, text = (folder / path).read_bytes(), own_text(folder, path)
    weight, words = weigh(page), weigh(text)
    return {
        "path": path,
        **weight,
        "text_bytes": words["bytes"],
        "bytes_beyond_text": weight["bytes"] - words["bytes"],
        "gzip_beyond_text": weight["gzip"] - words["gzip"],
    }


def own_text(folder: Path, path: str) -> bytes:
    """Give the words a page is there for.

    For a page of a text: title, paragraphs and notes of its document; for another: the words
    in its `main`.
    """
    document = folder / path.removesuffix(".html")
    document = document.with_name(f"{document.name}.json")
    if document.is_file():
        text = json.loads(document.read_bytes())
        parts = [text["title"] or "", *_texts(text["paragraphs"]), *_texts(text["notes"])]
        return "\n".join(parts).encode()
    reader = _MainText()
    reader.feed((folder / path).read_text(encoding="utf-8"))
    return " ".join("".join(reader.words).split()).encode()


def _texts(entries: list[Json]) -> list[str]:
    return [entry["text"] or "" for entry in entries]


def weigh(data: bytes) -> dict[str, int]:
    """Give the number of bytes, raw and compressed."""
    return {"bytes": len(data), "gzip": len(gzip.compress(data, 9, mtime=0))}


class _MainText(HTMLParser):
    """Collects the words within `main`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "main" in self._open and not _SILENT & set(self._open):
            self.words.append(data)
