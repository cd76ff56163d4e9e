"""A development server over a folder of pages; `python -m kill.serve SOURCE SITE BASE`.

The build copies SOURCE; a file `fault.txt` there makes it fail with what it says.
"""

from __future__ import annotations

import sys
from pathlib import Path

from whereas.errors import ConfigurationError, WhereasError
from whereas.output.staging import staged
from whereas.serving import serve


def say(message: str) -> None:
    """Say something to the test that reads the other end."""
    sys.stdout.write(f"{message}\n")
    sys.stdout.flush()


def report(error: WhereasError) -> None:
    """Say why a build failed."""
    say(f"failed: {error}")


if __name__ == "__main__":
    source, site = Path(sys.argv[1]), Path(sys.argv[2])

    def build() -> None:
        """Publish a copy of the source."""
        fault = source / "fault.txt"
        if fault.exists():
            raise ConfigurationError(fault.read_text())
        with staged(site) as stage:
            for file in sorted(path for path in source.rglob("*") if path.is_file()):
                stage.write(file.relative_to(source).as_posix(), file.read_bytes())
            stage.publish()
        say("built")

    sys.exit(serve(build, site, [source], 0, say=say, report=report, base=sys.argv[3]))
