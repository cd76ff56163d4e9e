"""Builds the index of one language: `shard` a batch of texts, `merge` the shards into files.

The files, all raw deflate (RFC 1951), stand in the index's own folder:

    directory.bin     JSON: what the others are called; the one name that never changes
    texts-<hash>.bin  a line a text, oldest first: symbol, path, aliases, parted by tabs;
                      `*` in the path stands for the symbol without spaces; then what is known
                      by its symbol alone, the texts that are held elsewhere first
    words-<hash>.bin  which words stand in which texts; the form is that of `words.py`

Texts are numbered by date and symbol, so the files are the same whatever the batches. Nothing
here touches the disk, and no text is copied: the browser reads a text's own JSON.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from whereas.errors import BrokenPromise
from whereas.site.search.tokens import Form, find_runs, form_maker, has_stems
from whereas.site.search.words import (
    Entry,
    common_entry,
    format_stem,
    iter_chunks,
    pointer_entry,
    posting_entry,
    word_order,
)

FORMAT = "search/1"
DIRECTORY = "directory.bin"

# How much a word weighs in a text: the part of BM25 that depends on the text alone, in 12 steps,
# and 3 more where the title has it. The average length is fixed, so that an edited text changes
# its own weights only. Tuned on 20 titles and 20 passages among 20,000 resolutions.
_SATURATION, _LENGTH_SHARE, _AVERAGE_LENGTH = 1.2, 0.8, 1000
_BODY_STEPS, _TITLE_STEPS = 12, 3

# A word in more than four fifths of the texts hardly tells them apart and does not score; in a
# small collection every word does.
_COMMON_SHARE, _SMALL_COLLECTION = 0.8, 50


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """What is searched of one text.

    `date` is that of its adoption (`2021-12-16`), `path` that of its page from the site's root
    (`A/RES/76/159.html`); `paragraphs` are the plain words of all paragraphs and notes.
    """

    symbol: str
    aliases: tuple[str, ...]
    title: str
    date: str
    path: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What an index knows by its symbol alone: a part, a text in another language, or no text.

    `held` is false for a document that texts cite and the publication lacks.
    """

    symbol: str
    aliases: tuple[str, ...]
    path: str
    held: bool = True


@dataclass(frozen=True, slots=True)
class Shard:
    """The words of one batch: picklable, and the same whenever the batch is.

    `documents` are without their paragraphs. The postings of `stems[i]` end at `ends[i]`; each
    is 16 times the text's place in the batch and its weight, from 1 to 15.
    """

    documents: tuple[SearchDocument, ...]
    forms: tuple[Form, ...]
    stems: tuple[str, ...]
    ends: array[int]
    postings: array[int]


def shard(batch: Sequence[SearchDocument], language: str) -> Shard:
    """Give the words of a batch of texts and how much each weighs in each of them."""
    vocabulary = _Vocabulary(language)
    by_stem: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for place, document in enumerate(batch):
        for stem, weight in vocabulary.weigh(document).items():
            by_stem[stem].append(place << 4 | weight)
    stems = tuple(sorted(by_stem))
    ends, postings = array("I"), array("I")
    for stem in stems:
        postings += by_stem[stem]
        ends.append(len(postings))
    documents = tuple(replace(document, paragraphs=()) for document in batch)
    return Shard(documents, vocabulary.forms(), stems, ends, postings)


def merge(
    shards: Iterable[Shard], language: str, names: Iterable[Named] = (), heads: Iterable[str] = ()
) -> Iterator[tuple[str, bytes]]:
    """Iterate over the index's files: name in the index's folder, bytes.

    `names` are what has no words in this index, `heads` the beginnings of symbols that may be
    left out when one is typed (`A/RES/`). Raises `BrokenPromise` when two texts have the same
    symbol.
    """
    batches = tuple(shards)
    documents, numbers = _number_documents(batches)
    words = _Words(batches, numbers, len(documents))
    chunks = []
    for first, lines in iter_chunks(words.iter_entries(stemmed=has_stems(language))):
        name, data = _file("words", lines)
        chunks.append((first, name))
        yield name, data
    others = sorted(names, key=lambda name: (not name.held, name.symbol))
    table = "\n".join([*map(_format_document, documents), *map(_format_document, others)]).encode()
    name, data = _file("texts", table)
    yield name, data
    directory = {
        "format": FORMAT,
        "language": language,
        "count": len(documents),
        "held": len(documents) + sum(name.held for name in others),
        "heads": sorted(heads),
        "texts": name,
        "common": words.common_forms(),
        "chunks": chunks,
    }
    text = json.dumps(directory, ensure_ascii=False, separators=(",", ":"))
    yield DIRECTORY, _deflate(text.encode())


class _Vocabulary:
    """The runs of characters seen so far in a batch, each with its stems."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._forms_of = form_maker(language)
        self._forms: set[Form] = set()
        self._stems: dict[str, tuple[str, ...]] = {}

    def forms(self) -> tuple[Form, ...]:
        return tuple(sorted(self._forms, key=lambda form: (form.stem, form.word)))

    def weigh(self, document: SearchDocument) -> dict[str, int]:
        """Give the stems of a text with their weights."""
        counts = self._count(document.paragraphs)
        length = sum(counts.values())
        share = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * length / _AVERAGE_LENGTH)
        steps = {
            count: max(1, round(_BODY_STEPS * count / (count + share)))
            for count in set(counts.values())
        }
        weights = {stem: steps[count] for stem, count in counts.items()}
        names = [alias for alias in document.aliases if "/" not in alias]
        for stem in self._count([document.title, *names]):
            weights[stem] = weights.get(stem, 0) + _TITLE_STEPS
        return weights

    def _count(self, texts: Iterable[str]) -> dict[str, int]:
        counts: defaultdict[str, int] = defaultdict(int)
        for run, count in Counter(find_runs("\n".join(texts), self._language)).items():
            for stem in self._stems.get(run) or self._learn(run):
                counts[stem] += count
        return counts

    def _learn(self, run: str) -> tuple[str, ...]:
        forms = self._forms_of(run)
        self._forms.update(forms)
        return self._stems.setdefault(run, tuple(form.stem for form in forms))


class _Words:
    """The words of all batches, ready to be written; `numbers` are the texts' final ones."""

    def __init__(
        self, batches: Sequence[Shard], numbers: Sequence[Sequence[int]], texts: int
    ) -> None:
        self._batches = batches
        self._numbers = numbers
        self._texts = texts
        self._forms = _forms_by_stem(batches)
        self._places: dict[str, list[tuple[int, int]]] = {}
        for batch, words in enumerate(batches):
            for place, stem in enumerate(words.stems):
                self._places.setdefault(stem, []).append((batch, place))

    def iter_entries(self, *, stemmed: bool) -> Iterator[Entry]:
        """Iterate over the entries of all forms, and of the stems if asked, by `word_order`."""
        keys = [(word, stem) for stem, forms in self._forms.items() for word in forms]
        if stemmed:
            keys += [(format_stem(stem), stem) for stem in self._forms]
        for key, stem in sorted(keys, key=lambda item: (word_order(item[0]), item[1])):
            first = self._forms[stem][0]
            yield self._entry(stem) if key == first else pointer_entry(key, first)

    def common_forms(self) -> list[str]:
        """Give the forms of the stems that do not score, sorted."""
        stems = filter(self._is_common, self._forms)
        return sorted({word for stem in stems for word in self._forms[stem]})

    def _entry(self, stem: str) -> Entry:
        forms = self._forms[stem]
        postings = self._postings(stem)
        if not self._is_common(stem):
            return posting_entry(forms, postings)
        lacking = set(range(self._texts)).difference(posting >> 4 for posting in postings)
        return common_entry(forms, len(postings), sorted(lacking))

    def _is_common(self, stem: str) -> bool:
        parts = (self._part(batch, place) for batch, place in self._places[stem])
        texts = sum(part.stop - part.start for part in parts)
        return self._texts >= _SMALL_COLLECTION and texts > _COMMON_SHARE * self._texts

    def _postings(self, stem: str) -> list[int]:
        postings: list[int] = []
        for batch, place in self._places[stem]:
            numbers = self._numbers[batch]
            part = self._batches[batch].postings[self._part(batch, place)]
            postings += [numbers[posting >> 4] << 4 | posting & 15 for posting in part]
        postings.sort()
        return postings

    def _part(self, batch: int, place: int) -> slice:
        ends = self._batches[batch].ends
        return slice(ends[place - 1] if place else 0, ends[place])


def _forms_by_stem(batches: Iterable[Shard]) -> dict[str, list[str]]:
    forms: dict[str, list[str]] = {}
    for stem, word in sorted({(form.stem, form.word) for words in batches for form in words.forms}):
        forms.setdefault(stem, []).append(word)
    return {stem: sorted(words, key=word_order) for stem, words in forms.items()}


def _number_documents(
    batches: Sequence[Shard],
) -> tuple[list[SearchDocument], list[list[int]]]:
    """Give all texts in the order of their numbers, and the numbers of each batch's texts."""
    documents = sorted(
        (document for words in batches for document in words.documents),
        key=lambda document: (document.date, document.symbol),
    )
    number_of = {document.symbol: number for number, document in enumerate(documents)}
    for one, other in pairwise(sorted(document.symbol for document in documents)):
        if one == other:
            raise BrokenPromise(f"two texts of the search index are called {other}")
    numbers = [[number_of[item.symbol] for item in words.documents] for words in batches]
    return documents, numbers


def _format_document(document: SearchDocument | Named) -> str:
    address = document.symbol.replace(" ", "")
    path = document.path.replace(address, "*", 1)
    return "\t".join(" ".join(item.split()) for item in (document.symbol, path, *document.aliases))


def _file(kind: str, data: bytes) -> tuple[str, bytes]:
    """Give the name, which tells the content, and the compressed bytes of a file."""
    compressed = _deflate(data)
    return f"{kind}-{hashlib.sha256(compressed).hexdigest()[:12]}.bin", compressed


def _deflate(data: bytes) -> bytes:
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    return compressor.compress(data) + compressor.flush()
