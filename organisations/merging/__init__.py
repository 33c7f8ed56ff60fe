"""Merging two records of one organisation, and taking that back (ADR 17)."""
