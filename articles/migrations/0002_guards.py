"""The database refuses offsets outside the text, a changed text, and proposals that leave their negotiation."""

from django.db import migrations

FOREIGN_KEYS = [
    ("proposal_article_in_negotiation", "article_id, negotiation_id", "articles_article (id, negotiation_id)"),
    ("proposal_party_in_negotiation", "party_id, negotiation_id", "negotiations_party (id, negotiation_id)"),
    ("proposal_account_in_negotiation", "attributed_to_id, negotiation_id", "negotiations_party (id, negotiation_id)"),
    ("proposal_issue_in_negotiation", "issue_id, negotiation_id", "negotiations_issue (id, negotiation_id)"),
    ("proposal_side_of_issue", "side_id, issue_id", "negotiations_scalepoint (id, issue_id)"),
]

INSIDE_THE_TEXT = """
CREATE FUNCTION articles_inside_the_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.start >= NEW."end" OR NEW."end" > (SELECT length FROM articles_article WHERE id = NEW.article_id) THEN
        RAISE EXCEPTION 'offsets % to % lie outside the article', NEW.start, NEW."end"
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""

TEXT_STAYS = """
CREATE FUNCTION articles_text_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the text of an article never changes' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER text_stays BEFORE UPDATE ON articles_article
FOR EACH ROW WHEN (OLD.text IS DISTINCT FROM NEW.text) EXECUTE FUNCTION articles_text_stays();
"""


def tie(name: str, columns: str, target: str) -> migrations.RunSQL:
    """A foreign key over two columns, which the ORM cannot say."""
    return migrations.RunSQL(
        f"ALTER TABLE articles_proposal ADD CONSTRAINT {name} FOREIGN KEY ({columns}) REFERENCES {target}",
        f"ALTER TABLE articles_proposal DROP CONSTRAINT {name}",
    )


def inside_the_text(table: str) -> migrations.RunSQL:
    """The trigger that checks a row's offsets."""
    return migrations.RunSQL(
        f"CREATE TRIGGER inside_the_text BEFORE INSERT OR UPDATE ON articles_{table} "
        "FOR EACH ROW EXECUTE FUNCTION articles_inside_the_text()",
        f"DROP TRIGGER inside_the_text ON articles_{table}",
    )


class Migration(migrations.Migration):
    """See the models' docstrings."""

    dependencies = [("articles", "0001_initial"), ("negotiations", "0002_guards")]
    operations = [
        *(tie(*row) for row in FOREIGN_KEYS),
        migrations.RunSQL(INSIDE_THE_TEXT, "DROP FUNCTION articles_inside_the_text()"),
        inside_the_text("proposal"),
        inside_the_text("citation"),
        migrations.RunSQL(
            TEXT_STAYS, "DROP TRIGGER text_stays ON articles_article; DROP FUNCTION articles_text_stays()"
        ),
    ]
