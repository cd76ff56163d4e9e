"""Reading and judging a project: its texts become a corpus and a report. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whereas.checks.rules import check_corpus
from whereas.corpus import Corpus, build_corpus
from whereas.errors import ConfigurationError
from whereas.exporters.formats import FORMATS
from whereas.problems import Problem, Report, Severity, quoted
from whereas.project import Project, refusal
from whereas.reading.documents import locate_in_files, read_texts
from whereas.reading.files import find_texts, select_files
from whereas.reading.frame import check_frame
from whereas.reading.publication import FILE as SETTINGS


def check(project: Project, paths: Sequence[str] | None = None) -> tuple[Corpus, Report]:
    """Read and judge all texts; give the valid ones and the report.

    With `paths`, files or folders, the report is on the settings (publication.yaml, mkdocs.yml)
    and the texts there alone.
    Raises ConfigurationError when there is no text, or none under one of `paths`.
    """
    found, strays = find_texts(project.root)
    files = tuple(sorted({*found, *(stray.file for stray in strays)}))
    if not files:
        lacking = "content/resolutions holds no text"
        raise ConfigurationError(f"{lacking}; `whereas new SYMBOL` begins one")
    asked = files if paths is None else select_files(project.root, files, paths)
    left_out = set(files).difference(asked)
    texts, faults = read_texts(project.root, found)
    corpus = build_corpus(texts, project.registers)
    judged = (*_check_formats(project), *check_corpus(corpus))
    located = locate_in_files(project.root, judged)
    problems = (*check_frame(project.root), *strays, *faults, *located)
    told = (problem for problem in problems if problem.file not in left_out)
    return corpus, Report.of(told, len(files) - len(left_out))


def checked(project: Project) -> tuple[Corpus, Report]:
    """Read and judge all texts; raises ContentError when they have errors."""
    corpus, report = check(project)
    if report.failed():
        raise refusal(report)
    return corpus, report


def _check_formats(project: Project) -> Iterator[Problem]:
    """Report formats that no exporter makes, and that the one is missing which search reads."""
    if "json" not in project.publication.documents:
        message, hint = 'the formats lack "json"', "add json: the search page reads it"
        yield Problem(SETTINGS, "CFG03", Severity.ERROR, message, hint, ("documents",))
    for position, key in enumerate(project.publication.documents):
        if key not in FORMATS.load():
            message, hint = f"there is no format {quoted(key)}", f"formats are {', '.join(FORMATS)}"
            path = ("documents", position)
            yield Problem(SETTINGS, "CFG03", Severity.ERROR, message, hint, path)
