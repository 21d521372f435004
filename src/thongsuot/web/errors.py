"""When something goes wrong: what happened, that nothing typed is lost where that is so, and what to do now."""

from __future__ import annotations

import secrets
from http import HTTPStatus

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

log = structlog.get_logger(__name__)


def _page(request: HttpRequest, status: HTTPStatus, title: str, words: list[str]) -> HttpResponse:
    context = {"title": title, "words": [word for word in words if word], "status": int(status)}
    return render(request, "web/pages/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    words = [_("Máy chủ không hiểu được yêu cầu vừa gửi."), _("Hãy quay lại trang trước, tải lại rồi thử lần nữa.")]
    return _page(request, HTTPStatus.BAD_REQUEST, _("Yêu cầu chưa đúng"), words)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The refusal itself says who may (``AccessDenied``)."""
    told = str(exception or "") or _("Tài khoản này chưa được giao việc đó.")
    return _page(request, HTTPStatus.FORBIDDEN, _("Chưa có quyền"), [told])


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    words = [
        _("Trang đã mở quá lâu hoặc trình duyệt chặn cookie, nên chưa lưu gì."),
        _("Hãy quay lại trang trước, tải lại rồi gửi lại. Nội dung đã gõ thường vẫn còn."),
    ]
    return _page(request, HTTPStatus.FORBIDDEN, _("Phiên làm việc đã cũ"), words)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    words = [
        _("Địa chỉ có thể gõ nhầm, hoặc nội dung đã đổi chỗ."),
        _("Hãy tìm theo tên, con số hoặc số ký hiệu văn bản ở ô tìm kiếm."),
    ]
    return _page(request, HTTPStatus.NOT_FOUND, _("Không tìm thấy trang này"), words)


def conflict(request: HttpRequest, exception: Exception) -> HttpResponse:
    """409: ``ConflictError`` says who changed the thing and when."""
    words = [str(exception), _("Hãy tải lại trang để xem bản mới rồi làm tiếp.")]
    return _page(request, HTTPStatus.CONFLICT, _("Nội dung vừa có thay đổi"), words)


def server_error(request: HttpRequest) -> HttpResponse:
    """The code on the screen is the code in the log, so that a call to the help desk finds the line."""
    code = secrets.token_hex(3).upper()
    log.error("incident", code=code, path=request.path, method=request.method)
    words = [
        _("Lỗi ở phía máy chủ, không phải do bạn. Việc vừa gửi chưa được lưu."),
        _("Hãy thử lại sau ít phút. Nếu vẫn lỗi, báo người quản trị mã sự cố %(code)s.") % {"code": code},
    ]
    context = {"title": _("Chưa làm được việc này"), "words": words, "status": 500}
    # The plain frame: whatever broke may break the menus too.
    return render(request, "web/pages/server_error.html", context, status=HTTPStatus.INTERNAL_SERVER_ERROR)
