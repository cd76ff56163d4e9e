"""What the masthead, the closing lines and the metadata say of a text, and where they differ.

The symbol, the dates and the session stand in several places of a file: where these do not
agree, the report says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from whereas.importers.akn_xml.agenda import read_agenda
from whereas.importers.akn_xml.context import Context
from whereas.importers.akn_xml.lines import format_line
from whereas.importers.akn_xml.runs import read_runs
from whereas.importers.akn_xml.sponsors import read_sponsors
from whereas.importers.akn_xml.subjects import read_subjects
from whereas.importers.akn_xml.tree import Element
from whereas.importers.akn_xml.votes import read_votes
from whereas.importers.vocabulary import vocabulary
from whereas.model.registers import DateStyle

_SYMBOL = re.compile(r"[A-Z]+/[A-Za-z0-9./-]+(?:\([^() ]+\))?")
_RECORD = re.compile(r"[A-Z]+/(?:[A-Z0-9.-]+/)*PV\.[0-9]+(?: \([^()]+\))?")
_JOB = re.compile(r"(?:GE\.|V\.)?[0-9]{2}-[0-9]{5}|N[0-9]{7}")
_ADOPTION_DATES = frozenset({"adoptionDate", "adoption", "dateOfAdoption"})
_RESTRICTED = ("limited", "restricted", "provisional")


def read_metadata(root: Element, context: Context) -> dict[str, Any]:
    """Give the fields of the document that stand outside its text, symbol and title apart."""
    cover = root.find("coverPage")
    found: dict[str, Any] = {}
    agenda = read_agenda(root, cover, context) if cover else []
    adoption = _adoption(root, cover, context)
    fields = {
        "agenda": agenda,
        "adoption": adoption,
        "issued": _issued(root, cover, context),
        "drafts": _drafts(root, context),
        "sponsors": read_sponsors(root, context),
        **read_subjects(root, context),
    }
    found.update({key: value for key, value in fields.items() if value})
    return found


def text_of(element: Element | None) -> str:
    """Give the words of an element with single spaces, without those of its notes."""
    return " ".join("".join(_iter_text(element)).split()) if element else ""


def _iter_text(element: Element) -> Iterator[str]:
    yield element.text
    for child in element.children:
        if child.tag != "authorialNote":
            yield from _iter_text(child)
        yield child.tail


def _adoption(root: Element, cover: Element | None, context: Context) -> dict[str, Any]:
    made: dict[str, Any] = {}
    work = root.find("FRBRWork")
    dated = work.child("FRBRdate") if work else None
    day = dated.get("date") if dated else ""
    if _is_day(day):
        made["date"] = day
    else:
        context.lose("unknown", "day of adoption", dated.line if dated else 0, day)
    _compare_closing(root, day, context)
    made |= _meeting(root, context)
    if record := _record(root, context):
        made["record"] = record
    if basis := _basis(root, cover, context):
        made["basis"] = basis
    if vote := read_votes(root, context):
        made["vote"] = vote
    return made


def _compare_closing(root: Element, day: str, context: Context) -> None:
    """Report closing lines that give another day than the metadata, or in words another."""
    for printed in root.walk("docDate"):
        if printed.get("refersTo").lstrip("#") not in _ADOPTION_DATES:
            continue
        words = text_of(printed)
        if printed.get("date") != day:
            what = "closing lines and metadata give different days of adoption"
            context.lose("doubtful", what, printed.line, f"{words} ({printed.get('date')})", day)
        _compare_words(printed, context)


def _compare_words(printed: Element, context: Context) -> None:
    """Report a day that is printed in words otherwise than in figures."""
    day, words = printed.get("date"), text_of(printed)
    languages = context.tools.registers.languages
    # The masthead of some languages prints the day of issue in English.
    styles = [languages[key].dates for key in (context.language, "en") if key in languages]
    if not _is_day(day) or context.language not in languages:
        return
    expected = [_folded(_in_words(date.fromisoformat(day), style)) for style in styles if style]
    if expected and _folded(words) not in expected:
        context.lose("doubtful", "day in words and in figures", printed.line, words, day)


def _in_words(day: date, style: DateStyle) -> str:
    figures = style.first if day.day == 1 and style.first else str(day.day)
    return style.pattern.format(day=figures, month=style.months[day.month - 1], year=day.year)


def _folded(text: str) -> str:
    return "".join(text.casefold().split())


def _is_day(day: str) -> bool:
    try:
        return date.fromisoformat(day).year >= 1800
    except ValueError:
        return False


def _meeting(root: Element, context: Context) -> dict[str, Any]:
    for printed in root.walk("inline", "location"):
        if printed.tag == "inline" and printed.get("name") != "adoptionMeeting":
            continue
        words = text_of(printed)
        figures = re.search(r"\d+", printed.get("title")) or re.search(r"\d+", words)
        if figures is None:
            context.lose("unknown", "number of the meeting", printed.line, words)
            continue
        folded = words.casefold()
        resumed = any(word in folded for word in vocabulary(context.language).resumed)
        kind = {"meeting_kind": "resumed"} if resumed else {}
        return {"meeting": int(figures[0]), **kind}
    return {}


def _record(root: Element, context: Context) -> str:
    for step in root.walk("step"):
        if step.get("outcome") == "adopted" and step.get("as"):
            if _RECORD.fullmatch(step.get("as").strip()):
                return step.get("as").strip()
            context.lose("unknown", "meeting record that is no symbol", step.line, step.get("as"))
    return ""


def _basis(root: Element, cover: Element | None, context: Context) -> str:
    printed = cover.find("docProponent") if cover else None
    if printed is None:
        return ""
    line = format_line(read_runs(printed, context), context)
    line = line.removeprefix("\\[").removesuffix("\\]").strip()
    for step in root.walk("step"):
        report = step.get("as").strip()
        if step.get("outcome") == "recommendedForAdoption" and report and report not in line:
            what = "report that the basis does not name"
            context.lose("doubtful", what, step.line, report, line)
    return line


def _issued(root: Element, cover: Element | None, context: Context) -> dict[str, Any]:
    made: dict[str, Any] = {}
    printed = cover.find("docDate") if cover else None
    expression = root.find("FRBRExpression")
    dated = expression.child("FRBRdate") if expression else None
    if printed is not None:
        if _is_day(printed.get("date")):
            made["date"] = printed.get("date")
            _compare_words(printed, context)
        else:
            context.lose("unknown", "day of issue", printed.line, printed.get("date"))
        if dated is not None and dated.get("date") != printed.get("date"):
            what = "masthead and metadata give different days of issue"
            context.lose("doubtful", what, dated.line, dated.get("date"), printed.get("date"))
    status = cover.find("docStatus") if cover else None
    if status is not None:
        made["distribution"] = _distribution(status)
    if job := _job(root, context):
        made["job"] = job
    return made


def _distribution(status: Element) -> str:
    """Give the distribution; the reference names it in English in all languages."""
    named = status.get("refersTo").casefold()
    return next((kind for kind in _RESTRICTED if kind in named), "general")


def _job(root: Element, context: Context) -> str:
    for printed in root.walk("docketNumber"):
        words = text_of(printed)
        if match := _JOB.match(words):
            return match[0]
        if words:
            context.lose("unknown", "job number", printed.line, words)
    return ""


def _drafts(root: Element, context: Context) -> list[Any]:
    """Give the drafts; a remark behind a symbol goes with it."""
    found: dict[str, Any] = {}
    for step in root.walk("step"):
        named = " ".join(step.get("as").split())
        if not step.get("outcome").startswith("draftResolution") or not named:
            continue
        match = _SYMBOL.match(named)
        if match is None:
            context.lose("unknown", "draft that is no symbol", step.line, named)
            continue
        symbol = match[0].rstrip(".")
        note = named[len(symbol) :].strip(" .,;")
        found[symbol] = {"symbol": symbol, "note": note.strip("()")} if note else symbol
    return list(found.values())
