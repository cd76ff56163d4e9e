"""The blank that a new text has where people still have to write. Knows no text and no file."""

from __future__ import annotations

import re

BLANK = "____"
"""What `whereas new` writes for words that only the document tells, as on a printed form."""

_RUN = re.compile(r"_{3,}")


def has_blank(text: str) -> bool:
    """Tell whether `text` holds a blank: three low lines or more in a row."""
    return _RUN.search(text) is not None
