"""Line and column of a problem: of a value, of a key, of words inside a value."""

from __future__ import annotations

import random

import pytest

from whereas.problems import Path, Problem, Report, Severity, count_before, iter_places, squeezed
from whereas.reading.places import Places

TEXT = """\
title: Care of harbours , and of piers
preamble:
  - >-
    Recalling its resolution
    70/1 of 2015,
  - "Noting that \\"harbours\\" silt up,"
operative: [Decides, Requests]
"""


def _place(path: Path, words: str = "", *, key: bool = False) -> tuple[int, int]:
    problem = Problem("a.yaml", "TXT00", Severity.ERROR, "said", path=path, key=key, words=words)
    found = Places(TEXT).locate(problem)
    return found.line, found.column


@pytest.mark.parametrize(
    ("path", "words", "place"),
    [
        (("title",), "", (1, 8)),
        (("title",), "harbours", (1, 16)),
        (("title",), " , ", (1, 24)),
        (("preamble", 0), "", (3, 5)),
        (("preamble", 0), "resolution 70/1", (4, 19)),
        (("preamble", 0), "70/1", (5, 5)),
        (("preamble", 0), "silt", (3, 5)),
        (("preamble", 1), "silt", (6, 31)),
        (("preamble", 1), 'that "harbours"', (6, 5)),
        (("operative", 1), "Requests", (7, 22)),
        (("operative", 7, "text"), "", (7, 12)),
        (("absent",), "", (1, 1)),
    ],
)
def test_places(path: Path, words: str, place: tuple[int, int]) -> None:
    assert _place(path, words) == place


def test_the_place_of_a_key() -> None:
    assert _place(("preamble",), key=True) == (2, 1)
    assert _place(("preamble",)) == (3, 3)


SEVERAL = """\
title: "Care of non- governmental  harbours 中文宽字 non- go and \\u0063are"  # non- go, care
preamble:
  - the care of harbours and  again the
    care of harbours # the care of harbours
  - >-  # the pier
    the mole # 2 and
    the pier

  # the pier
  - 'It''s the care, careful of the care' # the careful
  - {text: 大会决定大会, other: the pier} # 大会
operative: [Decides, Requests]
"""


@pytest.mark.parametrize(
    ("path", "words", "occurrence", "place"),
    [
        (("title",), "non- go", 0, (1, 50)),
        (("title",), "non- go", 1, (1, 50)),
        (("title",), "governmental harbours", 0, (1, 22)),
        (("title",), "care", 0, (1, 8)),
        (("preamble", 0), "the care of harbours", 0, (3, 5)),
        (("preamble", 0), "the care of harbours", 1, (3, 37)),
        (("preamble", 0), "the care of harbours", -1, (3, 37)),
        (("preamble", 0), "care of harbours", 1, (4, 5)),
        (("preamble", 0), "care of harbours", 2, (4, 5)),
        (("preamble", 0), "harbours and  again", 0, (3, 17)),
        (("preamble", 1), "the pier", 0, (7, 5)),
        (("preamble", 1), "mole # 2", 0, (6, 9)),
        (("preamble", 2), "the care", -1, (10, 33)),
        (("preamble", 2), "the careful", 0, (10, 5)),
        (("preamble", 3, "text"), "大会", 1, (11, 16)),
        (("preamble", 3, "text"), "大会", 2, (11, 16)),
    ],
)
def test_which_of_several_is_meant(
    path: Path, words: str, occurrence: int, place: tuple[int, int]
) -> None:
    said = ("a.yaml", "TXT00", Severity.ERROR, "said", "", path)
    problem = Problem(*said, words=words, occurrence=occurrence)
    found = Places(SEVERAL).locate(problem)
    assert (found.line, found.column) == place


def test_a_count_is_of_whole_words() -> None:
    text = "careful care,  care of  harbours and care of harbours"
    assert list(iter_places("care", text)) == [8, 15, 37]
    assert list(iter_places("are", text)) == [1, 9, 16, 38]
    assert count_before("care", text, 37) == 2
    assert count_before("care of  harbours", text, 15) == 0
    assert count_before("care of harbours", text, 37) == 1
    assert count_before(" of", text, text.rindex(" of")) == 1


def test_squeezed_places_lead_back_to_the_text() -> None:
    dice = random.Random(7)
    for _ in range(200):
        words = [dice.choice("abc") * dice.randint(1, 3) for _ in range(20)]
        spaces = [dice.choice((" ", "  ", "\n  ", "\n    ")) for _ in words]
        text = "k: " + "".join(a + b for a, b in zip(words, spaces, strict=True))
        at = dice.randrange(len(words))
        word = words[at]
        start = 3 + sum(len(a) + len(b) for a, b in zip(words[:at], spaces, strict=False))
        count = count_before(word, squeezed(text[3:]), len(squeezed(text[3:start])))
        line = text.count("\n", 0, start) + 1
        column = start - (text.rfind("\n", 0, start) + 1) + 1
        said = ("a.yaml", "TXT00", Severity.ERROR, "said", "", ("k",))
        found = Places(text).locate(Problem(*said, words=word, occurrence=count))
        assert (found.line, found.column) == (line, column)


def test_two_findings_on_the_same_words_are_two() -> None:
    said = [
        Problem("a.yaml", "TXT00", Severity.ERROR, "said", words="x", occurrence=n, path=("k",))
        for n in (1, 0, 1)
    ]
    report = Report.of(said, 1)
    assert [problem.occurrence for problem in report.problems] == [0, 1]
