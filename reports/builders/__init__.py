"""One module a format: build(document, …) → bytes, the same bytes for the same document on any machine and day."""
