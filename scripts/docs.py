"""Makes the documentation that follows from the program: `make docs`.

Writes the pages on the format and the commands and the architecture section of CONTRIBUTING.md.
"""

from __future__ import annotations

import ast
import re
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path

from commands_page import render_commands
from format_page import render_format
from whereas.output.files import write_tree

ROOT = Path(__file__).resolve().parents[1]

_WIDTH = 96
_SECTION = re.compile(
    r"(<!-- architecture: [^>]*-->\n).*?(<!-- end of architecture -->)", re.DOTALL
)


def iter_documents(root: Path) -> Iterator[tuple[str, bytes]]:
    """Give path and bytes of every document that follows from the program at `root`."""
    yield "content/pages/commands.md", render_commands().encode()
    yield "content/pages/format.md", render_format().encode()
    file = "CONTRIBUTING.md"
    text = (root / file).read_text(encoding="utf-8")
    yield file, replace_architecture(text, render_architecture(root)).encode()


def render_architecture(root: Path) -> str:
    """Give the rooms in the order of their layers, each with its modules, as a list."""
    package = root / "src" / "whereas"
    lines = []
    for room in _rooms(root):
        folder = package / room
        if folder.is_dir():
            lines += _entry(f"**`{room}/`**", _first_paragraph(folder / "__init__.py"))
            lines += [line for entry in _modules(folder) for line in entry]
        elif folder.with_suffix(".py").is_file():
            lines += _entry(f"**`{room}.py`**", _first_paragraph(folder.with_suffix(".py")))
    return "\n".join(lines) + "\n"


def replace_architecture(text: str, section: str) -> str:
    """Give `text` with `section` between its two marks; raises SystemExit without them."""
    replaced, count = _SECTION.subn(lambda match: f"{match[1]}\n{section}\n{match[2]}", text)
    if count != 1:
        sys.exit("CONTRIBUTING.md lacks the marks of its architecture section")
    return replaced


def _rooms(root: Path) -> Iterator[str]:
    """Give the modules of the package from the top layer down, as import-linter has them."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    rooms = next(contract for contract in contracts if contract["id"] == "rooms")
    for layer in rooms["layers"]:
        yield from sorted(name.strip(" ()") for name in re.split(r"[|:]", layer))


def _modules(folder: Path, depth: int = 1) -> Iterator[list[str]]:
    for path in sorted(folder.iterdir()):
        if path.is_dir() and (path / "__init__.py").is_file():
            yield _entry(f"`{path.name}/`", _first_paragraph(path / "__init__.py"), depth)
            yield from _modules(path, depth + 1)
        elif path.suffix == ".py" and path.name != "__init__.py":
            yield _entry(f"`{path.name}`", _first_paragraph(path), depth)


def _first_paragraph(file: Path) -> str:
    docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return " ".join(docstring.partition("\n\n")[0].split())


def _entry(name: str, words: str, depth: int = 0) -> list[str]:
    before = f"{'  ' * depth}- "
    return textwrap.wrap(
        f"{name}: {words}",
        _WIDTH,
        initial_indent=before,
        subsequent_indent=" " * len(before),
        break_long_words=False,
        break_on_hyphens=False,
    )


def main() -> None:
    """Write the documents that are not as they should be, and name them."""
    for path in write_tree(ROOT, iter_documents(ROOT)):
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
