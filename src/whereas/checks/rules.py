"""What a rule is, how one is registered, and how all are run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from whereas.corpus import Corpus
from whereas.model.registers import Registers
from whereas.model.resolution import Resolution
from whereas.problems import Path, Problem, Severity
from whereas.registry import Registry

Scope = Literal["file", "corpus"]
Finding = tuple[Path, str, str]
"""Place in the YAML, message, hint."""

FileCheck = Callable[[Resolution, Registers], Iterable[Finding]]
CorpusCheck = Callable[[Corpus], Iterable[tuple[str, Finding]]]
"""Gives each finding with the file it is in."""
Check = TypeVar("Check", FileCheck, CorpusCheck)


@dataclass(frozen=True, slots=True)
class Rule(Generic[Check]):
    """A rule: its id, severity and check, whose docstring is the rule's help."""

    id: str
    severity: Severity
    check: Check
    words: bool = False
    """True for a rule about the words of a text, which holds for translations too."""

    def problem(self, file: str, finding: Finding) -> Problem:
        """Give a finding of this rule as a problem of a text's file."""
        path, message, hint = finding
        return Problem(file, self.id, self.severity, message, hint, path)


FILE_RULES: Registry[Rule[FileCheck]] = Registry("rule", "whereas.checks")
CORPUS_RULES: Registry[Rule[CorpusCheck]] = Registry("rule", "whereas.checks")


def file_rule(
    identifier: str, severity: Severity, *, words: bool = False
) -> Callable[[FileCheck], FileCheck]:
    """Register a check of one text as the rule `identifier`.

    `words` says that it is about the words, which translations have as well.
    """

    def register(check: FileCheck) -> FileCheck:
        FILE_RULES.add(identifier)(Rule(identifier, severity, check, words))
        return check

    return register


def corpus_rule(identifier: str, severity: Severity) -> Callable[[CorpusCheck], CorpusCheck]:
    """Register a check of all texts together as the rule `identifier`."""

    def register(check: CorpusCheck) -> CorpusCheck:
        CORPUS_RULES.add(identifier)(Rule(identifier, severity, check))
        return check

    return register


def check_resolution(resolution: Resolution, registers: Registers) -> Iterator[Problem]:
    """Give what the rules of one text find, without line and column."""
    for identifier in FILE_RULES.load():
        rule = FILE_RULES[identifier]
        if resolution.is_translation and not rule.words:
            continue
        for finding in rule.check(resolution, registers):
            yield rule.problem(resolution.file, finding)


def check_corpus(corpus: Corpus) -> Iterator[Problem]:
    """Give what all rules find in all texts, without line and column."""
    for resolution in corpus.iter_versions():
        yield from check_resolution(resolution, corpus.registers)
    for identifier in CORPUS_RULES.load():
        rule = CORPUS_RULES[identifier]
        for file, finding in rule.check(corpus):
            yield rule.problem(file, finding)
