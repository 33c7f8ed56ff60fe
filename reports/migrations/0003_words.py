import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0002_standing'),
    ]

    operations = [
        migrations.AddField(
            model_name='report',
            name='introduction',
            field=models.TextField(blank=True, verbose_name='introduction'),
        ),
        migrations.AddField(
            model_name='report',
            name='left_out',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), blank=True, default=list, size=None, verbose_name='sections left out'),
        ),
    ]
