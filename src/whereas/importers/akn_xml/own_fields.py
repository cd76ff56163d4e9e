"""Values of the format in elements of our own namespace; `exporters/akn_xml/fields.py` writes."""

from __future__ import annotations

from typing import Any

from whereas.importers.akn_xml.tree import Element


def read_value(element: Element) -> Any:
    """Give the value of YAML that an element stands for."""
    if element.tag == "map":
        return {child.get("key"): read_value(child) for child in element.children}
    if element.tag == "list":
        return [read_value(child) for child in element.children]
    if element.get("type") == "boolean":
        return element.text == "true"
    return int(element.text) if element.get("type") == "integer" else element.text
