"""The forms of the registry: one for each section of a record, and those of the steps of the workflow."""
