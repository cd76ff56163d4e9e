"""Programs that the tests start, kill and stop; no tests themselves."""
