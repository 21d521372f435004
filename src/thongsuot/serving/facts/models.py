"""Facts of dossiers in the database, the queue of changed ones, and the sums of days. Columns come of the definition.

Units and procedures are plain numbers: facts of other systems come by the million, and no row here owns another.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.serving.facts.domain import counters, schema

_KINDS: dict[str, type[models.Field[Any, Any]]] = {
    "int16": models.SmallIntegerField,
    "int32": models.IntegerField,
    "string": models.TextField,
    "boolean": models.BooleanField,
}


class LocalMomentField(models.DateTimeField):
    """Vietnam local time without a zone, as in every engine that reads facts."""

    def db_type(self, connection: Any) -> str:
        return "timestamp"

    def from_db_value(self, value: Any, *_given: Any) -> Any:
        return value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return value

    def get_prep_value(self, value: Any) -> Any:
        return value


def _field(column: schema.Column) -> models.Field[Any, Any]:
    kind = LocalMomentField if column.type_name == "timestamp" else _KINDS[column.type_name]
    return kind(column.meaning, null=column.is_nullable, blank=column.is_nullable)


def _counter(one: counters.Counter) -> models.BigIntegerField[int, int]:
    return models.BigIntegerField(one.meaning, default=0)


class DossierFact(models.Model):
    """One row of the fact table. ``dossier_id``: the dossier of this system it was taken from, empty for others'."""

    id = models.BigAutoField(primary_key=True)
    dossier_id = models.BigIntegerField(_("hồ sơ"), null=True, db_index=True)

    class Meta:
        verbose_name = _("sự thật hồ sơ")
        verbose_name_plural = _("sự thật hồ sơ")
        indexes = [
            models.Index(fields=["unit", "started_at"], name="fact_unit"),
            models.Index(fields=["started_at", "id"], name="fact_started"),
            models.Index(  # what the clock alone makes late
                fields=["due_at"],
                name="fact_open_due",
                condition=Q(is_past_due=False, finished_at__isnull=True, closed_at__isnull=True),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["source", "code"], name="fact_once"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(finished_at__isnull=True), name="fact_ends_once"
            ),
            models.CheckConstraint(
                condition=Q(paused_at__isnull=True) | Q(finished_at__isnull=True, closed_at__isnull=True),
                name="fact_waits_only_while_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.code}"  # type: ignore[attr-defined]


for _column in schema.COLUMNS:
    DossierFact.add_to_class(_column.name, _field(_column))


class FactChange(models.Model):
    """A dossier that changed and was not counted again yet; filled by triggers, emptied by the refresher."""

    id = models.BigAutoField(primary_key=True)
    dossier_id = models.BigIntegerField(_("hồ sơ"))
    at = models.DateTimeField(_("đổi lúc"))

    class Meta:
        verbose_name = _("hồ sơ chờ đếm lại")
        verbose_name_plural = _("hồ sơ chờ đếm lại")

    def __str__(self) -> str:
        return f"{self.pk}: {self.dossier_id}"


class FactState(models.Model):
    """One row. ``version`` rises with every change of the sums; ``faults``: what the last check of them found."""

    version = models.BigIntegerField(_("lần đổi"), default=0)
    changed_at = models.DateTimeField(_("đổi lúc"), null=True)
    checked_at = models.DateTimeField(_("đối chiếu lúc"), null=True)
    faults = models.IntegerField(_("số ô lệch"), default=0)

    class Meta:
        verbose_name = _("tình trạng số đếm")
        verbose_name_plural = _("tình trạng số đếm")

    def __str__(self) -> str:
        return str(self.version)


class FactPart(models.Model):
    """A month (of ``started_at``) and province of facts, with the ``FactState.version`` that last touched it.

    What copies facts elsewhere copies the parts touched since its own version.
    """

    month = models.DateField(_("tháng"))
    province = models.IntegerField(_("tỉnh, thành phố"))
    version = models.BigIntegerField(_("lần đổi"))

    class Meta:
        verbose_name = _("phần số liệu đã đổi")
        verbose_name_plural = _("phần số liệu đã đổi")
        constraints = [models.UniqueConstraint(fields=["month", "province"], name="fact_part_once")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.province}"


class UnitDay(models.Model):
    """Sums of one deciding unit on one day, one column a counter."""

    unit = models.IntegerField(_("nơi giải quyết"))
    day = models.DateField(_("ngày"))

    class Meta:
        verbose_name = _("số đếm theo đơn vị, ngày")
        verbose_name_plural = _("số đếm theo đơn vị, ngày")
        constraints = [models.UniqueConstraint(fields=["unit", "day"], name="unit_day_once")]

    def __str__(self) -> str:
        return f"{self.unit} {self.day}"


class UnitMonth(models.Model):
    """The same over a month; ``day`` is its first. What lies on the table at a moment: months and few days."""

    unit = models.IntegerField(_("nơi giải quyết"))
    day = models.DateField(_("tháng"))

    class Meta:
        verbose_name = _("số đếm theo đơn vị, tháng")
        verbose_name_plural = _("số đếm theo đơn vị, tháng")
        constraints = [models.UniqueConstraint(fields=["unit", "day"], name="unit_month_once")]

    def __str__(self) -> str:
        return f"{self.unit} {self.day}"


class ProcedureDay(models.Model):
    """Sums of one procedure in one province (or ministry) on one day."""

    province = models.IntegerField(_("tỉnh, thành phố"))
    procedure = models.IntegerField(_("thủ tục"))
    day = models.DateField(_("ngày"))

    class Meta:
        verbose_name = _("số đếm theo thủ tục, ngày")
        verbose_name_plural = _("số đếm theo thủ tục, ngày")
        constraints = [models.UniqueConstraint(fields=["province", "procedure", "day"], name="procedure_day_once")]

    def __str__(self) -> str:
        return f"{self.province} {self.procedure} {self.day}"


for _model in (UnitDay, UnitMonth, ProcedureDay):
    for _one in counters.COUNTERS:
        _model.add_to_class(_one.name, _counter(_one))
