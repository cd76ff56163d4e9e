"""What `vocabulary.yaml` says of a language's labels, annexes and divisions, compiled once."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from whereas.errors import BrokenPromise
from whereas.reading.documents import read_document
from whereas.resources import data_file

_LABEL = "{n}"
_FIGURES = r"[0-9]{1,3}|[IVXLC]{1,7}|[A-Z]"
_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")
_REPEATED = r"(?:\s*(?P<again>bis|ter|quater))?"


@dataclass(frozen=True, slots=True)
class Numbered:
    """The name of an annex or division taken apart.

    `kind` is that of the format; `label` a figure, letter or Roman number as printed, `count` a
    number in words; `printed` is all that the label and the name take, `rest` what follows.
    """

    kind: str
    label: str
    count: int | None
    printed: str
    rest: str


@dataclass(frozen=True, slots=True)
class Names:
    """Names of annexes or of divisions in one language, as one pattern for each kind."""

    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    counts: Mapping[str, int]

    def read(self, text: str) -> Numbered | None:
        """Give the name with which `text` begins; None if there is none."""
        text = text.replace("\u00a0", " ")
        for kind, pattern in self.patterns:
            if match := pattern.match(text):
                return self._numbered(kind, match, text)
        return None

    def _numbered(self, kind: str, match: re.Match[str], text: str) -> Numbered:
        label = match["n"] or ""
        count = self.counts.get(label.casefold())
        if match["again"]:
            label = f"{label} {match['again']}"
        end = match.start("rest") if match["rest"] else len(text)
        return Numbered(kind, label, count, text[:end].strip(), match["rest"] or "")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How one language prints what surrounds the words; empty for a language not listed."""

    annexes: Names = Names((), {})
    divisions: Names = Names((), {})
    resumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SponsorPhrases:
    """Phrases before the names of sponsors in metadata, each kind as one pattern."""

    introduced: re.Pattern[str]
    submitted: re.Pattern[str]
    behalf: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels in other scripts, each with its place in the series, counted from 1."""

    letters: Mapping[str, int] = field(default_factory=dict)
    capitals: Mapping[str, int] = field(default_factory=dict)
    romans: Mapping[str, int] = field(default_factory=dict)


@functools.cache
def languages_by_code() -> Mapping[str, str]:
    """Give the tag of each language by its code of ISO 639-2, as metadata has it."""
    return {entry["code"]: entry["language"] for entry in _read()}


@functools.cache
def vocabulary(language: str) -> Vocabulary:
    """Give what a language prints; nothing for one that `vocabulary.yaml` lacks."""
    entry = next((entry for entry in _read() if entry["language"] == language), None)
    if entry is None:
        return Vocabulary()
    counts = {
        word.casefold(): number
        for number, words in enumerate(entry.get("counts", ()), 1)
        for word in words
    }
    capitals = entry.get("capitals", ())
    return Vocabulary(
        _names(entry.get("annexes", {}), counts, whole=True),
        _names(entry.get("divisions", {}), counts, capitals, whole=False),
        tuple(entry.get("resumed", ())),
    )


@functools.cache
def sponsor_phrases() -> SponsorPhrases:
    """Give how metadata name sponsors, which they do in English."""
    phrases = next(entry["sponsors"] for entry in _read() if "sponsors" in entry)
    return SponsorPhrases(
        **{
            kind: re.compile(rf"(?:{'|'.join(map(re.escape, phrases[kind]))}) +", re.I)
            for kind in ("introduced", "submitted", "behalf")
        }
    )


@functools.cache
def labels() -> Labels:
    """Give the labels of all languages: their scripts differ, so none can be taken for another."""
    found: dict[str, dict[str, int]] = {"letters": {}, "capitals": {}, "romans": {}}
    for entry in _read():
        for kind, numbers in found.items():
            numbers.update({word: n for n, word in enumerate(entry.get(kind, ()), 1)})
    return Labels(**found)


def _names(
    templates: Mapping[str, Sequence[str]],
    counts: Mapping[str, int],
    capitals: Sequence[str] = (),
    *,
    whole: bool,
) -> Names:
    """Compile names, the longest of a kind first; `whole` lets no words follow.

    Names of letters are labels only before a dash: many are words of the language too.
    """
    spelt = map(re.escape, sorted(counts, key=lambda word: -len(word)))
    lettered = (rf"{re.escape(name)}(?=\s+[-–]\s)" for name in capitals)
    label = "|".join((_FIGURES, *spelt, *lettered))
    rest = r"\s*(?P<rest>)\Z" if whole else r"[.:]?(?:\s+(?P<rest>.*))?\Z"
    patterns = []
    for kind, names in templates.items():
        for name in sorted(names, key=lambda name: -len(name)):
            before, has_label, after = name.partition(_LABEL)
            gap = r"\s*" if _IDEOGRAPH.search(name) else ""  # Chinese has a space there or none
            number = rf"{gap}(?P<n>{label}){gap}{re.escape(after)}{_REPEATED}"
            held = number if has_label else "(?P<n>)(?P<again>)"
            patterns.append((kind, re.compile(re.escape(before) + held + rest, re.I | re.S)))
    return Names(tuple(patterns), counts)


@functools.cache
def _read() -> Sequence[Mapping[str, Any]]:
    path = data_file("importers", "vocabulary.yaml")
    document, problems = read_document(path.read_bytes(), path.name, "import-words")
    if document is None:
        place = f"{path.name}:{problems[0].line}"
        raise BrokenPromise(f"the importer's words are not valid: {place}: {problems[0].message}")
    found: Sequence[Mapping[str, Any]] = document.root["languages"]
    return found
