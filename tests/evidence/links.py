"""Lychee, a link checker that knows nothing of how the site was made; it never leaves the disk."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

LYCHEE = Path(sys.executable).with_name("lychee")


def check_links(site: Path, url: str) -> dict[str, Any]:
    """Follow every link and fragment of the pages and the sitemap of a site within it.

    `url` is where the site will stand: addresses below it are looked up in the folder too.
    Gives `links`, how many were followed; `outward`, how many lead to other hosts and were
    not; `dead`, those that lead nowhere, each with its page, sorted.
    """
    with TemporaryDirectory() as place:
        root = Path(place)
        stand = root / urlsplit(url).path.strip("/")
        if stand != root:
            stand.parent.mkdir(parents=True, exist_ok=True)
            stand.symlink_to(site)
        else:
            root = stand = site
        found = _run(stand, root, url)
    dead = [
        f"{Path(page).relative_to(stand)}: {link['url']}: {link['status']['text']}"
        for page, links in found["error_map"].items()
        for link in links
    ]
    return {"links": found["successful"], "outward": found["excludes"], "dead": sorted(dead)}


def _run(stand: Path, root: Path, url: str) -> dict[str, Any]:
    """Run it in the site's root, where no configuration of its own lies."""
    options = ["--offline", "--include-fragments", "--no-progress", "--no-ignore"]
    options += ["--extensions", "html,xml", "--index-files", "index.html"]
    options += ["--root-dir", str(root), "--remap", f"{url} {stand.as_uri()}/"]
    done = subprocess.run(
        [str(LYCHEE), *options, "--format", "json", str(stand)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 2), done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def lychee_version() -> str:
    """Give the version of the link checker."""
    done = subprocess.run([str(LYCHEE), "--version"], capture_output=True, text=True, check=True)
    return done.stdout.split()[-1]
