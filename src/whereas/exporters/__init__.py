"""Formats of one document, one module a format: a function from a text to bytes."""
