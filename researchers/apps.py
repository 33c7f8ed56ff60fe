from django.apps import AppConfig


class ResearchersConfig(AppConfig):
    name = "researchers"

    def ready(self) -> None:
        # Models are ready only now.
        from organisations import term_use
        from organisations.choices import Taxonomy
        from researchers.models import Researcher

        for taxonomy, column in ((Taxonomy.ISSUE, "issues"), (Taxonomy.EXPERTISE, "expertise")):
            term_use.register(term_use.TermUse(taxonomy, Researcher, column, many=True))
