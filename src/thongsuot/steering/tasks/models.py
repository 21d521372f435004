"""Tasks with the «5 rõ»: who, what, until when, with which result, answered for by whom; and their complete story."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from thongsuot.registry.fields import PrintedDecimalField
from thongsuot.registry.indicators.models import Field
from thongsuot.steering.tasks.choices import (
    OPEN_STATUSES,
    UNFINISHED,
    LateCause,
    Level,
    Programme,
    TaskSource,
    TaskStatus,
    Timeliness,
    Urgency,
)


class Task(models.Model):
    """``home`` is the unit that gave it and follows it up; ``lead`` the one unit that answers for it (A13).

    ``reach`` holds the paths of home, lead and coordinating units with all above them: one overlap decides who sees it.
    """

    title = models.CharField(_("nhiệm vụ"), max_length=500)
    detail = models.TextField(_("nội dung"), blank=True)
    home = models.ForeignKey(
        "registry.Unit", verbose_name=_("đơn vị giao"), on_delete=models.PROTECT, related_name="tasks_given"
    )
    committee = models.ForeignKey(
        "steering.Committee",
        verbose_name=_("Ban Chỉ đạo theo dõi"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tasks",
    )
    origin_committee = models.ForeignKey(
        "steering.Committee",
        verbose_name=_("nguồn: Ban Chỉ đạo"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tasks_brought",
    )
    plan = models.ForeignKey(
        "steering.Plan",
        verbose_name=_("kế hoạch"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tasks",
    )
    goal = models.ForeignKey(
        "steering.Goal",
        verbose_name=_("mục tiêu"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tasks",
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("thuộc việc"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    follows = models.ForeignKey(
        "self",
        verbose_name=_("cụ thể hóa"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="followed_by",
    )  # C11: the order of a higher level this one carries down
    source = models.CharField(_("từ đâu"), max_length=12, choices=TaskSource.choices, default=TaskSource.ENTRY)
    source_url = models.CharField(_("địa chỉ nguồn"), max_length=300, blank=True)  # «/van-ban/…#3.3»
    source_quote = models.TextField(_("câu nguồn"), blank=True)
    source_locator = models.CharField(_("vị trí trong nguồn"), max_length=160, blank=True)  # «mục 3.3», «dòng 12»
    directive = models.ForeignKey(
        "registry.Directive",
        verbose_name=_("ý kiến chỉ đạo"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tasks",
    )
    programme = models.CharField(_("chương trình"), max_length=8, choices=Programme.choices, default=Programme.REFORM)
    field = models.CharField(_("lĩnh vực"), max_length=20, choices=Field.choices, blank=True)
    level = models.CharField(_("cấp giao"), max_length=12, choices=Level.choices, default=Level.PROVINCE)
    urgency = models.CharField(_("mức độ"), max_length=10, choices=Urgency.choices, default=Urgency.ORDINARY)

    lead = models.ForeignKey(
        "registry.Unit",
        verbose_name=_("đơn vị chủ trì"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tasks_led",
    )
    lead_text = models.CharField(_("chủ trì như trong văn bản"), max_length=500, blank=True)
    lead_position = models.ForeignKey(
        "registry.Position",
        verbose_name=_("chức danh chịu trách nhiệm"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tasks",
    )
    is_common = models.BooleanField(_("giao chung"), default=False)  # «các cơ quan, đơn vị»: left common on purpose
    result = models.CharField(_("kết quả, sản phẩm"), max_length=500, blank=True)
    measure = models.CharField(_("thước đo"), max_length=300, blank=True)
    quantity = PrintedDecimalField(_("số lượng phải làm"))
    quantity_unit = models.CharField(_("đơn vị tính"), max_length=80, blank=True)
    quantity_done = PrintedDecimalField(_("số lượng đã làm"))
    note = models.CharField(_("lưu ý"), max_length=255, blank=True)  # «danh sách chưa đầy đủ»
    deadline = models.DateField(_("hạn"), null=True, blank=True)
    deadline_text = models.CharField(_("hạn như trong văn bản"), max_length=160, blank=True)
    first_deadline = models.DateField(_("hạn giao ban đầu"), null=True, blank=True)
    is_strategic = models.BooleanField(_("nhiệm vụ đột phá nhiều năm"), default=False)  # B14: not in yearly counts
    is_public = models.BooleanField(_("công khai"), default=False)
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)

    status = models.CharField(_("trạng thái"), max_length=10, choices=TaskStatus.choices, default=TaskStatus.PROPOSED)
    status_before_pause = models.CharField(_("trạng thái trước khi dừng"), max_length=10, blank=True)
    percent = models.PositiveSmallIntegerField(_("mức hoàn thành (%)"), null=True, blank=True)
    consulted_on = models.DateField(_("xin ý kiến Trưởng Ban Chỉ đạo ngày"), null=True, blank=True)
    assigned_on = models.DateField(_("giao ngày"), null=True, blank=True)
    received_on = models.DateField(_("nhận ngày"), null=True, blank=True)
    finished_on = models.DateField(_("báo hoàn thành ngày"), null=True, blank=True)
    accepted_on = models.DateField(_("nghiệm thu ngày"), null=True, blank=True)
    paused_on = models.DateField(_("tạm dừng ngày"), null=True, blank=True)
    closed_on = models.DateField(_("kết thúc ngày"), null=True, blank=True)  # accepted or dropped
    submitted_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người báo hoàn thành"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    accepted_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người nghiệm thu"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    timeliness = models.CharField(_("so với hạn"), max_length=8, choices=Timeliness.choices, blank=True)
    late_cause = models.CharField(_("nguyên nhân chậm"), max_length=14, choices=LateCause.choices, blank=True)
    late_reason = models.TextField(_("giải trình chậm"), blank=True)
    drop_reason = models.TextField(_("lý do không còn phù hợp"), blank=True)
    hand_overs = models.PositiveSmallIntegerField(_("số lần chuyển"), default=0)
    due_order = models.GeneratedField(
        verbose_name=_("hạn để sắp xếp"),
        expression=Coalesce("deadline", Value(date(9999, 12, 31))),
        output_field=models.DateField(),
        db_persist=True,
    )  # pages go by key, and a key knows no NULL: tasks without a deadline come last
    reach = ArrayField(models.CharField(max_length=400), verbose_name=_("trong tầm nhìn của"), default=list)
    search_key = models.CharField(_("khóa tìm kiếm"), max_length=1100, blank=True)
    added_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người lập"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    added_at = models.DateTimeField(_("lập lúc"), auto_now_add=True)
    changed_at = models.DateTimeField(_("thay đổi lúc"), auto_now=True)

    class Meta:
        verbose_name = _("nhiệm vụ")
        verbose_name_plural = _("nhiệm vụ")
        indexes = [
            GinIndex(fields=["reach"], name="task_reach"),
            GinIndex(OpClass("search_key", name="gin_trgm_ops"), name="task_words"),
            models.Index(fields=["due_order", "id"], name="task_by_due"),
            models.Index(fields=["home", "status", "due_order", "id"], name="task_board"),
            models.Index(fields=["lead", "status", "due_order", "id"], name="task_of_lead"),
            models.Index(fields=["plan", "status"], name="task_of_plan"),
            models.Index(fields=["committee", "status"], name="task_of_committee"),
            models.Index(fields=["deadline"], condition=Q(status__in=OPEN_STATUSES), name="task_open_due"),
            models.Index(fields=["status", "due_order", "id"], name="task_by_state"),
            models.Index(fields=["due_order", "id"], condition=Q(status__in=UNFINISHED), name="task_unfinished"),
            models.Index(fields=["-changed_at", "-id"], name="task_fresh"),
            models.Index(
                F("deadline").desc(nulls_last=True), F("id").desc(), condition=Q(is_public=True), name="task_promises"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=TaskStatus.PROPOSED)
                | Q(lead__isnull=False)
                | Q(is_common=True)
                | Q(status=TaskStatus.DROPPED),
                name="task_given_has_one_lead",
            ),
            models.CheckConstraint(
                condition=~Q(status=TaskStatus.DONE) | Q(accepted_on__isnull=False, finished_on__isnull=False),
                name="task_done_was_accepted",
            ),
            models.CheckConstraint(
                condition=~Q(timeliness=Timeliness.LATE) | ~Q(late_cause=""), name="task_late_says_why"
            ),
            models.CheckConstraint(condition=Q(percent__isnull=True) | Q(percent__lte=100), name="task_percent_to_100"),
        ]

    def __str__(self) -> str:
        return self.title[:80]


class TaskPartner(models.Model):
    """A coordinating unit; ``text`` where the source names it in words nobody has resolved yet."""

    task = models.ForeignKey(Task, verbose_name=_("nhiệm vụ"), on_delete=models.CASCADE, related_name="partners")
    unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("đơn vị phối hợp"), null=True, blank=True, on_delete=models.PROTECT
    )
    text = models.CharField(_("như trong văn bản"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("đơn vị phối hợp")
        verbose_name_plural = _("đơn vị phối hợp")

    def __str__(self) -> str:
        return self.text or str(self.unit_id)


class TaskUpdate(models.Model):
    """What the doer says of progress, and what the giver answers; never changed, only followed by another."""

    task = models.ForeignKey(Task, verbose_name=_("nhiệm vụ"), on_delete=models.CASCADE, related_name="updates")
    text = models.TextField(_("nội dung"))
    percent = models.PositiveSmallIntegerField(_("mức hoàn thành (%)"), null=True, blank=True)
    quantity_done = PrintedDecimalField(_("số lượng đã làm"))
    by = models.ForeignKey(
        "registry.Account", verbose_name=_("người báo"), null=True, blank=True, on_delete=models.PROTECT
    )
    by_text = models.CharField(_("người báo, chức danh"), max_length=255)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("báo cáo tiến độ")
        verbose_name_plural = _("báo cáo tiến độ")
        ordering = ["task", "at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class TaskEvidence(models.Model):
    """A proof: a stored file, a figure of the record, or an address."""

    task = models.ForeignKey(Task, verbose_name=_("nhiệm vụ"), on_delete=models.CASCADE, related_name="evidence")
    update = models.ForeignKey(
        TaskUpdate,
        verbose_name=_("báo cáo tiến độ"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="evidence",
    )
    note = models.CharField(_("là gì"), max_length=255)
    file_digest = models.CharField(_("mã băm tệp"), max_length=64, blank=True)  # platform.StoredFile.digest
    file_name = models.CharField(_("tên tệp"), max_length=255, blank=True)
    claim = models.ForeignKey(
        "registry.Claim", verbose_name=_("số liệu"), null=True, blank=True, on_delete=models.PROTECT
    )
    document = models.ForeignKey(
        "registry.Document", verbose_name=_("văn bản"), null=True, blank=True, on_delete=models.PROTECT
    )
    added_at = models.DateTimeField(_("lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("minh chứng nhiệm vụ")
        verbose_name_plural = _("minh chứng nhiệm vụ")

    def __str__(self) -> str:
        return self.note


class ExtensionStatus(models.TextChoices):
    ASKED = "asked", _("Chờ trả lời")
    GRANTED = "granted", _("Đồng ý")
    REFUSED = "refused", _("Không đồng ý")


class Extension(models.Model):
    """A new deadline asked for with a reason and decided by another person; both days are kept."""

    task = models.ForeignKey(Task, verbose_name=_("nhiệm vụ"), on_delete=models.CASCADE, related_name="extensions")
    old_deadline = models.DateField(_("hạn cũ"))
    new_deadline = models.DateField(_("hạn xin"))
    reason = models.TextField(_("lý do"))
    status = models.CharField(
        _("trạng thái"), max_length=8, choices=ExtensionStatus.choices, default=ExtensionStatus.ASKED
    )
    asked_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người xin"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("xin lúc"))
    decided_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người trả lời"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("trả lời lúc"), null=True, blank=True)
    answer = models.TextField(_("ý kiến trả lời"), blank=True)

    class Meta:
        verbose_name = _("gia hạn")
        verbose_name_plural = _("gia hạn")
        ordering = ["task", "asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(status=ExtensionStatus.ASKED), name="extension_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.task_id}→{self.new_deadline}"


class HandOver(models.Model):
    """A unit passes the work on: it must name the competent body and why (A13). The third raises a flag."""

    task = models.ForeignKey(Task, verbose_name=_("nhiệm vụ"), on_delete=models.CASCADE, related_name="moves")
    from_unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("từ đơn vị"), on_delete=models.PROTECT, related_name="+"
    )
    to_unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("sang đơn vị"), on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(_("lý do và căn cứ thẩm quyền"))
    by = models.ForeignKey("registry.Account", verbose_name=_("người chuyển"), null=True, on_delete=models.PROTECT)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("lần chuyển việc")
        verbose_name_plural = _("lần chuyển việc")
        ordering = ["task", "at"]

    def __str__(self) -> str:
        return f"{self.task_id}:{self.from_unit_id}→{self.to_unit_id}"
