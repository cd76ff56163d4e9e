"""The blank that a new text has where people still have to write. Knows no text and no file."""

from __future__ import annotations

BLANK = "____"
"""What `whereas new` writes for words that only the document tells, as on a printed form."""

SHORTEST = "___"
"""What counts as a blank that somebody shortened."""


def has_blank(text: str) -> bool:
    """Tell whether `text` holds a blank: three low lines or more in a row."""
    return SHORTEST in text
