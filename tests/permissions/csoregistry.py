"""Who may open the pages that join all rooms."""

TABLE = {"home": {"*": 200}}
