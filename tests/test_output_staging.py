"""Staging: the target is the old output or the new one, and nothing beside it is left."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from support import required
from support.rights import as_nobody
from whereas.errors import BrokenPromise, ConfigurationError, EnvironmentFault, LockedError
from whereas.output import exchange
from whereas.output.staging import Stage, staged


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "build" / "site"


def publish(target: Path, files: dict[str, bytes]) -> None:
    with staged(target) as stage:
        for path, data in files.items():
            stage.write(path, data)
        stage.publish()


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def beside(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_publishes_what_was_written_and_nothing_else(target: Path) -> None:
    publish(target, {"index.html": b"one", "A/1.html": b"old", "gone/2.html": b"gone"})
    publish(target, {"index.html": b"one", "A/1.html": b"new", "A/B/3.html": b"added"})
    assert tree(target) == {"index.html": b"one", "A/1.html": b"new", "A/B/3.html": b"added"}
    assert not (target / "gone").exists()
    assert beside(target) == [".site.lock", "site"]


def test_says_path_size_and_digest(target: Path) -> None:
    with staged(target) as stage:
        written = stage.write("a.txt", iter([b"ab", b"", b"c"]))
        assert stage.files == {"a.txt": written}
    assert (written.path, written.bytes) == ("a.txt", 3)
    assert written.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_without_publish_nothing_comes_of_it(target: Path) -> None:
    publish(target, {"a": b"old"})
    with staged(target) as stage:
        stage.write("a", b"new")
        stage.scratch()
    assert tree(target) == {"a": b"old"}
    assert beside(target) == [".site.lock", "site"]


def test_an_exception_leaves_the_old_output(target: Path) -> None:
    publish(target, {"a": b"old"})
    with pytest.raises(KeyboardInterrupt), staged(target) as stage:
        stage.write("a", b"new")
        raise KeyboardInterrupt
    assert tree(target) == {"a": b"old"}
    assert beside(target) == [".site.lock", "site"]


def test_an_unchanged_file_keeps_its_time_and_a_changed_one_its_old_content(
    target: Path,
) -> None:
    publish(target, {"same": b"same", "other": b"old"})
    before = (target / "same").stat()
    with staged(target) as stage:
        first = stage.write("same", b"same")
        stage.write("other", b"new")
        assert (target / "other").read_bytes() == b"old"
        stage.publish()
    after = (target / "same").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert after.st_nlink == 1
    assert first.bytes == 4 and len(first.sha256) == 64


def test_a_file_of_another_mode_or_kind_is_written_anew(target: Path, tmp_path: Path) -> None:
    publish(target, {"mode": b"x", "link": b"x"})
    (target / "mode").chmod(0o600)
    (target / "link").unlink()
    outside = tmp_path / "outside"
    outside.write_bytes(b"x")
    (target / "link").symlink_to(outside)
    publish(target, {"mode": b"x", "link": b"x"})
    assert mode(target / "mode") == 0o644
    assert not (target / "link").is_symlink()
    assert outside.read_bytes() == b"x"


def test_works_without_hard_links(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, other: Path) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    publish(target, {"a": b"x"})
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    publish(target, {"a": b"x"})
    assert tree(target) == {"a": b"x"}


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_the_umask_has_no_say(target: Path, umask: int) -> None:
    target.parent.mkdir()
    before = os.umask(umask)
    try:
        with staged(target) as stage:
            stage.write("A/B/1.html", b"x")
            scratch = stage.scratch("engine")
            assert mode(scratch) == 0o755
            stage.publish()
    finally:
        os.umask(before)
    assert mode(target / "A/B/1.html") == 0o644
    assert {mode(path) for path in (target, target / "A", target / "A/B")} == {0o755}


@pytest.mark.parametrize(
    "path",
    [
        *("", "/a", "../a", "a/../b", "a//b", "a/", "./a", "a\\b"),
        *("a\nb", "a\x7fb", "a\x85b", "a\u2028b", "\ud800"),
        *("a/" + "x" * 256, "é" * 128),
    ],
)
def test_refuses_a_path(target: Path, path: str) -> None:
    with staged(target) as stage, pytest.raises(BrokenPromise):
        stage.write(path, b"")


@pytest.mark.parametrize("path", ["A/RES/217 A (III).html", "é/文.json", "con", "a.", "x" * 255])
def test_accepts_a_path(target: Path, path: str) -> None:
    publish(target, {path: b"x"})
    assert tree(target) == {path: b"x"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a/b", "a/b"),
        ("a/b", "a/B"),
        ("a/b", "A/c"),
        ("a/b", "a/b/c"),
        ("a/b/c", "a/b"),
        ("a/b/c", "A/B"),
        ("\u00e9", "e\u0301"),
        ("straße", "STRASSE"),
    ],
)
def test_refuses_two_paths_that_may_be_one(target: Path, first: str, second: str) -> None:
    with staged(target) as stage:
        stage.write(first, b"")
        with pytest.raises(BrokenPromise):
            stage.write(second, b"")


def test_a_half_written_file_is_never_published(target: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield b"half"
        raise ValueError("no more")

    with staged(target) as stage:
        with pytest.raises(ValueError, match="no more"):
            stage.write("a", parts())
        with pytest.raises(BrokenPromise, match="half written"):
            stage.publish()
    assert not target.exists()


def test_publishes_once_and_writes_nothing_after(target: Path) -> None:
    with staged(target) as stage:
        stage.publish()
        with pytest.raises(BrokenPromise):
            stage.publish()
        with pytest.raises(BrokenPromise):
            stage.write("a", b"")
    assert tree(target) == {}


def test_two_builds_at_once(target: Path) -> None:
    with staged(target) as stage:
        stage.write("a", b"first")
        with pytest.raises(LockedError, match="another build is at work"), staged(target):
            pytest.fail("the second build got the lock")
        stage.publish()
    assert tree(target) == {"a": b"first"}
    publish(target, {"a": b"third"})


def test_a_lock_file_of_a_dead_build_locks_nothing(target: Path) -> None:
    publish(target, {"a": b"old"})
    assert (target.parent / ".site.lock").exists()
    publish(target, {"a": b"new"})
    assert tree(target) == {"a": b"new"}


def test_clears_what_dead_builds_left(target: Path) -> None:
    publish(target, {"a": b"old"})
    left = target.parent / ".site.staging-dead" / "new" / "A"
    left.mkdir(parents=True)
    (left / "1.html").write_bytes(b"half")
    other = target.parent / ".site-2.staging-alive"
    other.mkdir()
    publish(target, {"a": b"new"})
    assert beside(target) == [".site-2.staging-alive", ".site.lock", "site"]


@pytest.mark.parametrize("when", ["new", "again"])
def test_scratch_lends_a_folder_outside_the_output(target: Path, when: str) -> None:
    if when == "again":
        publish(target, {"a": b"old"})
    with staged(target) as stage:
        engine, other = stage.scratch("en"), stage.scratch("fr")
        assert stage.scratch("en") == engine != other
        (engine / "page.html").write_bytes(b"from the engine")
        stage.write("a", (engine / "page.html").read_bytes())
        stage.publish()
    assert tree(target) == {"a": b"from the engine"}
    assert not engine.exists() and not other.exists()


def test_changes_over_by_two_renames_where_one_step_is_unknown(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_exchange", lambda one, other: False)
    publish(target, {"a": b"old", "b": b"gone"})
    publish(target, {"a": b"new"})
    assert tree(target) == {"a": b"new"}
    assert beside(target) == [".site.lock", "site"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the Linux call")
def test_a_refused_exchange_keeps_both(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "file").write_bytes(b"")
    assert exchange._exchange(tmp_path / "new", tmp_path / "file")
    assert (tmp_path / "new").is_file() and (tmp_path / "file").is_dir()
    with pytest.raises(OSError):
        exchange._exchange(tmp_path / "new", tmp_path / "absent")
    assert (tmp_path / "new").is_file()


def test_never_replaces_what_it_did_not_write(target: Path, tmp_path: Path) -> None:
    target.mkdir(parents=True)
    (target / "letter.txt").write_bytes(b"mine")
    for _ in range(2):
        with pytest.raises(ConfigurationError, match="did not write"):
            publish(target, {"a": b""})
    assert beside(target) == ["site"]
    (target / "letter.txt").rename(tmp_path / "letter.txt")
    publish(target, {"a": b"x"})
    assert tree(target) == {"a": b"x"}


def test_refuses_a_link_or_a_file_as_target(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "file").write_bytes(b"")
    for name in ("link", "file"):
        with pytest.raises(ConfigurationError), staged(tmp_path / name):
            pytest.fail("was staged")


def test_a_file_where_a_folder_must_be(tmp_path: Path) -> None:
    (tmp_path / "build").write_bytes(b"")
    with (
        pytest.raises(EnvironmentFault, match="a file stands in the way"),
        staged(tmp_path / "build" / "site"),
    ):
        pytest.fail("was staged")


def test_a_read_only_parent_keeps_the_old_output() -> None:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "site"
        publish(target, {"a": b"old"})
        for path in (Path(folder), target.parent / ".site.lock"):
            path.chmod(path.stat().st_mode | 0o444)
        Path(folder).chmod(0o555)
        with as_nobody(), pytest.raises(EnvironmentFault) as fault:
            publish(target, {"a": b"new"})
        Path(folder).chmod(0o755)
        assert "permission denied" in str(fault.value)
        assert "\n" not in str(fault.value)
        assert tree(target) == {"a": b"old"}


BIG_BUILD = """
import resource, sys
from pathlib import Path
from whereas.errors import EnvironmentFault
from whereas.output.staging import staged

if sys.argv[2] != "0":
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    with staged(Path(sys.argv[1])) as stage:
        for number in range(100):
            stage.write(f"{number}.html", bytes([number]) * int(sys.argv[3]))
        stage.publish()
except EnvironmentFault as fault:
    sys.exit(str(fault))
"""


def run_big_build(root: Path, target: Path, limit: int, size: int) -> str:
    result = subprocess.run(
        [sys.executable, "-c", BIG_BUILD, str(target), str(limit), str(size)],
        env={**os.environ, "PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1, result.stderr
    return result.stderr


def test_a_file_size_limit_keeps_the_old_output(root: Path, target: Path) -> None:
    publish(target, {"a": b"old"})
    message = run_big_build(root, target, 50_000, 100_000)
    assert "larger than allowed" in message and message.count("\n") == 1
    assert tree(target) == {"a": b"old"}
    assert beside(target) == [".site.lock", "site"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a file system of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as reason:
        required.give_up("mount", f"no small file system can be mounted: {reason}")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_keeps_the_old_output(root: Path, small_disk: Path) -> None:
    target = small_disk / "site"
    publish(target, {"a": b"old"})
    message = run_big_build(root, target, 0, 50_000)
    assert "the disk is full" in message and message.count("\n") == 1
    assert tree(target) == {"a": b"old"}
    assert beside(target) == [".site.lock", "site"]
    publish(target, {"a": b"new"})


def test_a_failing_change_over_keeps_the_old_output(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(one: Path, other: Path) -> bool:
        raise OSError(errno.EROFS, "read-only")

    publish(target, {"a": b"old"})
    monkeypatch.setattr(exchange, "_exchange", fail)
    with pytest.raises(EnvironmentFault, match="the file system is read-only"):
        publish(target, {"a": b"new"})
    assert tree(target) == {"a": b"old"}


def test_the_second_rename_failing_puts_the_old_output_back(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(target, {"a": b"old"})
    with staged(target) as stage:
        stage.write("a", b"new")
        monkeypatch.setattr(exchange, "_exchange", lambda one, other: False)
        rename, calls = Path.rename, list[Path]()

        def fail_once(self: Path, other: Path) -> Path:
            calls.append(self)
            if len(calls) == 2:
                raise OSError(errno.EIO, "disk error")
            return rename(self, other)

        monkeypatch.setattr(Path, "rename", fail_once)
        with pytest.raises(EnvironmentFault):
            stage.publish()
    assert tree(target) == {"a": b"old"}


def test_the_stage_is_one_folder_on_the_same_file_system(target: Path) -> None:
    with staged(target) as stage:
        assert isinstance(stage, Stage)
        assert stage.folder.stat().st_dev == target.parent.stat().st_dev
        with suppress(FileNotFoundError):
            target.stat()
            pytest.fail("the target exists before it is published")
