"""`manage.py stop_servers`: stops the embedded servers of this checkout, whoever uses them."""

from typing import Any

from django.core.management.base import BaseCommand

from csoregistry import embedded


class Command(BaseCommand):
    help = "Stops the embedded PostgreSQL and Valkey of this checkout, whoever uses them."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        embedded.stop_all()
