from django.apps import AppConfig


class CsoregistryConfig(AppConfig):
    """The wiring as an app: its commands, its checks, and Celery's app behind every shared task."""

    name = "csoregistry"
    verbose_name = "registry"

    def ready(self) -> None:
        from csoregistry import celery, checks  # noqa: F401 - imported so that they register themselves
