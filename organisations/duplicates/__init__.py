"""Finding records that are one organisation: names compared, pairs scored, the registry watched (ADR 17)."""
