"""One file a format: bytes to the text of documents."""
