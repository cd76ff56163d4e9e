"""Registers against real texts: mastheads, opening words, endings and votes of session 76."""

from __future__ import annotations

import functools
import json
import logging
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.judging import registers
from whereas.analysis.openings import OpeningFinder
from whereas.model.registers import Part
from whereas.model.vocabularies import fold_name, index_names

FOLDERS = {
    "ar": "Arabic", "en": "English", "es": "Spanish",
    "fr": "French", "ru": "Russian", "zh": "Chinese",
}  # fmt: skip
_LOG = logging.getLogger(__name__)  # pytest --log-cli-level=INFO shows the figures
_NS = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
_ASIDE = {f"{_NS}authorialNote", f"{_NS}num", f"{_NS}sup"}
_STOPS = " \u00a0,،，"


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph as printed: its part, its words, and those set off at its beginning."""

    part: Part
    text: str
    opening: str
    last: bool


@dataclass(frozen=True, slots=True)
class _Printed:
    """What the texts of a language print: sessions with their number, and paragraphs."""

    sessions: tuple[tuple[str, str], ...]
    lines: tuple[_Line, ...]


@functools.cache
def _read(corpus: Path, language: str) -> _Printed:
    """Read the texts of a language, of all but English every third."""
    style = registers().openings[language].style
    sessions: list[tuple[str, str]] = []
    lines: list[_Line] = []
    for folder in ("76session", "Emergency sessions/ES-11"):
        paths = sorted((corpus / "akn4un" / folder / FOLDERS[language]).glob("*.xml"))
        for path in paths if language == "en" else paths[::3]:
            text = ElementTree.parse(path).getroot()
            lines += _lines(text, style)
            for session in text.iter(f"{_NS}session"):
                sessions.append((session.get("value", ""), _plain(_words(session))))
    return _Printed(tuple(sessions), tuple(lines))


def _words(element: ElementTree.Element) -> str:
    inner = [element.text or ""]
    for child in element:
        inner += ["" if child.tag in _ASIDE else _words(child), child.tail or ""]
    return "".join(inner)


def _plain(text: str) -> str:
    return re.sub(r"[ \t\n]+", " ", text).strip(" \u200e\u200f")


def _line(paragraph: ElementTree.Element, part: Part, style: str, last: bool) -> _Line:
    opening = ""
    for child in paragraph if not (paragraph.text or "").strip() else ():
        if child.tag in _ASIDE and not (child.tail or "").strip():
            continue
        if child.tag != f"{_NS}span" or style not in child.get("class", "").split():
            break
        opening += _words(child)
        if (child.tail or "").strip():
            break
        opening += child.tail or ""
    return _Line(part, _plain(_words(paragraph)), _plain(opening).rstrip(_STOPS), last)


def _lines(text: ElementTree.Element, style: str) -> Iterator[_Line]:
    preamble = text.find(f".//{_NS}preamble")
    for holder in preamble if preamble is not None else ():
        notes = {p for note in holder.iter(f"{_NS}authorialNote") for p in note.iter(f"{_NS}p")}
        for paragraph in holder.iter(f"{_NS}p"):
            if holder.tag != f"{_NS}formula" and paragraph not in notes:
                yield _line(paragraph, "preamble", style, False)
    body = text.find(f".//{_NS}mainBody")
    operative = [child for child in body if child.tag == f"{_NS}paragraph"] if body else []
    for numbered in operative:
        first = numbered.find(f".//{_NS}p")
        if first is not None:
            yield _line(first, "operative", style, numbered is operative[-1])


@pytest.mark.parametrize("language", FOLDERS)
def test_names_of_sessions_are_those_of_mastheads(corpus: Path, language: str) -> None:
    sessions = [(number, name) for number, name in _read(corpus, language).sessions if name]
    wrong = []
    for number, name in sessions:
        key = "ES-11" if number == "11" else number
        if name != registers().session_name("ga", key, language):
            wrong.append(name)
    assert len(sessions) > 90
    # One Arabic text bears the Chinese name.
    assert wrong in ([], ["第七十六届会议"])


@pytest.mark.parametrize(
    ("language", "least"),
    # The French forms are as many, but some texts part their words by no-break spaces.
    [("en", 0.98), ("es", 0.93), ("fr", 0.89), ("ru", 0.91), ("ar", 0.91)],
)
def test_opening_words_are_what_stands_in_italics(
    corpus: Path, language: str, least: float
) -> None:
    finder = OpeningFinder(registers())
    lines = [line for line in _read(corpus, language).lines if line.opening]
    exact = 0
    for line in lines:
        opening = finder.match(line.text, line.part, language)
        exact += opening is not None and opening.words == line.opening
    share = exact / len(lines)
    _LOG.info("%s: %d of %d openings are exact, %.2f %%", language, exact, len(lines), 100 * share)
    assert len(lines) > 3_000
    assert share >= least, f"{share:.2%} of {len(lines)} openings are exact"


@pytest.mark.parametrize("language", FOLDERS)
def test_paragraphs_end_as_the_register_says(corpus: Path, language: str) -> None:
    endings = registers().endings("ga", language)
    for part in ("preamble", "operative", "last"):
        lines = [
            line
            for line in _read(corpus, language).lines
            if line.opening and (part == "last" if line.last else line.part == part)
        ]
        held = sum(line.text.endswith(getattr(endings, part)) for line in lines)
        # The others come before a list.
        assert held / len(lines) >= 0.96, f"{held} of {len(lines)} {part}"


def test_every_printed_name_in_votes_is_a_member(corpus: Path) -> None:
    index = index_names(registers().states.values())
    count = 0
    for name in ("76", "ES-11"):
        lines = (corpus / "akn4un" / "data_extract" / f"{name}.json").read_text(encoding="utf-8")
        for record in map(json.loads, lines.splitlines()):
            for column in ("MS_in_favour", "MS_against", "MS_abstaining"):
                for printed in record[column]:
                    state = registers().states[index[fold_name(printed)]]
                    assert state.is_member("2021-10-01"), printed
                    count += 1
    assert count > 10_000


@pytest.mark.parametrize("language", sorted(set(FOLDERS) - {"en"}))
def test_names_of_states_are_those_that_texts_print(corpus: Path, language: str) -> None:
    folders = (corpus / "akn4un" / part for part in ("76session", "Emergency sessions/ES-11"))
    paths = sorted(p for folder in folders for p in (folder / FOLDERS[language]).glob("*.xml"))
    printed = " ".join(" ".join(p.read_text(encoding="utf-8").split()) for p in paths)
    states = [s for s in registers().states.values() if s.is_member("2022-01-01")]
    lacking = {s.key: s.name_in(language) for s in states if s.name_in(language) not in printed}
    # Some stand there only declined, or under the name that they had until later.
    assert len(states) == 193
    assert len(lacking) <= 4, lacking
