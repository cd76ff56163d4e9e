"""TXT: words that scanning and pasting leave behind."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5

from whereas.checks.judged import Judged
from whereas.checks.rules import Finding, file_rule
from whereas.model.resolution import Paragraph
from whereas.problems import Path, Severity, quoted

# What stands at the foot of a page of the United Nations, alike in all languages: a job number
# beside a page number, or with a language and the day of issue before the figures under a bar
# code, those figures alone, and a slogan.
_APART = r"(?<![0-9A-Za-z/.-])"
_WHOLE = r"(?![0-9A-Za-z/-])"
_FOLIO = r"[0-9]{1,3}/[0-9]{1,3}"
_JOB = r"[0-9]{2}-[0-9]{5}(?: \([A-Z]\))?"
_BARS = r"\*?[0-9]{7}\*?"
_ISSUED = rf"[0-9]{{2}}-[0-9]{{5}} \([A-Z]\) +[0-9]{{6}}(?: +{_BARS})?"
_BESIDE = rf"{_JOB} +(?:{_FOLIO}|{_BARS})|{_FOLIO} +{_JOB}"
_FOOT = re.compile(rf"{_APART}(?:{_ISSUED}|{_BESIDE}){_WHOLE}")
_STARRED = re.compile(r"\*(?P<bars>[0-9]{7})\*")
_YEARS = 1
"""Years from a text's adoption in which its document may be issued."""
_SLOGAN = re.compile(
    r"(?:^|(?<=[0-9)*] ))Please recycle\b|\bPlease recycle(?= [0-9(*]|$)", re.MULTILINE
)
# Begins with a fixed character, which is searched ten times as fast as a class.
_JOB_TAIL = re.compile(r"-[0-9]{5}(?![0-9])")
_JOB_IN_UTF8 = re.compile(rb"-[0-9]{5}")
_DAY_OF_ISSUE = re.compile(r"\) +[0-9]{6}(?![0-9])")

_TAG = re.compile(
    r"</?[A-Za-z][A-Za-z0-9:-]*(?: */?>|[\t /][^<>=\n]*=[^<>\n]*>?)|<!--|<!\[?[A-Za-z]+|<\?[a-z]+"
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|(?P<name>[A-Za-z][A-Za-z0-9]{1,31}));")

_BROKEN = {end: re.compile(rf"{end}(?P<next>[^\W\d_]+)") for end in ("- ", "\u2010 ", "\u2011 ")}
_BEFORE = re.compile(r"[^\W\d_]+\Z")

# Bytes are searched faster; without a space before it, only the first word of a line is left.
_MAYBE_TWICE = tuple(
    re.compile(before + rb"([^ ]++) \1(?![a-z\x80-\xff])") for before in (b" ", b"\n")
)
_TWICE = re.compile(r"(?<![\w’'-])(?P<word>[^\W\d_]{2,}+)[ \u00a0](?P=word)(?![\w’'-])")


@file_rule("TXT01", Severity.ERROR, words=True)
def check_furniture(judged: Judged) -> Iterator[Finding]:
    """No words from the head or foot of a page stand in the text.

    Job numbers, page numbers and running titles come with a document that is read page by page,
    and part a sentence in two.
    Wrong: `the care 44-19201 3/4 of harbours`. Right: `the care of harbours`.
    Delete what belongs to the page.
    """
    resolution = judged.resolution
    if _JOB_IN_UTF8.search(judged.encoded):
        yield from (found for found in _foot(judged, _FOOT) if _may_be_job(judged, found.words))
        if resolution.issued.job and judged.has(resolution.issued.job):
            yield from _own_job(judged, resolution.issued.job)
    yield from _bars(judged)
    if judged.has("Please recycle"):
        yield from _foot(judged, _SLOGAN)
    if judged.has(resolution.symbol):
        yield from _foot(judged, _running_head(resolution.symbol, resolution.title))


def _may_be_job(judged: Judged, foot: str) -> bool:
    """Tell whether a number is of a text's own time: 20-12345 may be a case's number as well.

    A job number begins with the year in which the document is issued, in two figures.
    """
    day = judged.resolution.adoption.date
    job = _JOB_TAIL.search(foot)
    if day is None or job is None or _DAY_OF_ISSUE.search(foot):
        return True
    return 0 <= (int(foot[job.start() - 2 : job.start()]) - int(day[2:4])) % 100 <= _YEARS


def _own_job(judged: Judged, job: str) -> Iterator[Finding]:
    """Find the job number of the text itself where it stands alone."""
    for words, match in judged.search(re.compile(rf"{_APART}{re.escape(job)}{_WHOLE}")):
        feet = [foot.span() for foot in _FOOT.finditer(match.string) if job in foot[0]]
        if not any(start <= match.start() < end for start, end in feet):
            yield _of_page(words.path, match[0])


def _bars(judged: Judged) -> Iterator[Finding]:
    """Find the figures under a bar code where they stand alone between asterisks.

    In markup asterisks are italics, in which nobody sets seven figures.
    """
    for words in judged.words:
        if "*" in words.markup:
            for match in _STARRED.finditer(words.markup.replace("\\", "")):
                if not any(match["bars"] in foot[0] for foot in _FOOT.finditer(words.plain)):
                    yield _of_page(words.path, match["bars"])


def _running_head(symbol: str, title: str | None) -> re.Pattern[str]:
    """Give the pattern of a text's own symbol beside its title or a page number."""
    own = re.escape(symbol)
    beside = [_FOLIO, *([re.escape(title)] if title else [])]
    either = "|".join(f"{own} +{other}|{other} +{own}" for other in beside)
    return re.compile(f"{_APART}(?:{either}){_WHOLE}")


def _foot(judged: Judged, pattern: re.Pattern[str]) -> Iterator[Finding]:
    for words, match in judged.search(pattern):
        # Figures between asterisks are not found in the file by the plain words.
        found = match[0] if match[0] in words.markup else match[0].rpartition(" ")[0]
        yield _of_page(words.path, match[0])._replace(words=found)


def _of_page(path: Path, words: str) -> Finding:
    message = f"{quoted(words)} belongs to the page and not to the text"
    return Finding(path, message, "delete it", words)


@file_rule("TXT02", Severity.ERROR, words=True)
def check_markup(judged: Judged) -> Iterator[Finding]:
    """No tags and entities of HTML or XML stand in the text.

    Text is shown as it is written, so that readers would see the tag; a program that reads the
    data may obey it. A lone `<` or `&` is an ordinary character.
    Wrong: `Invites <b>States</b> &amp; ports`. Right: `Invites States & ports`.
    Write the character itself; mark italics with `*` and bold with `**`.
    """
    if judged.has("<") or judged.has("&"):
        for words, match in judged.search(_TAG):
            yield _tag(words.path, match)
        for words, match in judged.search(_ENTITY):
            yield from _entity(words.path, match)
    for path, text in judged.beside:
        if "<" in text or "&" in text:
            yield from (_tag(path, match) for match in _TAG.finditer(text))
            for match in _ENTITY.finditer(text):
                yield from _entity(path, match)


def _tag(path: Path, match: re.Match[str]) -> Finding:
    return Finding(path, f"{quoted(match[0])} reads as a tag of HTML", "delete it", match[0])


def _entity(path: Path, match: re.Match[str]) -> Iterator[Finding]:
    if match["name"] and f"{match['name']};" not in html5:
        return
    meant = html.unescape(match[0])
    hint = f"write {meant} itself" if meant.isprintable() else "write the character itself"
    yield Finding(path, f"{quoted(match[0])} is an entity of HTML", hint, match[0])


@file_rule("TXT03", Severity.WARNING, words=True)
def check_broken_words(judged: Judged) -> Iterator[Finding]:
    """No space follows a hyphen inside a word.

    A word that was divided at the end of a line, or at a hyphen by an editor that wraps there,
    is read as two and is not found. A hanging hyphen is none: `short- and long-term`.
    Wrong: `non- governmental`. Right: `non-governmental`.
    Delete the space; delete the hyphen too where only the end of the line put it there.
    """
    language = judged.language
    if language is None or not language.hanging:
        return
    # A single character is searched ten times as fast as two.
    for end in [end for end in _BROKEN if judged.has(end[0]) and judged.has(end)]:
        for words, match in judged.search(_BROKEN[end]):
            word_start = match.string.rfind(" ", 0, match.start()) + 1
            before = _BEFORE.search(match.string[word_start : match.start()])
            if before and match["next"].lower() not in language.hanging:
                word = f"{before[0]}{match[0]}"
                message = f"{quoted(word)} has a space after its hyphen"
                yield Finding(
                    words.path, message, "join the word", word, judged.before(words, match, word)
                )


@file_rule("TXT06", Severity.WARNING, words=True)
def check_repetition(judged: Judged) -> Iterator[Finding]:
    """No two paragraphs of one part, section or list say the same.

    The second is usually a paragraph that was pasted twice. Sections of a long text may each
    take note of a report in the same words.
    Wrong: paragraphs 3 and 4 in the same words. Right: paragraph 3 alone.
    Compare with the document; delete the one that is not there.
    """
    # A cell or line of an annex may well say the same as another: "None", a name, a figure.
    seen: dict[tuple[str, str | None, str], Paragraph] = {}
    for paragraph, words in judged.plain:
        if paragraph.kind in ("preambular", "operative", "item") and words:
            first = seen.setdefault((paragraph.kind, paragraph.parent, words), paragraph)
            if first is not paragraph and not _is_followed(judged, first, paragraph):
                message = f"the same words as in {first.id}"
                yield Finding(paragraph.path, message, "delete one of the two")


def _is_followed(judged: Judged, *paragraphs: Paragraph) -> bool:
    """Tell whether lists follow, which may tell paragraphs with the same words apart."""
    return all(judged.children.get(paragraph.id) for paragraph in paragraphs)


@file_rule("TXT07", Severity.WARNING, words=True)
def check_capitals(judged: Judged) -> Iterator[Finding]:
    """A paragraph begins with a capital letter where those beside it do.

    A small letter is the mark of a paragraph split in two, or of a note that slipped into the
    text. Where a language or body begins its paragraphs with small letters, nothing is said.
    Wrong: `recognizing the care of harbours,` after `Recalling its resolution 98/7,`.
    Right: `Recognizing the care of harbours,` there.
    Join the paragraph to the one before, or write the letter as printed.
    """
    for kind in ("preambular", "operative"):
        beginnings = [(paragraph, words) for paragraph, words in judged.of_kind(kind) if words]
        small = [(paragraph, words) for paragraph, words in beginnings if words[0].islower()]
        if not small:
            continue
        capital = sum(words[0].isupper() for _, words in beginnings)
        # Two against one at least: a text of two paragraphs does not tell its habit.
        if capital >= 2 * len(small):
            for paragraph, words in small:
                message = f"{quoted(words.split()[0])} begins with a small letter"
                yield Finding(paragraph.path, message, "join it to the paragraph before")


@file_rule("TXT10", Severity.WARNING, words=True)
def check_doubled(judged: Judged) -> Iterator[Finding]:
    """No word stands twice in a row.

    One of the two was left at the end of a line, or stands for another word. Words that a
    language may double stand in its register; where it has none, as for Arabic and Chinese,
    and in tables, nothing is said.
    Wrong: `to be held in in Saltmere`. Right: `to be held in Saltmere`.
    Compare with the document; delete one of the two.
    """
    allowed = judged.language.doubled if judged.language else None
    if allowed is None or not any(maybe.search(judged.encoded) for maybe in _MAYBE_TWICE):
        return
    for words, match in judged.search(_TWICE):
        in_table = words.paragraph is not None and words.paragraph.table is not None
        if match["word"].lower() not in allowed and not in_table:
            message = f"{quoted(match['word'])} stands twice in a row"
            yield Finding(
                words.path, message, "delete one of the two", match[0], judged.before(words, match)
            )
