"""Versions of one procedure never overlap and, once announced, say what they said; competences never overlap (H03)."""

from django.db import migrations

APART = """
ALTER TABLE serving_procedureversion ADD CONSTRAINT procedure_versions_apart
    EXCLUDE USING gist (procedure_id WITH =, daterange(valid_from, valid_to, '[)') WITH &&)
    WHERE (status <> 'version_draft');
ALTER TABLE serving_procedurecompetence ADD CONSTRAINT procedure_competences_apart
    EXCLUDE USING gist (procedure_id WITH =, daterange(valid_from, valid_to, '[)') WITH &&);
"""
TOGETHER = """
ALTER TABLE serving_procedureversion DROP CONSTRAINT procedure_versions_apart;
ALTER TABLE serving_procedurecompetence DROP CONSTRAINT procedure_competences_apart;
"""
# What may still change of an announced version: until when it holds, and that it was withdrawn. Samples may be replaced
# by a newer sample as long as no dossier rests on them (the foreign key of dossiers refuses that).
FIXED = """
CREATE FUNCTION serving_procedureversion_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.content = OLD.content AND NEW.digest = OLD.digest AND NEW.number = OLD.number
       AND NEW.procedure_id = OLD.procedure_id AND NEW.valid_from = OLD.valid_from AND NEW.status <> 'version_draft' THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM serving_procedure WHERE id = OLD.procedure_id AND is_sample) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'Phiên bản thủ tục đã công bố: không sửa, không xóa. Hãy soạn phiên bản mới (%)', OLD.id;
END $$;
CREATE TRIGGER serving_procedureversion_fixed BEFORE UPDATE OR DELETE ON serving_procedureversion
    FOR EACH ROW WHEN (OLD.status <> 'version_draft') EXECUTE FUNCTION serving_procedureversion_fixed();
"""
UNDO = """
DROP TRIGGER serving_procedureversion_fixed ON serving_procedureversion;
DROP FUNCTION serving_procedureversion_fixed();
"""


class Migration(migrations.Migration):
    dependencies = [("serving", "0001_initial"), ("platform", "0001_extensions")]
    operations = [
        migrations.RunSQL(APART, TOGETHER),
        migrations.RunSQL(FIXED, UNDO),
    ]
