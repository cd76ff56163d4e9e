"""`mkdocs.yml`, the frame of the site: looked through before the engine reads it.

What it may hold stands in `frame.yaml`, each with the reason. Whatever else the engine could do
by it, such as run code or publish a file of the machine, is refused; so are tags and aliases,
since the file is read as strictly as a text.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path as Folder
from pathlib import PurePosixPath
from typing import Any

from whereas.errors import BrokenPromise
from whereas.problems import Path, Problem, Severity, quoted
from whereas.reading.characters import read_text
from whereas.reading.documents import read_document
from whereas.reading.files import MAX_PATH, check_file, is_there, read_bytes
from whereas.reading.places import Places
from whereas.reading.strict_yaml import parse_yaml
from whereas.resources import data_file

FILE = "mkdocs.yml"

PAGES = "content/pages"
"""Folder of the hand-written pages."""

_PREVIEW = "build/mkdocs"
_FALSE = frozenset({"false", "no", "off", "null", "~", ""})
"""How YAML 1.1, by which the engine reads, writes what is off, in lower case."""


def check_frame(root: Folder) -> tuple[Problem, ...]:
    """Give what is wrong with mkdocs.yml of the project at `root`, with line and column.

    Raises EnvironmentFault where the machine does not let us read it.
    """
    if not is_there(root, FILE):
        message = "there is no mkdocs.yml here, the frame of the site"
        hint = "`Begin a publication` in the documentation shows one"
        return (Problem(FILE, "CFG04", Severity.ERROR, message, hint, line=1, column=1),)
    if problem := check_file(root, FILE):
        return (problem,)
    text, problems = read_text(read_bytes(root, FILE), FILE)
    if text is None:
        return problems
    settings, problems = parse_yaml(text, FILE)
    if settings is None:
        return problems
    found = (*_check_keys(settings), *_check_values(settings), *_check_pages(root, settings))
    return tuple(map(Places(text).locate, found))


def _check_keys(settings: Mapping[str, Any]) -> Iterator[Problem]:
    """Report what is not on the lists: keys, the theme's keys, plugins, extensions."""
    allowed = _allowed()
    asking = allowed["asking"]
    for key in settings:
        if key in asking["keys"]:
            yield _asks((key,), f"{quoted(key)} leads to other hosts")
        elif key not in allowed["keys"]:
            yield _unlisted((key,), key, allowed["keys"])
    for key, value in _mapping(settings.get("extra")).items():
        if key in asking["extra"] and not _is_off(value):
            yield _asks(("extra", key), f"{quoted(key)} lets pages ask other hosts")
    for key, value in _mapping(settings.get("theme")).items():
        if key not in allowed["theme"]:
            yield _unlisted(("theme", key), key, allowed["theme"])
        elif key == "font" and not _is_off(value):
            yield _asks(("theme", key), "a font is fetched from another host")
    for listed, among in (("plugins", "plugins"), ("markdown_extensions", "extensions")):
        for path, name, options in _iter_listed(settings.get(listed), (listed,)):
            if name not in allowed[among]:
                yield _unlisted(path, name, allowed[among])
                continue
            known = allowed[among][name].get("options", ())
            for option in sorted(_mapping(options).keys() - set(known)):
                yield _unlisted((*path, option), option, known)


def _check_values(settings: Mapping[str, Any]) -> Iterator[Problem]:
    """Report folders, a theme and plugins with which the program cannot work."""
    theme = settings.get("theme")
    name = _mapping(theme).get("name") if isinstance(theme, dict) else theme
    if name != "material":
        path: Path = ("theme", "name") if isinstance(theme, dict) else ("theme",)
        yield _unfit(path, f"the theme is {quoted(name or 'not named')}", "write name: material")
    if "whereas" not in {name for _, name, _ in _iter_listed(settings.get("plugins"), ())}:
        yield _unfit(("plugins",), "`plugins` lacks whereas", "add - whereas")
    if (docs := settings.get("docs_dir", PAGES)) != PAGES:
        wrong = f"{quoted(docs)} is not the folder of the pages"
        yield _unfit(("docs_dir",), wrong, f"write docs_dir: {PAGES}")
    if not _is_preview(site := settings.get("site_dir", _PREVIEW)):
        wrong = f"a preview would empty {quoted(site)}"
        yield _unfit(("site_dir",), wrong, f"write site_dir: {_PREVIEW}")
    for listed in ("extra_css", "extra_javascript"):
        for path, name, options in _iter_listed(settings.get(listed), (listed,)):
            if "//" in f"{name}{options or ''}":
                yield _asks(path, "the file is of another host", "put it into content/pages")


def _check_pages(root: Folder, settings: Mapping[str, Any]) -> Iterator[Problem]:
    """Report pages of the navigation that are not there."""
    for path, name in _iter_named(settings.get("nav"), ("nav",)):
        if not name.endswith(".md") or "://" in name:
            continue
        file = f"{PAGES}/{name}"
        plain = name.isprintable() and ".." not in name and len(file.encode()) <= MAX_PATH
        if not (plain and is_there(root, file)):
            hint = "write the page, or take the line out of `nav`"
            message = f"there is no page {quoted(name)} in {PAGES}"
            yield Problem(FILE, "CFG08", Severity.ERROR, message, hint, path)


def _iter_named(entries: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Give what a navigation names, without the titles, with the place of each."""
    if isinstance(entries, str):
        yield path, entries
    elif isinstance(entries, list):
        for position, entry in enumerate(entries):
            yield from _iter_named(entry, (*path, position))
    elif isinstance(entries, dict):
        for title, entry in entries.items():
            yield from _iter_named(entry, (*path, title))


def _iter_listed(value: Any, path: Path) -> Iterator[tuple[Path, str, Any]]:
    """Give the names of a list with their options, in each form that the engine takes."""
    if isinstance(value, dict):
        for name, options in value.items():
            yield (*path, name), name, options
    elif isinstance(value, list):
        for position, entry in enumerate(value):
            if isinstance(entry, str):
                yield (*path, position), entry, None
            else:
                yield from _iter_listed(entry, (*path, position))


def _is_preview(folder: object) -> bool:
    """Tell whether a folder may be emptied: it is in `build/`, and not the published site."""
    parts = PurePosixPath(folder).parts if isinstance(folder, str) else ()
    return len(parts) > 1 and parts[0] == "build" and parts[1] != "site" and ".." not in parts


def _is_off(value: object) -> bool:
    return (isinstance(value, str) and value.lower() in _FALSE) or value in ([], {})


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _unlisted(path: Path, name: str, allowed: Any) -> Problem:
    deeds = _allowed()["refused"]
    what = f"{quoted(name)} {deeds[name]['does'] if name in deeds else 'is not used here'}"
    near = get_close_matches(name, sorted(allowed), 1)
    hint = f"do you mean {near[0]}?" if near and name not in deeds else "delete it"
    return Problem(FILE, "CFG05", Severity.ERROR, what, hint, path, isinstance(path[-1], str))


def _asks(path: Path, message: str, hint: str = "delete it") -> Problem:
    return Problem(FILE, "CFG06", Severity.ERROR, message, hint, path, isinstance(path[-1], str))


def _unfit(path: Path, message: str, hint: str) -> Problem:
    return Problem(FILE, "CFG07", Severity.ERROR, message, hint, path)


@functools.cache
def _allowed() -> Mapping[str, Any]:
    """Give the program's table, its lists by name."""
    path = data_file("reading", "frame.yaml")
    document, problems = read_document(path.read_bytes(), path.name, "frame")
    if document is None:
        raise BrokenPromise(f"the table of the frame is not valid: {problems[0].message}")
    return {
        key: {entry["name"]: entry for entry in value} if isinstance(value, list) else value
        for key, value in document.root.items()
    }
