"""Runs the stages of single documents, in parallel where that pays; knows nothing of them."""
