"""Labels as the United Nations print them in English."""

from __future__ import annotations


def print_number(num: str | int) -> str:
    """Give the label of a paragraph or section: `5.`, `II.`."""
    return f"{num}."


def print_item(num: str | int) -> str:
    """Give the label of an item: `(a)`."""
    return f"({num})"
