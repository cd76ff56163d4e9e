"""`whereas fmt`: the canonical form says the same words, keeps every comment, and is stable."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from support.mutating import valid_documents
from support.projects import CHECKOUT, make_project
from whereas.authoring.canonical import WIDTH
from whereas.authoring.formatting import format_text
from whereas.cli import cli, run
from whereas.errors import EnvironmentFault
from whereas.reading.comments import Comments, read_comments
from whereas.reading.documents import read_document

Captured = pytest.CaptureFixture[str]

GOLDEN = Path(__file__).parent / "golden" / "formatting"
DOCUMENTS = valid_documents()
REMARK = re.compile(r"# remark [0-9]+")


def formatted(data: bytes) -> str:
    text, problems = format_text(data, "a.yaml")
    assert text is not None, problems
    return text


def written_so(data: bytes) -> object:
    document, problems = read_document(data, "a.yaml")
    assert document is not None, problems
    return document.root


@pytest.mark.parametrize("case", sorted(GOLDEN.glob("*.before.yaml")), ids=lambda path: path.name)
def test_golden(case: Path, update_golden: bool) -> None:
    expected = case.with_name(case.name.replace(".before.", ".after."))
    text = formatted(case.read_bytes())
    if update_golden:
        expected.write_text(text, encoding="utf-8", newline="\n")
    assert text == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("data", DOCUMENTS, ids=range(len(DOCUMENTS)))
def test_every_text_says_the_same_in_its_canonical_form(data: bytes) -> None:
    text = formatted(data)
    assert written_so(text.encode()) == written_so(data)
    assert read_comments(text).lines() == read_comments(data.decode()).lines()
    assert formatted(text.encode()) == text
    for line in text.split("\n"):
        folded = line.lstrip(" ")
        assert (
            len(line) <= WIDTH
            or " " not in folded.removeprefix("- ")
            or "#" in line
            or (folded.partition(": ")[2].startswith(('"', "[", "{")))
        ), line


def _with_comments(text: str, dice: random.Random) -> str:
    """Put comments between lines and at their ends; those inside of words are taken back."""
    root = written_so(text.encode())
    lines = text.rstrip("\n").split("\n")
    for number in range(dice.randrange(1, 9)):
        at = dice.randrange(len(lines) + 1)
        changed = list(lines)
        if dice.random() < 0.6 or at == len(lines):
            below = lines[at] if at < len(lines) else ""
            margin = dice.choice((0, len(below) - len(below.lstrip(" -")), 2, 4, 6))
            changed[at:at] = [" " * margin + f"# remark {number}: - {{a}}"]
            if dice.random() < 0.3:
                changed.insert(at, "")
        else:
            changed[at] += f" # remark {number}"
        document, _ = read_document(("\n".join(changed) + "\n").encode(), "a.yaml")
        if document is not None and document.root == root:
            lines = changed
    return "\n".join(lines) + "\n"


@given(st.sampled_from(DOCUMENTS), st.integers(0, 2**32))
def test_comments_anywhere_are_kept(data: bytes, seed: int) -> None:
    text = _with_comments(data.decode(), random.Random(seed))
    once = formatted(text.encode())
    assert written_so(once.encode()) == written_so(data)
    assert read_comments(once).lines() == read_comments(text).lines()
    assert formatted(once.encode()) == once
    if formatted(data) == data.decode():
        assert REMARK.findall(once) == REMARK.findall(text), "no key moved, and so no comment"


WRITTEN = """\
format: resolution/1
symbol: A/RES/99/7
language: en
body: ga
session: 99
number: 99/7
title: {title}
adoption:
  date: "2044-12-20"
enacting: The General Assembly,
preamble:
  - {title}
operative:
  - num: "1"
    text: Decides to wait.
notes:
  1: {title}
"""


@pytest.mark.parametrize(
    "words",
    [
        *("1_000", "0x10", "0o17", "0b11", "012", "1e3", "-1.5", "1.5", "12:30", ".inf", ".NaN"),
        *("76", "yes", "No", "on", "Off", "y", "true", "~", "null", "=", "<<"),
        *("2021-12-16", "2021-1-2 10:00:00", "2021-12-16T10:00:00Z"),
    ],
)
def test_words_stay_words_for_every_reader(words: str) -> None:
    text = formatted(WRITTEN.format(title=json.dumps(words)).encode())
    assert f'\ntitle: "{words}"\n' in text
    assert f'\n  - "{words}"\n' in text
    assert f'\n  1: "{words}"\n' in text
    assert yaml.safe_load(text)["title"] == words


def test_dates_and_numbers_stand_without_quotes() -> None:
    text = formatted(WRITTEN.format(title="Tides").encode())
    assert "\n  date: 2044-12-20\n" in text
    assert "\nsession: 99\n" in text
    assert "\n  - num: 1\n" in text
    assert "\ntitle: Tides\n" in text
    labelled = text.replace("num: 1\n", 'num: "1.10"\n')
    assert formatted(labelled.encode()) == labelled, "to others 1.10 would be 1.1"


@given(st.sampled_from(DOCUMENTS))
def test_what_nobody_sees_is_mended(data: bytes) -> None:
    spoilt = unicodedata.normalize("NFD", "\ufeff" + data.decode().replace("\n", "\r\n")).encode()
    assert formatted(spoilt) == formatted(data)


FOLDER = "content/resolutions/ga/99"


def fmt(root: Path, *arguments: str) -> int:
    return run(["-C", str(root), "fmt", *arguments])


@pytest.mark.parametrize("data", [b"\xff", b"a: [", b"format: resolution/1\n", b""])
def test_what_is_no_text_stays_as_it_is(data: bytes, tmp_path: Path, capsys: Captured) -> None:
    root = make_project(tmp_path, texts=1)
    file = root / FOLDER / "A_RES_99_1.yaml"
    file.write_bytes(data)
    assert fmt(root) == 1
    assert capsys.readouterr().err.startswith(f"{FOLDER}/A_RES_99_1.yaml:")
    assert file.read_bytes() == data


def test_only_what_differs_is_written(tmp_path: Path, capsys: Captured) -> None:
    root = make_project(tmp_path, texts=2)
    assert fmt(root) == 0
    files = [root / FOLDER / f"A_RES_99_{number}.yaml" for number in (1, 2)]
    before, text = files[0].stat().st_mtime_ns, files[1].read_text(encoding="utf-8")
    files[1].write_bytes(text.replace("\n", "\r\n").encode())
    capsys.readouterr()
    assert fmt(root, "--check") == 1
    assert capsys.readouterr().err == (f"{FOLDER}/A_RES_99_2.yaml: not in the canonical form\n")
    assert b"\r" in files[1].read_bytes()
    assert fmt(root, f"{FOLDER}/A_RES_99_1.yaml", "--check") == 0
    assert fmt(root) == 0
    assert capsys.readouterr().err == f"{FOLDER}/A_RES_99_2.yaml: formatted\n"
    assert files[0].stat().st_mtime_ns == before
    assert files[1].read_text(encoding="utf-8") == text
    assert fmt(root, "--check") == 0


def test_a_fault_of_one_file_does_not_keep_the_others(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project(tmp_path, texts=3)
    assert fmt(root) == 0
    files = [root / FOLDER / f"A_RES_99_{number}.yaml" for number in (1, 2, 3)]
    for file in files:
        file.write_text(f"{file.read_text(encoding='utf-8')}\n\n", encoding="utf-8")
    before = files[1].read_bytes()

    def lose(text: str) -> Comments:
        return read_comments(text if "A/RES/99/2" not in text else f"# {len(text)}\n{text}")

    monkeypatch.setattr("whereas.authoring.formatting.read_comments", lose)
    capsys.readouterr()
    assert fmt(root) == 70
    first, third, fault = capsys.readouterr().err.splitlines()
    assert first == f"{FOLDER}/A_RES_99_1.yaml: formatted"
    assert third == f"{FOLDER}/A_RES_99_3.yaml: formatted"
    assert fault.startswith(f"whereas: {FOLDER}/A_RES_99_2.yaml: its canonical form would")
    assert files[1].read_bytes() == before


def test_what_was_written_is_told_when_the_machine_fails(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project(tmp_path, texts=2)
    for file in (root / FOLDER).iterdir():
        file.write_text(f"{file.read_text(encoding='utf-8')}\n\n", encoding="utf-8")

    def write(path: Path, data: bytes) -> None:
        if path.name == "A_RES_99_2.yaml":
            raise EnvironmentFault(f"cannot write {path.name}: no space left")
        path.write_bytes(data)

    monkeypatch.setattr("whereas.authoring.formatting.write_file", write)
    assert fmt(root) == 3
    assert capsys.readouterr().err.splitlines() == [
        f"{FOLDER}/A_RES_99_1.yaml: formatted",
        "whereas: cannot write A_RES_99_2.yaml: no space left",
    ]


@pytest.mark.parametrize(
    ("name", "rule"), [("notes.txt", "FILE05"), ("a.yml", "FILE04"), ("ä.yaml", "FILE06")]
)
def test_what_may_not_stand_there_is_told(
    tmp_path: Path, capsys: Captured, name: str, rule: str
) -> None:
    root = make_project(tmp_path, texts=1)
    stray = root / FOLDER / name
    stray.write_text("mine", encoding="utf-8")
    assert fmt(root, f"{FOLDER}/{name}") == 1
    assert f"{FOLDER}/{name}:1:1: error {rule} " in capsys.readouterr().err
    assert fmt(root, f"{FOLDER}/A_RES_99_1.yaml") == 0
    assert stray.read_text(encoding="utf-8") == "mine"


def test_fmt_of_nothing(tmp_path: Path, capsys: Captured) -> None:
    assert fmt(tmp_path) == 2
    root = make_project(tmp_path, texts=1)
    assert fmt(root, "content/elsewhere") == 2
    assert "elsewhere" in capsys.readouterr().err


def test_the_projects_own_texts_are_in_the_canonical_form() -> None:
    for root in (CHECKOUT, CHECKOUT / "tests/publications/harbour"):
        assert fmt(root, "--check") == 0


def test_the_hooks_run_what_they_name() -> None:
    hooks = yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["whereas-fmt", "whereas-check"]
    for hook in hooks:
        program, command = hook["entry"].split()
        assert program == "whereas"
        assert command in cli.commands
        assert re.search(hook["files"], f"{FOLDER}/A_RES_99_1.yaml")
        assert hook["language"] == "python"
    assert not re.search(hooks[0]["files"], "content/publication.yaml")
    assert re.search(hooks[1]["files"], "content/registers/bodies.yaml")
