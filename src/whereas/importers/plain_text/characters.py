"""Bytes become text: UTF-8, form NFC, without characters that only typesetting knows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from whereas.importers.plain_text.ledger import Ledger

MAX_BYTES = 4 * 1024 * 1024
"""Size of a source, as that of a text in the format."""

MAX_LINES = 50_000
"""Lines of a source: the longest official text measured has some 2,500."""

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " "})
PAGE = "\f"
"""The sign before the first line of a page in text layers of PDF files."""


def decode_text(data: bytes) -> str | None:
    """Give the text of a source; None for bytes that are no UTF-8 or hold control characters."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    controls = any(unicodedata.category(sign) == "Cc" and sign not in "\n\t\f" for sign in text)
    return None if controls else text


def iter_clean(text: str, ledger: Ledger) -> Iterator[tuple[int, int, str]]:
    """Give number, page and words of each line, both counted from 1; repairs are reported."""
    page = 1
    for number, line in enumerate(text.split("\n"), 1):
        page += line.count(PAGE)
        yield number, page, _clean(line.replace(PAGE, ""), number, ledger)


def _clean(line: str, number: int, ledger: Ledger) -> str:
    if line.isascii():
        return line.translate(_SPACES)
    for what, made in (
        ("letter that is not in form NFC", unicodedata.normalize("NFC", line)),
        ("character that nobody sees", line.translate(_UNSEEN)),
        ("ligature of the typesetter", line.translate(_LIGATURES)),
    ):
        if made != line:
            ledger.lose("repaired", what, number, line.strip(), made.strip())
    composed = unicodedata.normalize("NFC", line.translate(_UNSEEN).translate(_LIGATURES))
    return composed.translate(_SPACES)
