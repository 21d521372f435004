"""What people are told about rounds; each kind is a switch on their page of notifications (§4.6)."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from thongsuot.platform.notifications import declare_kind
from thongsuot.registry.accounts.queries import accounts_in_roles
from thongsuot.registry.accounts.roles import Role

ROUND_STARTED = "round.started"
SELF_SIGNED = "round.signed"
SIGNATURE_WITHDRAWN = "round.withdrawn"
APPRAISAL_STARTED = "round.appraisal"


def declare_kinds() -> None:
    declare_kind(ROUND_STARTED, _("Đơn vị được mời tự chấm điểm"))
    declare_kind(SELF_SIGNED, _("Đơn vị đã ký kết quả tự chấm"))
    declare_kind(SIGNATURE_WITHDRAWN, _("Đơn vị rút chữ ký kết quả tự chấm"))
    declare_kind(APPRAISAL_STARTED, _("Đợt chấm điểm bắt đầu thẩm định"))


def runners_of(home_id: int) -> list[int]:
    """Account numbers of those who run rounds at the home: Sở Nội vụ of a province, the ministry over provinces."""
    return [one.pk for one in accounts_in_roles([home_id], (Role.HOME_AFFAIRS, Role.MINISTRY))]


def doers_of(unit_ids: Iterable[int]) -> list[int]:
    """Account numbers of the focal officers and heads of the units."""
    return [one.pk for one in accounts_in_roles(unit_ids, (Role.UNIT_FOCAL, Role.UNIT_HEAD))]
