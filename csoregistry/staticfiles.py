"""Static files under names that carry their digest, kept by browsers for ever."""

from django.conf import settings

from core.storage import OneStylesheet


class Storage(OneStylesheet):
    """Files under their plain names until collectstatic has run, so that manage.py works right after the install."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        if not self.hashed_files and not settings.DEBUG:
            return name
        return super().stored_name(name)
