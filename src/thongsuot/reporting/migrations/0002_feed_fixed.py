"""What another system sent stays as it came: corrections come as further events."""

from django.db import migrations

TABLE = "reporting_feedevent"
TRIGGERS = f"""
CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION platform_refuse_change();
CREATE TRIGGER {TABLE}_keep BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0003_append_only"), ("reporting", "0001_feed")]
    operations = [
        migrations.RunSQL(
            TRIGGERS, f"DROP TRIGGER {TABLE}_append_only ON {TABLE}; DROP TRIGGER {TABLE}_keep ON {TABLE}"
        ),
    ]
