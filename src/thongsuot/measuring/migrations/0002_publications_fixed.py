"""A published result and an issued criteria set are fixed in the database itself, whoever holds the connection (E05)."""

from django.db import migrations

PUBLICATION = """
CREATE FUNCTION measuring_publication_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Kết quả đã công bố: không sửa, không xóa. Muốn đổi, ra bản mới kèm lý do (%)', TG_TABLE_NAME;
END $$;
CREATE TRIGGER measuring_publication_fixed BEFORE UPDATE OR DELETE ON measuring_publication
    FOR EACH ROW EXECUTE FUNCTION measuring_publication_fixed();
"""
# What may still change of an issued set: until which year it applies (a later set takes over). Never what it says.
RELEASE = """
CREATE FUNCTION measuring_criteriarelease_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.status = OLD.status AND NEW.content = OLD.content AND NEW.digest = OLD.digest
       AND NEW.key = OLD.key THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Bộ tiêu chí đã ban hành: không sửa, không xóa. Hãy soạn bộ mới từ bộ này (%)', TG_TABLE_NAME;
END $$;
CREATE TRIGGER measuring_criteriarelease_fixed BEFORE UPDATE OR DELETE ON measuring_criteriarelease
    FOR EACH ROW WHEN (OLD.status = 'release_issued') EXECUTE FUNCTION measuring_criteriarelease_fixed();
"""
UNDO = "DROP TRIGGER {table}_fixed ON {table}; DROP FUNCTION {table}_fixed()"


class Migration(migrations.Migration):
    dependencies = [("measuring", "0001_initial")]
    operations = [
        migrations.RunSQL(PUBLICATION, UNDO.format(table="measuring_publication")),
        migrations.RunSQL(RELEASE, UNDO.format(table="measuring_criteriarelease")),
    ]
