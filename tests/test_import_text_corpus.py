"""The importer of text on real texts; skipped where the corpus is absent."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from support.comparing import compare_copies
from support.importing import as_yaml, import_file, told, with_council
from support.judging import registers
from whereas.importers.drafts import Draft, Refusal, Source
from whereas.importers.foreign import read_foreign
from whereas.importers.text import read_text
from whereas.reading.documents import read_document

_LOG = logging.getLogger(__name__)  # pytest --log-cli-level=INFO shows the table

FOUND: dict[str, tuple[tuple[str, int, int, int, int, int], ...]] = {
    # symbol, preambular and operative paragraphs, notes, doubtful places, pieces of no resolution
    "too-es11/A_RES_68_262-EN.txt": (("A/RES/68/262", 7, 6, 2, 0, 0),),
    "too-es11/A_RES_ES-11_3-EN.txt": (("A/RES/ES-11/3", 4, 3, 0, 0, 0),),
    "gate-unga/A_RES_73_3-EN.txt": (("A/RES/73/3", 0, 1, 7, 2, 0),),
    "gate-unga/A_RES_73_8-EN.txt": (("A/RES/73/8", 8, 5, 1, 0, 0),),
    "un-eosg_md/A_RES_76_160.md": (("A/RES/76/160", 13, 7, 0, 0, 0),),
    "un-eosg_md/A_RES_70_153.md": (("A/RES/70/153", 10, 16, 0, 1, 0),),
    "un-eosg_md/A_RES_61_293.md": (("A/RES/61/293", 2, 1, 0, 0, 0),),
    "un-eosg_md/A_RES_77_128_A-B.md": (("A/RES/77/128", 21, 160, 0, 0, 0),),
    "un-eosg_md/A_RES_S-32_1.md": (("A/RES/S-32/1", 0, 1, 0, 1, 0),),
    "un-eosg_md/A_RES_1514(XV).md": (
        ("A/RES/1492 (XV)", 2, 1, 2, 0, 0),
        ("A/RES/1495 (XV)", 3, 4, 0, 0, 0),
        ("A/RES/1503 (XV)", 0, 1, 0, 1, 0),
        ("A/RES/1513 (XV)", 0, 1, 1, 0, 0),
        ("A/RES/1514 (XV)", 11, 10, 1, 2, 0),
        ("A/RES/1592 (XV)", 2, 1, 0, 0, 3),
    ),
    "un-eosg_md/A_RES_302(IV).md": (
        ("A/RES/301 (IV)", 1, 3, 1, 0, 0),
        ("A/RES/302 (IV)", 2, 22, 5, 0, 0),
        ("A/RES/303 (IV)", 2, 3, 5, 0, 0),
    ),
    "un-eosg_md/S_RES_1325(2000).md": (("S/RES/1325 (2000)", 11, 18, 0, 0, 0),),
    "un-eosg_md/S_RES_2623(2022).md": (("S/RES/2623 (2022)", 2, 1, 0, 0, 0),),
    "un-eosg_md/A_HRC_RES_28_3.md": (("A/HRC/RES/28/3", 6, 3, 0, 0, 0),),
    "un-eosg_md/A_HRC_RES_47_9.md": (("A/HRC/RES/47/9", 34, 36, 0, 1, 0),),
    "un-eosg_md/E_RES_2024_8.md": (("E/RES/2024/8", 49, 83, 0, 0, 0),),
    "un-eosg_md/UNEP_EA.5_RES.14.md": (("UNEP/EA.5/Res.14", 16, 16, 0, 1, 0),),
    "cr-unsc-gold/S_RES_0242_1967_EN_GOLD.txt": (("S/RES/242 (1967)", 3, 4, 0, 0, 0),),
    "cr-unsc-gold/S_RES_0661_1990_EN_GOLD.txt": (("S/RES/661 (1990)", 7, 11, 0, 0, 0),),
}


@pytest.fixture
def model(root: Path) -> Path:
    """Give the folder of the model, with the text that the project began with."""
    folder = root.parent / "shared" / "model"
    if not folder.is_dir():
        pytest.skip("there is no folder of the model beside the checkout")
    return folder


def _row(draft: Draft) -> tuple[str, int, int, int, int, int]:
    count = draft.document["source"]["paragraphs"]
    doubtful, unknown = told(draft, "doubtful"), told(draft, "unknown")
    return (
        draft.symbol,
        count["preamble"],
        count["operative"],
        count["notes"],
        len(doubtful),
        len(unknown),
    )


@pytest.mark.parametrize("name", sorted(FOUND))
def test_real_texts_keep_every_word_and_give_valid_documents(corpus: Path, name: str) -> None:
    drafts = import_file(corpus / "texts" / name)
    rows = tuple(map(_row, drafts))
    for row in rows:
        _LOG.info("%s: %s", name, row)
    assert rows == FOUND[name]
    for draft in drafts:
        assert told(draft, "lost") == []
        document, problems = read_document(as_yaml(draft.document).encode(), name)
        assert document is not None, problems


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("iso-tc154-yaml/plenary__plenary-38.yaml", "minutes in the YAML of edoxen"),
        ("debian-gr_en/2014_vote_003.wml", "a page in the Website Meta Language"),
    ],
)
def test_files_of_other_tools_are_refused_by_their_name(
    corpus: Path, name: str, message: str
) -> None:
    path = corpus / "texts" / name
    made = read_foreign(Source(path.name, path.read_bytes()), registers())
    assert isinstance(made, Refusal)
    assert made.message.startswith(message)


def test_a_city_that_no_register_knows_is_refused_by_its_formula(corpus: Path) -> None:
    (path,) = (corpus / "texts" / "rivergrove").glob("*.md")
    made = read_text(Source(path.name, path.read_bytes()), with_council())
    assert isinstance(made, Refusal)
    assert made.message == "no formula of a body that the registers know"


def test_the_first_text_imports_to_its_document_but_for_what_the_source_lost(
    model: Path, root: Path
) -> None:
    (draft,) = import_file(model / "seed_A_RES_76_159.txt")
    path = root / "content" / "resolutions" / "ga" / "76" / "A_RES_76_159.yaml"
    document, _ = read_document(path.read_bytes(), path.name)
    assert document is not None
    by_hand = dict(document.root)
    made = _without_lost(by_hand)
    found = {**draft.document, "source": {**draft.document["source"]}}
    del found["source"]["emendations"], made["source"]["emendations"], made["topics"]
    again, problems = read_document(as_yaml(found).encode(), path.name)
    assert again is not None, problems
    assert {**again.root, "fictional": None} == {**made, "fictional": None}
    assert [one["at"] for one in draft.document["source"]["emendations"]] == ["note3"]
    assert [what for what, _ in told(draft, "doubtful", "unknown", "lost")] == [
        "note whose mark the source lost",
        "number of a body that is named behind it",
    ]


def _without_lost(document: dict[str, Any]) -> dict[str, Any]:
    """Give the document by hand without the mark and the words that the source lost."""
    source = dict(document["source"])
    preamble = [document["preamble"][0].replace("[^1]", ""), *document["preamble"][1:]]
    first = dict(document["operative"][0])
    first["text"] = first["text"].replace("through, inter alia, ", "through, ")
    operative = [first, *document["operative"][1:]]
    return {**document, "preamble": preamble, "operative": operative, "source": source}


ASSEMBLY = "akn4un/76session/English"
EMERGENCY = "akn4un/Emergency sessions/ES-11/English"


@pytest.mark.parametrize(
    ("text", "official", "differences"),
    [
        (
            "seed_A_RES_76_159.txt",
            f"{ASSEMBLY}/A_RES_76_159-2119201E.xml",
            [("pp1", "1993,", "1993,[^1]"), ("op1", "", "inter alia,")],
        ),
        (
            "texts/un-eosg_md/A_RES_76_160.md",
            f"{ASSEMBLY}/A_RES_76_160-2119199E.xml",
            [("pp8", "Secretary-General,", "Secretary-General,[^1]"), ("note1", "", "A/76/262.")],
        ),
        (
            "texts/too-es11/A_RES_ES-11_3-EN.txt",
            f"{EMERGENCY}/A_RES_ES-11_3-2205216E.xml",
            [],
        ),
    ],
)
def test_texts_differ_from_the_official_files_in_what_they_lost_alone(
    corpus: Path, model: Path, text: str, official: str, differences: list[tuple[str, str, str]]
) -> None:
    pytest.importorskip("lxml", reason="lxml is not installed")
    from whereas.importers.akn import read_akn

    path = (corpus if "/" in text else model) / text
    (draft,) = import_file(path)
    xml = corpus / official
    drafts = read_akn(Source(xml.name, xml.read_bytes()), registers())
    assert not isinstance(drafts, Refusal)
    found = compare_copies(draft.document, drafts[0].document)
    assert [(one.at, one.here, one.there) for one in found] == differences
