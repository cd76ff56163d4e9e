"""YAML that people will edit: new texts, in the canonical form. Reads; writes through `output`."""
