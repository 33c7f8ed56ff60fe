from django.contrib.postgres.operations import BtreeGinExtension, TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Trigram and B-tree indexes over arrays; the registry's first tables need them."""

    dependencies: list[tuple[str, str]] = []

    operations = [TrigramExtension(), BtreeGinExtension()]
