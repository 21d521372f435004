"""The PostgreSQL extensions the product stands on; all four are trusted, so the owner of the database may add them."""

from django.contrib.postgres.operations import BtreeGistExtension, CreateExtension, TrigramExtension, UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGistExtension(),
        CreateExtension("ltree"),
    ]
