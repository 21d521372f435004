"""Files on the disk under a name of their own, so that a sealed one may lie encrypted."""

from django.db import migrations, models
from django.db.models import F


def name_blobs(apps, _schema):
    apps.get_model("platform", "StoredFile").objects.update(blob=F("digest"))


class Migration(migrations.Migration):
    dependencies = [("platform", "0008_text_messages")]

    operations = [
        migrations.AddField("storedfile", "is_sealed", models.BooleanField("niêm phong", default=False)),
        migrations.AddField("storedfile", "blob", models.CharField("tên trên đĩa", max_length=64, default="", db_index=True), preserve_default=False),
        migrations.RunPython(name_blobs, migrations.RunPython.noop),
        migrations.RemoveConstraint("storedfile", "stored_file_once"),
        migrations.AddConstraint("storedfile", models.UniqueConstraint(fields=["digest", "name", "is_sealed"], name="stored_file_once")),
    ]
