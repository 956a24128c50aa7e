"""The database lets nothing in the log be changed or taken away, and writes down what is changed in the admin."""

from django.db import migrations

APPEND_ONLY = """
CREATE FUNCTION accounts_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what is in the log stays there' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON accounts_event
FOR EACH ROW EXECUTE FUNCTION accounts_append_only();
"""

ADMINISTERED = """
CREATE FUNCTION accounts_administered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO accounts_event (kind, at, user_id, who, about, client)
    SELECT 'administered', NEW.action_time, NEW.user_id, username,
           left(concat_ws(' ', (ARRAY['added', 'changed', 'deleted'])[NEW.action_flag], model, NEW.object_repr), 300), ''
    FROM auth_user LEFT JOIN django_content_type ON django_content_type.id = NEW.content_type_id
    WHERE auth_user.id = NEW.user_id;
    RETURN NULL;
END $$;
CREATE TRIGGER administered AFTER INSERT ON django_admin_log
FOR EACH ROW EXECUTE FUNCTION accounts_administered();
"""


class Migration(migrations.Migration):
    """See the models' docstrings."""

    dependencies = [("accounts", "0001_initial"), ("admin", "0003_logentry_add_action_flag_choices")]
    operations = [
        migrations.RunSQL(
            APPEND_ONLY, "DROP TRIGGER append_only ON accounts_event; DROP FUNCTION accounts_append_only()"
        ),
        migrations.RunSQL(
            ADMINISTERED, "DROP TRIGGER administered ON django_admin_log; DROP FUNCTION accounts_administered()"
        ),
    ]
