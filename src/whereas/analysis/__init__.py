"""What is derived from the text by rule: opening words, citations. Never part of the record."""
