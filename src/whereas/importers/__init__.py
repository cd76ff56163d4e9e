"""Foreign texts become documents of the format, each with a report of what it could not hold."""
