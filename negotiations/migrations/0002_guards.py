"""The database refuses entries that leave their negotiation, sides of another issue, and changes of what is recorded."""

from django.db import migrations

FOREIGN_KEYS = [
    # table, constraint, columns, the table and columns they must agree with
    ("position", "position_party_in_negotiation", "party_id, negotiation_id", "party (id, negotiation_id)"),
    ("position", "position_account_in_negotiation", "attributed_to_id, negotiation_id", "party (id, negotiation_id)"),
    ("position", "position_issue_in_negotiation", "issue_id, negotiation_id", "issue (id, negotiation_id)"),
    ("position", "position_side_of_issue", "side_id, issue_id", "scalepoint (id, issue_id)"),
    ("figure", "figure_issue_in_negotiation", "issue_id, negotiation_id", "issue (id, negotiation_id)"),
    ("figure", "figure_count_in_negotiation", "counted_by_id, negotiation_id", "party (id, negotiation_id)"),
]

ONLY_CLOSE = """
CREATE FUNCTION negotiations_only_close() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE closing text[] := ARRAY['closed_at', 'closed_by_id', 'closed_because'];
BEGIN
    IF OLD.closed_at IS NOT NULL OR NEW.closed_at IS NULL
       OR (to_jsonb(NEW) - closing) IS DISTINCT FROM (to_jsonb(OLD) - closing) THEN
        RAISE EXCEPTION 'an entry of the record can only be closed, once' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


def tie(table: str, name: str, columns: str, target: str) -> migrations.RunSQL:
    """A foreign key over two columns, which the ORM cannot say."""
    return migrations.RunSQL(
        f"ALTER TABLE negotiations_{table} ADD CONSTRAINT {name} "
        f"FOREIGN KEY ({columns}) REFERENCES negotiations_{target}",
        f"ALTER TABLE negotiations_{table} DROP CONSTRAINT {name}",
    )


def only_close(table: str) -> migrations.RunSQL:
    """The trigger that lets a row be closed and nothing else."""
    return migrations.RunSQL(
        f"CREATE TRIGGER only_close BEFORE UPDATE ON negotiations_{table} "
        "FOR EACH ROW EXECUTE FUNCTION negotiations_only_close()",
        f"DROP TRIGGER only_close ON negotiations_{table}",
    )


class Migration(migrations.Migration):
    """See the models' docstrings."""

    dependencies = [("negotiations", "0001_initial")]
    operations = [
        *(tie(*row) for row in FOREIGN_KEYS),
        migrations.RunSQL(ONLY_CLOSE, "DROP FUNCTION negotiations_only_close()"),
        only_close("position"),
        only_close("figure"),
    ]
