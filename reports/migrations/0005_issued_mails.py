import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0004_brief_outline_and_provinces'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='IssuedMail',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('queued', 'Waiting'), ('running', 'Working'), ('done', 'Done'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], default='queued', max_length=10)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('started_at', models.DateTimeField(editable=False, null=True)),
                ('finished_at', models.DateTimeField(editable=False, null=True)),
                ('lease_until', models.DateTimeField(editable=False, null=True)),
                ('lease_token', models.UUIDField(editable=False, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('stage', models.CharField(blank=True, editable=False, max_length=60)),
                ('progress_done', models.PositiveIntegerField(default=0, editable=False)),
                ('progress_total', models.PositiveIntegerField(default=0, editable=False)),
                ('reason', models.TextField(blank=True, editable=False)),
                ('sent_at', models.DateTimeField(editable=False, null=True)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mails', to='reports.report')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner', 'report'), name='one_mail_a_report_and_person')],
            },
        ),
    ]
