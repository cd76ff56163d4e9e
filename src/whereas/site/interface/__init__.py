"""The words of the interface: one data file a language, never sentences in the program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from whereas.errors import EnvironmentFault
from whereas.resources import data_file

Words = Mapping[str, Mapping[str, str]]
"""Interface strings: part of the site (`frame`, `record` …), then name, then words."""


@cache
def spoken_languages() -> tuple[str, ...]:
    """Give the languages for which there are interface strings, sorted."""
    return tuple(sorted(path.stem for path in data_file("site", "interface").glob("*.json")))


@cache
def load_interface(language: str) -> Words:
    """Give the interface strings of one language.

    Raises `EnvironmentFault` for a language that the program does not speak yet.
    """
    path = data_file("site", "interface") / f"{language}.json"
    if not path.is_file():
        raise EnvironmentFault(f"there are no interface strings for the language {language!r}")
    words: Words = json.loads(path.read_text("utf-8"))
    return words
