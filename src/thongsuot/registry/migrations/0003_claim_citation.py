"""A figure of the record printed again in another document stays one claim."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_account_phone")]
    operations = [
        migrations.CreateModel(
            name="ClaimCitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.PositiveIntegerField(verbose_name="từ ký tự")),
                ("end", models.PositiveIntegerField(verbose_name="đến ký tự")),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="registry.claim",
                        verbose_name="số liệu",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="registry.document",
                        verbose_name="văn bản dẫn lại",
                    ),
                ),
            ],
            options={
                "verbose_name": "chỗ dẫn lại",
                "verbose_name_plural": "chỗ dẫn lại",
                "ordering": ["document", "start"],
            },
        ),
        migrations.AddConstraint(
            model_name="claimcitation",
            constraint=models.UniqueConstraint(fields=("document", "start", "end"), name="citation_once"),
        ),
    ]
