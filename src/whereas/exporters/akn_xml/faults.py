"""What a text has that the format cannot hold."""

from __future__ import annotations

from whereas.errors import NotExportedError


def not_exported(at: str, message: str, hint: str) -> NotExportedError:
    """Give the error for the place `at` of a document: what is wrong there, and what mends it."""
    return NotExportedError(f"{at}: {message}; {hint}")
