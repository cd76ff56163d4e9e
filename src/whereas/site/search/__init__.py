"""The search index of one language: words to texts. It yields files and never writes them."""
