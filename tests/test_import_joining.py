"""Drafts of one text in several languages become a main file and translations beside it."""

from __future__ import annotations

from typing import Any

from support.judging import registers
from whereas.authoring.canonical import format_yaml
from whereas.importers.drafts import Draft, Loss
from whereas.importers.joining import Joined, join
from whereas.reading.documents import read_document

PREAMBLE = ["Recalling its resolution 98/7,", "Mindful of the state of breakwaters,"]
OPERATIVE: list[Any] = [
    {"num": 1, "text": "Takes note of the report;"},
    {"heading": "Breakwaters"},
    {
        "num": 2,
        "text": "Requests a report:",
        "items": [{"num": "a", "text": "On dues;"}, "On buoys."],
    },
]
FRENCH: list[Any] = [
    {"num": 1, "text": "Prend acte du rapport ;"},
    {"heading": "Brise-lames"},
    {"num": 2, "text": "Prie :", "items": [{"num": "a", "text": "Droits ;"}, "Bouées."]},
]


def draft(language: str = "en", file: str = "", **changed: Any) -> Draft:
    """Give a draft of A/RES/99/7 in a language; `changed` replaces keys of its document."""
    document = {
        "format": "resolution/1",
        "symbol": "A/RES/99/7",
        "language": language,
        "body": "ga",
        "session": 99,
        "number": "99/7",
        "title": f"Harbours ({language})",
        "agenda": [{"item": "12", "title": f"Item ({language})"}],
        "adoption": {"date": "2044-12-20", "meeting": 61, "basis": f"Basis ({language})"},
        "enacting": "The General Assembly,",
        "preamble": PREAMBLE,
        "operative": OPERATIVE,
        "fictional": True,
        **changed,
    }
    return Draft(file or f"x.{language}.xml", "A/RES/99/7", language, document, (), 10)


def french(**changed: Any) -> Draft:
    """Give the French draft, whose operative part has the numbers of the English one."""
    words: dict[str, Any] = {"preamble": ["Rappelant,", "Consciente,"], "operative": FRENCH}
    return draft("fr", **{**words, **changed})


def joined(*drafts: Draft) -> list[Joined]:
    """Join drafts, and find that every file made is valid."""
    found = list(join(drafts, registers()))
    for made in found:
        _, problems = read_document(format_yaml(made.document).encode(), made.file, made.schema)
        assert problems == (), made.document
    return found


def repairs(made: Joined) -> list[tuple[str, str]]:
    """Give what was mended in a file."""
    return [(loss.what, loss.made) for loss in made.losses if loss.kind == "repaired"]


def test_a_main_file_and_a_translation() -> None:
    main, translation = joined(french(), draft())
    assert main.file == "content/resolutions/ga/99/A_RES_99_7.yaml"
    assert translation.file == "content/resolutions/ga/99/A_RES_99_7.fr.yaml"
    assert (main.schema, translation.schema) == ("resolution", "translation")
    assert translation.document["agenda"] == [{"title": "Item (fr)"}]
    assert translation.document["basis"] == "Basis (fr)"
    assert "adoption" not in translation.document
    assert (translation.paragraphs, translation.found) == (8, 8)
    assert translation.losses == ()


def test_the_original_language_has_the_main_file() -> None:
    main, translation = joined(french(original="fr"), draft(original="fr"))
    assert (main.language, translation.language) == ("fr", "en")


def test_a_number_that_one_language_lost_is_taken_from_the_other() -> None:
    lost = ["Prend acte du rapport ;", "Brise-lames", {"num": "2l", **without(FRENCH[2], "num")}]
    _, translation = joined(draft(), french(operative=lost))
    assert [entry.get("num") for entry in translation.document["operative"]] == [1, None, 2]
    assert translation.document["operative"][1] == {"heading": "Brise-lames"}
    assert repairs(translation) == [
        ("num lost or misprinted", "1"),
        ("heading printed as a paragraph", "heading"),
        ("num lost or misprinted", "2"),
    ]
    assert translation.found == translation.paragraphs


def test_labels_of_items_and_sections() -> None:
    sections = [{"section": "I", "operative": OPERATIVE}]
    french_ones = [{"section": "L", "operative": [*FRENCH[:2], {**FRENCH[2], "items": ["x", "y"]}]}]
    _, translation = joined(draft(operative=sections), french(operative=french_ones))
    made = translation.document["operative"][0]
    assert made["section"] == "I"
    assert made["operative"][2]["items"][0] == {"num": "a", "text": "x"}
    assert translation.found == translation.paragraphs


def test_the_end_of_the_preamble_comes_back_from_the_operative_part() -> None:
    moved = french(preamble=["Rappelant,"], operative=["Consciente,", *FRENCH])
    _, translation = joined(draft(), moved)
    assert translation.document["preamble"] == ["Rappelant,", "Consciente,"]
    assert repairs(translation) == [("preambular paragraph in the operative part", "preamble")]


def test_nothing_is_mended_where_one_language_has_more() -> None:
    _, translation = joined(draft(), french(operative=[*FRENCH, {"num": 3, "text": "Décide."}]))
    assert translation.document["operative"][3]["num"] == 3
    assert translation.losses == (
        Loss("doubtful", "paragraph without one in the main text", 0, "op3"),
    )


def test_metadata_that_differ_are_told() -> None:
    other = french(adoption={"date": "2044-12-21", "meeting": 61})
    _, translation = joined(draft(), other)
    assert translation.losses == (
        Loss("doubtful", "adoption.date differs between languages", 0, "2044-12-21", "2044-12-20"),
    )


def test_of_two_files_in_one_language_the_last_holds() -> None:
    (main,) = joined(draft(file="a.xml", title="Old"), draft(file="a_reissue.xml"))
    assert main.source == "a_reissue.xml"
    assert main.losses == (
        Loss("dropped", "another file of the same text", 0, "a.xml", "a_reissue.xml"),
    )


def without(entry: Any, key: str) -> dict[str, Any]:
    """Give a mapping without one key."""
    return {name: value for name, value in entry.items() if name != key}
