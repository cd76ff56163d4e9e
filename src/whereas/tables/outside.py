"""What a package names that is not in it: no reader may be led to other hosts or folders."""

from __future__ import annotations

import json
import re
import stat
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
"""Name of a file of a package, which stands beside its descriptor."""

_PROFILES = "https://datapackage.org/profiles/"
"""Addresses of the standard's own profiles, of which readers hold a copy."""

_DESCRIPTOR = "datapackage.json"


def iter_outside(path: Path) -> Iterator[str]:
    """Give the names in a package (datapackage.json or zip) of what would be read from elsewhere.

    Frictionless 5.21 asks other hosts for tables, schemas and profiles, and follows links. What
    cannot be read as a descriptor names nothing.
    """
    text = path.read_bytes()
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            named = any(member.filename == _DESCRIPTOR for member in members)
            text = archive.read(_DESCRIPTOR) if named else b""
        for member in members:
            if not _PLAIN.fullmatch(member.filename) or stat.S_ISLNK(member.external_attr >> 16):
                yield member.filename
    try:
        descriptor = json.loads(text)
    except ValueError:
        return
    for name in _iter_files(descriptor):
        if not _PLAIN.fullmatch(name) or (path.parent / name).is_symlink():
            yield name
    yield from _iter_addresses(descriptor)


def _iter_files(descriptor: Any) -> Iterator[str]:
    """Give the files that resources have; a schema or dialect may be a file too."""
    for resource in _parts(descriptor, "resources"):
        for key in ("path", "extrapaths", "schema", "dialect"):
            value = resource.get(key)
            for name in value if isinstance(value, list) else [value]:
                if isinstance(name, str):
                    yield name


def _iter_addresses(descriptor: Any) -> Iterator[str]:
    """Give addresses of profiles that are not the standard's."""
    resources = _parts(descriptor, "resources")
    inner = (part for key in ("schema", "dialect") for r in resources for part in _parts(r, key))
    whole = [descriptor] if isinstance(descriptor, dict) else []
    for part in (*whole, *resources, *inner):
        for value in (part.get("$schema"), part.get("profile")):
            if isinstance(value, str) and "/" in value and not value.startswith(_PROFILES):
                yield value


def _parts(holder: Any, key: str) -> list[Mapping[str, Any]]:
    """Give the mappings that stand under a key, be it one or a list."""
    value = holder.get(key) if isinstance(holder, dict) else None
    return [
        part for part in (value if isinstance(value, list) else [value]) if isinstance(part, dict)
    ]
