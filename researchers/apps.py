from django.apps import AppConfig


class ResearchersConfig(AppConfig):
    name = "researchers"

    def ready(self) -> None:
        # Models are ready only now.
        from accounts import looks
        from organisations import term_use
        from organisations.choices import Taxonomy
        from researchers.looked_at import CONTACT, SUBJECT
        from researchers.models import Researcher

        looks.register(SUBJECT, CONTACT)
        for taxonomy, column in ((Taxonomy.ISSUE, "issues"), (Taxonomy.EXPERTISE, "expertise")):
            term_use.register(term_use.TermUse(taxonomy, Researcher, column, many=True))
