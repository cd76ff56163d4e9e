"""What the search index costs to build and to use, beside Pagefind on the same invented texts.

    PYTHONPATH=tests python tests/bench/bench_search.py [--texts 2000] [--words 1400]

Prints CPU seconds, peak memory of one process, bytes and files; then, for three queries of a
visitor with an empty cache, the requests and bytes until results are listed: of the index, and of
the texts shown. Files that hosts compress count as gzip makes them. Without the packages
`pagefind` and `pagefind_bin` only our own figures are printed. Run it on a quiet machine.
"""

from __future__ import annotations

import argparse
import gzip
import html
import importlib.util
import json
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from support import browser
from support.search_site import Document, searched, write_page
from support.server import serving
from whereas.site.search.index import merge, shard
from whereas.site.theming import theme_folder

BATCH = 250
SUFFIXES = ("", "", "", "s", "s", "ed", "ing", "ment", "ation", "al", "ity")
COMPRESSED = {".css", ".html", ".js", ".json"}
SHOWN = 10
PHRASE = "common phrase"  # in two of five texts

# Searches as Pagefind's own interface does, and fetches as many results as our page shows.
PAGEFIND = """async ([script, query, shown]) => {
  const pagefind = await import(script);
  const { results } = await pagefind.search(query);
  await Promise.all(results.slice(0, shown).map((result) => result.data()));
  return results.length;
}"""


@dataclass(frozen=True)
class Cost:
    """Seconds of CPU, peak megabytes of one process, bytes and files of what was built."""

    seconds: float
    megabytes: float
    size: int
    files: int


def invent(texts: int, words: int) -> Iterator[Document]:
    """Invent texts in which words are as unequal (Zipf) and inflected as in a natural language."""
    chance = random.Random(1945)
    letters = partial(chance.choices, "aeioulmnrstdcp")
    stems = ["".join(letters(k=chance.randint(2, 9))) for _ in range(12_000)]
    vocabulary = [stem + suffix for stem in stems for suffix in chance.sample(SUFFIXES, 2)]
    weights = list(accumulate(1 / (rank + 2) for rank in range(len(vocabulary))))
    draw = partial(chance.choices, vocabulary, cum_weights=weights)

    def paragraph() -> str:
        return " ".join([*draw(k=words // 28), *([PHRASE] if chance.random() < 0.02 else [])])

    for number in range(texts):
        yield {
            "symbol": f"H/RES/{number // 300 + 1}/{number % 300 + 1}",
            "aliases": [],
            "title": " ".join(draw(k=11)),
            "language": "en",
            "adoption": {"date": f"{1950 + number // 300}-01-{number % 28 + 1:02}"},
            "paragraphs": [
                {"id": f"op{n}", "kind": "operative", "text": paragraph()} for n in range(1, 29)
            ],
            "notes": [],
        }


def choose_queries(documents: Sequence[Document]) -> dict[str, str]:
    """Give a rare word, the phrase that many texts have, and a title."""
    texts: dict[str, set[str]] = {}
    for document in documents:
        for paragraph in document["paragraphs"]:
            for word in paragraph["text"].split():
                texts.setdefault(word, set()).add(document["symbol"])
    rare = min(word for word, found in texts.items() if len(found) < 4 and len(word) > 6)
    title = documents[len(documents) // 2]["title"]
    return {"rare word": rare, "phrase": f'"{PHRASE}"', "title": title}


def write_texts(folder: Path, documents: Sequence[Document]) -> None:
    """Write what both indexes are made from: JSON and a lean page of each text."""
    for document in documents:
        file = folder / f"{document['symbol']}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.with_suffix(".json").write_text(json.dumps(document), "utf-8")
        title = html.escape(document["title"])
        paragraphs = "".join(
            f'<p id="{place["id"]}">{html.escape(place["text"])}</p>'
            for place in document["paragraphs"]
        )
        file.write_text(
            f'<!doctype html><html lang="en"><title>{title}</title>'
            f"<main data-pagefind-body><h1>{title}</h1>{paragraphs}</main></html>",
            "utf-8",
        )


def build(folder: Path) -> None:
    """Build our index of the texts in `folder`; runs in a process of its own."""
    files = sorted(folder.rglob("*.json"))
    batches = (files[start : start + BATCH] for start in range(0, len(files), BATCH))
    shards = [
        shard([searched(json.loads(file.read_bytes())) for file in batch], "en")
        for batch in batches
    ]
    target = folder / "search" / "en"
    target.mkdir(parents=True)
    for name, data in merge(shards, "en"):
        (target / name).write_bytes(data)


def measure(command: list[str], built: Path) -> Cost:
    """Run a command and tell what it cost and what stands in `built` afterwards."""
    null = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, null, 1)]
    number = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
    _, status, usage = os.wait4(number, 0)
    if status:
        raise SystemExit(f"{command[0]} failed")
    sizes = [file.stat().st_size for file in built.rglob("*") if file.is_file()]
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, sum(sizes), len(sizes))


def fetch(folder: Path, address: str, visitor: browser.Visitor) -> tuple[int, int, int]:
    """Give requests, bytes of index and script, and bytes of texts that a visitor fetched."""
    sizes = {"index": 0, "texts": 0}
    urls = [url for url in visitor.requests if url.startswith(address)]
    for url in urls:
        file = folder / (unquote(urlsplit(url).path)[1:] or "index.html")
        data = file.read_bytes() if file.is_file() else b""
        size = len(gzip.compress(data, 6)) if file.suffix in COMPRESSED else len(data)
        sizes["texts" if file.parts[-3:-2] == ("RES",) or "fragment" in url else "index"] += size
    return len(urls), sizes["index"], sizes["texts"]


def ask_ours(address: str, query: str, visitor: browser.Visitor) -> str:
    """Search on our page; gives what it says."""
    page = visitor.open(f"{address}search/index.html?jump=0&q={quote(query)}")
    page.locator("#search-results li").first.wait_for()
    return page.get_by_role("status").inner_text()


def ask_pagefind(address: str, query: str, visitor: browser.Visitor) -> str:
    """Search with Pagefind's script; gives the number of results."""
    page = visitor.open(f"{address}search/empty.html")
    visitor.requests.clear()
    found = page.evaluate(PAGEFIND, [f"{address}pagefind/pagefind.js", query, SHOWN])
    return f"{found} results"


def main() -> None:
    """Build both, ask both, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--texts", type=int, default=2000)
    parser.add_argument("--words", type=int, default=1400)
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build:
        build(options.build)
        return
    documents = list(invent(options.texts, options.words))
    print(f"{options.texts} invented texts of {options.words} words")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_texts(folder, documents)
        compare(folder, choose_queries(documents))


def compare(folder: Path, queries: dict[str, str]) -> None:
    """Print what each index costs, and the ratio where there are two."""
    command = [sys.executable, __file__, "--build", str(folder)]
    ours = measure(command, folder / "search")
    show("ours", ours)
    write_page(folder, "en")
    shutil.copytree(theme_folder() / "assets", folder / "assets")
    (folder / "search" / "empty.html").write_text(
        "<!doctype html><html><title>Empty</title></html>"
    )
    asked = {"ours": ask_ours}
    if importlib.util.find_spec("pagefind") and importlib.util.find_spec("pagefind_bin"):
        command = [sys.executable, "-m", "pagefind", "--site", str(folder)]
        peer = measure(command, folder / "pagefind")
        show("Pagefind", peer)
        cpu, size = peer.seconds / ours.seconds, peer.size / ours.size
        print(f"Pagefind / ours: CPU {cpu:.1f}, bytes {size:.1f}")
        asked["Pagefind"] = ask_pagefind
    else:
        print("Pagefind is not installed: no comparison")
    executable = browser.find_chromium()
    if executable is None:
        print("no Chromium: no queries")
        return
    with serving(folder) as address, browser.chromium(executable) as running:
        for kind, query in queries.items():
            for name, ask in asked.items():
                with browser.visiting(running) as visitor:
                    answer = ask(address, query, visitor)
                    requests, index, texts = fetch(folder, address, visitor)
                print(
                    f"{kind}, {name}: {requests} requests, index {index / 1000:.0f} kB, "
                    f"texts {texts / 1000:.0f} kB ({answer})"
                )


def show(name: str, cost: Cost) -> None:
    """Print a line of costs."""
    print(
        f"{name}: {cost.seconds:.1f} CPU s, {cost.megabytes:.0f} MB peak, "
        f"{cost.size / 1e6:.2f} MB in {cost.files} files"
    )


if __name__ == "__main__":
    main()
