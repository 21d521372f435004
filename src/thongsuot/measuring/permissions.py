"""Who may do what in the measuring loop (product §2.4): who is scored never appraises, who counts never approves."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thongsuot.registry.accounts.roles import Role, extend


class Measuring:
    """Codenames of the loop's permissions; labels below."""

    CRITERIA_EDIT = "measuring.criteria.edit"
    CRITERIA_ISSUE = "measuring.criteria.issue"
    ROUND_READ = "measuring.round.read"
    ROUND_MANAGE = "measuring.round.manage"
    SCORE_ENTER = "measuring.score.enter"
    SCORE_SIGN = "measuring.score.sign"
    SCORE_APPRAISE = "measuring.score.appraise"
    RESULT_COUNT = "measuring.result.count"
    RESULT_APPROVE = "measuring.result.approve"
    RESULT_PUBLISH = "measuring.result.publish"
    APPEAL_FILE = "measuring.appeal.file"
    APPEAL_DECIDE = "measuring.appeal.decide"
    SIMULATE = "measuring.simulation.run"
    DETECT = "measuring.anomaly.read"


_M = Measuring
LABELS = {
    _M.CRITERIA_EDIT: _("soạn bộ tiêu chí"),
    _M.CRITERIA_ISSUE: _("ban hành bộ tiêu chí"),
    _M.ROUND_READ: _("xem đợt chấm điểm chưa công bố"),
    _M.ROUND_MANAGE: _("mở và điều hành đợt chấm điểm"),
    _M.SCORE_ENTER: _("tự chấm điểm và gửi minh chứng của đơn vị mình"),
    _M.SCORE_SIGN: _("ký kết quả tự chấm của đơn vị mình"),
    _M.SCORE_APPRAISE: _("thẩm định điểm tự chấm"),
    _M.RESULT_COUNT: _("tổng hợp kết quả đợt chấm điểm"),
    _M.RESULT_APPROVE: _("phê duyệt kết quả chấm điểm"),
    _M.RESULT_PUBLISH: _("công bố kết quả chấm điểm"),
    _M.APPEAL_FILE: _("kiến nghị về kết quả của đơn vị mình"),
    _M.APPEAL_DECIDE: _("trả lời kiến nghị về kết quả"),
    _M.SIMULATE: _("mô phỏng nâng điểm, nâng hạng"),
    _M.DETECT: _("xem câu hỏi về điểm bất thường"),
}
_RUNNING = {
    *(_M.CRITERIA_EDIT, _M.CRITERIA_ISSUE, _M.ROUND_READ, _M.ROUND_MANAGE, _M.SCORE_APPRAISE, _M.RESULT_COUNT),
    *(_M.RESULT_PUBLISH, _M.APPEAL_DECIDE, _M.SIMULATE, _M.DETECT),
}
GRANTS: dict[Role, set[str]] = {
    Role.UNIT_FOCAL: {_M.SCORE_ENTER, _M.SIMULATE},
    Role.UNIT_HEAD: {_M.SCORE_ENTER, _M.SCORE_SIGN, _M.APPEAL_FILE, _M.SIMULATE},
    Role.FIELD_LEAD: {_M.ROUND_READ, _M.SCORE_APPRAISE, _M.SIMULATE},
    Role.APPRAISER: {_M.ROUND_READ, _M.SCORE_APPRAISE},
    Role.SECRETARIAT: {_M.ROUND_READ, _M.SIMULATE},
    Role.COMMITTEE_HEAD: {_M.ROUND_READ, _M.RESULT_APPROVE, _M.SIMULATE, _M.DETECT},
    Role.HOME_AFFAIRS: _RUNNING,
    Role.MINISTRY: {*_RUNNING, _M.RESULT_APPROVE},
}


def declare_permissions() -> None:
    """Join the one table of roles; called once when the app is ready."""
    extend(GRANTS, LABELS)
