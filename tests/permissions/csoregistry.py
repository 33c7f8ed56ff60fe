"""Who may open the pages that join all rooms."""

TABLE = {"home": {"*": 200}, "open_data": {"*": 200}}
