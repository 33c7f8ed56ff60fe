"""Static files under names that carry their digest, kept by browsers for ever."""

from core.storage import OneStylesheet


class Storage(OneStylesheet):
    """A file that collectstatic has not seen yet keeps its plain name: manage.py works right after the install."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name
