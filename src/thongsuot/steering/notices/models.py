"""Notices of conclusion from draft to issue: parts, paragraphs, bound figures, signature, recipients, number."""

from __future__ import annotations

from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.registry.fields import PrintedDecimalField


class NoticeStatus(models.TextChoices):
    """product §2.5: nháp → trình → duyệt → ký → cấp số → phát hành → thay thế."""

    DRAFT = "draft", _("Dự thảo")
    SUBMITTED = "submitted", _("Đã trình")
    APPROVED = "approved", _("Đã duyệt")
    SIGNED = "signed", _("Đã ký")
    NUMBERED = "numbered", _("Đã cấp số")
    ISSUED = "issued", _("Đã phát hành")
    REPLACED = "replaced", _("Đã thay thế")


class SigningForm(models.TextChoices):
    """Điều 13 NĐ 30/2020/NĐ-CP."""

    OWN = "own", _("Ký trực tiếp")
    TM = "tm", _("TM. thay mặt tập thể")
    KT = "kt", _("KT. ký thay")
    TL = "tl", _("TL. ký thừa lệnh")
    TUQ = "tuq", _("TUQ. ký thừa ủy quyền")
    Q = "q", _("Q. quyền")


class Notice(models.Model):
    """Editable until submitted, immutable once issued: ``digest`` fixes the text, files are kept by content."""

    key = models.SlugField(_("mã bền"), max_length=120, unique=True)
    home = models.ForeignKey(
        "registry.Unit", verbose_name=_("của cơ quan"), on_delete=models.PROTECT, related_name="notices"
    )
    meeting = models.ForeignKey(
        "steering.Meeting",
        verbose_name=_("phiên họp"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="notices",
    )
    read_from = models.ForeignKey(
        "registry.Document",
        verbose_name=_("đọc từ văn bản"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="notices_read",
    )
    superior = models.CharField(_("cơ quan chủ quản"), max_length=255, blank=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=255)
    symbol = models.CharField(_("ký hiệu"), max_length=40)  # TB-UBND
    number = models.PositiveIntegerField(_("số"), null=True, blank=True)
    dated = models.DateField(_("ngày văn bản"), null=True, blank=True)
    month = models.PositiveSmallIntegerField(_("tháng dự kiến"), null=True, blank=True)  # a draft leaves the day blank
    year = models.PositiveSmallIntegerField(_("năm"))
    place = models.CharField(_("địa danh"), max_length=120)
    kind_name = models.CharField(_("tên loại"), max_length=80, default="THÔNG BÁO")
    subject = models.TextField(_("trích yếu"))
    opening = models.TextField(_("phần mở đầu"), blank=True)
    closing = models.TextField(_("phần kết"), blank=True)
    signing_form = models.CharField(
        _("hình thức ký"), max_length=4, choices=SigningForm.choices, default=SigningForm.OWN
    )
    signer = models.ForeignKey(
        "registry.Position",
        verbose_name=_("chức danh người ký"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    principal = models.CharField(_("thay mặt, thừa lệnh của"), max_length=160, blank=True)  # «Chủ tịch»
    signature_lines = models.JSONField(
        _("các dòng chức vụ"), default=list
    )  # ["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", …]
    signer_name = models.CharField(_("người ký"), max_length=120, blank=True)
    status = models.CharField(_("trạng thái"), max_length=10, choices=NoticeStatus.choices, default=NoticeStatus.DRAFT)
    drafted_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người soạn"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField(_("soạn lúc"), auto_now_add=True)
    changed_at = models.DateTimeField(_("sửa lúc"), auto_now=True)
    approved_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người duyệt"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người ký số"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(_("ký lúc"), null=True, blank=True)
    issued_at = models.DateTimeField(_("phát hành lúc"), null=True, blank=True)
    digest = models.CharField(_("mã băm nội dung"), max_length=64, blank=True)
    word_digest = models.CharField(_("mã băm tệp Word"), max_length=64, blank=True)
    pdf_digest = models.CharField(_("mã băm tệp PDF đã ký"), max_length=64, blank=True)
    document = models.OneToOneField(
        "registry.Document",
        verbose_name=_("văn bản đã phát hành"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="notice",
    )
    replaces = models.ForeignKey(
        "self",
        verbose_name=_("thay thế"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
    )
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)

    class Meta:
        verbose_name = _("thông báo kết luận")
        verbose_name_plural = _("thông báo kết luận")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["home", "symbol", "year", "number"],
                condition=Q(number__isnull=False),
                name="notice_number_once",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["numbered", "issued", "replaced"])
                | Q(number__isnull=False, dated__isnull=False),
                name="notice_issued_has_number_and_day",
            ),
        ]

    def __str__(self) -> str:
        return self.subject[:80]

    @property
    def number_text(self) -> str:
        """«07», «123»: numbers below ten take a zero (Phụ lục I mục II.3 NĐ 30/2020/NĐ-CP)."""
        return "" if self.number is None else f"{self.number:02d}"


class NumberBook(models.Model):
    """The register of one symbol in one year: numbers run from 1 to 31/12 without gap (Điều 15 NĐ 30/2020)."""

    home = models.ForeignKey("registry.Unit", verbose_name=_("của cơ quan"), on_delete=models.PROTECT)
    symbol = models.CharField(_("ký hiệu"), max_length=40)
    year = models.PositiveSmallIntegerField(_("năm"))
    last = models.PositiveIntegerField(_("số cuối đã cấp"), default=0)

    class Meta:
        verbose_name = _("sổ cấp số")
        verbose_name_plural = _("sổ cấp số")
        constraints = [models.UniqueConstraint(fields=["home", "symbol", "year"], name="number_book_once")]

    def __str__(self) -> str:
        return f"{self.symbol}/{self.year}"


class PartRole(models.TextChoices):
    RESULTS = "results", _("Kết quả")
    LIMITATIONS = "limitations", _("Tồn tại, hạn chế")
    TASKS = "tasks", _("Phương hướng, nhiệm vụ")


class NoticeParagraph(models.Model):
    """A heading («3.»), a numbered paragraph («3.3.») or a plain one. ``anchor`` is fixed once the notice is issued."""

    notice = models.ForeignKey(Notice, verbose_name=_("thông báo"), on_delete=models.CASCADE, related_name="paragraphs")
    role = models.CharField(_("phần"), max_length=12, choices=PartRole.choices)
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    depth = models.PositiveSmallIntegerField(_("bậc"), default=1)  # 0 heading of the part, 1 «3.1», 2 «a)»
    label = models.CharField(_("số mục"), max_length=16, blank=True)  # «3.3»; blank for a plain paragraph
    is_numbered = models.BooleanField(_("có số mục"), default=False)
    anchor = models.CharField(_("neo"), max_length=40)  # «3.3», «p12»
    text = models.TextField(_("nội dung"))
    conclusion = models.ForeignKey(
        "steering.Conclusion",
        verbose_name=_("kết luận"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="paragraphs",
    )
    limitation = models.ForeignKey(
        "registry.Limitation",
        verbose_name=_("tồn tại, hạn chế"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    directive = models.ForeignKey(
        "registry.Directive",
        verbose_name=_("ý kiến chỉ đạo"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("đoạn thông báo")
        verbose_name_plural = _("đoạn thông báo")
        ordering = ["notice", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "anchor"],
                name="notice_anchor_once",
                deferrable=Deferrable.DEFERRED,  # renumbering swaps anchors within one transaction
            )
        ]

    def __str__(self) -> str:
        return self.label or self.anchor


class NoticeFigure(models.Model):
    """A figure in a paragraph bound to a claim: ``shown`` as printed, ``value`` as the claim stood when bound.

    ``stated`` is the claim's whole wording at that moment (a fraction or a rank has no ``value``). Who keeps a figure
    that moved since says why; ``kept_against`` is the newer wording that was seen and passed over.
    """

    paragraph = models.ForeignKey(
        NoticeParagraph, verbose_name=_("đoạn"), on_delete=models.CASCADE, related_name="figures"
    )
    claim = models.ForeignKey(
        "registry.Claim", verbose_name=_("số liệu"), on_delete=models.PROTECT, related_name="notice_figures"
    )
    shown = models.CharField(_("như đã viết"), max_length=160)
    value = PrintedDecimalField(_("giá trị lúc gắn"))
    stated = models.CharField(_("số liệu lúc gắn"), max_length=160)
    bound_at = models.DateTimeField(_("gắn lúc"), auto_now_add=True)
    kept_reason = models.CharField(_("lý do giữ số cũ"), max_length=500, blank=True)
    kept_against = models.CharField(_("đã biết số mới"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("số liệu gắn trong thông báo")
        verbose_name_plural = _("số liệu gắn trong thông báo")

    def __str__(self) -> str:
        return self.shown


class NoticeRecipient(models.Model):
    """One line of «Nơi nhận» as printed, and whom it means."""

    notice = models.ForeignKey(Notice, verbose_name=_("thông báo"), on_delete=models.CASCADE, related_name="recipients")
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    text = models.CharField(_("như in"), max_length=255)  # «C, PCVP UBND tỉnh, các phòng CV, TTTT»
    units = models.ManyToManyField("registry.Unit", verbose_name=_("đơn vị"), blank=True, related_name="+")
    positions = models.ManyToManyField("registry.Position", verbose_name=_("chức danh"), blank=True, related_name="+")

    class Meta:
        verbose_name = _("nơi nhận")
        verbose_name_plural = _("nơi nhận")
        ordering = ["notice", "order"]

    def __str__(self) -> str:
        return self.text


class NoticeDelivery(models.Model):
    """One account that was sent the issued notice, and when it was opened."""

    notice = models.ForeignKey(Notice, verbose_name=_("thông báo"), on_delete=models.CASCADE, related_name="deliveries")
    account = models.ForeignKey("registry.Account", verbose_name=_("người nhận"), on_delete=models.PROTECT)
    unit = models.ForeignKey("registry.Unit", verbose_name=_("đơn vị"), null=True, on_delete=models.PROTECT)
    sent_at = models.DateTimeField(_("gửi lúc"))
    read_at = models.DateTimeField(_("mở lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("lượt gửi thông báo")
        verbose_name_plural = _("lượt gửi thông báo")
        constraints = [models.UniqueConstraint(fields=["notice", "account"], name="notice_delivered_once")]

    def __str__(self) -> str:
        return f"{self.notice_id}→{self.account_id}"
