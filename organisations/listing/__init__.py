"""What the database keeps beside the organisations so that lists stay fast (docs/adr/0013-kept-listing.md)."""
