"""Kinds of page, one module a kind: from records and the catalogue to bodies of pages."""
