"""What `whereas check` says of files that were imported, told with the report of the import.

The words of a file are those of its source, so an error in it is a defect of the source that no
repair was certain to mend. It is declared in the file where the site can bear it, so that what
official documents have can be published; nothing else is changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from whereas.checks.rules import CORPUS_RULES, VERSION_RULES
from whereas.importers.report import Defect, Entry, ImportReport
from whereas.importing import declare
from whereas.judging import check
from whereas.problems import Problem, Severity, escaped
from whereas.project import load_project

_LANGUAGE = "ID12"
"""The rule on languages: what lacks is the project's, and one row of a register mends all."""

_IN_SOURCE = "the source says so, and no one repair of its words is certain"
_OF_LANGUAGES = (
    "the sources of two languages differ in shape, and each file keeps the words of its own"
)
_OF_PROJECT = "it depends on other texts of the project"
_IN_LOST = "words of the source were lost, as the report says"


def vet(root: Path, report: ImportReport) -> ImportReport:
    """Give `report` with the errors that `whereas check` finds in the files it tells of.

    Each has the reason why it is not repaired, and is declared in its file as a defect of the
    document, unless words were lost or the site cannot bear it; warnings are counted by rule.
    Languages that the project does not register stand once each instead of as an error of every
    file. All texts of the project are read, since rules look across them; a file that stands in
    the way of an import is not judged, nor one that its schema refuses. Raises ContentError for
    settings or registers with errors.
    """
    files = {entry.file for entry in report.entries if _is_judged(entry)}
    if not files:
        return report
    _, judged = check(load_project(root))
    errors: dict[str, list[Problem]] = {}
    warnings: Counter[str] = Counter()
    for problem in judged.problems:
        if problem.file in files and problem.severity is Severity.ERROR:
            errors.setdefault(problem.file, []).append(problem)
        elif problem.file in files and problem.severity is Severity.WARNING:
            warnings[problem.rule] += 1
    entries = tuple(_with_defects(entry, errors.get(entry.file, ())) for entry in report.entries)
    for entry in entries:
        if said := _said(entry.defects):
            declare(root, entry.file, said)
    unregistered = {
        entry.language
        for entry in report.entries
        if any(problem.rule == _LANGUAGE for problem in errors.get(entry.file, ()))
    }
    return replace(
        report,
        entries=entries,
        unregistered=tuple(sorted(unregistered)),
        warnings=tuple(sorted(warnings.items())),
    )


def _said(defects: Iterable[Defect]) -> dict[str, str]:
    """Give what the source has for each rule whose errors the text declares."""
    messages: dict[str, list[str]] = {}
    for defect in defects:
        if defect.declared:
            messages.setdefault(defect.rule, []).append(defect.message)
    return {
        rule: f"Imported so, and not yet compared with the document: {escaped(found[0])}"
        + (f", and {len(found) - 1} more." if len(found) > 1 else ".")
        for rule, found in messages.items()
    }


def _is_judged(entry: Entry) -> bool:
    return entry.outcome != "conflict" and not entry.problems


def _with_defects(entry: Entry, problems: Iterable[Problem]) -> Entry:
    # Where the importer lost words, an error may be its own and not the document's.
    is_whole = not _has_lost(entry)
    defects = tuple(
        Defect(
            problem.rule,
            problem.line,
            problem.message,
            _reason(problem.rule, entry),
            declared=problem.declarable and is_whole,
        )
        for problem in problems
        if problem.rule != _LANGUAGE
    )
    return replace(entry, defects=defects)


def _has_lost(entry: Entry) -> bool:
    return any(loss.kind == "lost" for loss in entry.losses)


def _reason(rule: str, entry: Entry) -> str:
    """Give why an error was not repaired, by what the rule compares."""
    if _has_lost(entry):
        return _IN_LOST
    if rule in VERSION_RULES.load():
        return _OF_LANGUAGES
    if rule in CORPUS_RULES.load():
        return _OF_PROJECT
    return _IN_SOURCE
