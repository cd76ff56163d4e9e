"""What may lie under content/resolutions, and what is refused before it is opened."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from whereas.errors import EnvironmentFault
from whereas.reading.characters import MAX_BYTES, read_text
from whereas.reading.files import find_texts, read_bytes

FOLDER = "content/resolutions/ga/99"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / FOLDER
    made.mkdir(parents=True)
    made.joinpath("A_RES_99_1.yaml").write_text("a: b\n")
    made.joinpath("A_RES_99_1.yaml").chmod(0o644)
    return made


def test_files_come_sorted_and_relative(tmp_path: Path, folder: Path) -> None:
    (folder / "A_RES_99_0.yaml").write_text("a: b\n")
    (folder / "A_RES_99_0.yaml").chmod(0o644)
    assert find_texts(tmp_path) == (
        (f"{FOLDER}/A_RES_99_0.yaml", f"{FOLDER}/A_RES_99_1.yaml"),
        (),
    )
    assert find_texts(tmp_path / "nowhere") == ((), ())


def _link(folder: Path) -> None:
    folder.joinpath("A_RES_99_2.yaml").symlink_to("/etc/hostname")


def _broken(folder: Path) -> None:
    folder.joinpath("A_RES_99_2.yaml").symlink_to("nowhere")


def _folder_link(folder: Path) -> None:
    folder.joinpath("98").symlink_to("/etc", target_is_directory=True)


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "A_RES_99_2.yaml")


def _folder(folder: Path) -> None:
    folder.joinpath("A_RES_99_2.yaml").mkdir()


def _yml(folder: Path) -> None:
    folder.joinpath("A_RES_99_2.yml").write_text("a: b\n")


def _stray(folder: Path) -> None:
    folder.joinpath("conftest.py").write_text("raise SystemExit\n")


def _case(folder: Path) -> None:
    folder.joinpath("a_res_99_1.yaml").write_text("a: b\n")


def _name(folder: Path) -> None:
    folder.joinpath("A RES\n99.yaml").write_text("a: b\n")


def _executable(folder: Path) -> None:
    folder.joinpath("A_RES_99_1.yaml").chmod(0o755)


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (_link, "FILE01"),
        (_broken, "FILE01"),
        (_folder_link, "FILE01"),
        (_pipe, "FILE02"),
        (_folder, "FILE02"),
        (_yml, "FILE04"),
        (_stray, "FILE05"),
        (_case, "FILE06"),
        (_name, "FILE06"),
        (_executable, "FILE07"),
    ],
)
def test_refusals(tmp_path: Path, folder: Path, spoil: Callable[[Path], None], rule: str) -> None:
    spoil(folder)
    _, problems = find_texts(tmp_path)
    assert [problem.rule for problem in problems] == [rule]
    assert (problems[0].line, problems[0].column) == (1, 1)


def test_a_link_put_in_later_is_not_followed(tmp_path: Path, folder: Path) -> None:
    folder.joinpath("A_RES_99_2.yaml").symlink_to(folder / "A_RES_99_1.yaml")
    with pytest.raises(EnvironmentFault, match="cannot be read"):
        read_bytes(tmp_path, f"{FOLDER}/A_RES_99_2.yaml")


def test_size_is_limited() -> None:
    _, problems = read_text(b"a" * (MAX_BYTES + 1), "x.yaml")
    assert [problem.rule for problem in problems] == ["FILE10"]
    text, problems = read_text(b"a" * MAX_BYTES, "x.yaml")
    assert text is not None
    assert not problems
