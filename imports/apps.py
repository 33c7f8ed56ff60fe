from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "imports"

    def ready(self) -> None:
        # Models are there only now.
        from imports.models import ImportRow
        from organisations.related import Carry, carry

        # A row tells which record it made or changed; the code leads on to the survivor.
        carry(ImportRow, Carry.STAY)
