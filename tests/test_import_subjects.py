"""Subjects of AKN4UN files: words and addresses become topics, what a Goal brings is left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from support.judging import registers
from whereas.importers.akn import read_akn
from whereas.importers.akn_xml.context import Tools, fold_subject
from whereas.importers.drafts import Draft, Refusal, Source
from whereas.model.registers import Registers
from whereas.reading.registers import build_registers

WHOLE = (Path(__file__).parent / "fixtures" / "import" / "akn" / "whole.xml").read_text("utf-8")
KEYWORD = '<keyword value="HARBOUR MASTERS" showAs="HARBOUR MASTERS" dictionary="UNBIS Thesaurus">'
BROUGHT = (
    '<keyword value="marine_resources" href="http://metadata.un.org/thesaurus/030800"'
    ' dictionary="UNBIS">'
)
THESAURUS = "http://metadata.un.org/thesaurus"
EUROVOC = "http://eurovoc.europa.eu"
LACKING = "subject that the register lacks"
STRAY = "subject beside a Goal that does not bring it"
_AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


def imported(text: str, known: Registers | None = None) -> Draft:
    """Give the draft of a text that is not refused."""
    result = read_akn(Source("whole.xml", text.encode()), known or registers())
    assert not isinstance(result, Refusal), result
    (draft,) = result
    return draft


def keyword(value: str, dictionary: str, address: str = "") -> str:
    """Give the beginning of a keyword as the library writes it."""
    href = f' href="{address}"' if address else ""
    return f'<keyword value="{value}"{href} showAs="{value}" dictionary="{dictionary}">'


def filed(value: str, dictionary: str, address: str = "") -> Draft:
    """Give the draft of a text that the library filed under a subject and under Africa."""
    assert KEYWORD in WHOLE
    return imported(WHOLE.replace(KEYWORD, keyword(value, dictionary, address)))


def unknown(draft: Draft) -> list[tuple[str, str, str]]:
    """Give the subjects of a draft that are of an unknown kind."""
    return [
        (loss.what, loss.text, loss.made)
        for loss in draft.losses
        if loss.kind == "unknown" and loss.what.startswith("subject")
    ]


@pytest.mark.parametrize(
    ("value", "dictionary", "address", "topic"),
    [
        ("HUMAN RIGHTS", "UNBIS Thesaurus", "", "human-rights"),
        ("civil_society", "UNBIS Thesaurus", "", "civil-society"),
        ("Rights of all", "UNBIS Thesaurus", f"{THESAURUS}/1002975", "human-rights"),
        ("Fresh water", "UNBIS Thesaurus", f"{THESAURUS}/1006939", "water"),
        ("GOLAN HEIGHTS", "UNBIS Thesaurus", "", "golan-heights"),
        ("right_to_justice", "EuroVoc", f"{EUROVOC}/516", "right-to-justice"),
        ("biodiversity", "EuroVoc", f"{EUROVOC}/5463", "biological-diversity"),
        ("Treaty on the  Prohibition of Nuclear Weapons (2017)", "DHLAUTH", "",
         "treaty-on-the-prohibition-of-nuclear-weapons-2017"),
        ("UN Conference on Landlocked Developing Countries (3rd : 2024 : ####)", "DHLAUTH", "",
         "un-conference-on-landlocked-developing-countries-3rd-2024"),
    ],
)  # fmt: skip
def test_subject_by_its_words_or_its_address(
    value: str, dictionary: str, address: str, topic: str
) -> None:
    draft = filed(value, dictionary, address)
    assert draft.document["topics"] == ["africa", topic]
    assert unknown(draft) == []


def test_subject_that_the_register_lacks_is_reported_with_its_address() -> None:
    draft = filed("Harbour masters", "UNBIS Thesaurus", f"{THESAURUS}/1")
    assert draft.document["topics"] == ["africa"]
    assert unknown(draft) == [(LACKING, "Harbour masters", f"{THESAURUS}/1")]


def test_subject_that_a_project_adds_is_known_by_its_other_words() -> None:
    entry = {"topic": "pilots", "label": "Pilots", "printed": ["Harbour masters"]}
    draft = imported(WHOLE, build_registers({"topics": {"topics": [entry]}}))
    assert draft.document["topics"] == ["africa", "pilots"]


def test_label_counts_before_other_words() -> None:
    entry = {"topic": "coasts-of-africa", "label": "Coasts of Africa", "printed": ["Africa"]}
    tools = Tools.of(build_registers({"topics": {"topics": [entry]}}))
    assert tools.topics["africa"] == "africa"
    assert tools.topics["coasts of africa"] == "coasts-of-africa"


def test_what_a_goal_brings_is_no_topic_of_the_text() -> None:
    draft = imported(WHOLE)
    dropped = [(loss.what, loss.text) for loss in draft.losses if loss.kind == "dropped"]
    assert ("subjects that follow from a Goal", "marine_resources") in dropped
    assert "marine-resources" not in draft.document["topics"]


def test_subject_beside_a_goal_that_does_not_bring_it_is_reported() -> None:
    strange = keyword("hunger", "EuroVoc", f"{EUROVOC}/961")
    assert BROUGHT in WHOLE
    draft = imported(WHOLE.replace(BROUGHT, strange))
    assert draft.document["topics"] == ["africa"]
    assert (STRAY, "hunger", f"{EUROVOC}/961") in unknown(draft)


def test_a_target_brings_what_its_goal_brings() -> None:
    goal = '<keyword value="14" showAs="sdg_14" dictionary="SDGO"></keyword>'
    assert goal in WHOLE
    draft = imported(WHOLE.replace(goal, ""))
    assert draft.document["sdgs"] == ["14.2", "14.a"]
    assert STRAY not in [what for what, _, _ in unknown(draft)]


def _iter_classifications(path: Path) -> Iterator[list[ElementTree.Element]]:
    """Give the keywords of each classification of a file, agenda items apart."""
    for _, element in ElementTree.iterparse(path):
        if element.tag == f"{_AKN}classification":
            found = element.iter(f"{_AKN}keyword")
            yield [keyword for keyword in found if keyword.get("refersTo") != "agenda"]
        elif element.tag == f"{_AKN}meta":
            return


def test_every_subject_of_the_corpus_is_known(corpus: Path) -> None:
    known, count = Tools.of(registers()).topics, 0
    for path in sorted((corpus / "akn4un").rglob("*.xml")):
        for keywords in _iter_classifications(path):
            goals = {int(k.get("value", "")) for k in keywords if k.get("dictionary") == "SDGO"}
            for subject in (k for k in keywords if k.get("dictionary") != "SDGO"):
                words, address = subject.get("value", ""), subject.get("href")
                key = known.get(address or "") or known.get(fold_subject(words))
                assert key, f"{path.name}: {words} {address}"
                brought = registers().topics[key].goals
                assert not goals or goals.issubset(brought), f"{path.name}: {goals} {words}"
                count += 1
    assert count > 60_000
