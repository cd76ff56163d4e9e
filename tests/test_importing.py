"""`whereas import`: files are made, what stands there is kept, every piece is reported."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from support.projects import CHECKOUT, make_project
from whereas.cli import run
from whereas.importers.drafts import Loss
from whereas.importers.report import Entry, ImportReport
from whereas.vetting import vet

XML = CHECKOUT / "tests" / "fixtures" / "import" / "akn"
ARABIC = XML / "arabic.xml"
FAULTY = CHECKOUT / "tests" / "fixtures" / "import" / "faulty"
FILE = "content/resolutions/ga/99/A_RES_99_160.yaml"

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project", texts=0)


def import_(project: Path, *arguments: str | Path) -> int:
    return run(["-C", str(project), "import", *map(str, arguments), "--jobs", "1"])


def test_a_text_is_made_and_is_valid(project: Path, capfd: Captured) -> None:
    assert import_(project, ARABIC) == 0
    assert "1 texts (1 created)" in capfd.readouterr().err
    assert run(["-C", str(project), "check"]) == 0


def test_a_folder_and_the_same_again(project: Path, capfd: Captured) -> None:
    codes = (import_(project, XML), import_(project, XML))
    assert codes[0] == codes[1]
    first, second = capfd.readouterr().err.split(" words compared\n")[:2]
    assert "5 created" in first
    assert "5 unchanged" in second


def test_what_stands_there_stays_and_the_difference_is_shown(
    project: Path, capfd: Captured
) -> None:
    import_(project, ARABIC)
    file = project / FILE
    changed = file.read_text("utf-8").replace("meeting: ", "meeting: 1", 1) + "# seen\n"
    file.write_text(changed, encoding="utf-8")
    capfd.readouterr()
    assert import_(project, ARABIC) == 1
    said = capfd.readouterr().err
    assert f"{FILE} differs from {ARABIC}; --update keeps what is made by hand:\n" in said
    assert "  -# seen\n" in said
    assert file.read_text("utf-8") == changed


def test_update_keeps_what_was_made_by_hand(project: Path, capfd: Captured) -> None:
    import_(project, ARABIC)
    file = project / FILE
    imported = file.read_text("utf-8")
    by_hand = "\nrelations:\n  - kind: follows  # as every year\n    to: A/RES/98/7\n"
    file.write_text(f"{imported}{by_hand}", encoding="utf-8")
    capfd.readouterr()
    assert import_(project, ARABIC, "--update") == 0
    assert "1 updated" in capfd.readouterr().err
    kept = file.read_text("utf-8")
    assert "to: A/RES/98/7" in kept
    assert "# as every year" in kept
    assert import_(project, ARABIC, "--update") == 0
    assert file.read_text("utf-8") == kept
    assert "1 unchanged" in capfd.readouterr().err


def test_the_report_has_every_piece(project: Path) -> None:
    import_(project, XML, "--report", "report.json")
    report = json.loads((project / "report.json").read_text("utf-8"))
    assert report["format"] == "import-report/1"
    assert report["counts"]["texts"] == len(report["texts"]) == 5
    losses = [loss for text in report["texts"] for loss in text["losses"]]
    assert report["counts"]["repaired"] == sum(loss["kind"] == "repaired" for loss in losses) > 0
    assert {text["outcome"] for text in report["texts"]} == {"created"}


def test_a_source_that_is_refused_keeps_no_other_from_being_made(
    project: Path, tmp_path: Path, capfd: Captured
) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    shutil.copy(ARABIC, folder)
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]>\n<a>&b;</a>\n'
    (folder / "bomb.xml").write_text(bomb, encoding="utf-8")
    assert import_(project, folder) == 1
    said = capfd.readouterr().err
    assert "bomb.xml:" in said
    assert ": refused: " in said
    assert (project / FILE).is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gone.xml"], "there is no"),
        (["notes/a.xyz"], "no importer reads"),
        (["notes"], "holds no file that an importer reads"),
        ([str(ARABIC), "--format", "pdf"], "there is no importer pdf; there are akn, "),
    ],
)
def test_what_cannot_be_asked_for(
    project: Path, capfd: Captured, arguments: list[str], said: str
) -> None:
    (project / "notes").mkdir()
    (project / "notes" / "a.xyz").write_text("x", encoding="utf-8")
    assert import_(project, *arguments) == 2
    assert said in capfd.readouterr().err


def test_the_importer_may_be_named(project: Path, tmp_path: Path) -> None:
    source = tmp_path / "arabic.akn"
    shutil.copy(ARABIC, source)
    assert import_(project, source) == 2
    assert import_(project, source, "--format", "akn") == 0
    assert (project / FILE).is_file()


def test_an_error_of_the_source_stays_and_is_reported_with_its_reason(
    project: Path, capfd: Captured
) -> None:
    assert import_(project, FAULTY, "--report", "report.json") == 0
    said = capfd.readouterr().err
    reason = "the source says so, and no one repair of its words is certain"
    assert f"3 errors not repaired: {reason}; declared in the files\n" in said
    place = "content/resolutions/ga/99/A_RES_99_161.yaml:33: NUM01 number 3 after 1"
    assert f"  {place} ({FAULTY / 'english.xml'})\n" in said
    assert "1 error not repaired: the sources of two languages differ in shape" in said
    report = json.loads((project / "report.json").read_text("utf-8"))
    french = next(text for text in report["texts"] if text["language"] == "fr")
    assert [(defect["rule"], defect["message"]) for defect in french["defects"]] == [
        ("NUM01", "number 3 after 1"),
        ("TRN01", 'has "op5", the main text has not'),
    ]


def test_every_error_of_a_check_is_in_the_report(project: Path, capfd: Captured) -> None:
    import_(project, FAULTY, "--report", "report.json")
    report = json.loads((project / "report.json").read_text("utf-8"))
    told = {
        (text["file"], defect["line"], defect["rule"])
        for text in report["texts"]
        for defect in text["defects"]
    }
    capfd.readouterr()
    run(["-C", str(project), "check", "content/resolutions", "--format", "json", "--limit", "0"])
    checked = json.loads(capfd.readouterr().out)["problems"]
    said = "declared: Imported so, and not yet compared with the document: "
    declared = {
        (problem["file"], problem["line"], problem["rule"])
        for problem in checked
        if problem["hint"].startswith(said)
    }
    assert declared == told
    assert {problem["rule"] for problem in checked if problem["level"] == "error"} == {"ID12"}
    assert report["counts"]["defects"] == len(told) == 4
    warned = [problem["rule"] for problem in checked if problem["level"] == "warning"]
    assert report["counts"]["warnings"] == {rule: warned.count(rule) for rule in sorted({*warned})}


def test_a_language_that_is_not_registered_is_said_once(project: Path, capfd: Captured) -> None:
    import_(project, FAULTY, "--report", "report.json")
    said = capfd.readouterr().err
    assert said.count("does not register the language") == 1
    row = "  - {language: de, name: German, endonym: Deutsch, direction: ltr}\n"
    assert "ID12" not in said
    assert json.loads((project / "report.json").read_text("utf-8"))["unregistered"] == ["de"]
    register = project / "content" / "registers" / "languages.yaml"
    register.parent.mkdir(exist_ok=True)
    register.write_text(f"format: register/languages/1\nlanguages:\n{row}", encoding="utf-8")
    import_(project, FAULTY, "--update", "--report", "report.json")
    assert "does not register" not in capfd.readouterr().err
    assert json.loads((project / "report.json").read_text("utf-8"))["unregistered"] == []


def test_a_file_in_the_way_is_not_judged(project: Path, capfd: Captured) -> None:
    import_(project, FAULTY)
    file = project / "content/resolutions/ga/99/A_RES_99_161.yaml"
    file.write_text(f"# by hand\n{file.read_text('utf-8')}", encoding="utf-8")
    capfd.readouterr()
    assert import_(project, FAULTY) == 1
    assert "A_RES_99_161.yaml:34" not in capfd.readouterr().err


def test_where_words_were_lost_nothing_is_declared(project: Path) -> None:
    import_(project, FAULTY)
    file = "content/resolutions/ga/99/A_RES_99_161.yaml"
    path = project / file
    path.write_text(path.read_text("utf-8").partition("source:")[0], encoding="utf-8")
    held = path.read_bytes()
    lost = (Loss("lost", "words", 7, "of the harbours"),)
    entry = Entry("x.xml", file, "A/RES/99/161", "en", "created", lost, words=9)
    (vetted,) = vet(project, ImportReport((entry,), ())).entries
    assert vetted.defects and not any(defect.declared for defect in vetted.defects)
    assert {defect.reason for defect in vetted.defects} == {
        "words of the source were lost, as the report says"
    }
    assert path.read_bytes() == held


def test_what_was_declared_is_no_difference_to_the_next_import(
    project: Path, capfd: Captured
) -> None:
    assert import_(project, FAULTY) == 0
    file = project / "content/resolutions/ga/99/A_RES_99_161.yaml"
    declared = file.read_bytes()
    assert b"    - rule: NUM01\n      why:" in declared
    assert import_(project, FAULTY) == 0
    assert import_(project, FAULTY, "--update") == 0
    assert file.read_bytes() == declared
