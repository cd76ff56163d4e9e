"""Bytes become records: strict YAML with positions, schema, record. Never prints or writes.

The only room that imports yaml, jsonschema and jsonschema_rs.
"""
