"""Rules about meaning, one module a family. A rule yields problems; it never prints or stops."""
