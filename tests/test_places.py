"""Line and column of a problem: of a value, of a key, of words inside a value."""

from __future__ import annotations

import pytest

from whereas.problems import Path, Problem, Severity
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
