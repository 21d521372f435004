"""Words of a dossier's columns, for the database and the screen."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.IntegerChoices):
    """The ten statuses of the national portal, with the portal's own names."""

    NEW = 1, _("Mới đăng ký")
    ACCEPTED = 2, _("Được tiếp nhận")
    NOT_ACCEPTED = 3, _("Không được tiếp nhận")
    PROCESSING = 4, _("Đang xử lý")
    SUPPLEMENT = 5, _("Yêu cầu bổ sung giấy tờ")
    FINANCIAL_DUTY = 6, _("Yêu cầu thực hiện nghĩa vụ tài chính")
    WITHDRAWN = 7, _("Công dân yêu cầu rút hồ sơ")
    STOPPED = 8, _("Dừng xử lý")
    FINISHED = 9, _("Đã xử lý xong")
    RETURNED = 10, _("Đã trả kết quả")


class ChannelChoice(models.IntegerChoices):
    DIRECT = 1, _("Trực tiếp")
    ONLINE = 2, _("Trực tuyến")
    POST = 3, _("Bưu chính công ích")


class Mode(models.TextChoices):
    SELF = "self", _("Người dân tự nộp")
    ASSISTED = "assisted", _("Được hỗ trợ nộp")
    OFFICER = "officer", _("Cán bộ nộp thay")


class Payment(models.TextChoices):
    """State of payment as shown on the dossier; ``payments`` alone moves it."""

    NONE = "pay_none", _("Không có phí")
    DUE = "pay_due", _("Chưa nộp")
    PENDING = "pay_pending", _("Đang xử lý")
    PAID = "pay_paid", _("Đã nộp")
    REFUNDED = "pay_refunded", _("Đã hoàn")


class ApplicantKind(models.TextChoices):
    CITIZEN = "citizen", _("Công dân")
    BUSINESS = "business", _("Doanh nghiệp")
    HOUSEHOLD = "household", _("Hộ kinh doanh")
    ORGANISATION = "organisation", _("Cơ quan, tổ chức")


class PartKind(models.TextChoices):
    ORIGINAL = "original", _("Bản chính")
    COPY = "copy", _("Bản sao")
    ELECTRONIC = "electronic", _("Bản điện tử")


class PartSource(models.TextChoices):
    """Where a paper came from; feeds the digitisation figures (index 766, 4.2–4.4)."""

    UPLOADED = "uploaded", _("Người dân tải lên")
    SCANNED = "scanned", _("Quét tại quầy")
    REUSED = "reused", _("Dùng lại kết quả đã có")
    STORE = "store", _("Lấy từ kho của người dân")
    DATABASE = "database", _("Lấy từ cơ sở dữ liệu")
    PAPER = "paper", _("Chỉ có bản giấy")


class PartState(models.TextChoices):
    PENDING = "part_pending", _("Chưa kiểm tra")
    GOOD = "part_good", _("Đủ, đúng")
    FAULTY = "part_faulty", _("Thiếu hoặc sai")
