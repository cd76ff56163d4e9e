"""The fourteen model texts: read, checked, and published in JSON; those with faults say why."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from support.judging import registers
from whereas.analysis.texts import iter_texts
from whereas.checks.rules import check_corpus
from whereas.corpus import build_corpus
from whereas.exporters.formats import FORMATS
from whereas.problems import Severity
from whereas.reading.documents import build_text, read_document
from whereas.reading.schema import load_schema

# Errors that a model text has for a reason; ID01 is everyone's, since the files lie in one folder.
REASONS = {
    "CC_2024_017": {"ID03": "its city council is in no register of the program"},
    "P8_TA_2015_0323": {"ID04": "its number is printed as the whole symbol"},
    "TEST_RES_1_1": {"VOT03": "it invents a vote of five members"},
}


@pytest.fixture(scope="module")
def models(corpus: Path) -> list[Path]:
    folder = corpus.parent / "model"
    if not folder.is_dir():
        pytest.skip("there are no model texts beside the corpus")
    return [folder / "A_RES_76_159.yaml", *sorted(folder.glob("examples/*.yaml"))]


def test_model_texts_behave(models: list[Path]) -> None:
    assert len(models) == 14
    texts = []
    for path in models:
        document, problems = read_document(path.read_bytes(), path.name)
        assert document is not None, problems
        texts.append(build_text(document, path.name))
    whole = build_corpus(texts, registers())
    errors = {
        (problem.file.removesuffix(".yaml"), problem.rule, problem.message)
        for problem in check_corpus(whole)
        if problem.severity is Severity.ERROR and problem.rule != "ID01"
    }
    unexpected = {e for e in errors if e[1] not in REASONS.get(e[0], {})}
    assert unexpected == set()
    validate = jsonschema.Draft202012Validator(load_schema("document")).validate
    count = 0
    for text in iter_texts(whole):
        validate(json.loads(FORMATS.load()["json"].export(text, registers())))
        count += 1
    assert count == 14
