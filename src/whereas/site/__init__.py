"""The site: the engine's frame, the pages stamped into it, and the search index."""
