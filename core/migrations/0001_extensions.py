from django.contrib.postgres.operations import BtreeGinExtension, TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Other rooms' first migrations depend on this one for their indexes."""

    dependencies = []

    operations = [TrigramExtension(), BtreeGinExtension()]
