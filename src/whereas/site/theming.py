"""What the theme is told: options of Material that are the design's, not the maintainer's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from whereas.resources import data_file
from whereas.site.interface import load_interface

_PALETTE = (
    ("(prefers-color-scheme)", "default", "weather-night", "dark"),
    ("(prefers-color-scheme: dark)", "slate", "white-balance-sunny", "light"),
    ("(prefers-color-scheme: light)", "default", "theme-light-dark", "auto"),
)
"""Medium, scheme, icon, and which palette the button leads to. The system's choice is first."""


def theme_folder() -> Path:
    """Give the folder of our templates and assets, which lies over Material's."""
    return data_file("site", "theme")


def frame_words(language: str, example: str) -> Mapping[str, str]:
    """Give the words of the frame; those of the large field name a text if one is known."""
    words = load_interface(language)["frame"]
    found = words["find_example"].format(symbol=example) if example else words["find"]
    return {**words, "find_example": found}


def theme_options(words: Mapping[str, str], language: str) -> dict[str, object]:
    """Give Material's options, with the buttons' names in `words`."""
    return {
        "language": language,
        "font": False,
        "favicon": "assets/favicon.svg",
        "palette": [
            {
                "media": medium,
                "scheme": scheme,
                "primary": "custom",
                "accent": "custom",
                "toggle": {"icon": f"material/{icon}", "name": words[leads_to]},
            }
            for medium, scheme, icon, leads_to in _PALETTE
        ],
    }
