"""Many records at once: the statements (changes), what they would do (preview), doing and undoing it (working)."""
