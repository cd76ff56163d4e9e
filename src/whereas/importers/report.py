"""The report of an import: for people in a few lines, for programs as one JSON document."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from whereas.importers.drafts import KINDS, Kind, Loss, Refusal
from whereas.problems import encodable, plural, quoted

Outcome = str
"""What became of a file: created, unchanged, updated, conflict."""

FORMAT = "import-report/1"

_EXAMPLES = 3
"""Places of a case that the summary names; the JSON has all."""


@dataclass(frozen=True, slots=True)
class Defect:
    """An error that `whereas check` finds in a file of an import, and why it is not repaired.

    `line` is that of the file, counted from 1; 0 where the error is on no line. `declared` tells
    whether the file says that its document has it so, so that it stops no publication.
    """

    rule: str
    line: int
    message: str
    reason: str
    declared: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A text that was imported: its source, its file in the project, and what became of both.

    `difference` has lines of a conflict; `problems` what the schema forbids, one line each;
    `defects` the errors of the other rules, once the file is judged among those of the project.
    """

    source: str
    file: str
    symbol: str
    language: str
    outcome: Outcome
    losses: tuple[Loss, ...]
    words: int
    paragraphs: int = 0
    found: int = 0
    difference: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    defects: tuple[Defect, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """All texts of an import in the order of their files, and the sources that were refused.

    `unregistered` are the languages of its files that the project does not register; `warnings`
    counts by rule those on its files.
    """

    entries: tuple[Entry, ...]
    refused: tuple[Refusal, ...]
    unregistered: tuple[str, ...] = ()
    warnings: tuple[tuple[str, int], ...] = ()

    def failed(self) -> bool:
        """Tell whether words were lost, a source was refused, or a file stands in the way."""
        return bool(self.refused) or any(
            entry.outcome == "conflict"
            or entry.problems
            or any(loss.kind == "lost" for loss in entry.losses)
            for entry in self.entries
        )

    def count(self, kind: Kind) -> int:
        """Count the losses of one kind."""
        return sum(loss.kind == kind for entry in self.entries for loss in entry.losses)


def render_report(report: ImportReport) -> str:
    """Give the report for programs: every piece with its source, line and words."""
    document = {
        "format": FORMAT,
        "counts": {
            "texts": len(report.entries),
            "refused": len(report.refused),
            **{str(kind): report.count(kind) for kind in KINDS},
            "defects": sum(len(entry.defects) for entry in report.entries),
            "warnings": dict(report.warnings),
        },
        "unregistered": list(report.unregistered),
        "refused": [
            {"source": refusal.file, "line": refusal.line, "message": refusal.message}
            for refusal in report.refused
        ],
        "texts": [_entry(entry) for entry in report.entries],
    }
    return encodable(json.dumps(document, ensure_ascii=False, indent=1)) + "\n"


def iter_summary(report: ImportReport) -> Iterator[str]:
    """Give the lines of the summary: refusals and conflicts, then each case with its number."""
    for refusal in report.refused:
        yield f"{refusal.file}:{refusal.line}: refused: {refusal.message}"
    for entry in report.entries:
        yield from (f"{entry.file}: {problem}" for problem in entry.problems)
        if entry.outcome == "conflict":
            yield f"{entry.file} differs from {entry.source}; --update keeps what is made by hand:"
            yield from (f"  {line}" for line in entry.difference)
    yield from _iter_defects(report)
    for kind in reversed(tuple(KINDS)):
        yield from _iter_cases(kind, report.entries)
    yield from _iter_aligned(report.entries)
    outcomes = Counter(entry.outcome for entry in report.entries)
    done = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    words = sum(entry.words for entry in report.entries)
    yield f"{len(report.entries)} texts ({done or 'none'}), {words} words compared"


def _iter_defects(report: ImportReport) -> Iterator[str]:
    """Give the errors that stay in the files, by the reason of each, and the warnings by rule."""
    for language in report.unregistered:
        count = sum(entry.language == language for entry in report.entries)
        yield (
            f"{language}: the project does not register the language of {plural(count, 'text')};"
            f" add to content/registers/languages.yaml, under `languages`:"
            f" - {{language: {language}, name: ..., endonym: ..., direction: ltr or rtl}}"
        )
    by_reason: dict[str, list[str]] = {}
    for entry in report.entries:
        for defect in entry.defects:
            place = f"{entry.file}:{defect.line}" if defect.line else entry.file
            found = f"  {place}: {defect.rule} {defect.message} ({entry.source})"
            ending = "; declared in the files" if defect.declared else ""
            by_reason.setdefault(defect.reason + ending, []).append(found)
    for reason, lines in sorted(by_reason.items()):
        yield f"{plural(len(lines), 'error')} not repaired: {reason}"
        yield from lines
    if report.warnings:
        listed = ", ".join(f"{count} {rule}" for rule, count in report.warnings)
        yield f"warnings that `whereas check` explains: {listed}"


def _iter_cases(kind: Kind, entries: Iterable[Entry]) -> Iterator[str]:
    """Give the cases of one kind, the commonest first, with their first places."""
    cases: dict[str, list[str]] = {}
    for entry in entries:
        for loss in entry.losses:
            if loss.kind == kind:
                place = f"{entry.source}:{loss.line}" if loss.line else entry.source
                cases.setdefault(loss.what, []).append(f"{place} {quoted(loss.text)}")
    if cases:
        yield f"{kind}: {KINDS[kind]}"
    for what, places in sorted(cases.items(), key=lambda case: (-len(case[1]), case[0])):
        yield f"  {len(places)} x {what}: {'; '.join(places[:_EXAMPLES])}"


def _iter_aligned(entries: Iterable[Entry]) -> Iterator[str]:
    """Give for each language how many paragraphs of the main texts its translations have."""
    paragraphs: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for entry in entries:
        paragraphs[entry.language] += entry.paragraphs
        found[entry.language] += entry.found
    for language in sorted(language for language, count in paragraphs.items() if count):
        share = 100 * found[language] / paragraphs[language]
        yield (
            f"{language}: {found[language]} of {paragraphs[language]} paragraphs"
            f" stand beside those of the main texts ({share:.1f} %)"
        )


def _entry(entry: Entry) -> dict[str, Any]:
    found: dict[str, Any] = {
        "source": entry.source,
        "file": entry.file,
        "symbol": entry.symbol,
        "language": entry.language,
        "outcome": entry.outcome,
        "words": entry.words,
    }
    if entry.paragraphs:
        found["aligned"] = {"paragraphs": entry.paragraphs, "found": entry.found}
    found["losses"] = [
        {"kind": loss.kind, "what": loss.what, "line": loss.line, "text": loss.text}
        | ({"made": loss.made} if loss.made else {})
        for loss in entry.losses
    ]
    if entry.defects:
        found["defects"] = [asdict(defect) for defect in entry.defects]
    for name in ("difference", "problems"):
        if lines := getattr(entry, name):
            found[name] = list(lines)
    return found
