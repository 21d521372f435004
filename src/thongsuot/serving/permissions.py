"""Who may do what in the serving loop (product §2.4): who receives never decides, nor reconciles who decides."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thongsuot.registry.accounts.roles import Role, extend


class Serving:
    """Codenames of the loop's permissions; labels below. Scope: the unit that receives, decides or holds."""

    PROCEDURE_EDIT = "serving.procedure.edit"
    PROCEDURE_PUBLISH = "serving.procedure.publish"
    CUT_PROPOSE = "serving.cut.propose"
    CUT_APPROVE = "serving.cut.approve"
    DOSSIER_READ = "serving.dossier.read"
    DOSSIER_RECEIVE = "serving.dossier.receive"
    DOSSIER_PROCESS = "serving.dossier.process"
    DOSSIER_DECIDE = "serving.dossier.decide"
    DOSSIER_RETURN = "serving.dossier.return"
    PERSON_READ = "serving.person.read"
    PART_SCAN = "serving.part.scan"
    RESULT_SIGN = "serving.result.sign"
    PAYMENT_READ = "serving.payment.read"
    PAYMENT_COLLECT = "serving.payment.collect"
    PAYMENT_RECONCILE = "serving.payment.reconcile"
    PAYMENT_REFUND = "serving.payment.refund"
    BOARD_READ = "serving.board.read"
    CALENDAR_EDIT = "serving.calendar.edit"


_S = Serving
LABELS = {
    _S.PROCEDURE_EDIT: _("soạn thủ tục hành chính"),
    _S.PROCEDURE_PUBLISH: _("công bố thủ tục hành chính"),
    _S.CUT_PROPOSE: _("đề xuất cắt giảm thủ tục"),
    _S.CUT_APPROVE: _("phê duyệt cắt giảm thủ tục"),
    _S.DOSSIER_READ: _("xem hồ sơ của đơn vị mình"),
    _S.DOSSIER_RECEIVE: _("tiếp nhận hồ sơ"),
    _S.DOSSIER_PROCESS: _("thụ lý hồ sơ"),
    _S.DOSSIER_DECIDE: _("quyết định hồ sơ"),
    _S.DOSSIER_RETURN: _("trả kết quả"),
    _S.PERSON_READ: _("xem dữ liệu cá nhân của người nộp"),
    _S.PART_SCAN: _("số hóa giấy tờ"),
    _S.RESULT_SIGN: _("ký kết quả"),
    _S.PAYMENT_READ: _("xem thanh toán"),
    _S.PAYMENT_COLLECT: _("thu phí, lệ phí tại quầy"),
    _S.PAYMENT_RECONCILE: _("đối soát thanh toán"),
    _S.PAYMENT_REFUND: _("hoàn phí, lệ phí"),
    _S.BOARD_READ: _("xem số liệu giải quyết thủ tục"),
    _S.CALENDAR_EDIT: _("ghi ngày nghỉ riêng của đơn vị"),
}
GRANTS: dict[Role, set[str]] = {
    Role.ONE_STOP: {
        *(_S.DOSSIER_READ, _S.DOSSIER_RECEIVE, _S.DOSSIER_RETURN, _S.PERSON_READ, _S.PART_SCAN),
        *(_S.PAYMENT_READ, _S.PAYMENT_COLLECT, _S.BOARD_READ),  # takes cash; another reconciles, a third gives back
    },
    Role.POST_CLERK: {_S.DOSSIER_RECEIVE, _S.DOSSIER_RETURN},  # reads what it took in itself, decides nothing (I11)
    Role.SPECIALIST: {_S.DOSSIER_READ, _S.DOSSIER_PROCESS, _S.PERSON_READ, _S.PART_SCAN, _S.BOARD_READ},
    Role.UNIT_HEAD: {
        *(_S.DOSSIER_READ, _S.DOSSIER_PROCESS, _S.DOSSIER_DECIDE, _S.PERSON_READ, _S.RESULT_SIGN),
        *(_S.PAYMENT_READ, _S.PAYMENT_REFUND, _S.CUT_PROPOSE, _S.BOARD_READ),
    },
    Role.UNIT_FOCAL: {_S.PAYMENT_READ, _S.PAYMENT_RECONCILE, _S.CUT_PROPOSE, _S.BOARD_READ},
    Role.FIELD_LEAD: {_S.PROCEDURE_EDIT, _S.CUT_PROPOSE, _S.BOARD_READ},
    Role.HOME_AFFAIRS: {_S.PROCEDURE_EDIT, _S.CUT_PROPOSE, _S.BOARD_READ, _S.CALENDAR_EDIT},
    Role.SECRETARIAT: {_S.BOARD_READ},
    Role.COMMITTEE_HEAD: {_S.PROCEDURE_PUBLISH, _S.CUT_APPROVE, _S.BOARD_READ},
    Role.MINISTRY: {_S.PROCEDURE_EDIT, _S.PROCEDURE_PUBLISH, _S.CUT_APPROVE, _S.BOARD_READ},
}


def declare_permissions() -> None:
    """Join the one table of roles; called once when the app is ready."""
    extend(GRANTS, LABELS)
