"""Bytes become text, or a problem with its place: encoding, line ends, forbidden characters.

Runs before the YAML parser, which would count some of these characters as line breaks and
report others without a line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from whereas.problems import Problem, Severity

MAX_BYTES = 4 * 1024 * 1024
"""Largest file: the longest official text measured has 0.6 MB, so this leaves room for seven."""

# Bidirectional controls can make a reader see another text than the one that is stored
# (Unicode Technical Report 36); joiners and the two marks are letters' business in Arabic.
_BIDI = "\u202a-\u202e\u2066-\u2069"
_INVISIBLE = (
    "\u00ad\u061c\u115f\u1160\u180e\u200b\u2060-\u2064\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e007f"
)
_SEPARATORS = "\u0085\u2028\u2029"
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
_NONCHARACTERS = "\ufdd0-\ufdef\ufffe\uffff" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17)
)
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd\ud800-\udfff"

_FAULTS = (
    ("CHR01", f"{_CONTROLS}{_NONCHARACTERS}", "control character"),
    ("CHR02", _BIDI, "bidirectional control"),
    ("CHR03", _INVISIBLE, "invisible character"),
    ("CHR04", _SEPARATORS, "line separator"),
    ("CHR05", "\ufffd", "replacement character: the text was damaged before it came here"),
    ("CHR06", _PRIVATE, "private-use character"),
)
# One class finds, the single ones say which: a class is ten times faster than alternatives.
_FORBIDDEN = re.compile(f"[{''.join(characters for _, characters, _ in _FAULTS)}]")
_KINDS = tuple((rule, re.compile(f"[{chars}]"), words) for rule, chars, words in _FAULTS)
_HARMLESS = bytes([0x09, 0x0A, *range(0x20, 0x7F)])
_CONFLICT = re.compile(r"^(?:<{7} |>{7} )", re.MULTILINE)
_SHOWN = 100
"""Faults of one kind a file: each costs a search for its line, and nobody reads more."""
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_BEGINNING = 64
"""Bytes at which a file is looked at for UTF-16: its first keys, which are ASCII."""
_UTF8_MARK = b"\xef\xbb\xbf"
_LFS_POINTER = b"version https://git-lfs"


def read_text(data: bytes, file: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Give the text of a file, or None with the problems that stand in the way."""
    problem = _check_bytes(data, file)
    if problem:
        return None, (problem,)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        return None, (_at(before, len(before), file, "ENC01", message, "save the file as UTF-8"),)
    problems = tuple(_check_text(text, file))
    return (None if problems else text), problems


def iter_forbidden(text: str) -> Iterator[tuple[int, str, str]]:
    """Give offset, rule and words for every character that no text may hold."""
    # A text has some hundred different characters: looking at each once saves a slow scan.
    encoded = text.encode("utf-8", "surrogatepass").translate(None, _HARMLESS)
    if not _FORBIDDEN.search("".join(set(encoded.decode("utf-8", "surrogatepass")))):
        return
    for match in _FORBIDDEN.finditer(text):
        rule, words = next((rule, words) for rule, kind, words in _KINDS if kind.match(match[0]))
        yield match.start(), rule, f"{words} U+{ord(match[0]):04X}"


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Give the place of `offset`, counted from 1 in code points; lines end with LF only."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1


def _check_bytes(data: bytes, file: str) -> Problem | None:
    def first(rule: str, message: str, hint: str) -> Problem:
        return Problem(file, rule, Severity.ERROR, message, hint, line=1, column=1)

    if len(data) > MAX_BYTES:
        return first("FILE10", f"{len(data)} bytes; the limit is {MAX_BYTES}", "split the text")
    if data.startswith(_UTF16_MARKS) or _is_wide(data[:_BEGINNING]):
        return first("ENC01", "the file is UTF-16 or UTF-32", "save the file as UTF-8")
    if data.startswith(_UTF8_MARK):
        return first("ENC02", "byte-order mark", "save the file as UTF-8 without it")
    if data.startswith(_LFS_POINTER):
        return first("FILE09", "Git LFS pointer in place of the file", "run git lfs pull")
    if not data.strip():
        return first("YAML01", "the file is empty", "write the text, or delete the file")
    return None


def _is_wide(beginning: bytes) -> bool:
    """Tell whether every second byte is NUL, as in UTF-16 without its mark; or three of four."""
    few, many = sorted(beginning[first::2].count(0) for first in (0, 1))
    # A file of nothing but NUL is no text in any encoding.
    return many * 4 > len(beginning) >= few * 4 and len(beginning) > 1


def _check_text(text: str, file: str) -> Iterator[Problem]:
    if (offset := text.find("\r")) >= 0:
        yield _at(text, offset, file, "ENC03", "carriage return", "use LF line ends")
    for count, (offset, rule, message) in enumerate(iter_forbidden(text)):
        if count == _SHOWN:
            hint = "look whether the file is a text at all"
            yield _at(text, offset, file, rule, f"{message}, and more that are not listed", hint)
            break
        yield _at(text, offset, file, rule, message, "delete or replace it")
    if not unicodedata.is_normalized("NFC", text):
        yield from islice(_check_form(text, file), _SHOWN)
    conflict = "<<<<<<< " in text or ">>>>>>> " in text
    if conflict and (match := _CONFLICT.search(text)):
        hint = "finish the merge"
        yield _at(text, match.start(), file, "YAML11", "merge conflict marker", hint)


def _check_form(text: str, file: str) -> Iterator[Problem]:
    """Report the first character of each line that is not in Unicode form NFC."""
    offset = 0
    for line in text.split("\n"):
        composed = unicodedata.normalize("NFC", line)
        if composed != line:
            same = next(
                (n for n, (a, b) in enumerate(zip(line, composed, strict=False)) if a != b),
                min(len(line), len(composed)),
            )
            message = "the text is not in Unicode form NFC"
            yield _at(
                text,
                offset + same,
                file,
                "CHR07",
                message,
                "write accented letters as one character",
            )
        offset += len(line) + 1


def _at(text: str, offset: int, file: str, rule: str, message: str, hint: str) -> Problem:
    line, column = line_and_column(text, offset)
    return Problem(file, rule, Severity.ERROR, message, hint, line=line, column=column)
