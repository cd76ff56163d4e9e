"""`content/publication.yaml` becomes a `Publication`, or problems with their places."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from whereas.errors import ConfigurationError
from whereas.model.publication import DataRights, Limits, Publication, TextRights
from whereas.problems import Problem
from whereas.reading.documents import read_document
from whereas.reading.files import check_file, is_there, read_bytes

FILE = "content/publication.yaml"

_UNITS = {"kB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}
# GitHub Pages refuses a site over 1 GB and git a file over 100 MB; both leave some room here.
_SITE_BYTES = "950 MB"
_FILE_BYTES = "90 MB"


def read_publication(root: Path) -> tuple[Publication | None, tuple[Problem, ...]]:
    """Give the settings of the project at `root`, or None and what is wrong with them.

    Raises ConfigurationError when the project has no such file.
    """
    if not is_there(root, FILE):
        raise ConfigurationError(f"there is no {FILE} here; -C DIR names the project's folder")
    if problem := check_file(root, FILE):
        return None, (problem,)
    document, problems = read_document(read_bytes(root, FILE), FILE, "publication")
    return (_build(document.root) if document else None), problems


def parse_size(text: str) -> int:
    """Give the bytes of `950 MB` (powers of 1,000) or of a bare number."""
    number, _, unit = text.partition(" ")
    return int(number) * _UNITS.get(unit, 1)


def _build(root: Mapping[str, Any]) -> Publication:
    texts, data = root["rights"]["texts"], root["rights"]["data"]
    limits = root.get("limits", {})
    return Publication(
        id=root["id"],
        title=root["title"],
        description=root["description"],
        url=root["url"],
        version=root.get("version"),
        publisher=root["publisher"]["name"],
        publisher_url=root["publisher"].get("url"),
        contact=root.get("contact"),
        language=root["language"],
        keywords=tuple(root.get("keywords", ())),
        texts=TextRights(
            texts["source"], texts["terms"], texts.get("url"), texts["acknowledgement"]
        ),
        data=DataRights(data["license"], data["title"], data["url"]),
        documents=tuple(root.get("documents", ("json",))),
        limits=Limits(
            parse_size(limits.get("site_bytes", _SITE_BYTES)),
            parse_size(limits.get("file_bytes", _FILE_BYTES)),
        ),
    )
