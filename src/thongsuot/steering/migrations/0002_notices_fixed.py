"""An issued notice is fixed in the database itself, whatever code or person holds the connection (product §2.5)."""

from django.db import migrations

# What may still change once a paper is out: that it was replaced. Receipts are rows of their own.
NOTICE = """
CREATE FUNCTION steering_notice_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.status = 'replaced'
       AND to_jsonb(NEW) - 'status' - 'changed_at' = to_jsonb(OLD) - 'status' - 'changed_at' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Thông báo đã phát hành: không sửa, không xóa (%)', TG_TABLE_NAME;
END $$;
CREATE TRIGGER steering_notice_fixed BEFORE UPDATE OR DELETE ON steering_notice
    FOR EACH ROW WHEN (OLD.status IN ('issued', 'replaced')) EXECUTE FUNCTION steering_notice_fixed();
"""
# The notice is asked for by the row as it was, or as it would be where it is new.
PART = """
CREATE FUNCTION {table}_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    part {table} := CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END;
BEGIN
    IF EXISTS (SELECT 1 FROM steering_notice n WHERE n.id = {notice} AND n.status IN ('issued', 'replaced')) THEN
        RAISE EXCEPTION 'Thông báo đã phát hành: không sửa, không xóa (%)', TG_TABLE_NAME;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER {table}_fixed BEFORE INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {table}_fixed();
"""
PARTS = {
    "steering_noticeparagraph": "part.notice_id",
    "steering_noticerecipient": "part.notice_id",
    "steering_noticefigure": "(SELECT p.notice_id FROM steering_noticeparagraph p WHERE p.id = part.paragraph_id)",
}
UNDO = "DROP TRIGGER {table}_fixed ON {table}; DROP FUNCTION {table}_fixed()"


class Migration(migrations.Migration):
    dependencies = [("steering", "0001_initial")]
    operations = [
        migrations.RunSQL(NOTICE, UNDO.format(table="steering_notice")),
        *(
            migrations.RunSQL(PART.format(table=table, notice=notice), UNDO.format(table=table))
            for table, notice in PARTS.items()
        ),
    ]
