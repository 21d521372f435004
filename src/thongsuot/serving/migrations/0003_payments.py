"""The payment ledger is only ever added to, in the database itself, whatever code or person holds the connection."""

from django.db import migrations

TABLE = "serving_paymententry"
TRIGGERS = f"""
CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION platform_refuse_change();
CREATE TRIGGER {TABLE}_keep BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0003_append_only"), ("serving", "0002_procedures")]
    operations = [
        migrations.RunSQL(
            TRIGGERS, f"DROP TRIGGER {TABLE}_append_only ON {TABLE}; DROP TRIGGER {TABLE}_keep ON {TABLE}"
        ),
    ]
