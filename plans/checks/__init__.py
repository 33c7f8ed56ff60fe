"""What a plan document must be before any of it is loaded. One subject a module; each returns all it finds."""

from plans.checks import agencies, figures, lists, schema, tree, years
from plans.reading import Document, Problem

# In the order a reader would mend them: who and when first, then what hangs on them.
PARTS = (years.check, lists.check, agencies.check, tree.check, figures.check)


def check(document: Document) -> list[Problem]:
    """Everything that is wrong with a document, by line.

    The shape is checked first: what hangs together can only be told of a document that has the right shape.
    """
    return schema.check(document) or [problem for part in PARTS for problem in part(document)]


__all__ = ["check"]
