"""Evidence: what the built sites look like and weigh, as pictures and figures, and as tests."""
