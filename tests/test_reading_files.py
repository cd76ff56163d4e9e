"""What may lie under content/resolutions, and what is refused before it is opened."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from whereas.errors import ConfigurationError, EnvironmentFault
from whereas.reading.characters import MAX_BYTES, read_text
from whereas.reading.files import find_texts, read_bytes, select_files

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


def test_a_pipe_put_in_later_is_not_waited_for(tmp_path: Path, folder: Path) -> None:
    os.mkfifo(folder / "A_RES_99_2.yaml")
    with pytest.raises(EnvironmentFault, match="no regular file"):
        read_bytes(tmp_path, f"{FOLDER}/A_RES_99_2.yaml")


FILES = tuple(
    f"content/resolutions/{file}"
    for file in ("ga/99/A_RES_99_1.yaml", "ga/99/A_RES_99_10.yaml", "ga/9/A_RES_9_1.yaml")
)


@pytest.mark.parametrize(
    ("paths", "selected"),
    [
        (FILES[:1], FILES[:1]),
        (("content/resolutions/ga/9",), FILES[2:]),
        (("./content//resolutions/ga/99/",), FILES[:2]),
        (("content/pages/../resolutions/ga/9", FILES[0]), (FILES[0], FILES[2])),
        *(((above,), FILES) for above in (".", "..", "content", "content/resolutions")),
    ],
)
def test_paths_select_files(
    tmp_path: Path, folder: Path, paths: tuple[str, ...], selected: tuple[str, ...]
) -> None:
    tmp_path.joinpath("content/pages").mkdir()
    assert select_files(tmp_path, FILES, paths) == selected
    absolute = [f"{tmp_path}/{path}" for path in paths]
    assert select_files(tmp_path, FILES, absolute) == selected


def test_a_link_is_selected_and_not_what_it_leads_to(tmp_path: Path, folder: Path) -> None:
    link = f"{FOLDER}/A_RES_99_2.yaml"
    tmp_path.joinpath(link).symlink_to(folder / "A_RES_99_1.yaml")
    assert select_files(tmp_path, (*FILES, link), [link]) == (link,)
    folder.joinpath("outside").symlink_to(tmp_path.parent, target_is_directory=True)
    folder.joinpath("loop").symlink_to("loop")
    for path in (f"{FOLDER}/outside/x.yaml", f"{FOLDER}/loop/x.yaml"):
        with pytest.raises(ConfigurationError, match=f"there is no {path}"):
            select_files(tmp_path, FILES, [path])


def test_a_path_without_texts_is_refused(tmp_path: Path, folder: Path) -> None:
    tmp_path.joinpath("content/publication.yaml").write_text("")
    for path in ("content/publication.yaml", "/etc"):
        with pytest.raises(ConfigurationError, match=f"{path} is no text under"):
            select_files(tmp_path, FILES, [FILES[0], path])
    with pytest.raises(ConfigurationError, match="there is no nowhere"):
        select_files(tmp_path, FILES, ["nowhere"])


def test_size_is_limited() -> None:
    _, problems = read_text(b"a" * (MAX_BYTES + 1), "x.yaml")
    assert [problem.rule for problem in problems] == ["FILE10"]
    text, problems = read_text(b"a" * MAX_BYTES, "x.yaml")
    assert text is not None
    assert not problems


def test_a_thousand_faults_of_one_kind_are_told_as_a_hundred() -> None:
    for line, more in (("\u200b\n", "and more that are not listed"), ("e\u0301\n", "NFC")):
        text, problems = read_text(line.encode() * 1000, "x.yaml")
        assert text is None
        assert 100 <= len(problems) <= 101
        assert more in problems[-1].message
