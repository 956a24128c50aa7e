"""What was there before the search is made findable, some at a time: nobody who writes meanwhile has to wait."""

from typing import Any

from django.db import migrations

AT_A_TIME = 500
SOURCES = {
    "articles": "articles_article",
    "citations": "articles_citation",
    "parties": "negotiations_party",
    "issues": "negotiations_issue",
}


def fill(apps: Any, schema_editor: Any) -> None:
    """Each part is a transaction of its own, and may be written twice."""
    with schema_editor.connection.cursor() as cursor:
        for kind, table in SOURCES.items():
            past = 0
            while True:
                cursor.execute(f"SELECT id FROM {table} WHERE id > %s ORDER BY id LIMIT %s", [past, AT_A_TIME])  # noqa: S608
                keys = [key for (key,) in cursor.fetchall()]
                if not keys:
                    break
                cursor.execute(f"SELECT articles_index_{kind}(%s::bigint[])", [keys])
                past = keys[-1]


class Migration(migrations.Migration):
    """It may be begun again where it was interrupted."""

    atomic = False
    dependencies = [("articles", "0007_search")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
