"""Both menus as data. An entry appears when its page exists and, in the workspace, when the person may use it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thongsuot.measuring.permissions import Measuring
from thongsuot.registry.accounts.roles import Permission
from thongsuot.reporting.permissions import Reporting
from thongsuot.serving.permissions import Serving
from thongsuot.steering.permissions import Steering


@dataclass(frozen=True, slots=True)
class Entry:
    """``url_name`` as given to ``reverse``; ``permission`` (any of several) may be empty: every signed-in person."""

    label: str | Promise
    url_name: str
    icon: str = ""
    permission: str | tuple[str, ...] = ""


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    icon: str
    current: bool


# Product §4.1: seven public entries; pages of later loops join by their URL name.
PUBLIC = (
    Entry(_("Trang chủ"), "home"),
    Entry(_("Thủ tục và dịch vụ"), "procedures"),
    Entry(_("Tra cứu hồ sơ"), "dossier-tracking"),
    Entry(_("Kết quả cải cách"), "results"),
    Entry(_("Phản ánh, góp ý"), "petitions"),
    Entry(_("Tin tức và văn bản"), "documents"),
    Entry(_("Dữ liệu mở"), "open-data"),
)
PUBLIC_TOOLS = (
    Entry(_("Kiểm tra kết quả"), "verify"),
    Entry(_("Trang của tôi"), "citizen"),
    Entry(_("Kết quả chấm điểm"), "round-results"),
    Entry(_("Lời hứa"), "commitments"),
    Entry(_("Thời gian thực"), "realtime"),
    Entry(_("Kết quả phục vụ"), "service-figures"),
    Entry(_("Cắt giảm thủ tục"), "cuts"),
    Entry(_("Bộ tiêu chí"), "criteria"),
    Entry(_("Đơn vị"), "units"),
    Entry(_("Soi bài báo"), "article-check"),
)
FOOTER = (
    Entry(_("Tính ngày hẹn trả"), "due-date"),
    Entry(_("Giới thiệu"), "about"),
    Entry(_("Trợ năng"), "accessibility"),
    Entry(_("Quyền riêng tư"), "privacy"),
    Entry(_("Nguồn dữ liệu"), "data-sources"),
)
WORKSPACE: tuple[tuple[str | Promise, tuple[Entry, ...]], ...] = (
    (
        _("Việc của tôi"),
        (
            Entry(_("Bàn làm việc"), "workspace", "home"),
            Entry(_("Hộp việc"), "inbox", "inbox"),
            Entry(_("Việc đang chạy"), "jobs", "jobs"),
        ),
    ),
    (
        _("Điều hành"),
        (
            Entry(_("Tóm tắt cho lãnh đạo"), "brief", "brief", Steering.BRIEF),
            Entry(_("Nhiệm vụ"), "tasks", "task", Steering.READ),
            Entry(_("Kế hoạch, chỉ tiêu"), "plans", "plan", Steering.READ),
            Entry(_("Phiên họp"), "meetings", "meeting", Steering.READ),
            Entry(_("Thông báo kết luận"), "notices", "notice", Steering.READ),
            Entry(_("Đôn đốc"), "reminders", "bell", Steering.TASK_REMIND),
            Entry(_("Khắc phục hạn chế"), "remedies", "remedy", Steering.READ),
            Entry(_("Kiểm tra"), "inspections", "inspect", Steering.READ),
            Entry(_("Ban Chỉ đạo"), "committees", "people", Steering.READ),
        ),
    ),
    (
        _("Chấm điểm"),
        (
            Entry(_("Đợt chấm điểm"), "rounds", "table", (Measuring.ROUND_READ, Measuring.SCORE_ENTER)),
            Entry(_("Thẩm định điểm"), "appraisals", "compare", Measuring.SCORE_APPRAISE),
            Entry(
                _("Công bố kết quả"),
                "publishing",
                "export",
                (Measuring.RESULT_COUNT, Measuring.RESULT_APPROVE, Measuring.RESULT_PUBLISH),
            ),
            Entry(_("Soạn bộ tiêu chí"), "criteria-desk", "edit", Measuring.CRITERIA_EDIT),
            Entry(_("Điểm bất thường"), "anomalies", "flag", Measuring.DETECT),
        ),
    ),
    (
        _("Thủ tục và hồ sơ"),
        (
            Entry(_("Hồ sơ"), "dossiers", "dossier", (Serving.DOSSIER_READ, Serving.DOSSIER_RECEIVE)),
            Entry(_("Tiếp nhận"), "reception", "counter", Serving.DOSSIER_RECEIVE),
            Entry(_("Ý kiến được hỏi"), "dossier-opinions", "help", Serving.DOSSIER_PROCESS),
            Entry(_("Cuối ngày"), "day-end", "compare", Serving.DOSSIER_READ),
            Entry(_("Quầy"), "counters", "unit", Serving.BOARD_READ),
            Entry(_("Thanh toán"), "payments-desk", "money", Serving.PAYMENT_READ),
            Entry(_("Cảnh báo trễ"), "late-warning", "clock", Serving.BOARD_READ),
            Entry(_("Ngày nghỉ riêng"), "closures", "calendar", Serving.CALENDAR_EDIT),
            Entry(_("Số hóa và kết quả"), "digitising", "document", Serving.DOSSIER_READ),
            Entry(_("Sổ theo dõi"), "logbook", "table", Serving.DOSSIER_READ),
            Entry(_("Số liệu hồ sơ"), "dossier-board", "figure", Serving.BOARD_READ),
            Entry(_("Thời gian thực"), "realtime", "clock", Serving.BOARD_READ),
            Entry(_("Lệch đồng bộ"), "feed-mismatches", "compare", Serving.BOARD_READ),
            Entry(
                _("Danh mục thủ tục"),
                "procedures-desk",
                "plan",
                (Serving.PROCEDURE_EDIT, Serving.PROCEDURE_PUBLISH),
            ),
            Entry(_("Thủ tục nội bộ"), "internal-procedures", "document", Serving.BOARD_READ),
            Entry(_("Cắt giảm thủ tục"), "cuts-desk", "cut", (Serving.CUT_PROPOSE, Serving.CUT_APPROVE)),
        ),
    ),
    (
        _("Văn bản và số liệu"),
        (
            Entry(_("Đưa văn bản vào"), "intake", "document", Permission.DOCUMENT_ADD),
            Entry(_("Bàn số liệu"), "claims-desk", "figure", Permission.DOCUMENT_READ_DRAFT),
            Entry(_("Soi số liệu"), "findings-desk", "flag", Permission.FINDING_DISMISS),
            Entry(_("Nhập từ bảng"), "import", "import", Permission.IMPORT_RUN),
            Entry(_("Nguồn hồ sơ"), "feeds", "import", Reporting.FEED_RUN),
        ),
    ),
    (
        _("Tổ chức"),
        (
            Entry(_("Đơn vị"), "units-admin", "unit", Permission.UNIT_MANAGE),
            Entry(_("Chức danh"), "positions-admin", "people", Permission.POSITION_MANAGE),
            Entry(_("Tài khoản"), "accounts-admin", "person", Permission.ACCOUNT_MANAGE),
        ),
    ),
)


def find_url(url_name: str) -> str | None:
    """Address of a page that takes no argument, or ``None`` while no such page exists."""
    return _found(url_name, get_urlconf(), get_script_prefix())


@lru_cache(maxsize=512)
def _found(url_name: str, urlconf: str | None, prefix: str) -> str | None:
    """Every page asks for some forty addresses, which only change with what they are looked up in."""
    try:
        return reverse(url_name, urlconf)
    except NoReverseMatch:
        return None


def links(entries: Iterable[Entry], request: HttpRequest) -> list[Link]:
    """The entries this person may follow, the one being looked at marked."""
    shown = []
    for entry in entries:
        url = find_url(entry.url_name)
        if url is None or not _allowed(entry, request):
            continue
        shown.append(Link(str(entry.label), url, entry.icon, _is_current(url, request.path)))
    return shown


def _allowed(entry: Entry, request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    asked = (entry.permission,) if isinstance(entry.permission, str) else entry.permission
    return not any(asked) or bool(user and user.is_authenticated and any(user.can(one) for one in asked))


def _is_current(url: str, path: str) -> bool:
    is_front_door = url in {"/", find_url("workspace")}
    return path == url if is_front_door else path == url or path.startswith(f"{url.rstrip('/')}/")
