"""Puts the limit in front of a sign-in view."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from thongsuot.platform.ratelimit import limits
from thongsuot.platform.ratelimit.limits import TooManyTries


class LimitedSignIn:
    """Mix in before ``LoginView``: refused tries do not reach the password check and say how long to wait."""

    def post(self, request: HttpRequest, *arguments: Any, **options: Any) -> HttpResponse:
        try:
            made = limits.sign_in(request.POST.get("username", ""), address_of(request))
        except TooManyTries as refused:
            return self._refuse(request, refused)
        response: HttpResponse = super().post(request, *arguments, **options)  # type: ignore[misc]
        if request.user.is_authenticated:
            limits.succeeded(made)
        return response

    def _refuse(self, request: HttpRequest, refused: TooManyTries) -> HttpResponse:
        messages.error(request, str(refused))
        view: Any = self
        empty = view.get_form_class()(request)  # a bound form would check the password after all
        response: HttpResponse = view.render_to_response(view.get_context_data(form=empty))
        response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        response["Retry-After"] = str(refused.seconds)
        return response


def address_of(request: HttpRequest) -> str:
    """The caller's network address. Behind our own proxy it is the last one the proxy wrote down."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.SECURE_PROXY_SSL_HEADER and forwarded:
        return forwarded.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
