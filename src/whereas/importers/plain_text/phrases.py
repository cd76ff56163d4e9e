"""What `phrases.yaml` says of a language's mastheads and closing lines, compiled with registers."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from whereas.errors import BrokenPromise
from whereas.model.registers import Language, Registers
from whereas.reading.documents import read_document
from whereas.resources import data_file

_FIELD = re.compile(r"\{([a-z_]+)\}")
_GAP = r"\s+"


@dataclass(frozen=True, slots=True)
class Vote:
    """A way in which a closing line tells a vote."""

    method: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Phrases:
    """What one language prints around a text, as patterns of whole lines, case left aside."""

    language: str
    distributed: re.Pattern[str]
    original: re.Pattern[str]
    agenda: re.Pattern[str]
    yearly: re.Pattern[str]
    adopted: tuple[re.Pattern[str], ...]
    titled: re.Pattern[str]
    dated: re.Pattern[str]
    closing: tuple[re.Pattern[str], ...]
    votes: tuple[Vote, ...]
    session: re.Pattern[str]
    day: re.Pattern[str]
    recital: re.Pattern[str]
    resolving: re.Pattern[str]
    series: re.Pattern[str]
    annexes: tuple[tuple[str, re.Pattern[str]], ...]
    columns: Mapping[str, str]
    embedded: Mapping[str, str]
    furniture: tuple[re.Pattern[str], ...]
    counted: frozenset[str]
    note_words: tuple[str, ...]
    joins: tuple[str, ...]
    tight: str
    months: Mapping[str, int]
    counts: Mapping[str, int]
    distributions: Mapping[str, str]

    def parse_date(self, words: str) -> str | None:
        """Give the day that `words` begin with as YYYY-MM-DD; None if there is none."""
        match = self.day.match(words)
        if match is None:
            return None
        fields = {name.rstrip("12"): value for name, value in match.groupdict().items() if value}
        try:
            month = self.months[fields["month"].casefold()]
            return date(int(fields["year"]), month, int(fields["day"])).isoformat()
        except ValueError:  # 31 September
            return None

    def parse_count(self, words: str) -> int:
        """Give the number that `words` are, in figures or in words."""
        return int(words) if words.isdigit() else self.counts[words.casefold()]


def load_phrases(language: str, registers: Registers) -> Phrases | None:
    """Give the phrases of a language; None for one that `phrases.yaml` lacks."""
    entry = next((entry for entry in _read() if entry["language"] == language), None)
    return _compile(entry, registers.languages[language], registers) if entry else None


def _compile(entry: Mapping[str, Any], language: Language, registers: Registers) -> Phrases:
    fields = _fields(entry, language, registers)

    def pattern(template: str) -> re.Pattern[str]:
        return re.compile(_filled(template, fields), re.IGNORECASE)

    def patterns(name: str) -> tuple[re.Pattern[str], ...]:
        return tuple(map(pattern, entry[name]))

    cases = {word.casefold(): key for key, words in entry["distribution"].items() for word in words}
    return Phrases(
        language=language.key,
        **{name: pattern(entry[name]) for name in _SINGLE},
        adopted=patterns("adopted"),
        closing=patterns("closing"),
        votes=tuple(Vote(vote["method"], pattern(vote["pattern"])) for vote in entry["votes"]),
        session=re.compile("|".join(_sessions(language)), re.IGNORECASE),
        day=re.compile(_dates(language), re.IGNORECASE),
        recital=re.compile(entry["recital"]),
        resolving=re.compile(entry["resolving"]),
        series=re.compile(_filled(entry["series"], {})),
        annexes=_annexes(entry),
        columns={word: key for key, words in entry["columns"].items() for word in words},
        embedded={word: key for key, words in entry["embedded"].items() for word in words},
        furniture=patterns("furniture"),
        counted=frozenset(entry["counted"]),
        note_words=tuple(entry["notes"]),
        joins=tuple(entry["joins"]),
        tight="".join(entry["tight"]),
        months={month.casefold(): n for n, month in enumerate(_months(language), 1)},
        counts={word: number for number, words in enumerate(entry["counts"]) for word in words},
        distributions=cases,
    )


_SINGLE = ("distributed", "original", "agenda", "yearly", "titled", "dated")
_VOTES = ("in_favour", "against", "abstaining")


def _fields(
    entry: Mapping[str, Any], language: Language, registers: Registers
) -> Mapping[str, str]:
    """Give the pattern of each field, as a group of its name."""
    counts = "|".join(word for words in entry["counts"] for word in words)
    ordinal = entry["ordinal"].format(figure="(?P<meeting>[0-9]{1,5})")
    known = [word for words in entry["distribution"].values() for word in words]
    bodies = {body.name_in(language.key) for body in registers.bodies.values()}
    bodies |= {name for body in registers.bodies.values() for name in body.organs}
    kinds = {body.meeting_kind for body in registers.bodies.values()}
    languages = {known.name for known in registers.languages.values()}
    return {
        "date": f"(?P<date>{re.sub(r'[?]P<[a-z0-9]+>', '?:', _dates(language))})",
        "body": f"(?P<body>{_either(bodies)})",
        "kind": f"(?P<kind>{_either(kinds)})",
        "language": f"(?P<language>{_either(languages)})",
        "distribution": f"(?P<distribution>{_either(known)})",
        "meeting": ordinal,
        "item": r"(?P<item>[1-9][0-9]{0,2}.{0,60})",
        "year": "(?P<year>(?:19|20)[0-9]{2})",
        "number": "(?P<number>[0-9].{0,30})",
        "states": "(?P<states>[^()]+(?:\\([^()]*\\)[^()]*)*)",
        **{name: f"(?P<{name}>[0-9]{{1,3}}|{counts})" for name in _VOTES},
    }


def _filled(template: str, fields: Mapping[str, str]) -> str:
    """Give the pattern of a template, in which spaces match any white space."""
    spaced = template.replace("{{", "\0").replace("}}", "\1").replace(" ", _GAP)
    spaced = spaced.replace(f"{_GAP}?", r"\s*")
    made = _FIELD.sub(lambda match: fields[match[1]], spaced)
    return made.replace("\0", "{").replace("\1", "}")


def _dates(language: Language) -> str:
    style = language.dates
    forms = (style.pattern, *style.avoid) if style else ()
    return "|".join(_date(form, n, _months(language)) for n, form in enumerate(forms, 1)) or "(?!)"


def _date(form: str, number: int, months: Iterable[str]) -> str:
    """Give the pattern of a day, with a group for each of its parts, numbered by its form."""
    parts = {
        "day": f"(?P<day{number}>[0-9]{{1,2}})",
        "month": f"(?P<month{number}>{_either(months)})",
        "year": f"(?P<year{number}>[0-9]{{4}})",
    }
    return _filled(form, parts)


def _months(language: Language) -> tuple[str, ...]:
    return language.dates.months if language.dates else ()


def _sessions(language: Language) -> Iterable[str]:
    """Give patterns of printed sessions, the longer names before those that they end with."""
    names = sorted(language.session_names.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    for kind, name in names:
        yield _filled(name, {"ordinal": rf"(?P<{kind}>[^\W\d_]+(?:[\s-]+[^\W\d_]+){{0,4}})"})


def _annexes(entry: Mapping[str, Any]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    label = r"(?P<label>[0-9]{1,3}|[A-Z]|[IVX]{1,5})"
    return tuple(
        (kind, re.compile(_filled(name, {"label": label}) + r"\.?\Z", re.IGNORECASE))
        for kind, names in entry["annexes"].items()
        for name in names
    )


def _either(words: Iterable[str]) -> str:
    longest = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", _GAP) for word in longest) + ")"


@functools.cache
def _read() -> tuple[Mapping[str, Any], ...]:
    path = data_file("importers", "plain_text", "phrases.yaml")
    document, problems = read_document(path.read_bytes(), path.name, "import-phrases")
    if document is None:
        place = f"{path.name}:{problems[0].line}"
        raise BrokenPromise(f"the importer's phrases are not valid: {place}: {problems[0].message}")
    return tuple(document.root["languages"])
