"""A `Report` becomes lines for a reader or a program. Prints nothing itself."""
