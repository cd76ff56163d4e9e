"""Opening words: connectors before, behind and within a form, in scripts of several kinds."""

from __future__ import annotations

import pytest

from support.judging import registers
from whereas.analysis.openings import OpeningFinder
from whereas.model.registers import Part

FINDER = OpeningFinder(registers())


@pytest.mark.parametrize(
    ("language", "part", "text", "words", "before", "after"),
    [
        ("en", "preamble", "Recalling also the Charter,", "Recalling also", "", "also"),
        ("en", "operative", "Also requests a report;", "Also requests", "also", ""),
        ("en", "preamble", "Deeply concerned at the mud,", "Deeply concerned", "", ""),
        ("en", "preamble", "Also deeply concerned at it,", "Also deeply concerned", "also", ""),
        ("en", "preamble", "Having also considered it,", "Having also considered", "", "also"),
        ("en", "operative", "Decides also to meet;", "Decides also", "", "also"),
        ("en", "operative", "Decides to remain actively seized;", "Decides", "", ""),
        ("en", "operative", "Requests\u00a0a report;", "Requests", "", ""),
        ("fr", "preamble", "Se déclarant également préoccupée par", None, "", "également"),
        ("ru", "preamble", "принимая также к сведению доклад,", None, "", "также"),
        ("ar", "preamble", "وإذ تشير أيضاً إلى", "وإذ تشير أيضاً", "", "أيضا"),
        ("ar", "operative", "تسلِّم بأن", "تسلِّم", "", ""),
        ("zh", "operative", "又鼓励进一步努力；", "又鼓励", "又", ""),
    ],
)
def test_connectors(
    language: str, part: Part, text: str, words: str | None, before: str, after: str
) -> None:
    opening = FINDER.match(text, part, language)
    assert opening is not None
    assert opening.words == text[: opening.end]
    assert words is None or opening.words == words
    assert (opening.before, opening.after) == (before, after)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Requestsable things;"),
        ("en", "Also, requests a report;"),
        ("en", "Requ\u0131ests a report;"),
        ("en", ""),
        ("de", "Ersucht den Hafen;"),
    ],
)
def test_what_is_no_opening(language: str, text: str) -> None:
    assert FINDER.match(text, "operative", language) is None
