"""Pages of «Ngân hàng giả lập»: stand in for a bank's own, and misbehave on command. Absent where it is not used."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thongsuot.serving.payments.domain.signing import Disbelieved
from thongsuot.serving.payments.gateways import is_simulated
from thongsuot.serving.payments.gateways.bank import deliver
from thongsuot.serving.payments.gateways.modes import Mode
from thongsuot.serving.payments.gateways.simulator import begin, decide, return_address
from thongsuot.serving.payments.models import SimulatedCharge


def _modes() -> list[tuple[str, str]]:
    return [
        (Mode.PROMPT, _("Báo ngay, đúng số tiền")),
        (Mode.LATE, _("Báo muộn")),
        (Mode.TWICE, _("Báo nhiều lần")),
        (Mode.DISORDER, _("Báo lộn thứ tự")),
        (Mode.LOST, _("Mất tin báo")),
        (Mode.BOTH_LOST, _("Mất cả tin báo và câu trả lời, chỉ sao kê có")),
        (Mode.WRONG_AMOUNT, _("Chuyển thiếu tiền")),
        (Mode.BAD_SIGNATURE, _("Tin báo sai chữ ký")),
        (Mode.REDIRECT_ONLY, _("Quay lại mà không báo")),
        (Mode.FAILED, _("Không chuyển được")),
    ]


@never_cache
@require_http_methods(["GET", "POST"])
def bank_pay(request: HttpRequest) -> HttpResponse:
    if not is_simulated():
        raise Http404
    query = request.META.get("QUERY_STRING", "").encode()
    try:
        charge = begin(query)
    except Disbelieved as reason:
        return render(request, "serving/payments/bank.html", {"fault": str(reason), "sample_data": True}, status=400)
    if request.method == "POST":
        _decided(request, charge)
        charge.refresh_from_db()
        return redirect(return_address(charge))
    context = {"charge": charge, "modes": _modes(), "sample_data": True}
    return render(request, "serving/payments/bank.html", context)


def _decided(request: HttpRequest, charge: SimulatedCharge) -> None:
    asked = request.POST.get("cach", "")
    mode = Mode(asked) if asked in {one.value for one in Mode} else Mode.PROMPT
    now = timezone.now()
    with transaction.atomic():
        decide(charge, mode, cancelled="huy" in request.POST, now=now)
    deliver(now)
