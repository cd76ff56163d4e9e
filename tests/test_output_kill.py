"""Whatever moment a build is killed at, the output is the old one or the new one, whole."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from kill.build import build, name_of

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")]),
}


FILES = 120


def start(module: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        text=True,
    )


def names_beside(target: Path) -> set[str]:
    return {path.name for path in target.parent.iterdir()}


@pytest.mark.parametrize("how", ["exchange", "renames"])
def test_a_kill_before_any_step_leaves_old_or_new(tmp_path: Path, how: str) -> None:
    target = tmp_path / "build" / "site"
    with start("kill.every_step", str(target), how) as process:
        assert process.stdout
        lines = [json.loads(line) for line in process.stdout]
    assert process.returncode == 0
    assert len(lines) > 40
    for number, last, at_once, later in lines:
        assert later in (last, str(number))
        # Two renames leave a gap; the next build closes it.
        assert at_once == later or (how == "renames" and at_once == "missing")
    assert lines[-1][2] == str(lines[-1][0])
    assert {line[3] for line in lines[:-1]} > {"first"}, "no kill came after the change-over"
    assert any(line[2] == "missing" for line in lines) == (how == "renames")
    assert names_beside(target) == {"site", ".site.lock"}


def test_forty_kills_at_random_moments_leave_old_or_new(tmp_path: Path) -> None:
    moments = random.Random(76159)
    target = tmp_path / "build" / "site"
    build(target, "first", FILES)
    begun = time.perf_counter()
    build(target, "second", FILES)
    span = time.perf_counter() - begun
    last, outcomes = "second", Counter[str]()
    for number in range(40):
        with start("kill.build", str(target), str(number), str(FILES)) as process:
            assert process.stdout and process.stdout.readline() == "begin\n"
            time.sleep(moments.uniform(0, span * 1.3))
            process.kill()
        found = name_of(target)
        assert found in (last, str(number)), f"kill {number}"
        outcomes["new" if found == str(number) else "old"] += 1
        last = found
    assert outcomes["old"], "every kill came too late to show anything"
    build(target, "last", FILES)
    assert name_of(target) == "last"
    assert names_beside(target) == {"site", ".site.lock"}


def test_a_killed_build_leaves_neither_workers_nor_lock(tmp_path: Path) -> None:
    target = tmp_path / "build" / "site"
    with start("kill.workers", str(target)) as process:
        assert process.stdout and process.stdout.readline() == "begin\n"
        process.kill()
        # The workers hold the other end of the pipe: it ends when the last of them has.
        assert process.communicate(timeout=30)[0] == ""
    build(target, "after")
    assert name_of(target) == "after"
