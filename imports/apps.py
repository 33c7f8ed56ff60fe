from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "imports"

    def ready(self) -> None:
        # Models are there only now.
        from accounts import looks
        from imports.looked_at import ROWS, SUBJECT
        from imports.models import ImportRow, Touched
        from imports.origins import imports_of
        from organisations.related import Carry, carry, register

        looks.register(SUBJECT, ROWS)
        # A row tells which record it made or changed; the code leads on to the survivor.
        carry(ImportRow, Carry.STAY)
        carry(Touched, Carry.STAY)
        register(imports_of)
