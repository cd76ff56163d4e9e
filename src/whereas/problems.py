"""What is said about content: `Problem` values, collected in a `Report`.

A rule yields problems that name a place in the YAML by path; the reading room turns the path
into line and column, because only it knows the positions.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

Path = tuple[str | int, ...]
"""Where a value stands in a YAML file: keys and list positions from the root."""


_CUT = 80
"""Characters of a value that a message shows: enough to find it, too few to flood a log."""


def quoted(value: object) -> str:
    """Give a value as a message shows it: in quotes, escaped, cut at 80 characters."""
    text = str(value)
    return f'"{escaped(text if len(text) <= _CUT else text[: _CUT - 1] + "…")}"'


def escaped(text: str) -> str:
    """Give `text` on one line, with everything that does not print as an escape."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


class Severity(enum.Enum):
    """How much a problem weighs: only an error stops a build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: where, how grave, which rule, what, and how to mend it.

    `file` is relative to the project, with `/`. `line` and `column` count from 1, columns in
    code points; 0 means that the place is still only known by `path`.
    """

    file: str
    rule: str
    severity: Severity
    message: str
    hint: str = ""
    path: Path = ()
    key: bool = False
    """True where the key itself is at fault and not the value behind it."""
    line: int = 0
    column: int = 0
    words: str = ""
    """Plain words at the place on which the problem is, where it is not on the whole value."""

    def at(self, line: int, column: int) -> Problem:
        """Give the same problem with its place in the file."""
        return replace(self, line=line, column=column)

    def order(self) -> tuple[str, int, int, str, str]:
        """Give the key by which problems are listed: file, place, rule, words."""
        return (self.file, self.line, self.column, self.rule, self.message)


@dataclass(frozen=True, slots=True)
class Report:
    """The problems of one run, sorted, and how many files were read."""

    problems: tuple[Problem, ...] = ()
    files: int = 0
    _counts: Counter[Severity] = field(default_factory=Counter, compare=False, repr=False)

    @classmethod
    def of(cls, problems: Iterable[Problem], files: int) -> Report:
        """Collect `problems` in their listing order."""
        ordered = tuple(sorted(set(problems), key=Problem.order))
        return cls(ordered, files, Counter(problem.severity for problem in ordered))

    def count(self, severity: Severity) -> int:
        """Give the number of problems of one severity."""
        return self._counts[severity]

    def failed(self, *, strict: bool = False) -> bool:
        """Tell whether the content may not be published; `strict` counts warnings as errors."""
        return bool(
            self.count(Severity.ERROR) or (strict and self.count(Severity.WARNING)),
        )

    def summary(self) -> str:
        """Give the closing line: `3 errors and 1 warning in 12 files`."""
        errors = _plural(self.count(Severity.ERROR), "error")
        warnings = _plural(self.count(Severity.WARNING), "warning")
        return f"{errors} and {warnings} in {_plural(self.files, 'file')}"


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
