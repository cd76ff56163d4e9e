"""What a rule is, how one is registered, and how all are run.

A rule looks at one text in one language (`file_rule`), at a translation beside its main text
(`version_rule`), or at small keys of all texts (`corpus_rule`), so that twenty thousand texts
need not be in memory together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

from whereas.analysis.texts import TextReader
from whereas.checks.judged import Judged
from whereas.checks.keys import Keys, make_key
from whereas.corpus import Corpus
from whereas.model.blanks import SHORTEST
from whereas.problems import Path, Problem, Severity, escaped
from whereas.registry import Registry


class Finding(NamedTuple):
    """What a rule says of a text: place in the YAML, message, hint.

    `words` are plain words at that place on which the finding is: where they stand as such in
    the file, the problem has their line and column and not those of the whole value. Of several
    places with the same words the first is meant, unless `occurrence` says how many stand before
    (`problems.count_before`), or -1 that the last is.
    """

    path: Path
    message: str
    hint: str = ""
    words: str = ""
    occurrence: int = 0
    firm: bool = False
    """True where the site cannot bear it, so that it is no defect that a text may declare."""


MOST = 1_000
"""Findings of one rule in one text: each is looked up in the file, and nobody mends as many."""

FileCheck = Callable[[Judged], Iterable[Finding]]
VersionCheck = Callable[[Judged, Judged], Iterable[Finding]]
"""Is given the main text and a translation; findings are on the translation."""
CorpusCheck = Callable[[Keys], Iterable[tuple[str, Finding]]]
"""Gives each finding with the file it is in."""
Check = TypeVar("Check", FileCheck, VersionCheck, CorpusCheck)


@dataclass(frozen=True, slots=True)
class Rule(Generic[Check]):
    """A rule: its id, severity and check, whose docstring is the rule's help."""

    id: str
    severity: Severity
    check: Check
    words: bool = False
    """True for a rule about the words of a text, which holds for translations too."""
    blanks: bool = False
    """True for a rule that says what is still to be written."""
    by_document: bool = False
    """True for an error that official documents have, so that a text may declare it a defect."""

    def may_be_declared(self) -> bool:
        """Tell whether a text may declare what the rule finds a defect of its document.

        Rules of all texts together are of the publication, and no text can answer for it.
        """
        return self.by_document or self.severity is not Severity.ERROR

    def problem(self, file: str, finding: Finding, why: str | None = None) -> Problem:
        """Give a finding of this rule as a problem of a text's file.

        With `why` the text declares it a defect of its document: then it is only worth knowing.
        """
        declarable = self.may_be_declared() and not finding.firm
        declared = why is not None and declarable
        return Problem(
            file,
            self.id,
            Severity.INFO if declared else self.severity,
            finding.message,
            f"declared: {escaped(why)}" if why is not None and declared else finding.hint,
            finding.path,
            words=finding.words,
            occurrence=finding.occurrence,
            declarable=declarable and not declared,
        )


FILE_RULES: Registry[Rule[FileCheck]] = Registry("rule", "whereas.checks")
VERSION_RULES: Registry[Rule[VersionCheck]] = Registry("rule", "whereas.checks")
CORPUS_RULES: Registry[Rule[CorpusCheck]] = Registry("rule", "whereas.checks")


def file_rule(
    identifier: str,
    severity: Severity,
    *,
    words: bool = False,
    blanks: bool = False,
    by_document: bool = False,
) -> Callable[[FileCheck], FileCheck]:
    """Register a check of one text as the rule `identifier`.

    `words` says that it is about the words, which translations have as well; `blanks` that it
    says what is still to be written; `by_document` that official documents have such errors.
    """

    def register(check: FileCheck) -> FileCheck:
        FILE_RULES.add(identifier)(Rule(identifier, severity, check, words, blanks, by_document))
        return check

    return register


def version_rule(
    identifier: str, severity: Severity, *, by_document: bool = False
) -> Callable[[VersionCheck], VersionCheck]:
    """Register a check of a translation beside its main text as the rule `identifier`."""

    def register(check: VersionCheck) -> VersionCheck:
        made = Rule(identifier, severity, check, by_document=by_document)
        VERSION_RULES.add(identifier)(made)
        return check

    return register


def corpus_rule(identifier: str, severity: Severity) -> Callable[[CorpusCheck], CorpusCheck]:
    """Register a check of all texts together as the rule `identifier`."""

    def register(check: CorpusCheck) -> CorpusCheck:
        CORPUS_RULES.add(identifier)(Rule(identifier, severity, check))
        return check

    return register


def iter_rules() -> Iterator[Rule[FileCheck] | Rule[VersionCheck] | Rule[CorpusCheck]]:
    """Give every rule of this room, those of one text first."""
    yield from (FILE_RULES[identifier] for identifier in FILE_RULES.load())
    yield from (VERSION_RULES[identifier] for identifier in VERSION_RULES.load())
    yield from (CORPUS_RULES[identifier] for identifier in CORPUS_RULES.load())


def check_text(judged: Judged) -> Iterator[Problem]:
    """Give what the rules of one text find, without line and column.

    A text with blanks is not finished: until it is, only errors are said, and what is blank.
    """
    unfinished = judged.has(SHORTEST)
    declared = judged.resolution.source.reasons()
    for identifier in FILE_RULES.load():
        rule = FILE_RULES[identifier]
        if judged.resolution.is_translation and not rule.words:
            continue
        if unfinished and not (rule.blanks or rule.severity is Severity.ERROR):
            continue
        for finding in islice(rule.check(judged), MOST):
            yield rule.problem(judged.resolution.file, finding, declared.get(identifier))


def check_version(main: Judged, version: Judged) -> Iterator[Problem]:
    """Give what the rules of translations find in `version`, without line and column."""
    declared = version.resolution.source.reasons()
    for identifier in VERSION_RULES.load():
        rule = VERSION_RULES[identifier]
        for finding in islice(rule.check(main, version), MOST):
            yield rule.problem(version.resolution.file, finding, declared.get(identifier))


def check_keys(keys: Keys) -> Iterator[Problem]:
    """Give what the rules of all texts find, without line and column."""
    for identifier in CORPUS_RULES.load():
        rule = CORPUS_RULES[identifier]
        for file, finding in rule.check(keys):
            yield rule.problem(file, finding)


def check_corpus(corpus: Corpus) -> Iterator[Problem]:
    """Give what all rules find in all texts, without line and column."""
    reader = TextReader(corpus.registers)
    keys = []
    for versions in corpus.iter_groups():
        main = Judged(versions[0], reader)
        keys.append(make_key(main))
        yield from check_text(main)
        for translation in versions[1:]:
            version = Judged(translation, reader)
            yield from check_text(version)
            yield from check_version(main, version)
    yield from check_keys(Keys(tuple(keys), corpus.orphans, corpus.registers))
