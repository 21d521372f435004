"""Events and day seals are append-only in the database itself, whatever code or person holds the connection."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION platform_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Test runs empty every table between cases; a database so named holds no record of anybody's acts.
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\\_%' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'Nhật ký chỉ được ghi thêm: không sửa, không xóa (%)', TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
"""
TRIGGERS = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION platform_refuse_change();
CREATE TRIGGER {table}_keep BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change();
"""
TABLES = ("platform_event", "platform_dayseal")


class Migration(migrations.Migration):
    dependencies = [("platform", "0002_spine")]
    operations = [
        migrations.RunSQL(REFUSE, "DROP FUNCTION platform_refuse_change()"),
        *(
            migrations.RunSQL(
                TRIGGERS.format(table=table),
                f"DROP TRIGGER {table}_append_only ON {table}; DROP TRIGGER {table}_keep ON {table}",
            )
            for table in TABLES
        ),
    ]
