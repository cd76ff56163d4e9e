"""Both engines of schemas find the same places and keywords, on every fixture and on mutants."""

from __future__ import annotations

import copy
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support.mutating import mutable_copies, mutate_values
from whereas.reading import documents
from whereas.reading.publication import read_publication
from whereas.reading.registers import read_registers
from whereas.reading.schema import Validator, Violation, engine
from whereas.reading.schema_reference import reference

ROOT = Path(__file__).parents[1]
MUTANTS = 1000

Found = Counter[tuple[tuple[str | int, ...], str]]


def _found(validate: Validator, document: Any) -> Found:
    return Counter((violation.path, violation.keyword) for violation in validate(document))


def _compare(schema: str, document: Any) -> Found:
    found = _found(engine(schema), document)
    assert found == _found(reference(schema), document), document
    return found


def test_engines_agree_on_every_fixture(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Found] = []

    def both(name: str) -> Validator:
        def validate(document: Any) -> Iterator[Violation]:
            seen.append(_compare(name, document))
            return engine(name)(document)

        return validate

    monkeypatch.setattr(documents, "validator", both)
    folders = ("content/resolutions", "tests/cases", "tests/publications", "tests/samples")
    for file in sorted(file for folder in folders for file in (ROOT / folder).rglob("*.yaml")):
        if "registers" not in file.parts and file.name != "publication.yaml":
            documents.read_document(file.read_bytes(), file.name)
    for project in (ROOT, ROOT / "tests/publications/harbour"):
        read_publication(project)
        read_registers(project)
    assert len(seen) > 250
    assert sum(map(bool, seen)) > 20


@pytest.mark.parametrize("seed", range(4))
def test_engines_agree_on_mutants(seed: int) -> None:
    dice = random.Random(seed)
    originals = mutable_copies()
    invalid = 0
    for _ in range(MUTANTS // 4):
        document = copy.deepcopy(dice.choice(originals))
        mutate_values(document, dice)
        schema = "translation" if "translation" in str(document.get("format")) else "resolution"
        invalid += bool(_compare(schema, document))
    assert invalid > MUTANTS // 8
