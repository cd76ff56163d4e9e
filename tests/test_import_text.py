"""Text without structure becomes documents: one invented text for each form in which it comes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from support.importing import (
    as_yaml,
    import_file,
    import_text,
    refuse_text,
    render,
    told,
    with_council,
)
from whereas.importers.drafts import Refusal
from whereas.importers.formats import importer_of
from whereas.model.paragraphs import flatten
from whereas.reading.documents import read_document

FIXTURES = Path(__file__).parent / "fixtures" / "import" / "text"
FILES = sorted(path for path in FIXTURES.iterdir() if path.name != "README.md")


def _import(name: str) -> list[dict[str, object]]:
    return [dict(draft.document) for draft in import_file(FIXTURES / name, with_council())]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_form_gives_its_document_and_report(
    path: Path, golden: Callable[[str, bytes | str], None]
) -> None:
    drafts = import_file(path, with_council())
    golden(f"import/text/{path.name}.yaml", render(drafts))
    for draft in drafts:
        document, problems = read_document(as_yaml(draft.document).encode(), path.name)
        assert document is not None, problems
        assert told(draft, "lost") == []


def test_every_form_is_on_the_list() -> None:
    listed = (FIXTURES / "README.md").read_text(encoding="utf-8")
    assert all(f"`{path.name}`" in listed for path in FILES)


def test_the_importer_is_known_by_the_endings_of_files() -> None:
    found = [importer_of(name) for name in ("a.TXT", "b.md", "c.wml", "d.yaml", "e.xyz")]
    keys = [kind.key if kind else None for kind in found]
    assert keys == ["text", "text", "foreign", "foreign", None]


def test_a_paragraph_that_a_page_parted_is_whole_again() -> None:
    (document,) = _import("scan.txt")
    preamble = document["preamble"]
    assert isinstance(preamble, list)
    assert preamble[1].endswith("Harbour Board[^3] of 4 June 2043, and the quays that it names,")


def test_a_note_whose_mark_the_source_lost_is_told_and_kept() -> None:
    (draft,) = import_file(FIXTURES / "scan.txt")
    assert told(draft, "doubtful") == [("note whose mark the source lost", 29)]
    assert draft.document["notes"]["1"] == "A/CONF.412/6, annex."
    assert "[^1]" not in "".join(draft.document["preamble"])


def test_a_mark_run_into_a_year_is_a_mark_and_the_year_a_year() -> None:
    (document,) = _import("layer.txt")
    preamble = document["preamble"]
    assert isinstance(preamble, list)
    assert "2041–2047[^1] and" in preamble[1]


def test_i_after_h_is_a_letter_and_i_before_ii_a_figure() -> None:
    (document,) = _import("parts.md")
    ids = [one.id for one in flatten(document)]
    assert "A.op1.b.ii" in ids
    assert {"B.op1.h", "B.op1.i", "B.op1.j"} <= set(ids)


def test_a_misread_label_is_mended_with_an_emendation() -> None:
    (document,) = _import("council.txt")
    source = document["source"]
    assert isinstance(source, dict)
    (emendation,) = source["emendations"]
    assert (emendation["at"], emendation["text"]) == ("op1.i", "(i) Free passage")


def test_each_text_of_a_page_is_a_draft_with_its_own_notes() -> None:
    drafts = import_file(FIXTURES / "volume.md")
    assert [draft.symbol for draft in drafts] == [
        "A/RES/1492 (XV)",
        "A/RES/1495 (XV)",
        "A/RES/1503 (XV)",
    ]
    assert [len(draft.document.get("notes", ())) for draft in drafts] == [1, 1, 0]


def test_states_with_and_in_their_names_are_told_apart() -> None:
    (document,) = _import("vote.md")
    adoption = document["adoption"]
    assert isinstance(adoption, dict)
    assert adoption["vote"]["in_favour"] == ["BRA", "CIV", "TTO", "VEN"]


FORMULA = (
    "99/7. Harbours\n\nThe General Assembly,\n\n{}\n\n71st plenary meeting\n20 December 2044\n"
)


def test_a_state_that_nobody_knows_is_lost() -> None:
    vote = "\n\n[Adopted by a recorded vote of 1 to 0. The voting was as follows:\n\nIn favour:\n\n"
    (draft,) = import_text(FORMULA.format("Decides to act.") + f"{vote}Saltmarsh]")
    assert ("State that the register lacks", 15) in told(draft, "lost")


def test_a_session_that_is_not_the_symbol_s_is_doubtful() -> None:
    (draft,) = import_text("Ninety-eighth session\n\n" + FORMULA.format("Decides to act."))
    assert told(draft, "doubtful") == [("session in words is not that of the symbol", 1)]


def test_a_day_in_the_closing_lines_that_differs_is_doubtful() -> None:
    head = "Resolution adopted by the General Assembly on 19 December 2044\n\n"
    (draft,) = import_text(head + FORMULA.format("Decides to act."))
    assert draft.document["adoption"]["date"] == "2044-12-19"
    assert told(draft, "doubtful") == [("day of adoption in the closing lines", 0)]


def test_paragraphs_that_lost_their_numbers_are_told() -> None:
    (draft,) = import_text(FORMULA.format("Requests a report;\n\nDecides to act."))
    assert draft.document["operative"] == ["Requests a report;", "Decides to act."]
    assert told(draft, "doubtful") == [("operative paragraphs without numbers", 0)]


def test_a_number_that_a_scan_took_for_letters_is_mended() -> None:
    numbers = "\n\n".join(f"{n}. Decides to act;" for n in range(1, 11))
    (draft,) = import_text(FORMULA.format(f"{numbers}\n\nll. Decides to rest."))
    assert draft.document["operative"][-1] == {"num": 11, "text": "Decides to rest."}
    assert [loss.made for loss in draft.losses if loss.kind == "repaired"] == ["11."]


def test_a_year_at_the_head_of_a_line_is_no_number() -> None:
    text = "1. Recalls the year of the great fog,\n1945. Nobody sailed then;\n\n2. Decides to act."
    (draft,) = import_text(FORMULA.format(text))
    assert [entry["num"] for entry in draft.document["operative"]] == [1, 2]


def test_a_formula_run_into_the_first_paragraph_is_taken_off() -> None:
    text = "99/7. Harbours\n\nThe General Assembly, Recalling the fog,\n\nDecides to act.\n\n"
    (draft,) = import_text(text + "20 December 2044")
    assert draft.document["enacting"] == "The General Assembly,"
    assert draft.document["preamble"] == ["Recalling the fog,"]


def test_a_declaration_that_the_only_paragraph_adopts_stands_in_it() -> None:
    text = (
        "Adopts the following declaration:\n\nDeclaration on fog\n\nWe, the sailors, say:\n\n"
        "1. Fog is grey;\n\n2. Fog is wet."
    )
    (draft,) = import_text(FORMULA.format(text))
    (entry,) = draft.document["operative"]
    assert entry["embeds"]["kind"] == "declaration"
    assert entry["embeds"]["title"] == "Declaration on fog"
    assert [block["num"] for block in entry["embeds"]["blocks"][1:]] == [1, 2]
    assert draft.document["adoption"]["meeting"] == 71


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xfe", "not UTF-8 text, or with control characters"),
        (b"a\x00b", "not UTF-8 text, or with control characters"),
        (b"", "no formula of a body that the registers know"),
        (b"A recipe for soup.\n", "no formula of a body that the registers know"),
        ("L’Assemblée générale,\n".encode(), "texts in French are read from XML only"),
        (b"The General Assembly,\n\nDecides to act.\n", "no symbol or number of a text was found"),
        (
            b"99/7. Fog\n\nThe General Assembly,\n\nDecides to act.\n",
            "no day of adoption was found",
        ),
        (b"x\n" * 50_001, "more than 50000 lines"),
        (b"x" * (4 * 1024 * 1024 + 1), "larger than 4194304 bytes"),
    ],
)
def test_what_is_no_text_of_a_body_is_refused(data: bytes, message: str) -> None:
    made = refuse_text(data)
    assert isinstance(made, Refusal)
    assert made.message.startswith(message)
