"""A small build with staging, links, a zip and digests; `python -m kill.build TARGET NAME`."""

from __future__ import annotations

import sys
from pathlib import Path

from whereas.output.digests import SUMS_PATH, check_sums, format_sums
from whereas.output.staging import staged


def build(target: Path, name: str, files: int = 4) -> None:
    """Publish a site that says it is the build `name`; every second file never changes."""
    with staged(target) as stage:
        for number in range(files):
            what = name if number % 2 else "always"
            stage.write(f"A/{number % 3}/{number}.html", f"{what} {number}\n".encode() * 500)
        stage.write_zip("data/all.zip", [("name.txt", name.encode()), ("a.txt", b"a")])
        stage.write("name.txt", name.encode())
        sums = {path: written.sha256 for path, written in stage.files.items()}
        stage.write(SUMS_PATH, format_sums(sums).encode())
        stage.publish()


def name_of(target: Path) -> str:
    """Give the name of the build that stands whole at `target`, or what is wrong with it."""
    faults = check_sums(target)
    return f"broken: {faults}" if faults else (target / "name.txt").read_text()


if __name__ == "__main__":
    sys.stdout.write("begin\n")
    sys.stdout.flush()
    build(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
