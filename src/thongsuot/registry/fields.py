"""Column types the whole record shares."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class PrintedDecimalField(models.DecimalField):
    """A PostgreSQL ``numeric`` without fixed scale: «33,80» and «33,8» stay different, as printed.

    The digits of the source decide the rounding interval (kernel.intervals); a fixed scale would forget them.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def db_type(self, connection: Any) -> str:
        return "numeric"

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("max_digits", None)
        kwargs.pop("decimal_places", None)
        return name, path, args, kwargs


class Certainty(models.TextChoices):
    """How sure we are of a fact of law or history (design §5: no invented rule)."""

    OFFICIAL = "official", _("Theo văn bản chính thức")
    SECONDARY = "secondary", _("Theo nguồn thứ cấp")
    TO_VERIFY = "to-verify", _("Cần kiểm chứng")
    SAMPLE = "sample", _("Dữ liệu minh họa")


class ReviewStatus(models.TextChoices):
    """Extraction proposes, a named person disposes (product §0.3)."""

    PROPOSED = "proposed", _("Chờ xác nhận")
    CONFIRMED = "confirmed", _("Đã xác nhận")
    REJECTED = "rejected", _("Không nhận")
    SUPERSEDED = "superseded", _("Đã thay bằng bản sau")
