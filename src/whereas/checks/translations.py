"""TRN: a translation beside its main text."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from whereas.analysis.figures import FIGURE, figure_key, figure_keys
from whereas.checks.alignment import is_aligned, iter_differences, missing
from whereas.checks.judged import Judged, Words
from whereas.checks.keys import Keys
from whereas.checks.rules import Finding, corpus_rule, file_rule, version_rule
from whereas.model.markup import MARK_PATTERN
from whereas.model.ordinals import GREATEST, format_ordinal_words
from whereas.model.resolution import Note, Paragraph, Path, Resolution
from whereas.problems import Severity, quoted

_SHOWN = 3
"""Ids or figures named in a message: enough to see where the texts part."""
_ENGLISH = "en"
"""The language beside which the register measures lengths."""
_SHORTEST = 100
"""Characters of a paragraph below which its length says nothing."""
_FIGURES = 10
"""One digit in so many characters makes a list of dates, which every language prints its way."""
_SAMPLE = 300
"""Characters looked at for their script: the least share in six languages is three quarters."""

_DIGIT = re.compile(r"\d")
_MARK = re.compile(rf"\\.|\[\^({MARK_PATTERN})\]", re.ASCII)
"""A note mark, or an escape, which may stand before a bracket that opens none."""


@version_rule("TRN01", Severity.ERROR, by_document=True)
def check_alignment(main: Judged, version: Judged) -> Iterator[Finding]:
    """A translation has the same parts, paragraphs, numbers and notes as its main text.

    Languages are aligned by number; a paragraph too many or too few is a lost or split one, and
    what stands at one place is of one kind, with or without heading and words in both languages,
    a table with the same rows and columns.
    Wrong: `num: 1, 2` beside `num: 1, 2, 3`. Right: the same numbers in both files.
    Compare with the document in both languages; set `excerpt: true` for a part of a text.
    """
    text, original = version.resolution, main.resolution
    if not text.excerpt and not original.excerpt:
        yield from _compare(original, text)
        yield from _compare_heads(original, text)
    elif extra := missing(text, original):
        yield Finding(extra[0].path, f"{original.symbol} has no {_name(extra)}")
    for path in text.unplaced:
        message = "the main text has nothing that these words translate"
        yield Finding(path, message, "compare agenda and parts with the main file")
    if is_aligned(main, version):
        for paragraph, difference in iter_differences(original, text):
            yield Finding(paragraph.path, difference, "compare with the main file")


@version_rule("TRN02", Severity.ERROR, by_document=True)
def check_marks(main: Judged, version: Judged) -> Iterator[Finding]:
    """A paragraph has the marks of the same notes in each language, in any order.

    A mark that went lost takes its note from the reader. Where the marks only count otherwise
    from a place on, that place alone is named.
    Wrong: `Recalling its resolution 98/7,` beside `98/7,[^1]`. Right: the mark in both.
    Set the mark where the document has it; where it has none, correct the main file.
    """
    if not is_aligned(main, version):
        return
    differing = tuple(_differing_marks(main, version))
    lost = [found for found in differing if len(found[1]) != len(found[2])]
    for words, ours, theirs in lost or differing[:1]:
        message = f"marks of notes: {_marks(ours)} here, {_marks(theirs)} in the main text"
        yield Finding(words.path, message, "compare the notes with the document")


@version_rule("TRN03", Severity.WARNING)
def check_figures(main: Judged, version: Judged) -> Iterator[Finding]:
    """The figures and symbols of a paragraph stand in its translation.

    A wrong digit changes what is said or cited, and no reader of one language sees it. Figures
    of one or two digits, which languages put in words, are left out, and so are separators and
    noughts at the end. Of notes, which languages order each in its own way, symbols count alone.
    Wrong: `resolution 74/175` for `resolution 74/157`. Right: `74/157` in both.
    Compare with the document in both languages; an error of its own belongs in the emendations.
    """
    if not is_aligned(main, version):
        return
    notes = " ".join(note.text() for note in version.resolution.notes)
    for place, figures in main.figures.items():
        words = version.placed.get(place)
        if words is None or set(figures).issubset(version.figures.get(place, ())):
            continue
        is_note = "notes" in place
        there = figure_keys(notes if is_note else words.plain)
        lost = [
            figure
            for figure in figures
            if ("/" in figure or not is_note)
            and figure_key(figure) not in there
            and not _in_words(figure, words.plain, version)
        ]
        if lost:
            yield _lost_figures(lost, figures, words)


@version_rule("TRN04", Severity.WARNING)
def check_length(main: Judged, version: Judged) -> Iterator[Finding]:
    """A paragraph is about as long beside its English text as the language makes it.

    A paragraph much shorter is cut, one much longer is two. What is usual stands in the register
    of languages; short paragraphs and lists of dates are left out.
    Wrong: one sentence in French beside three in English. Right: three in both.
    Compare with the document in both languages.
    """
    language = version.language
    if main.resolution.language != _ENGLISH or language is None or language.length is None:
        return
    if not is_aligned(main, version):
        return
    least, most = language.length
    originals = main.placed
    for place, words in version.placed.items():
        if words.paragraph is None or place not in originals:
            continue
        original = originals[place].plain
        length = len(original)
        if length < _SHORTEST or least * length <= len(words.plain) <= most * length:
            continue
        if words.paragraph.table or len(_DIGIT.findall(original)) * _FIGURES > length:
            continue
        share = f"{len(words.plain)} characters beside {length} in English"
        hint = f"{language.name} has {round(least * length)} to {round(most * length)} as a rule"
        yield Finding(words.path, f"{quoted(words.paragraph.id)} has {share}", hint)


@file_rule("TRN05", Severity.ERROR, words=True)
def check_script(judged: Judged) -> Iterator[Finding]:
    """Most letters of a text are of the script in which its language is written.

    A file saved under the name of another language is found by its readers alone.
    Wrong: Chinese words in `A_RES_99_7.ar.yaml`. Right: Arabic words there.
    Put the right words into the file, or correct `language`.
    """
    language = judged.language
    letters = judged.registers.scripts.get(language.script or "") if language else None
    if language is None or letters is None:
        return
    sample = judged.sample(_SAMPLE)
    count = sum(map(str.isalpha, sample))
    own = sum(map(len, _script(letters).findall(sample)))
    if own * 2 < count:
        message = f"{100 * own // count} of 100 letters are of the script of {language.name}"
        yield Finding(("language",), message, "correct the language, or the words of this file")


@corpus_rule("TRN06", Severity.ERROR)
def check_main(keys: Keys) -> Iterator[tuple[str, Finding]]:
    """A translation is of a text in the content, and in a language the text has not yet.

    Metadata stand in the main file alone.
    Wrong: `A_RES_99_7.fr.yaml` without `A_RES_99_7.yaml`. Right: both.
    Add the main file, or correct symbol and language.
    """
    for orphan in keys.orphans:
        if orphan.symbol in keys.by_name:
            message = f"{orphan.symbol} has this language already"
            hint = "correct the language or delete the copy"
            yield orphan.file, Finding(("language",), message, hint)
        else:
            message = f"there is no text {quoted(orphan.symbol)} of which this is a translation"
            hint = "add its main file, or correct the symbol"
            yield orphan.file, Finding(("symbol",), message, hint)


def _compare(main: Resolution, version: Resolution) -> Iterator[Finding]:
    if lost := missing(main, version):
        message = f"lacks {_name(lost)} of the main text"
        path = _before(main, version, lost[0].id)
        yield Finding(path, message, "compare paragraphs and numbers with the main file")
    if extra := missing(version, main):
        message = f"has {_name(extra)}, the main text has not"
        yield Finding(extra[0].path, message, "compare paragraphs and numbers with the main file")


def _name(places: Sequence[Paragraph | Note]) -> str:
    return _join([place.id for place in places])


def _join(names: Sequence[str]) -> str:
    """Give the first of `names` as a message shows them, and how many there are more."""
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(map(quoted, names[:_SHOWN])) + more


def _before(main: Resolution, version: Resolution, lost: str) -> Path:
    """Give the place in `version` after which `lost` would stand; of the first the file's."""
    paths = {place.id: place.path for place in version.places()}
    path: Path = ()
    for place in main.places():
        if place.id == lost:
            break
        path = paths.get(place.id, path)
    return path


def _compare_heads(main: Resolution, version: Resolution) -> Iterator[Finding]:
    for name in ("title", "subtitle"):
        if getattr(main, name) and not getattr(version, name):
            yield Finding((), f"lacks the {name} of the main text", f"add {name}")
    ours, theirs = (sum(bool(i.title) for i in text.agenda) for text in (version, main))
    if ours and ours != theirs:
        message = f"titles of agenda items: {ours} here, {theirs} in the main text"
        yield Finding(("agenda",), message, "give each item of the main file its title")


def _differing_marks(main: Judged, version: Judged) -> Iterator[tuple[Words, list[str], list[str]]]:
    """Give the words whose marks differ from the main text's, and the marks of both."""
    originals = main.placed
    for place, words in version.placed.items():
        if place not in originals or not (_may_mark(words) or _may_mark(originals[place])):
            continue
        pair = [sorted(_iter_marks(words)), sorted(_iter_marks(originals[place]))]
        if pair[0] != pair[1]:
            yield words, pair[0], pair[1]


def _may_mark(words: Words) -> bool:
    held = words.paragraph is not None and words.paragraph.table is not None
    return held or "[^" in words.markup


def _iter_marks(words: Words) -> Iterator[str]:
    paragraph, lines = words.paragraph, [words.markup]
    if paragraph and paragraph.table and not words.heading:
        lines = list(paragraph.lines())
    for line in lines:
        yield from filter(None, _MARK.findall(line))


def _marks(marks: Iterable[str]) -> str:
    return ", ".join(marks) or "none"


def _in_words(figure: str, text: str, version: Judged) -> bool:
    """Tell whether a number stands in `text` in words, as Chinese prints articles."""
    language = version.resolution.language
    if not figure.isdecimal() or not 1 <= int(figure) <= GREATEST:
        return False
    try:
        words = format_ordinal_words(int(figure), language)
    except KeyError:
        return False
    return words.casefold() in text.casefold()


def _lost_figures(lost: list[str], figures: tuple[str, ...], words: Words) -> Finding:
    """Give the finding on figures that went lost, at the nearest one that stands instead."""
    known = {figure_key(figure) for figure in figures}
    others = [m[0] for m in FIGURE.finditer(words.plain) if figure_key(m[0]) not in known]
    near = difflib.get_close_matches(lost[0], others, 1, 0.5)
    # A space that does not break would be shown as an escape.
    hint = (
        f"it has {' '.join(near[0].split())}"
        if near
        else "compare with the document in both languages"
    )
    message = f"lacks {_join(lost)} of the main text"
    return Finding(words.path, message, hint, near[0] if near else "")


@functools.cache
def _script(letters: str) -> re.Pattern[str]:
    return re.compile(f"[{letters}]+")
