"""Judge a text as `whereas check` does, without a project around it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from whereas.checks.identity import expected_file
from whereas.checks.rules import check_corpus
from whereas.corpus import build_corpus
from whereas.model.registers import Registers
from whereas.model.resolution import Resolution
from whereas.model.sessions import Session
from whereas.model.translation import Translation
from whereas.problems import Problem, Report
from whereas.reading.documents import build_text, read_document
from whereas.reading.places import Places
from whereas.reading.registers import read_registers

SOMEWHERE = "content/resolutions/ga/99/A_RES_99_7.yaml"
_AT = re.compile(rb"\A# at: (\S+)\n")
_COMPLETE = re.compile(rb"\A# complete: (\S+) (\S+)\n")


@functools.cache
def registers() -> Registers:
    """Give the program's own registers."""
    with TemporaryDirectory() as empty:
        found, problems = read_registers(Path(empty))
    assert found is not None, problems
    return found


def read_text(data: bytes, file: str = SOMEWHERE) -> Resolution:
    """Give the record of a text that has to be valid."""
    document, problems = read_document(data, file)
    assert document is not None, problems
    text = build_text(document, file)
    assert isinstance(text, Resolution)
    return text


def judge(files: Iterable[bytes]) -> Report:
    """Give the report on texts that stand where their symbols say.

    A first line `# at: PATH` says where a text stands instead; `# complete: BODY SESSION` that
    the project holds every text of that session.
    """
    files = tuple(files)
    problems: list[Problem] = []
    texts: list[Resolution | Translation] = []
    places: dict[str, Places] = {}
    count = 0
    for data in files:
        count += 1
        at = _AT.match(data)
        document, found = read_document(data, at[1].decode("utf-8", "replace") if at else SOMEWHERE)
        problems += found
        if document is not None:
            text = build_text(document, SOMEWHERE)
            file = at[1].decode() if at else _place(text)
            texts.append(replace(text, file=file))
            places[file] = Places(document.text)
    for problem in check_corpus(build_corpus(texts, _registers(files))):
        problems.append(places[problem.file].locate(problem))
    return Report.of(problems, count)


def _registers(files: Iterable[bytes]) -> Registers:
    sessions = dict(registers().sessions)
    for match in filter(None, map(_COMPLETE.match, files)):
        key = match[1].decode("utf-8", "replace"), match[2].decode("utf-8", "replace")
        sessions[key] = replace(sessions.get(key, Session(*key, "")), complete=True)
    return replace(registers(), sessions=sessions)


def _place(text: Resolution | Translation) -> str:
    if isinstance(text, Resolution):
        return expected_file(text)
    return SOMEWHERE.replace(".yaml", f".{text.language}.yaml")
