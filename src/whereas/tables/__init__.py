"""The data: rows, table schemas, writers, packages. The only room that imports frictionless."""
