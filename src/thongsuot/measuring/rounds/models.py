"""A round of scoring: who is scored by which set, what each unit says, with which evidence (product J2)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.measuring.criteria.models import CriteriaRelease, Population
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus, Verdict


class Round(models.Model):
    """One scoring of a population in one year. ``thresholds``: [{"name": "Xuất sắc", "from": "90"}, …], best first."""

    key = models.SlugField(_("mã bền"), max_length=100, unique=True)
    title = models.CharField(_("tên"), max_length=300)
    home = models.ForeignKey(
        "registry.Unit", verbose_name=_("đơn vị tổ chức"), on_delete=models.PROTECT, related_name="scoring_rounds"
    )
    release = models.ForeignKey(
        CriteriaRelease, verbose_name=_("bộ tiêu chí"), on_delete=models.PROTECT, related_name="rounds"
    )
    population = models.CharField(_("chấm điểm cho"), max_length=12, choices=Population.choices)
    year = models.PositiveSmallIntegerField(_("năm"))
    status = models.CharField(_("trạng thái"), max_length=16, choices=RoundStatus.choices, default=RoundStatus.DRAFT)
    self_from = models.DateField(_("tự chấm từ ngày"), null=True, blank=True)
    self_until = models.DateField(_("tự chấm đến ngày"), null=True, blank=True)
    appraise_until = models.DateField(_("thẩm định đến ngày"), null=True, blank=True)
    explain_workdays = models.PositiveSmallIntegerField(_("số ngày làm việc để giải trình"), default=5)
    second_share = models.PositiveSmallIntegerField(_("tỷ lệ thẩm định độc lập lần hai (%)"), default=10)
    seed = models.CharField(_("mầm chọn mẫu"), max_length=64, blank=True)
    thresholds = models.JSONField(_("ngưỡng xếp loại"), default=list)
    thresholds_reference = models.CharField(_("căn cứ ngưỡng xếp loại"), max_length=300, blank=True)
    approved_at = models.DateTimeField(_("phê duyệt lúc"), null=True, blank=True)
    approved_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người phê duyệt"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)
    added_at = models.DateTimeField(_("lập lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("đợt chấm điểm")
        verbose_name_plural = _("đợt chấm điểm")
        ordering = ["-year", "population", "key"]
        indexes = [models.Index(fields=["home", "-year"], name="round_of_home")]

    def __str__(self) -> str:
        return self.title


class Participant(models.Model):
    """A unit in a round. The three totals are kept apart; rank and class are filled when the round is counted.

    ``percent`` = final points ÷ applicable maximum × 100; ``peer_group`` keeps phường and xã apart where a round does.
    """

    round = models.ForeignKey(
        Round, verbose_name=_("đợt chấm điểm"), on_delete=models.CASCADE, related_name="participants"
    )
    unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("đơn vị"), on_delete=models.PROTECT, related_name="scorings"
    )
    peer_group = models.CharField(_("nhóm xếp hạng"), max_length=80, blank=True)
    status = models.CharField(
        _("trạng thái"), max_length=16, choices=ParticipantStatus.choices, default=ParticipantStatus.INVITED
    )
    signed_at = models.DateTimeField(_("ký lúc"), null=True, blank=True)
    signed_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người ký"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    signed_digest = models.CharField(_("mã băm bản ký"), max_length=64, blank=True)
    appraiser = models.ForeignKey(
        "registry.Account",
        verbose_name=_("thẩm định viên"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    self_total = models.DecimalField(_("điểm tự chấm"), max_digits=9, decimal_places=4, null=True, blank=True)
    appraised_total = models.DecimalField(_("điểm thẩm định"), max_digits=9, decimal_places=4, null=True, blank=True)
    final_total = models.DecimalField(_("điểm chốt"), max_digits=9, decimal_places=4, null=True, blank=True)
    applicable_maximum = models.DecimalField(
        _("điểm tối đa được áp dụng"), max_digits=9, decimal_places=4, null=True, blank=True
    )
    percent = models.DecimalField(_("chỉ số (%)"), max_digits=9, decimal_places=4, null=True, blank=True)
    rank = models.PositiveIntegerField(_("hạng"), null=True, blank=True)
    out_of = models.PositiveIntegerField(_("trên tổng số"), null=True, blank=True)
    is_tied = models.BooleanField(_("đồng hạng"), default=False)
    class_name = models.CharField(_("xếp loại"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("đơn vị được chấm điểm")
        verbose_name_plural = _("đơn vị được chấm điểm")
        ordering = ["round", "unit__sort_key"]
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="participant_once_a_round")]

    def __str__(self) -> str:
        return f"{self.round_id}:{self.unit_id}"


class NodeScore(models.Model):
    """One leaf of the set for one unit. Self, appraised and final are three scores and stay three (E03, E08).

    ``inputs`` are texts of decimals by input name, as the unit gave them; ``appraised_inputs`` as the appraiser found
    them where they differ. ``revision`` rises with each change, so that two people at once see each other.
    """

    participant = models.ForeignKey(
        Participant, verbose_name=_("đơn vị được chấm điểm"), on_delete=models.CASCADE, related_name="scores"
    )
    code = models.CharField(_("mã tiêu chí"), max_length=24)
    revision = models.PositiveIntegerField(_("lần sửa"), default=1)
    inputs = models.JSONField(_("số liệu đơn vị kê"), default=dict, blank=True)
    is_applicable = models.BooleanField(_("áp dụng cho đơn vị"), default=True)
    not_applicable_reason = models.CharField(_("lý do không áp dụng"), max_length=500, blank=True)
    self_score = models.DecimalField(_("điểm tự chấm"), max_digits=8, decimal_places=4, null=True, blank=True)
    note = models.TextField(_("giải thích của đơn vị"), blank=True)
    entered_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người chấm"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    entered_at = models.DateTimeField(_("chấm lúc"), null=True, blank=True)
    verdict = models.CharField(_("ý kiến thẩm định"), max_length=12, choices=Verdict.choices, default=Verdict.NONE)
    appraised_inputs = models.JSONField(_("số liệu thẩm định"), default=dict, blank=True)
    appraised_score = models.DecimalField(_("điểm thẩm định"), max_digits=8, decimal_places=4, null=True, blank=True)
    reason = models.TextField(_("lý do"), blank=True)
    clause = models.CharField(_("điểm, khoản của tiêu chí"), max_length=300, blank=True)
    appraised_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người thẩm định"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    appraised_at = models.DateTimeField(_("thẩm định lúc"), null=True, blank=True)
    final_score = models.DecimalField(_("điểm chốt"), max_digits=8, decimal_places=4, null=True, blank=True)
    final_reason = models.TextField(_("lý do chốt"), blank=True)

    class Meta:
        verbose_name = _("điểm tiêu chí")
        verbose_name_plural = _("điểm tiêu chí")
        constraints = [
            models.UniqueConstraint(fields=["participant", "code"], name="node_score_once"),
            models.CheckConstraint(
                condition=Q(is_applicable=True) | ~Q(not_applicable_reason=""), name="not_applicable_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(verdict="reduced") | (~Q(reason="") & ~Q(clause="")), name="reduction_says_why_and_where"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id}:{self.code}"


class ScoreEvidence(models.Model):
    """A proof picked from the document store, or a file; ``dated`` is its own date, ``locator`` the section or page."""

    score = models.ForeignKey(
        NodeScore, verbose_name=_("điểm tiêu chí"), on_delete=models.CASCADE, related_name="evidence"
    )
    document = models.ForeignKey(
        "registry.Document",
        verbose_name=_("văn bản"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="score_evidence",
    )
    claim = models.ForeignKey(
        "registry.Claim",
        verbose_name=_("số liệu"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="score_evidence",
    )
    file_digest = models.CharField(_("mã băm tệp"), max_length=64, blank=True)
    file_name = models.CharField(_("tên tệp"), max_length=255, blank=True)
    title = models.CharField(_("tên minh chứng"), max_length=500)
    locator = models.CharField(_("mục, trang"), max_length=160, blank=True)
    dated = models.DateField(_("ngày văn bản"), null=True, blank=True)
    added_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người gửi"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    added_at = models.DateTimeField(_("gửi lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("minh chứng điểm")
        verbose_name_plural = _("minh chứng điểm")
        ordering = ["score", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False) | Q(claim__isnull=False) | ~Q(file_digest=""),
                name="score_evidence_is_something",
            )
        ]

    def __str__(self) -> str:
        return self.title
