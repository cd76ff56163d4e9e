"""Places that a text names: of a cited document, or of its own (rules of the family REF)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from whereas.checks.judged import Judged, Words
from whereas.checks.keys import CitedKey, Keys, TextKey
from whereas.checks.rules import Finding, corpus_rule, file_rule
from whereas.checks.trees import part_path
from whereas.model.alternatives import one_of
from whereas.model.pointers import Pointers
from whereas.model.registers import Language, Prose
from whereas.model.resolution import Path
from whereas.problems import Severity, quoted

_NUMBER = r"[0-9]{1,3}(?: (?:bis|ter|quater))?(?: \([a-z]{1,4}\))*"
_LETTERS = r"(?:[IVXLC]{1,7}|[A-Z])(?:\.[A-Z])?(?![A-Za-z])"
_LABEL = re.compile(r"(?P<number>[0-9]{1,3})(?: (?P<latin>bis|ter|quater))?|[A-Z.]+")
_NEAR = 90
"""Characters before a citation in which its place is named."""


@dataclass(frozen=True, slots=True)
class _Grammar:
    """Patterns of a language: of a place before a citation and after it, and of one of its own.

    Groups are `paragraph`, `section` and `annex`, with the labels in `paragraphs`, `sections`
    and `annexes`.
    """

    before: re.Pattern[str]
    after: re.Pattern[str]
    of: re.Pattern[str]
    inside: re.Pattern[str]


@corpus_rule("REF07", Severity.WARNING)
def check_places(keys: Keys) -> Iterator[tuple[str, Finding]]:
    """A paragraph, section or annex that is named of a cited text exists there.

    It is told only of texts that the project holds. How a language names places stands in the
    register of languages.
    Wrong: `paragraph 61 of resolution 98/7`, which has nine. Right: `paragraph 6`.
    Compare the number with the document.
    """
    for text in keys:
        language = keys.registers.languages.get(text.language)
        if language is None or language.pointers is None:
            continue
        for cited in text.citations:
            other = keys.by_name.get(cited.cited or "")
            if other is None or other.excerpt:
                continue
            place = _find_place(cited, language)
            lacking = _find_lacking(place, other) if place else ""
            if place and lacking:
                message = f"{other.symbol} has no {lacking}"
                hint = "compare the number with the document"
                yield text.file, Finding(cited.path, message, hint, words=place[0].strip(" ,"))


@file_rule("REF12", Severity.WARNING, words=True)
def check_inside(judged: Judged) -> Iterator[Finding]:
    """A paragraph, section or annex of its own that a text names exists, above or below.

    Such numbers are left behind when paragraphs are numbered anew. A paragraph is sought in the
    same annex or lettered part; how a language names places stands in the register of languages.
    Wrong: `referred to in paragraph 7 above` in paragraph 3. Right: `paragraph 2 above`.
    Compare the number with the document.
    """
    language = judged.language
    pointers = language.pointers if language else None
    if language is None or pointers is None or judged.resolution.excerpt:
        return
    said = (*pointers.above, *pointers.below, *pointers.own)
    if any(_may_say(judged, words) for words in said):
        pattern = _grammar(pointers, language.prose).inside
        for words in judged.words:
            if words.paragraph and any(here in words.plain for here in said):
                for match in pattern.finditer(words.plain):
                    yield from _check_own(judged, pointers, words, match)
    yield from _check_annexed(judged, pointers)


def _check_annexed(judged: Judged, pointers: Pointers) -> Iterator[Finding]:
    """Report words that only an annex can say where no annex stands."""
    for said in pointers.annexed:
        if not _may_say(judged, said):
            continue
        for words in judged.words:
            if said in words.plain and words.paragraph and not _document(words.path):
                message = f"{quoted(said)} stands outside an annex"
                yield Finding(words.path, message, "look for the annex it is of", words=said)


def _may_say(judged: Judged, said: str) -> bool:
    """Tell whether words stand in the text: first by each of them, which is looked up at once."""
    return judged.tokens.keys() >= set(said.split()) and judged.has(said)


def _check_own(
    judged: Judged, pointers: Pointers, words: Words, match: re.Match[str]
) -> Iterator[Finding]:
    kind = next(kind for kind in ("paragraph", "section", "annex") if match[kind])
    for label in _labels(match[f"{kind}s" if kind != "annex" else "annexes"]):
        places = [
            position for position, path in _labelled(judged, kind, label) if _may_mean(words, path)
        ]
        if kind == "annex" and not places:
            continue  # rule STR02
        here = judged.positions[id(words.paragraph)] if words.paragraph else 0
        if not places:
            message = f"the text has no {kind} {label}, and says {quoted(match[0])}"
        elif match["where"] in pointers.above and min(places) > here:
            message = f"{kind} {label} stands below, and the text says {quoted(match[0])}"
        elif match["where"] in pointers.below and max(places) < here:
            message = f"{kind} {label} stands above, and the text says {quoted(match[0])}"
        else:
            continue
        yield Finding(words.path, message, "compare the number with the document", words=match[0])


@functools.lru_cache(maxsize=32)
def _labelled(judged: Judged, kind: str, label: str) -> tuple[tuple[int, Path], ...]:
    """Give position and place of every paragraph that has a label of a kind."""
    return tuple(
        (position, place.path)
        for position, place in enumerate(judged.resolution.paragraphs)
        if place.num and _is_labelled(place.id, kind, label)
    )


def _may_mean(words: Words, path: Path) -> bool:
    """Tell whether a place is in the annex or lettered part in which words stand."""
    if words.paragraph is None or _document(path) != _document(words.path):
        return False
    return not part_path(words.paragraph) or path[:2] == words.path[:2]


def _document(path: Path) -> Path:
    """Give the place of the annex that a place is in; empty for the text itself."""
    for name in ("annexes", "embeds"):
        if name in path:
            return path[: path.index(name) + 1 + (name == "annexes")]
    return ()


def _find_place(cited: CitedKey, language: Language) -> re.Match[str] | None:
    """Give what is said right before or after a citation of a place of what is cited."""
    pointers = language.pointers
    if pointers is None:
        return None
    grammar = _grammar(pointers, language.prose)
    before = grammar.before.search(cited.before[-_NEAR:])
    if before and any(before.groups()):
        return before
    after = grammar.after.match(cited.after)
    # "resolution 98/7, paragraph 3 of resolution 98/8": the place is of the second.
    if after is None or not any(after.groups()) or grammar.of.match(cited.after, after.end()):
        return None
    return after


def _find_lacking(place: re.Match[str], text: TextKey) -> str:
    """Give the first place that a text has not, in words; empty where it has all."""
    annexed = [name for name in text.ids if name.startswith("annex") or ".annex" in name]
    embedded = any(name.endswith(".embed") for name in text.ids)
    if place["annex"]:
        if not annexed and not embedded:
            return "annex"
        for label in _labels(place["annexes"]):
            if not any(_is_labelled(name, "annex", label) for name in annexed):
                return f"annex {label}"
    ids = text.ids if embedded or not place["annex"] else annexed
    for kind in ("section", "paragraph"):
        for label in _labels(place[f"{kind}s"]):
            if not any(_is_labelled(name, kind, label) for name in ids):
                return f"{kind} {label}"
    return ""


def _is_labelled(name: str, kind: str, label: str) -> bool:
    """Tell whether an id is that of a place with a label: `op5`, `annexI.5`, `II.A`."""
    own = {"paragraph": ("op", ""), "section": ("", "sect", "part"), "annex": ("annex",)}[kind]
    return any(name == f"{before}{label}" or name.endswith(f".{before}{label}") for before in own)


def _labels(printed: str | None) -> list[str]:
    """Give the labels of a list, of numbers without their sub-paragraphs: `3 (a)` is `3`."""
    found = _LABEL.finditer(printed or "")
    return ["".join(filter(None, match.groups())) or match[0] for match in found]


@functools.lru_cache(maxsize=32)
def _grammar(pointers: Pointers, prose: Prose | None) -> _Grammar:
    """Give the patterns of a language; they are made once for each."""
    paragraph = _place(pointers, "paragraph", "paragraphs")
    section = _place(pointers, "section", "sections")
    annex = _place(pointers, "annex", "annexes")
    of, said = pointers.of, (*pointers.above, *pointers.below, *pointers.own)
    its = f"(?:{one_of(prose.own)} )?" if prose and prose.own else ""
    day = rf"(?: {re.escape(prose.dated)} [^,;]{{1,30}}(?=,))?" if prose else ""
    return _Grammar(
        before=re.compile(rf"(?:{paragraph}{of})?(?:{section}{of})?(?:{annex}{of})?{its}\Z"),
        after=re.compile(
            rf"{day},? (?=\w)(?:{annex})?(?:(?:, )?{section})?(?:(?:, )?{paragraph})?"
        ),
        of=re.compile(of),
        inside=re.compile(rf"\b(?:{paragraph}|{section}|{annex}) (?P<where>{one_of(said)})\b"),
    )


def _place(pointers: Pointers, kind: str, labels: str) -> str:
    """Give the pattern of places of a kind, with its groups."""
    joins = f"(?:,? {one_of(pointers.joins)} |, )" if pointers.joins else ", "
    many = {"numbers": _NUMBER, "letters": _LETTERS}
    pattern: str = getattr(pointers, kind)
    for name, one in many.items():
        listed = f"(?P<{labels}>{one}(?:{joins}{one})*)"
        pattern = pattern.replace(f"({{{name}}})", listed)
    return f"(?P<{kind}>{pattern})"
