"""What the evidence is about and what it was made with: the commit and the versions.

No clock is read: the only date is that of the commit.
"""

from __future__ import annotations

import platform
import subprocess
from importlib.metadata import version
from typing import Any

from playwright.sync_api import Browser

from evidence import markup
from evidence.links import lychee_version
from support.projects import CHECKOUT

_PACKAGES = ("frictionless", "mkdocs", "mkdocs-material", "playwright", "whereas")


def describe_source() -> dict[str, Any]:
    """Give the commit, its date, and what differed from it in the work tree."""
    changed = _git("status", "--porcelain").splitlines()
    return {
        "commit": _git("rev-parse", "HEAD"),
        "committed": _git("log", "-1", "--format=%cI"),
        "clean": not changed,
        "changed_files": len(changed),
    }


def describe_tools(browser: Browser, axe_version: str) -> dict[str, str]:
    """Give the versions of everything that had a part."""
    versions = {name: version(name) for name in _PACKAGES}
    versions |= {
        "axe-core": axe_version,
        "chromium": browser.version,
        "lychee": lychee_version(),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
    }
    if markup.missing_part() is None:
        versions["nu-html-checker"] = markup.checker_version()
    return versions


def _git(*arguments: str) -> str:
    command = ["git", *arguments]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    return done.stdout.strip()
