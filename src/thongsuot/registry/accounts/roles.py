"""The roles of product §2.4 and what each may do. One table: screens, actions and tests read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thongsuot.platform.access import permissions


class Role(models.TextChoices):
    UNIT_FOCAL = "unit_focal", _("Cán bộ đầu mối đơn vị")
    UNIT_HEAD = "unit_head", _("Lãnh đạo đơn vị")
    FIELD_LEAD = "field_lead", _("Sở chủ trì lĩnh vực")
    APPRAISER = "appraiser", _("Thẩm định viên")
    SECRETARIAT = "secretariat", _("Tổ Thư ký Ban Chỉ đạo")
    COMMITTEE_HEAD = "committee_head", _("Trưởng, Phó Trưởng Ban Chỉ đạo")
    HOME_AFFAIRS = "home_affairs", _("Sở Nội vụ (quản trị nghiệp vụ)")
    CLERK = "clerk", _("Văn thư")
    ONE_STOP = "one_stop", _("Công chức một cửa")
    SPECIALIST = "specialist", _("Công chức thụ lý hồ sơ")
    POST_CLERK = "post_clerk", _("Nhân viên bưu điện")
    INTERVIEWER = "interviewer", _("Điều tra viên")
    SURVEY_SUPERVISOR = "survey_supervisor", _("Giám sát điều tra")
    MINISTRY = "ministry", _("Bộ Nội vụ, Văn phòng Chính phủ")
    EDITOR = "editor", _("Biên tập viên")
    ADMIN = "admin", _("Quản trị hệ thống")


STAFF_OF_A_UNIT = frozenset({Role.UNIT_FOCAL, Role.UNIT_HEAD, Role.ONE_STOP, Role.SPECIALIST})


class Permission:
    """Codenames of the record's permissions; their Vietnamese labels stand in ``LABELS``."""

    DOCUMENT_READ_DRAFT = "registry.document.read_draft"
    DOCUMENT_ADD = "registry.document.add"
    DOCUMENT_PUBLISH = "registry.document.publish"
    CLAIM_CONFIRM = "registry.claim.confirm"
    CLAIM_REVISE = "registry.claim.revise"
    DIRECTIVE_CONFIRM = "registry.directive.confirm"
    FINDING_DISMISS = "registry.finding.dismiss"
    INDICATOR_MANAGE = "registry.indicator.manage"
    UNIT_MANAGE = "registry.unit.manage"
    POSITION_MANAGE = "registry.position.manage"
    ACCOUNT_MANAGE = "registry.account.manage"
    IMPORT_RUN = "registry.import.run"


LABELS = {
    Permission.DOCUMENT_READ_DRAFT: _("xem văn bản chưa công khai"),
    Permission.DOCUMENT_ADD: _("đưa văn bản vào"),
    Permission.DOCUMENT_PUBLISH: _("công khai văn bản"),
    Permission.CLAIM_CONFIRM: _("xác nhận số liệu"),
    Permission.CLAIM_REVISE: _("điều chỉnh số liệu"),
    Permission.DIRECTIVE_CONFIRM: _("xác nhận ý kiến chỉ đạo"),
    Permission.FINDING_DISMISS: _("trả lời cảnh báo số liệu"),
    Permission.INDICATOR_MANAGE: _("quản lý từ điển chỉ tiêu"),
    Permission.UNIT_MANAGE: _("quản lý đơn vị"),
    Permission.POSITION_MANAGE: _("quản lý chức danh"),
    Permission.ACCOUNT_MANAGE: _("quản lý tài khoản"),
    Permission.IMPORT_RUN: _("nhập dữ liệu từ tệp"),
}

_P = Permission
_STEERING_STAFF = {
    _P.DOCUMENT_READ_DRAFT,
    _P.DOCUMENT_ADD,
    _P.CLAIM_CONFIRM,
    _P.DIRECTIVE_CONFIRM,
    _P.FINDING_DISMISS,
}

GRANTS: dict[Role, frozenset[str]] = {
    Role.UNIT_FOCAL: frozenset({_P.DOCUMENT_READ_DRAFT, _P.DOCUMENT_ADD}),
    Role.UNIT_HEAD: frozenset({_P.DOCUMENT_READ_DRAFT, _P.DOCUMENT_ADD, _P.CLAIM_CONFIRM}),
    Role.FIELD_LEAD: frozenset({_P.DOCUMENT_READ_DRAFT, _P.DOCUMENT_ADD, _P.CLAIM_CONFIRM, _P.FINDING_DISMISS}),
    Role.APPRAISER: frozenset({_P.DOCUMENT_READ_DRAFT, _P.FINDING_DISMISS}),
    Role.SECRETARIAT: frozenset(_STEERING_STAFF),
    Role.COMMITTEE_HEAD: frozenset({_P.DOCUMENT_READ_DRAFT, _P.DIRECTIVE_CONFIRM, _P.DOCUMENT_PUBLISH}),
    Role.HOME_AFFAIRS: frozenset(
        {
            *_STEERING_STAFF,
            _P.DOCUMENT_PUBLISH,
            _P.CLAIM_REVISE,
            _P.INDICATOR_MANAGE,
            _P.UNIT_MANAGE,
            _P.POSITION_MANAGE,
            _P.IMPORT_RUN,
        }
    ),
    Role.CLERK: frozenset({_P.DOCUMENT_READ_DRAFT, _P.DOCUMENT_ADD, _P.DOCUMENT_PUBLISH}),
    Role.ONE_STOP: frozenset(),
    Role.SPECIALIST: frozenset(),
    Role.POST_CLERK: frozenset(),
    Role.INTERVIEWER: frozenset(),
    Role.SURVEY_SUPERVISOR: frozenset(),
    Role.MINISTRY: frozenset(
        {*_STEERING_STAFF, _P.DOCUMENT_PUBLISH, _P.CLAIM_REVISE, _P.INDICATOR_MANAGE, _P.IMPORT_RUN}
    ),
    Role.EDITOR: frozenset({_P.DOCUMENT_READ_DRAFT, _P.DOCUMENT_ADD, _P.DOCUMENT_PUBLISH}),
    Role.ADMIN: frozenset({"platform.job.manage", _P.ACCOUNT_MANAGE, _P.UNIT_MANAGE, _P.POSITION_MANAGE}),
}


def holders_of(permission: str) -> str:
    """The roles that hold a permission, as a refusal names them: «Sở Nội vụ …, Văn thư»."""
    return ", ".join(str(role.label) for role in Role if permission in GRANTS[role])


def extend(grants: Mapping[Role, Iterable[str]], labels: Mapping[str, str | Promise]) -> None:
    """Add a loop's permissions to the table and to the platform's catalogue; each app calls it once when ready."""
    for role, codenames in grants.items():
        GRANTS[role] |= frozenset(codenames)
    for codename, label in labels.items():
        permissions.declare(codename, str(label), holders_of(codename))


def declare_permissions() -> None:
    """The record's own; called once when the app is ready."""
    extend({}, LABELS)
