"""What the reader is less sure of is told apart, and proposals keep the issues they may bear on instead.

Only columns with defaults in the database: what is stored already was sure, and a worker of the old release may go on.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_guards"),
    ]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="alternatives",
            field=models.JSONField(
                blank=True,
                db_default=[],
                default=list,
                help_text='Sticking points that it may bear on, the likeliest first: {"issue": "pay", "score": 0.61}.',
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="features",
            field=models.JSONField(blank=True, db_default=[], default=list, help_text="What spoke for it, by name."),
        ),
        migrations.AddField(
            model_name="proposal",
            name="sure",
            field=models.BooleanField(
                db_default=True,
                default=True,
                help_text="Whether the reader was sure enough to ask an editor, by its measure on the day of the reading.",
            ),
        ),
    ]
