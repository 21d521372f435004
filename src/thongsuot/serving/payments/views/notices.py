"""Where the bank posts its notices."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from thongsuot.platform.ratelimit.limits import TooManyTries
from thongsuot.serving.payments.choices import Heard
from thongsuot.serving.payments.gateways import gateway_named
from thongsuot.serving.payments.noticing import listen

_FORM = "application/x-www-form-urlencoded"


@csrf_exempt  # a bank has no session; its signature stands for it
@require_POST
def gateway_notice(request: HttpRequest, gateway: str) -> HttpResponse:
    """Kept raw, verified, settled; a repeated notice gets the same answer. «Refused» makes the bank send it again."""
    way = gateway_named(gateway)
    if way is None:
        raise Http404
    try:
        message = listen(request, gateway, Heard.NOTICE, request.body)
    except TooManyTries as limited:
        return HttpResponse(status=429, headers={"Retry-After": str(limited.seconds)})
    taken = message is not None and bool(message.verified)
    return HttpResponse(way.answer(taken), content_type=_FORM, status=200 if taken else 400)
