"""Who may do what in the steering loop (product §2.4): who drafts cannot issue, who does cannot accept."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thongsuot.registry.accounts.roles import Role, extend


class Steering:
    """Codenames of the loop's permissions; labels below."""

    READ = "steering.work.read"
    BRIEF = "steering.brief.read"
    COMMITTEE_MANAGE = "steering.committee.manage"
    PLAN_MANAGE = "steering.plan.manage"
    TARGET_ENTER = "steering.target.enter"
    TASK_PROPOSE = "steering.task.propose"
    TASK_ASSIGN = "steering.task.assign"
    TASK_WORK = "steering.task.work"
    TASK_ACCEPT = "steering.task.accept"
    TASK_REMIND = "steering.task.remind"
    EXTENSION_DECIDE = "steering.extension.decide"
    MEETING_MANAGE = "steering.meeting.manage"
    MEETING_TAKE_PART = "steering.meeting.take_part"
    NOTICE_DRAFT = "steering.notice.draft"
    NOTICE_APPROVE = "steering.notice.approve"
    NOTICE_SIGN = "steering.notice.sign"
    NOTICE_ISSUE = "steering.notice.issue"
    REMEDY_MANAGE = "steering.remedy.manage"
    REMEDY_WORK = "steering.remedy.work"
    REMEDY_CLOSE = "steering.remedy.close"
    INSPECTION_MANAGE = "steering.inspection.manage"
    INSPECTION_VISIT = "steering.inspection.visit"
    INSPECTION_ANSWER = "steering.inspection.answer"
    INSPECTION_CONCLUDE = "steering.inspection.conclude"


_S = Steering
LABELS = {
    _S.READ: _("xem công việc chỉ đạo, điều hành"),
    _S.BRIEF: _("xem bản tóm tắt cho lãnh đạo"),
    _S.COMMITTEE_MANAGE: _("lập, kiện toàn, hợp nhất Ban Chỉ đạo"),
    _S.PLAN_MANAGE: _("lập và sửa kế hoạch"),
    _S.TARGET_ENTER: _("nhập kết quả chỉ tiêu"),
    _S.TASK_PROPOSE: _("đề xuất nhiệm vụ"),
    _S.TASK_ASSIGN: _("giao nhiệm vụ"),
    _S.TASK_WORK: _("thực hiện và báo cáo nhiệm vụ của đơn vị mình"),
    _S.TASK_ACCEPT: _("nghiệm thu nhiệm vụ"),
    _S.TASK_REMIND: _("đôn đốc nhiệm vụ"),
    _S.EXTENSION_DECIDE: _("trả lời đề nghị gia hạn"),
    _S.MEETING_MANAGE: _("chuẩn bị và ghi phiên họp"),
    _S.MEETING_TAKE_PART: _("dự họp, góp ý, nhận việc tại phiên họp"),
    _S.NOTICE_DRAFT: _("soạn thông báo kết luận"),
    _S.NOTICE_APPROVE: _("duyệt thông báo kết luận"),
    _S.NOTICE_SIGN: _("ký thông báo kết luận"),
    _S.NOTICE_ISSUE: _("cấp số, phát hành văn bản"),
    _S.REMEDY_MANAGE: _("lập kế hoạch khắc phục hạn chế"),
    _S.REMEDY_WORK: _("khắc phục hạn chế của đơn vị mình"),
    _S.REMEDY_CLOSE: _("xác nhận hạn chế đã khắc phục"),
    _S.INSPECTION_MANAGE: _("lập kế hoạch và đoàn kiểm tra"),
    _S.INSPECTION_VISIT: _("kiểm tra tại đơn vị"),
    _S.INSPECTION_ANSWER: _("giải trình phát hiện kiểm tra của đơn vị mình"),
    _S.INSPECTION_CONCLUDE: _("kết luận kiểm tra"),
}
_DRAFTING = {
    _S.READ,
    _S.BRIEF,
    _S.COMMITTEE_MANAGE,
    _S.PLAN_MANAGE,
    _S.TARGET_ENTER,
    _S.TASK_PROPOSE,
    _S.TASK_ASSIGN,
    _S.TASK_REMIND,
    _S.MEETING_MANAGE,
    _S.MEETING_TAKE_PART,
    _S.NOTICE_DRAFT,
    _S.REMEDY_MANAGE,
    _S.INSPECTION_MANAGE,
}
_DOING = {_S.READ, _S.TASK_WORK, _S.REMEDY_WORK, _S.INSPECTION_ANSWER, _S.MEETING_TAKE_PART, _S.TARGET_ENTER}
GRANTS: dict[Role, set[str]] = {
    Role.UNIT_FOCAL: {*_DOING, _S.TASK_PROPOSE, _S.PLAN_MANAGE},
    Role.UNIT_HEAD: {*_DOING, _S.BRIEF, _S.TASK_PROPOSE, _S.TASK_ASSIGN, _S.TASK_ACCEPT, _S.EXTENSION_DECIDE},
    Role.FIELD_LEAD: {
        *(_S.READ, _S.BRIEF, _S.PLAN_MANAGE, _S.TARGET_ENTER, _S.TASK_PROPOSE, _S.TASK_ACCEPT),
        *(_S.MEETING_TAKE_PART, _S.REMEDY_MANAGE, _S.INSPECTION_VISIT),
    },
    Role.APPRAISER: {_S.READ, _S.INSPECTION_VISIT},
    Role.SECRETARIAT: _DRAFTING,
    Role.COMMITTEE_HEAD: {
        *(_S.READ, _S.BRIEF, _S.TASK_ASSIGN, _S.TASK_ACCEPT, _S.TASK_REMIND, _S.EXTENSION_DECIDE),
        *(_S.MEETING_TAKE_PART, _S.NOTICE_APPROVE, _S.NOTICE_SIGN, _S.REMEDY_CLOSE, _S.INSPECTION_CONCLUDE),
    },
    Role.HOME_AFFAIRS: {
        *_DRAFTING,
        *(_S.TASK_ACCEPT, _S.EXTENSION_DECIDE, _S.REMEDY_CLOSE, _S.INSPECTION_VISIT, _S.INSPECTION_CONCLUDE),
    },
    Role.CLERK: {_S.READ, _S.NOTICE_ISSUE},
    Role.MINISTRY: {_S.READ, _S.BRIEF, _S.PLAN_MANAGE, _S.TASK_PROPOSE, _S.TASK_ASSIGN, _S.TASK_ACCEPT},
}


def declare_permissions() -> None:
    """Join the one table of roles; called once when the app is ready."""
    extend(GRANTS, LABELS)
