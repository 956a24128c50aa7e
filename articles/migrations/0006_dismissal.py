"""Suggestions can be dismissed. A comment belongs to a proposal; no page could write one without, so none is lost."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_together"),
        ("negotiations", "0006_visits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Dismissal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        blank=True,
                        help_text="Of a term; empty for a person.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="negotiations.issue",
                    ),
                ),
                (
                    "negotiation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dismissals",
                        to="negotiations.negotiation",
                    ),
                ),
            ],
            options={"ordering": ("words", "pk")},
        ),
        migrations.AddConstraint(
            model_name="dismissal",
            constraint=models.UniqueConstraint(
                condition=Q(taken_back_at__isnull=True),
                fields=("negotiation", "issue", "words"),
                name="dismissed_once",
                nulls_distinct=False,
            ),
        ),
        migrations.RunSQL("DELETE FROM articles_comment WHERE proposal_id IS NULL", migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name="comment", name="comment_passage"),
        migrations.RemoveField(model_name="comment", name="article"),
        migrations.RemoveField(model_name="comment", name="position"),
        migrations.AlterField(
            model_name="comment",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="articles.proposal"
            ),
        ),
        migrations.AlterField(model_name="comment", name="start", field=models.PositiveIntegerField()),
        migrations.AlterField(model_name="comment", name="end", field=models.PositiveIntegerField()),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(condition=Q(start__lt=F("end")), name="comment_passage"),
        ),
    ]
