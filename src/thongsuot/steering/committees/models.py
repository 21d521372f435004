"""Steering committees: which instance, who belongs to it from when, and who answers for which field."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Committee(models.Model):
    """What steering adds to a unit of kind committee. A merged body is a new unit, so sessions count from 1 again."""

    unit = models.OneToOneField(
        "registry.Unit", verbose_name=_("Ban Chỉ đạo"), on_delete=models.PROTECT, related_name="committee"
    )
    home = models.ForeignKey(
        "registry.Unit", verbose_name=_("của địa phương, cơ quan"), on_delete=models.PROTECT, related_name="committees"
    )
    scope = models.TextField(_("phạm vi"), blank=True)
    programmes = models.JSONField(_("chương trình phụ trách"), default=list, blank=True)  # tasks.Programme values
    secretariat_name = models.CharField(_("tên bộ phận giúp việc"), max_length=160, blank=True)
    meetings_per_quarter = models.PositiveSmallIntegerField(_("số phiên mỗi quý"), default=1)
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)

    class Meta:
        verbose_name = _("Ban Chỉ đạo")
        verbose_name_plural = _("Ban Chỉ đạo")

    def __str__(self) -> str:
        return self.unit.name


class CommitteeVersion(models.Model):
    """The membership as one decision set it; a later decision begins a new version, the old one stays readable."""

    committee = models.ForeignKey(
        Committee, verbose_name=_("Ban Chỉ đạo"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(_("lần kiện toàn"))
    decision = models.CharField(_("căn cứ"), max_length=255, blank=True)
    document = models.ForeignKey(
        "registry.Document", verbose_name=_("văn bản"), null=True, blank=True, on_delete=models.PROTECT
    )
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)
    note = models.TextField(_("ghi chú"), blank=True)
    issued_at = models.DateTimeField(_("ghi nhận lúc"), null=True, blank=True)  # NULL: still being written

    class Meta:
        verbose_name = _("lần kiện toàn")
        verbose_name_plural = _("lần kiện toàn")
        ordering = ["committee", "number"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="committee_version_once"),
            models.UniqueConstraint(
                fields=["committee"], condition=Q(issued_at__isnull=True), name="committee_one_version_being_written"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="committee_version_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee_id}/{self.number}"


class MemberRole(models.TextChoices):
    HEAD = "head", _("Trưởng Ban")
    STANDING_DEPUTY = "standing_deputy", _("Phó Trưởng Ban Thường trực")
    DEPUTY = "deputy", _("Phó Trưởng Ban")
    MEMBER = "member", _("Thành viên")
    SECRETARY = "secretary", _("Tổ Thư ký, giúp việc")


class Membership(models.Model):
    """A seat belongs to a position, never to a person (product §0.3)."""

    version = models.ForeignKey(
        CommitteeVersion, verbose_name=_("lần kiện toàn"), on_delete=models.CASCADE, related_name="members"
    )
    position = models.ForeignKey(
        "registry.Position", verbose_name=_("chức danh"), on_delete=models.PROTECT, related_name="committee_seats"
    )
    role = models.CharField(_("vai trò"), max_length=16, choices=MemberRole.choices)
    programme = models.CharField(_("chương trình phụ trách"), max_length=8, blank=True)  # tasks.Programme; deputies
    field = models.CharField(_("lĩnh vực phụ trách"), max_length=160, blank=True)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=100)

    class Meta:
        verbose_name = _("thành viên")
        verbose_name_plural = _("thành viên")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="committee_seat_once")]

    def __str__(self) -> str:
        return f"{self.position_id}:{self.role}"
