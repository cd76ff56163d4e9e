"""TRN: a translation beside its main text."""

from __future__ import annotations

from collections.abc import Iterator

from whereas.checks.judged import Judged
from whereas.checks.keys import Keys
from whereas.checks.rules import Finding, corpus_rule, version_rule
from whereas.model.resolution import Resolution
from whereas.problems import Severity, quoted

_SHOWN = 3
"""Ids named in a message: enough to see where the texts part."""


@version_rule("TRN01", Severity.ERROR)
def check_alignment(main: Judged, version: Judged) -> Iterator[Finding]:
    """A translation has the same parts, paragraphs, numbers and notes as its main text.

    Languages are aligned by number; a paragraph too many or too few is a lost or split one.
    Wrong: `num: 1, 2` beside `num: 1, 2, 3`. Right: the same numbers in both files.
    Compare with the document in both languages; set `excerpt: true` for a part of a text.
    """
    text, original = version.resolution, main.resolution
    if not text.excerpt and not original.excerpt:
        yield from _compare(original, text)
    elif extra := _missing(text, original):
        message = f"{original.symbol} has no {', '.join(map(quoted, extra[:_SHOWN]))}"
        yield Finding((), message)


@corpus_rule("TRN06", Severity.ERROR)
def check_main(keys: Keys) -> Iterator[tuple[str, Finding]]:
    """A translation is of a text in the content, and in a language the text has not yet.

    Metadata stand in the main file alone.
    Wrong: `A_RES_99_7.fr.yaml` without `A_RES_99_7.yaml`. Right: both.
    Add the main file, or correct symbol and language.
    """
    for orphan in keys.orphans:
        if orphan.symbol in keys.by_name:
            message = f"{orphan.symbol} has this language already"
            hint = "correct the language or delete the copy"
            yield orphan.file, Finding(("language",), message, hint)
        else:
            message = f"there is no text {quoted(orphan.symbol)} of which this is a translation"
            hint = "add its main file, or correct the symbol"
            yield orphan.file, Finding(("symbol",), message, hint)


def _compare(main: Resolution, version: Resolution) -> Iterator[Finding]:
    missing, extra = _missing(main, version), _missing(version, main)
    if missing:
        message = f"lacks {', '.join(map(quoted, missing[:_SHOWN]))} of the main text"
        more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
        yield Finding((), message + more, "compare paragraphs and numbers with the main file")
    for name in extra:
        place = next(place for place in version.places() if place.id == name)
        yield Finding(place.path, f"{quoted(name)} is not in the main text", "compare the numbers")


def _missing(of: Resolution, other: Resolution) -> list[str]:
    """Give the ids that one text has and the other has not, in reading order."""
    there = {place.id for place in other.places()}
    return [place.id for place in of.places() if place.id not in there]
