"""Drafts of one text in several languages become a main file and translation files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from whereas.authoring.order import ordered
from whereas.importers.aligning import align
from whereas.importers.drafts import Draft, Loss
from whereas.model.registers import Registers
from whereas.model.symbols import text_file
from whereas.reading.schema import load_schema

_FIRST = "en"
"""Language of the main file where a text has it and does not say which is its original."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A file to be: its place in the project, its document, and what became of its sources.

    `schema` is `resolution` or `translation`; `source` the file it was read from. Of a
    translation `paragraphs` counts those of the main text, `found` those it has as well.
    """

    file: str
    schema: str
    symbol: str
    language: str
    source: str
    document: Mapping[str, Any]
    losses: tuple[Loss, ...]
    words: int
    paragraphs: int = 0
    found: int = 0


def join(drafts: Iterable[Draft], registers: Registers) -> Iterator[Joined]:
    """Give the files of all drafts, by symbol, each main file before its translations."""
    by_symbol: dict[str, list[Draft]] = {}
    for draft in sorted(drafts, key=lambda draft: (draft.symbol, draft.language, draft.file)):
        by_symbol.setdefault(draft.symbol, []).append(draft)
    languages = list(registers.languages)
    for versions in by_symbol.values():
        yield from _join_one(versions, languages)


def _join_one(versions: Sequence[Draft], languages: Sequence[str]) -> Iterator[Joined]:
    kept, again = _one_a_language(versions)
    main = min(kept.values(), key=lambda draft: _rank(draft, languages))
    document = ordered(_without_translator(main.document), "resolution")
    file = _file(document)
    extra = (*again.get(main.language, ()), *_iter_translator(main.document))
    losses = (*main.losses, *extra)
    yield Joined(
        file, "resolution", main.symbol, main.language, main.file, document, losses, main.words
    )
    for language, draft in kept.items():
        if draft is not main:
            yield _translation(main, draft, file, again.get(language, ()))


def _without_translator(document: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key != "translated_by"}


def _iter_translator(document: Mapping[str, Any]) -> Iterator[Loss]:
    """Report who translated a text that stands alone: a main file has no place for it."""
    if "translated_by" in document:
        what = "translator of a text without its main file"
        yield Loss("dropped", what, 0, document["translated_by"])


def _one_a_language(
    versions: Sequence[Draft],
) -> tuple[dict[str, Draft], dict[str, tuple[Loss, ...]]]:
    """Give one draft a language, the last by its file's name: a reissue has the longer name."""
    kept: dict[str, Draft] = {}
    again: dict[str, tuple[Loss, ...]] = {}
    for draft in versions:
        before = kept.get(draft.language)
        if before is not None:
            loss = Loss("dropped", "another file of the same text", 0, before.file, draft.file)
            again[draft.language] = (*again.get(draft.language, ()), loss)
        kept[draft.language] = draft
    return kept, again


def _rank(draft: Draft, languages: Sequence[str]) -> tuple[bool, bool, int]:
    original = draft.document.get("original")
    place = languages.index(draft.language) if draft.language in languages else len(languages)
    return draft.language != original, draft.language != _FIRST, place


def _file(document: Mapping[str, Any]) -> str:
    session = document.get("session")
    return text_file(
        document["body"],
        document["symbol"],
        None if session is None else str(session),
        document["adoption"]["date"],
    )


def _translation(main: Draft, draft: Draft, file: str, extra: tuple[Loss, ...]) -> Joined:
    aligned = align(main.document, draft.document)
    document = _words_of(aligned.document)
    differing = tuple(_iter_differences(main.document, draft.document))
    return Joined(
        file.removesuffix(".yaml") + f".{draft.language}.yaml",
        "translation",
        draft.symbol,
        draft.language,
        draft.file,
        ordered(document, "translation"),
        (*draft.losses, *extra, *aligned.losses, *differing),
        draft.words,
        aligned.paragraphs,
        aligned.found,
    )


def _words_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a translation file has of a document: words, and no metadata."""
    known = load_schema("translation")["properties"]
    found = {key: value for key, value in document.items() if key in known and key != "agenda"}
    found["format"] = "resolution-translation/1"
    titles = [{"title": item["title"]} for item in document.get("agenda", ()) if "title" in item]
    if titles and len(titles) == len(document["agenda"]):
        found["agenda"] = titles
    if basis := document.get("adoption", {}).get("basis"):
        found["basis"] = basis
    if parts := document.get("parts"):
        found["parts"] = [_part(part) for part in parts]
    return found


def _part(part: Mapping[str, Any]) -> dict[str, Any]:
    found = {key: value for key, value in part.items() if key != "adoption"}
    if basis := part.get("adoption", {}).get("basis"):
        found["basis"] = basis
    return found


_METADATA = ("number", "session", "adoption", "drafts", "sponsors", "sdgs")
"""What all languages say alike; a translation file has no place for it."""
_IN_WORDS = frozenset({"basis", "place", "time"})


def _iter_differences(main: Mapping[str, Any], own: Mapping[str, Any]) -> Iterator[Loss]:
    """Report metadata that another language gives otherwise than the main file, which holds."""
    for key in _METADATA:
        for name, here, there in _pairs(key, own.get(key), main.get(key)):
            if here is not None and here != there:
                yield Loss(
                    "doubtful", f"{name} differs between languages", 0, f"{here}", f"{there}"
                )


def _pairs(key: str, own: Any, main: Any) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(own, Mapping) and isinstance(main, Mapping):
        for name in own:
            if name not in _IN_WORDS:
                yield f"{key}.{name}", own[name], main.get(name)
    else:
        yield key, own, main
