"""What is said about content: `Problem` values, collected in a `Report`.

A rule yields problems that name a place in the YAML by path; the reading room turns the path
into line and column, because only it knows the positions.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby

Path = tuple[str | int, ...]
"""Where a value stands in a YAML file: keys and list positions from the root."""
Order = tuple[str, int, int, str, str, str, str, int]


_CUT = 80
"""Characters of a value that a message shows: enough to find it, too few to flood a log."""


_QUOTES = (('"', '"'), ("‘", "’"), ("«", "»"))
"""Quotation marks of a message: the first pair of which the value holds none."""
_PRINTED_SPACE = re.compile(r"[\u00a0\u202f](?=[;:?!»])|(?<=«)[\u00a0\u202f]")
"""A no-break space where French typography wants one: an escape would only puzzle."""
_RUN = re.compile(r"[ \t\r\n]+")


def quoted(value: object) -> str:
    """Give a value as a message shows it: in quotes that it lacks, escaped, cut at 80 characters.

    A no-break space inside a word or a name is what a message may be about, and stays an escape.
    """
    text = _PRINTED_SPACE.sub(" ", str(value))
    shown = escaped(text if len(text) <= _CUT else text[: _CUT - 1] + "…")
    for opening, closing in _QUOTES:
        if opening not in shown and closing not in shown:
            return f"{opening}{shown}{closing}"
    return '"' + shown.replace('"', '\\"') + '"'


def escaped(text: str) -> str:
    """Give `text` on one line, with everything that does not print as an escape."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def encodable(text: str) -> str:
    """Give `text` with what UTF-8 cannot hold, such as odd bytes in a file's name, as escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


def squeezed(text: str) -> str:
    """Give `text` with one space for each run of spaces, tabs and line feeds."""
    return _RUN.sub(" ", text)


def iter_places(words: str, text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Give the offsets at which `words` stand in `text`, between `start` and `end`.

    Where they stand as a whole these places alone count: "care" is not meant by "careful". In
    scripts that write words without spaces, any place is one.
    """
    end = len(text) if end is None else end
    found, inside = False, []
    at = text.find(words, start, end) if words else -1
    while at >= 0:
        if _is_whole(text, at, at + len(words)):
            found = True
            yield at
        elif not found:
            inside.append(at)
        at = text.find(words, at + 1, end)
    if not found:
        yield from inside


def count_before(words: str, text: str, start: int) -> int:
    """Give how often `words`, which stand in `text` at `start`, stand in it before that.

    `text` is the plain words of a place, or its markup. Takes the time of one search of `text`,
    and less where the same words are asked for again.
    """
    if "  " in text:
        start = len(squeezed(text[: start + 1])) - 1
        words, text = squeezed(words), squeezed(text)
    return bisect_left(_all_places(words, text), start)


@lru_cache(maxsize=8)
def _all_places(words: str, text: str) -> tuple[int, ...]:
    """Give all places, kept for the next: findings on the same words come one after another."""
    return tuple(iter_places(words, text))


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether no letter or figure goes on before `start` or behind `end`."""
    return not (_goes_on(text, start) or _goes_on(text, end))


def _goes_on(text: str, at: int) -> bool:
    return 0 < at < len(text) and _is_part(text[at - 1]) and _is_part(text[at])


def _is_part(letter: str) -> bool:
    """Tell whether a letter is of a script with small letters, or a figure on the line."""
    return letter.lower() != letter.upper() or letter.isdecimal()


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
    occurrence: int = 0
    """How often the words stand in the value before the place that is meant; -1 for the last."""
    source: str = field(default="", compare=False)
    """The line of the file at the place; empty until somebody is to be shown it."""
    declarable: bool = field(default=False, compare=False)
    """True where a text may declare it a defect of its document."""

    def at(self, line: int, column: int) -> Problem:
        """Give the same problem with its place in the file."""
        return replace(self, line=line, column=column)

    def order(self) -> Order:
        """Give the key by which problems are listed: file, place, rule, what is said."""
        place = (self.file, self.line, self.column)
        return (*place, self.rule, self.message, self.hint, self.words, self.occurrence)

    def weight(self) -> tuple[int, Order]:
        """Give the key by which the gravest come first, and else as they are listed."""
        return (list(Severity).index(self.severity), self.order())


@dataclass(frozen=True, slots=True)
class Report:
    """The problems of one run, sorted, and how many files were read.

    `omitted` are files with the number of problems that are not among `problems`, since there
    are too many to be read; counts are of all.
    """

    problems: tuple[Problem, ...] = ()
    files: int = 0
    omitted: tuple[tuple[str, int], ...] = ()
    _counts: Counter[Severity] = field(default_factory=Counter, compare=False, repr=False)
    _rules: Counter[tuple[str, Severity]] = field(
        default_factory=Counter, compare=False, repr=False
    )

    @classmethod
    def of(cls, problems: Iterable[Problem], files: int) -> Report:
        """Collect `problems` in their listing order."""
        # Of equals in this order, which differ in what no report shows, the first found is first.
        ordered = tuple(sorted(dict.fromkeys(problems), key=Problem.order))
        counts = Counter(problem.severity for problem in ordered)
        rules = Counter((problem.rule, problem.severity) for problem in ordered)
        return cls(ordered, files, (), counts, rules)

    def capped(self, limit: int) -> Report:
        """Give the report with at most `limit` problems of a file, the gravest; 0 keeps all."""
        kept: list[Problem] = []
        omitted: list[tuple[str, int]] = []
        for file, group in groupby(self.problems, key=lambda problem: problem.file):
            held = list(group)
            if limit and len(held) > limit:
                omitted.append((file, len(held) - limit))
                held = sorted(sorted(held, key=Problem.weight)[:limit], key=Problem.order)
            kept += held
        return replace(self, problems=tuple(kept), omitted=tuple(omitted))

    def with_problems(self, problems: Iterable[Problem]) -> Report:
        """Give the same report with its problems in another form, such as with their lines."""
        return replace(self, problems=tuple(problems))

    def count(self, severity: Severity) -> int:
        """Give the number of problems of one severity."""
        return self._counts[severity]

    def rules(self) -> tuple[tuple[str, Severity, int], ...]:
        """Give each rule with its severity and how often it found something, by rule."""
        order = sorted(self._rules.items(), key=lambda entry: (entry[0][0], entry[0][1].value))
        return tuple((rule, severity, count) for (rule, severity), count in order)

    def failed(self, *, strict: bool = False) -> bool:
        """Tell whether the content may not be published; `strict` counts warnings as errors."""
        return bool(
            self.count(Severity.ERROR) or (strict and self.count(Severity.WARNING)),
        )

    def summary(self) -> str:
        """Give the closing line: `3 errors and 1 warning in 12 files`."""
        errors = plural(self.count(Severity.ERROR), "error")
        warnings = plural(self.count(Severity.WARNING), "warning")
        return f"{errors} and {warnings} in {plural(self.files, 'file')}"


def plural(number: int, noun: str) -> str:
    """Give a number with its noun: `1 file`, `2 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
