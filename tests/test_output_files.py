"""Single files and trees outside the stage are replaced in one step."""

from __future__ import annotations

import errno
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from whereas.errors import BrokenPromise, EnvironmentFault
from whereas.output.files import create_file, write_file, write_tree


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_writes_a_file_and_its_folders(tmp_path: Path) -> None:
    write_file(tmp_path / "a/b/c.yaml", b"one")
    write_file(tmp_path / "a/b/c.yaml", iter([b"t", b"wo"]))
    assert (tmp_path / "a/b/c.yaml").read_bytes() == b"two"
    assert names(tmp_path) == ["a", "a/b", "a/b/c.yaml"]


def test_keeps_the_mode_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "a"
    write_file(file, b"one")
    assert stat.S_IMODE(file.stat().st_mode) == 0o644
    file.chmod(0o640)
    write_file(file, b"two")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_failure_keeps_the_old_file(tmp_path: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield b"half"
        raise OSError(28, "No space left on device")

    write_file(tmp_path / "a", b"old")
    with pytest.raises(EnvironmentFault, match=r"cannot write .*a: the disk is full"):
        write_file(tmp_path / "a", parts())
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


def test_creates_a_file_where_there_is_none(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b.yaml"
    assert create_file(file, b"one")
    assert stat.S_IMODE(file.stat().st_mode) == 0o644
    assert file.stat().st_nlink == 1
    assert not create_file(file, b"two")
    assert file.read_bytes() == b"one"
    assert names(tmp_path) == ["a", "a/b.yaml"]
    (tmp_path / "link").symlink_to("nowhere")
    assert not create_file(tmp_path / "link", b"three")
    assert names(tmp_path) == ["a", "a/b.yaml", "link"]


def test_creates_a_file_where_the_disk_knows_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(*arguments: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr("os.link", link)
    assert create_file(tmp_path / "a", b"one")
    assert not create_file(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"one"
    assert names(tmp_path) == ["a"]


def test_writes_a_tree_beside_the_files_of_others(tmp_path: Path) -> None:
    (tmp_path / "theirs.html").write_bytes(b"theirs")
    changed = write_tree(tmp_path, [("b/2.html", b"two"), ("a/1.html", iter([b"one"]))])
    assert changed == ("a/1.html", "b/2.html")
    assert names(tmp_path) == ["a", "a/1.html", "b", "b/2.html", "theirs.html"]


def test_leaves_an_unchanged_file_of_a_tree_alone(tmp_path: Path) -> None:
    write_tree(tmp_path, [("1", b"one"), ("2", b"two")])
    before = (tmp_path / "1").stat()
    assert write_tree(tmp_path, [("1", b"one"), ("2", b"new")]) == ("2",)
    after = (tmp_path / "1").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert (tmp_path / "2").read_bytes() == b"new"


def test_a_tree_stays_in_its_folder(tmp_path: Path) -> None:
    with pytest.raises(BrokenPromise):
        write_tree(tmp_path / "in", [("../out", b"")])
    assert names(tmp_path) == []
