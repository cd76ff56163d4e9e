"""The index tells which texts hold a word, exactly, and its bytes depend on nothing else."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import pickle
import random
import subprocess
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.search_site import load_corpus, searched
from whereas.errors import BrokenPromise
from whereas.site.search.index import DIRECTORY, Named, SearchDocument, merge, shard
from whereas.site.search.tokens import find_runs, form_maker
from whereas.site.search.words import Entry, common_entry, iter_chunks, posting_entry

Files = Mapping[str, bytes]
CORPUS = [searched(document) for document in load_corpus()]


@dataclass(frozen=True)
class Read:
    """An index read back: symbols, and of each word the weight it has in each text."""

    symbols: list[str]
    lines: list[list[str]]
    common: list[str]
    weights: dict[str, dict[str, int]]
    lacking: set[str]
    stems: dict[str, set[str]]


def inflate(data: bytes) -> bytes:
    return zlib.decompress(data, -15)


def read_gaps(data: bytes, count: int) -> tuple[list[int], bytes]:
    numbers, at, number = [], 0, 0
    for _ in range(count):
        shift = 0
        while data[at] > 127:
            number += (data[at] & 127) << shift
            at, shift = at + 1, shift + 7
        number += data[at] << shift
        at += 1
        numbers.append(number)
    return numbers, data[at:]


def read_chunk(chunk: bytes) -> Iterator[tuple[list[str], bytes]]:
    """Iterate over a chunk's lines as fields, with their postings."""
    head, data = chunk.split(b"\0", 1)
    for line in head.decode().split("\n"):
        fields = line.split(" ")
        length = int(fields[-1]) if len(fields) > 2 else 0
        yield fields, data[:length]
        data = data[length:]
    assert data == b""


def read_index(files: Files) -> Read:
    directory = json.loads(inflate(files[DIRECTORY]))
    table = inflate(files[directory["texts"]]).decode()
    lines = [line.split("\t") for line in table.split("\n")] if table else []
    read = Read([line[0] for line in lines], lines, directory["common"], {}, set(), {})
    pointers = []
    for _, name in directory["chunks"]:
        for fields, data in read_chunk(inflate(files[name])):
            if len(fields) == 2:
                pointers.append(fields)
                continue
            *forms, texts, _ = fields
            found = read_postings(int(texts), data, read.symbols)
            for form in forms:
                read.weights.setdefault(form, {}).update(found)
            if int(texts) < 0:
                read.lacking.update(forms)
    for key, first in pointers:
        assert first in read.weights
        assert key.startswith("~") or key in read.weights
        if key.startswith("~"):
            read.stems.setdefault(key[1:], set()).add(first)
    return read


def read_postings(texts: int, data: bytes, symbols: Sequence[str]) -> dict[str, int]:
    if texts > 0:
        numbers, weights = read_gaps(data, texts)
        return {symbols[n]: weight for n, weight in zip(numbers, weights, strict=True)}
    lacking, rest = read_gaps(data, len(symbols) + texts)
    assert rest == b""
    return {symbol: 0 for number, symbol in enumerate(symbols) if number not in lacking}


def build(documents: Sequence[SearchDocument], language: str = "en", size: int = 250) -> Files:
    batches = [documents[start : start + size] for start in range(0, len(documents), size)]
    return dict(merge([shard(batch, language) for batch in batches], language))


def scan(documents: Sequence[SearchDocument], language: str) -> dict[str, set[str]]:
    """Give, without any index, which texts hold a form of the stem of each word."""
    forms_of = form_maker(language)
    stems: dict[str, set[str]] = {}
    words: dict[str, set[str]] = {}
    for document in documents:
        names = (alias for alias in document.aliases if "/" not in alias)
        for text in (document.title, *names, *document.paragraphs):
            for form in (form for run in find_runs(text, language) for form in forms_of(run)):
                stems.setdefault(form.stem, set()).add(document.symbol)
                words.setdefault(form.word, set()).add(form.stem)
    return {word: set().union(*map(stems.__getitem__, own)) for word, own in words.items()}


def invent(count: int, vocabulary: int = 900) -> list[SearchDocument]:
    """Invent texts of made-up words, some far more frequent than others."""
    chance = random.Random(5)
    words = [
        "".join(chance.choices("aeioulmnrst", k=chance.randint(3, 9))) for _ in range(vocabulary)
    ]
    weights = [1 / rank for rank in range(1, vocabulary + 1)]
    return [
        SearchDocument(
            symbol=f"V/RES/{number // 40}/{number % 40}",
            aliases=(),
            title=" ".join(chance.choices(words, k=4)),
            date=f"{2000 + number // 40}-01-{number % 28 + 1:02}",
            path=f"V/RES/{number // 40}/{number % 40}.html",
            paragraphs=tuple(" ".join(chance.choices(words, weights, k=30)) for _ in range(4)),
        )
        for number in range(count)
    ]


@pytest.mark.parametrize(
    "documents", [CORPUS, CORPUS[:1], invent(120)], ids=["texts", "one", "many"]
)
def test_every_word_finds_what_a_scan_finds(documents: list[SearchDocument]) -> None:
    read = read_index(build(documents))
    found = {word: set(weights) for word, weights in read.weights.items()}
    assert found == scan(documents, "en")


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "fr",
            ["Des résolutions", "la résolution des égaux", "l’égalité; cœur", "de mais maïs mai"],
        ),
        ("es", ["Las resoluciones", "resolución", "resolucion del año"]),
        ("ru", ["Генеральной Ассамблее", "генеральная ассамблея", "ещё йод"]),
        ("ar", ["الأسلحة الكيميائية", "الاسلحه", "قانون"]),
        ("zh", ["人权理事会", "人权", "国际法委员会第76/159号决议"]),
    ],
)
def test_every_word_of_a_language_finds_what_a_scan_finds(language: str, texts: list[str]) -> None:
    documents = [replace(CORPUS[number], paragraphs=(text,)) for number, text in enumerate(texts)]
    read = read_index(build(documents, language))
    assert {word: set(found) for word, found in read.weights.items()} == scan(documents, language)


def test_every_stem_leads_to_its_first_form() -> None:
    forms_of = form_maker("en")
    expected: dict[str, set[str]] = {}
    for document in CORPUS:
        names = (alias for alias in document.aliases if "/" not in alias)
        for text in (document.title, *names, *document.paragraphs):
            for form in (form for run in find_runs(text, "en") for form in forms_of(run)):
                expected.setdefault(form.stem, set()).add(form.word)
    assert read_index(build(CORPUS)).stems == {
        stem: {min(words)} for stem, words in expected.items()
    }


def test_the_bytes_do_not_depend_on_batches_or_their_order() -> None:
    documents = invent(60) + CORPUS
    whole = build(documents)
    chance = random.Random(1)
    for size in (1, 7, 60):
        shuffled = chance.sample(documents, len(documents))
        assert build(documents, size=size) == whole
        assert build(shuffled, size=size) == whole


def test_a_shard_can_be_kept_and_sent() -> None:
    made = shard(CORPUS, "en")
    again = pickle.loads(pickle.dumps(made))
    assert again == made == shard(tuple(CORPUS), "en")
    assert dict(merge([again], "en")) == build(CORPUS)


def test_the_bytes_do_not_depend_on_the_seed_of_hashes() -> None:
    program = (
        "import hashlib; from test_search_index import CORPUS, build;"
        "print(hashlib.sha256(repr(sorted(build(CORPUS).items())).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    own = hashlib.sha256(repr(sorted(build(CORPUS).items())).encode()).hexdigest()
    assert digests == {f"{own}\n"}


def test_names_tell_the_content() -> None:
    for name, data in build(CORPUS).items():
        assert name == DIRECTORY or hashlib.sha256(data).hexdigest()[:12] in name


def test_an_edited_text_changes_few_files() -> None:
    documents = invent(300, vocabulary=4000)
    before = build(documents)
    paragraphs = (*documents[150].paragraphs, "A xylophone.")
    after = build(
        [*documents[:150], replace(documents[150], paragraphs=paragraphs), *documents[151:]]
    )
    changed = {name for name, data in after.items() if before.get(name) != data}
    assert len(before) > 12
    assert len(changed) <= 6
    assert DIRECTORY in changed


def test_the_oldest_text_comes_first_and_a_path_is_short() -> None:
    documents = [
        replace(CORPUS[0], symbol="B 2", date="2031-01-01", path="fr/B2.html", aliases=("b\ttwo",)),
        replace(CORPUS[0], symbol="A 1", date="2032-01-01", path="A1.html", aliases=("a", "one")),
        replace(CORPUS[0], symbol="A 3", date="2031-01-01", path="else.html", aliases=()),
    ]
    assert read_index(build(documents)).lines == [
        ["A 3", "else.html"],
        ["B 2", "fr/*.html", "b two"],
        ["A 1", "*.html", "a", "one"],
    ]


def test_a_word_of_the_title_weighs_more() -> None:
    weights = read_index(build(CORPUS)).weights
    northern = weights["lighthouses"]
    assert northern["H/RES/1/1"] > northern["H/RES/2/1"]
    assert weights["salt"]["K/RES/4/2"] > 3
    assert weights["compact"] == {"H/RES/1/1": 3}


def test_weights_fit_into_four_bits() -> None:
    word = "anchor"
    documents = [
        replace(CORPUS[0], title=word, paragraphs=(f"{word} " * times,)) for times in (1, 9999)
    ]
    for document in documents:
        (weight,) = read_index(build([document])).weights[word].values()
        assert 1 <= weight <= 15


def test_words_of_nearly_all_texts_do_not_score_in_a_large_collection() -> None:
    documents = invent(120)
    shares = {word: len(found) / 120 for word, found in scan(documents, "en").items()}
    read = read_index(build(documents))
    assert read.common == sorted(word for word, share in shares.items() if share > 0.8)
    assert read.lacking == set(read.common) != set()
    assert read_index(build(documents[:40])).common == []


def test_no_texts_make_an_empty_index() -> None:
    read = read_index(build([]))
    assert (read.symbols, read.weights) == ([], {})


def test_two_texts_with_one_symbol_are_a_fault() -> None:
    with pytest.raises(BrokenPromise, match="H/RES/1/1"):
        build([*CORPUS, CORPUS[0]])


@given(
    numbers=st.lists(st.integers(0, 10_000_000), unique=True, min_size=1).map(sorted),
    data=st.data(),
)
def test_postings_are_read_as_they_were_written(numbers: list[int], data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.integers(1, 15), min_size=len(numbers), max_size=len(numbers)))
    postings = [number << 4 | weight for number, weight in zip(numbers, weights, strict=True)]
    entries = [
        posting_entry(["harbour", "harbours"], postings),
        common_entry(["the"], 5, numbers),
    ]
    (first, chunk) = next(iter_chunks(entries))
    (forms, gaps), (common, lacking) = read_chunk(chunk)
    assert (first, forms[:2], common[:2]) == ("harbour", ["harbour", "harbours"], ["the", "-5"])
    assert read_gaps(gaps, len(numbers)) == (numbers, bytes(weights))
    assert read_gaps(lacking, len(numbers)) == (numbers, b"")


def test_chunks_hold_every_entry_once_and_begin_where_the_directory_says() -> None:
    words = sorted("".join(letters) for letters in itertools.product("abcdefgh", repeat=4))
    entries = [Entry(word, f"{word} 1 2", b"\x01\x02") for word in words]
    chunks = list(iter_chunks(entries))
    read = [fields[0] for _, chunk in chunks for fields, _ in read_chunk(chunk)]
    assert read == words
    assert [first for first, _ in chunks] == [next(read_chunk(chunk))[0][0] for _, chunk in chunks]
    assert 5 < len(chunks) < 20


def test_what_is_known_by_its_symbol_alone_follows_the_texts() -> None:
    names = [
        Named("H/RES/8/1", (), "H/RES/8/1.html", held=False),
        Named("H/RES/7/1", ("The Old Mole",), "fr/H/RES/7/1.html"),
        Named("H/RES/1/1 B", (), "H/RES/1/1.html#B"),
    ]
    files = dict(merge([shard(CORPUS, "en")], "en", names, {"K/RES/", "H/RES/"}))
    directory = json.loads(inflate(files[DIRECTORY]))
    lines = inflate(files[directory["texts"]]).decode().split("\n")
    assert directory["count"] == len(CORPUS)
    assert directory["held"] == len(CORPUS) + 2
    assert directory["heads"] == ["H/RES/", "K/RES/"]
    assert lines[len(CORPUS) :] == [
        "H/RES/1/1 B\tH/RES/1/1.html#B",
        "H/RES/7/1\tfr/*.html\tThe Old Mole",
        "H/RES/8/1\t*.html",
    ]
    # They have no words: what is looked up is the same as without them.
    alone = read_index(dict(merge([shard(CORPUS, "en")], "en")))
    assert read_index(files).weights == alone.weights
