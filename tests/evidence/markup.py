"""The Nu Html Checker, run once over many pages; scripts/install-java.sh installs it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from support.projects import CHECKOUT

PLACE = CHECKOUT / "build/cache/html-checker"
JAR = PLACE / "node_modules/vnu-jar/build/dist/vnu.jar"

_POLICY = " violates Content Security Policy (meta tag): "
"""In a file, where 'self' is no host, every script and style of ours seems to be foreign; the
checker also takes the data in a `script` for code. A browser judges the policy in other tests."""


def missing_part() -> str | None:
    """Tell what is missing to run the checker, or give None."""
    if shutil.which("java") is None:
        return "there is no java; see scripts/install-java.sh"
    return None if JAR.is_file() else "there is no vnu.jar; see scripts/install-java.sh"


def checker_version() -> str:
    """Give the version that the checker says it has."""
    return _run("--version").split()[0]


def check_files(files: Iterable[Path]) -> tuple[str, ...]:
    """Give the checker's messages on HTML files: `FILE:LINE: TYPE: MESSAGE`, sorted."""
    options = ("--stdout", "--exit-zero-always", "--format", "json", "--html")
    answer = json.loads(_run(*options, *map(str, files)))
    return tuple(sorted(map(_format, filter(_is_about_the_page, answer["messages"]))))


def _run(*arguments: str) -> str:
    command = ["java", "-jar", str(JAR), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _is_about_the_page(message: dict[str, Any]) -> bool:
    return not (message["type"] == "info" and _POLICY in message["message"])


def _format(message: dict[str, Any]) -> str:
    kind = message.get("subType") or message["type"]
    file = unquote(message.get("url", "").removeprefix("file:"))
    return f"{file}:{message.get('lastLine', 0)}: {kind}: {message['message']}"
