"""Texts exported as AKN4UN: valid by the schema, and the importer reads back the same text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.exporting import (
    as_record,
    bare,
    exported,
    iter_versions,
    read_back,
    schema_faults,
    without_translator,
)
from support.invented import make_text
from support.judging import read_text, registers
from whereas.cli import run
from whereas.errors import NotExportedError
from whereas.importers.akn import read_akn
from whereas.importers.drafts import Refusal, Source
from whereas.importers.joining import join
from whereas.model.markup import escape_markup
from whereas.model.registers import Registers
from whereas.model.resolution import Resolution

ROOT = Path(__file__).parents[1]
HARBOUR = ROOT / "tests" / "publications" / "harbour"
CASES = [
    pytest.param(text, held, id=f"{text.symbol} {text.language}")
    for root in (ROOT, HARBOUR)
    for text, held in iter_versions(root)
]
FOREIGN = sorted((ROOT / "tests" / "fixtures" / "import" / "akn").glob("*.xml"))

DOCUMENT: dict[str, Any] = {
    "format": "resolution/1",
    "symbol": "A/RES/99/7",
    "language": "en",
    "body": "ga",
    "session": 99,
    "number": "99/7",
    "title": "Harbours",
    "adoption": {"date": "2044-12-20"},
    "enacting": "The General Assembly,",
    "operative": [{"num": 1, "text": "Decides to act."}],
    "fictional": True,
}
"""An invented text, to be changed."""


def assert_same(text: Resolution, held: Registers) -> None:
    data = exported(text, held)
    assert schema_faults(data) == []
    draft = read_back(data, held)
    assert draft.losses == ()
    assert bare(as_record(without_translator(draft.document))) == bare(text)


@pytest.mark.parametrize(("text", "held"), CASES)
def test_text_comes_back_as_it_was(text: Resolution, held: Registers) -> None:
    assert_same(text, held)


@pytest.mark.parametrize("file", FOREIGN, ids=lambda file: file.stem)
def test_imported_text_comes_back_as_it_was(file: Path) -> None:
    document = read_back(file.read_bytes(), registers()).document
    assert_same(as_record(document), registers())


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 2000), st.integers(40, 600), st.integers(0, 1000))
def test_any_invented_text_comes_back(number: int, words: int, seed: int) -> None:
    assert_same(read_text(make_text(number, words, seed).encode()), registers())


LINES = st.text(alphabet="ab1<>&\"'*[]()^~\\é—#;", min_size=1, max_size=12).map(escape_markup)
ITEMS = st.recursive(
    LINES,
    lambda held: st.fixed_dictionaries(
        {"text": LINES, "items": st.lists(held, min_size=1, max_size=3)},
        optional={
            "heading": LINES,
            "then": st.lists(
                st.fixed_dictionaries(
                    {"text": LINES},
                    optional={"heading": LINES, "items": st.lists(held, min_size=1, max_size=2)},
                ),
                min_size=1,
                max_size=2,
            ),
        },
    ),
    max_leaves=12,
)


@settings(max_examples=50, deadline=None)
@given(
    LINES,
    st.lists(ITEMS, min_size=1, max_size=3),
    st.lists(ITEMS, min_size=1, max_size=3),
    st.lists(ITEMS, min_size=1, max_size=3),
)
def test_any_lines_and_lists_come_back(
    title: str, preamble: list[Any], operative: list[Any], blocks: list[Any]
) -> None:
    annexes = [{"title": title, "blocks": blocks}]
    changed = {"title": title, "preamble": preamble, "operative": operative, "annexes": annexes}
    assert_same(as_record({**DOCUMENT, **changed}), registers())


def test_same_text_gives_the_same_bytes() -> None:
    text = as_record(DOCUMENT)
    data = exported(text, registers())
    assert data == exported(text, registers())
    assert b"\r" not in data
    assert data.endswith(b"</akomaNtoso>\n")


def test_opening_words_are_marked_and_in_italics() -> None:
    data = exported(as_record(DOCUMENT), registers())
    assert b'<p><inline name="openingWords"><i>Decides</i></inline> to act.</p>' in data


def test_what_the_format_has_no_place_for_stands_in_a_namespace_of_ours() -> None:
    relations = [{"kind": "follows", "to": "A/RES/98/7", "note": "In part."}]
    text = as_record({**DOCUMENT, "relations": relations})
    data = exported(text, registers())
    assert b'<whereas:value key="to">A/RES/98/7</whereas:value>' in data
    assert read_back(data, registers()).document["relations"] == relations


def test_note_that_no_mark_calls_is_refused_with_its_place() -> None:
    text = as_record({**DOCUMENT, "notes": {"1": "See A/99/120."}})
    expected = "text.yaml: notes.1: no mark calls the note; call it, or delete it"
    with pytest.raises(NotExportedError, match=f"^{re.escape(expected)}$"):
        exported(text, registers())


def test_instrument_in_a_preamble_is_refused_with_its_place() -> None:
    entry = {"text": "Recalling", "embeds": {"blocks": ["Article."]}}
    text = as_record({**DOCUMENT, "preamble": ["Noting,", entry]})
    with pytest.raises(NotExportedError, match=r"preamble\.1: a preamble cannot hold"):
        exported(text, registers())


def test_file_of_ours_that_was_changed_is_refused_where_it_is_not_understood() -> None:
    data = exported(as_record({**DOCUMENT, "preamble": ["Noting,"]}), registers())
    broken = re.sub(rb'(name="preambularParagraph">).*?(</container>)', rb"\1\2", data, flags=re.S)
    assert broken != data
    made = read_akn(Source("text.xml", broken), registers())
    assert isinstance(made, Refusal)
    assert made.message == "the file says that whereas wrote it, but is not as it writes one"


def test_words_that_the_reading_leaves_out_are_reported_as_lost() -> None:
    data = exported(as_record(DOCUMENT), registers())
    added = data.replace(b"</mainBody>", b"<wrapUp><p>Words beside.</p></wrapUp></mainBody>")
    losses = read_back(added, registers()).losses
    assert [(loss.kind, loss.text) for loss in losses] == [("lost", "Words beside.")]


def test_languages_become_a_main_file_and_its_translations() -> None:
    held = next(held for _, held in iter_versions(HARBOUR))
    texts = [text for text, _ in iter_versions(HARBOUR) if text.symbol == "CC/2044-031"]
    drafts = [read_back(exported(text, held), held) for text in texts]
    made = {joined.language: joined for joined in join(drafts, held)}
    assert {joined.schema for joined in made.values()} == {"resolution", "translation"}
    translator = texts[1].translated_by
    assert made[texts[1].language].document.get("translated_by") == translator != "official"


def test_command_writes_files_into_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["-C", str(HARBOUR), "export", "akn", "HA/RES/14/2", "--language", "fr"]
    assert run([*asked, "--to", str(tmp_path)]) == 0
    data = (tmp_path / "HA_RES_14_2.fr.xml").read_bytes()
    assert schema_faults(data) == []
    assert "HA_RES_14_2.fr.xml" in capsys.readouterr().out


def test_command_says_that_a_language_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["-C", str(HARBOUR), "export", "akn", "HA/RES/14/2", "--language", "zh"]
    assert run(asked) == 2
    assert "HA/RES/14/2 is not there in the language zh" in capsys.readouterr().err
