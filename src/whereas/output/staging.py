"""A new output grows beside the old one and takes its place in one step, or not at all.

Whatever happens before `publish` (a fault, a kill, a full disk) leaves the target as it was,
byte for byte; what is left over disappears with the next build.
"""

from __future__ import annotations

import glob
import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from types import MappingProxyType

from whereas.errors import BrokenPromise, ConfigurationError
from whereas.output.exchange import change_over, flush_files, flush_folder, recover
from whereas.output.faults import environment_fault, os_faults
from whereas.output.files import (
    FOLDER_MODE,
    Data,
    Written,
    holds,
    make_folders,
    place_file,
)
from whereas.output.lock import lock_file, locked
from whereas.output.paths import Claims, check_path
from whereas.output.zip import zip_bytes

_KEPT = "the last output stays as it was"


class Stage:
    """The output that is being made; `folder` holds it until `publish`.

    Made by `staged` only. Files are never changed once written: those that equal the last
    output's are hard links to them.
    """

    def __init__(self, target: Path, work: Path, *, reuse: bool = True) -> None:
        """Stage the next `target` in `work`, a folder of the same file system.

        Without `reuse` every file is written anew, also one that has not changed.
        """
        self._reuse = reuse
        self.target = target
        self.folder = work / "new"
        self._aside = work / "old"
        self._scratch = work / "scratch"
        self._claims = Claims()
        self._files: dict[str, Written] = {}
        self._folders: set[str] = set()
        self._unfinished = ""
        self._published = False
        self.folder.mkdir()
        self.folder.chmod(FOLDER_MODE)

    @property
    def files(self) -> Mapping[str, Written]:
        """Give what was written so far, by path."""
        return MappingProxyType(self._files)

    def write(self, path: str, data: Data) -> Written:
        """Write one file, mode 0644; `path` is relative, with `/`.

        Raises `BrokenPromise` for a path that is not allowed, was written before or differs
        from one only by case, and `EnvironmentFault` when the machine refuses.
        """
        if self._published:
            raise BrokenPromise(f"{path} is written after the output was published")
        self._claims.claim(path)
        self._unfinished = path
        try:
            self._make_folder(path)
            size, digest = self._place(path, data)
        except OSError as error:
            doing = f"cannot write {path} for {self.target} ({_KEPT})"
            raise environment_fault(doing, error) from error
        written = Written(path, size, digest)
        self._files[path] = written
        self._unfinished = ""
        return written

    def write_zip(self, path: str, members: Iterable[tuple[str, Data]]) -> Written:
        """Write a zip; see `zip_bytes` for its members."""
        return self.write(path, zip_bytes(members))

    def scratch(self, name: str = "engine") -> Path:
        """Lend a folder outside the output to an engine that writes itself.

        The same name gives the same folder; all are removed at the end.
        """
        check_path(name)
        with os_faults(f"cannot make a scratch folder for {self.target} ({_KEPT})"):
            make_folders(self._scratch, f"{name}/")
        return self._scratch / name

    def publish(self) -> None:
        """Put what was written in the place of the target, in one step and on the disk.

        Raises `EnvironmentFault` with the target as it was; nothing can be written after.
        """
        if self._published:
            raise BrokenPromise(f"{self.target} is published twice")
        if self._unfinished:
            raise BrokenPromise(f"{self._unfinished} is only half written")
        with os_faults(f"cannot publish {self.target} ({_KEPT})"):
            flush_files(self.folder)
            change_over(self.folder, self.target, self._aside)
        self._published = True
        with os_faults(f"published {self.target}, but cannot be sure it is on the disk"):
            flush_folder(self.target.parent)

    def _make_folder(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            make_folders(self.folder, path)
            self._folders.add(folder)

    def _place(self, path: str, data: Data) -> tuple[int, str]:
        """Link the last output's file where it holds the same, else write.

        Measured on ext4 for 5,000 unchanged files of 30 kB, with flushing and removing the
        last output: 0.35 s linked, 1.5 s written anew.
        """
        place, last = self.folder / path, self.target / path
        if self._reuse and isinstance(data, bytes) and holds(last, data) and _link(last, place):
            return len(data), hashlib.sha256(data).hexdigest()
        return place_file(place, data)


@contextmanager
def staged(target: Path, *, reuse: bool = True) -> Iterator[Stage]:
    """Stage a new `target` (a folder) under its lock; without `publish` nothing comes of it.

    Raises `LockedError` when another build is at work, `ConfigurationError` when what stands
    at `target` is not an output of ours, `EnvironmentFault` when the machine refuses.
    """
    with os_faults(f"cannot prepare {target}"):
        _refuse_foreign(target)
        target.parent.mkdir(parents=True, exist_ok=True)
    with locked(target):
        with os_faults(f"cannot prepare {target} ({_KEPT})"):
            _clear_left_overs(target)
            work = Path(mkdtemp(prefix=_prefix(target), dir=target.parent))
        try:
            with os_faults(f"cannot prepare {target} ({_KEPT})"):
                stage = Stage(target, work, reuse=reuse)
            yield stage
        finally:
            # What cannot be removed now, the next build removes.
            shutil.rmtree(work, ignore_errors=True)


def _refuse_foreign(target: Path) -> None:
    """Never replace what we did not write: our output has a lock file beside it."""
    if target.is_symlink():
        raise ConfigurationError(f"{target} is a symbolic link; the output must be a folder")
    if not target.exists():
        return
    if not target.is_dir():
        raise ConfigurationError(f"{target} is a file; the output must be a folder")
    if any(target.iterdir()) and not lock_file(target).exists():
        raise ConfigurationError(
            f"{target} holds files that whereas did not write; move them away or name "
            "another folder"
        )


def _clear_left_overs(target: Path) -> None:
    for left in sorted(target.parent.glob(f"{glob.escape(_prefix(target))}*")):
        recover(left / "old", target)
        shutil.rmtree(left, ignore_errors=True)


def _prefix(target: Path) -> str:
    return f".{target.name}.staging-"


def _link(last: Path, place: Path) -> bool:
    """Give `place` the file `last`; False where the file system has no hard links."""
    try:
        place.hardlink_to(last)
    except OSError:
        return False
    return True
