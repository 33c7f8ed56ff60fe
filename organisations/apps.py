from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "organisations"
    verbose_name = _("Organisations")

    def ready(self) -> None:
        # Models are there only now.
        from accounts import looks
        from organisations.looked_at import PEOPLE
        from organisations.looks import SUBJECT
        from organisations.merging import links, own_rows
        from organisations.related import register

        looks.register(SUBJECT, PEOPLE)
        own_rows.register()
        register(links.merges_of)
        # The worker loads tasks alone; this tells the bulk work of the workflow's actions.
        from organisations.actions import bulk  # noqa: F401 - imported for what it registers; models are ready only now
