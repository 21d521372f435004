"""What the list is narrowed to, all of it in the address: a filtered list can be sent to a colleague."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thongsuot.kernel.text import fold, nfc
from thongsuot.registry.indicators.models import Field
from thongsuot.steering.tasks.choices import (
    OPEN_STATUSES,
    UNFINISHED,
    Level,
    Programme,
    TaskSource,
    TaskStatus,
    Timeliness,
)
from thongsuot.steering.tasks.domain import HAND_OVERS_THAT_RAISE_A_FLAG
from thongsuot.steering.tasks.fields import DayField, UnitField
from thongsuot.steering.tasks.models import Extension, ExtensionStatus, Task

_LONGEST_QUERY = 120
_ANY = ("", _("Tất cả"))
DUE = [
    _ANY,
    ("qua-han", _("Quá hạn")),
    ("7", _("Đến hạn trong 7 ngày")),
    ("30", _("Đến hạn trong 30 ngày")),
    ("90", _("Đến hạn trong 90 ngày")),
    ("khong", _("Chưa có hạn")),
]
OPEN, WHOLE = "dang-mo", "tat-ca"
SILENT, LATE_DONE, STOPPED = "chua-bao", "xong-muon", "dung"
STEPS_TOGETHER = [
    (OPEN, _("Đang mở")),
    (WHOLE, _("Cả việc đã xong")),
    (SILENT, _("Chưa báo tiến độ")),
    (LATE_DONE, _("Xong, muộn hạn")),
    (STOPPED, _("Dừng, thôi làm")),
]
ORDERS = {"han": ("due_order", "id"), "moi": ("-id",), "doi": ("-changed_at", "-id")}
ORDER_NAMES = [("han", _("Hạn gần trước")), ("moi", _("Mới lập trước")), ("doi", _("Mới thay đổi trước"))]


def _choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[_ANY, *choices], required=False)


class FilterForm(forms.Form):
    """Names of the fields are the names in the address. A value nobody offers is left out, not answered by an error."""

    tim = forms.CharField(label=_("Tìm trong tên việc, đơn vị"), required=False, max_length=_LONGEST_QUERY)
    don_vi = UnitField(label=_("Đơn vị chủ trì"), required=False)
    giao = UnitField(label=_("Đơn vị giao"), required=False)
    han = forms.ChoiceField(label=_("Hạn"), choices=DUE, required=False)
    trang_thai = _choice(_("Bước"), [*STEPS_TOGETHER, *TaskStatus.choices])
    cap = _choice(_("Cấp giao"), Level.choices)
    chuong_trinh = _choice(_("Chương trình"), Programme.choices)
    linh_vuc = _choice(_("Lĩnh vực"), Field.choices)
    nguon = _choice(_("Từ đâu"), TaskSource.choices)
    ke_hoach = forms.SlugField(label=_("Kế hoạch (mã)"), required=False, max_length=120)
    ban = forms.SlugField(label=_("Ban Chỉ đạo (mã)"), required=False, max_length=120)
    nam = forms.IntegerField(label=_("Hạn trong năm"), required=False, min_value=2001, max_value=2100)
    dun_day = forms.BooleanField(label=_("Bị chuyển từ ba lần"), required=False)
    dot_pha = forms.BooleanField(label=_("Đột phá nhiều năm"), required=False)
    ngay = DayField(label=_("Tính đến ngày"), required=False)
    giao_tu = DayField(label=_("Giao từ ngày"), required=False)
    xong_tu = DayField(label=_("Nghiệm thu từ ngày"), required=False)
    lui_han_tu = DayField(label=_("Được lùi hạn từ ngày"), required=False)
    xep = forms.ChoiceField(label=_("Sắp xếp"), choices=ORDER_NAMES, required=False)

    def wanted(self) -> dict[str, Any]:
        """Cleaned values of the fields that were understood. Nothing asked for at all means what is still open."""
        self.is_valid()
        wanted = {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}
        return wanted if set(wanted) - {"xep"} else {**wanted, "trang_thai": OPEN}


_COLUMNS = {
    "cap": "level",
    "chuong_trinh": "programme",
    "linh_vuc": "field",
    "nguon": "source",
    "ke_hoach": "plan__key",
    "ban": "committee__unit__key",
    "dot_pha": "is_strategic",
}


def narrow(tasks: QuerySet[Task], wanted: dict[str, Any]) -> QuerySet[Task]:
    """The tasks the form asks for, as of its day."""
    for name, column in _COLUMNS.items():
        if name in wanted:
            tasks = tasks.filter(**{column: wanted[name]})
    tasks = _in_step(tasks, wanted.get("trang_thai", WHOLE))
    if "don_vi" in wanted:
        tasks = tasks.filter(lead=wanted["don_vi"])
    if "nam" in wanted:
        tasks = tasks.filter(deadline__year=wanted["nam"])
    if "giao" in wanted:
        tasks = tasks.filter(home=wanted["giao"])
    if "dun_day" in wanted:
        tasks = tasks.filter(hand_overs__gte=HAND_OVERS_THAT_RAISE_A_FLAG)
    if "han" in wanted:
        tasks = tasks.filter(_due(wanted["han"], wanted.get("ngay") or timezone.localdate()))
    tasks = _since(tasks, wanted)
    for word in fold(nfc(wanted.get("tim", ""))).split():
        tasks = tasks.filter(search_key__contains=word)
    return tasks


def _in_step(tasks: QuerySet[Task], step: str) -> QuerySet[Task]:
    together = {
        WHOLE: Q(),
        OPEN: Q(status__in=UNFINISHED),
        SILENT: Q(status__in=(TaskStatus.ASSIGNED, TaskStatus.RECEIVED)),
        LATE_DONE: Q(status=TaskStatus.DONE, timeliness=Timeliness.LATE),
        STOPPED: Q(status__in=(TaskStatus.PAUSED, TaskStatus.DROPPED)),
    }
    return tasks.filter(together.get(step, Q(status=step)))


def _since(tasks: QuerySet[Task], wanted: dict[str, Any]) -> QuerySet[Task]:
    """What happened from a day on; the brief links here with what it counted."""
    if "giao_tu" in wanted:
        tasks = tasks.filter(assigned_on__gte=wanted["giao_tu"])
    if "xong_tu" in wanted:
        tasks = tasks.filter(status=TaskStatus.DONE, accepted_on__gte=wanted["xong_tu"])
    if "lui_han_tu" in wanted:
        granted = Extension.objects.filter(status=ExtensionStatus.GRANTED, decided_at__date__gte=wanted["lui_han_tu"])
        tasks = tasks.filter(pk__in=granted.values("task_id"))
    return tasks


def _due(choice: str, day: Any) -> Q:
    still = Q(status__in=OPEN_STATUSES)
    if choice == "qua-han":
        return still & Q(deadline__lt=day)
    if choice == "khong":
        return Q(status__in=(TaskStatus.PROPOSED, *OPEN_STATUSES), deadline__isnull=True)
    return still & Q(deadline__gte=day, deadline__lte=day + timedelta(days=int(choice)))


def said(form: FilterForm) -> list[str]:
    """The filters in words, for the head of a printed list: «Hạn: Quá hạn»."""
    words = []
    for name, value in form.wanted().items():
        field = form.fields[name]
        choices = dict(field.choices) if isinstance(field, forms.ChoiceField) else {}
        shown = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(choices.get(value, value))
        words.append(str(field.label) if value is True else f"{field.label}: {shown}")
    return words
