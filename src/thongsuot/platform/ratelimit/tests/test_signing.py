from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import LoginView
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.test import RequestFactory

from thongsuot.platform.ratelimit.models import Try
from thongsuot.platform.ratelimit.signing import LimitedSignIn, address_of


class Door(LimitedSignIn, LoginView):
    def render_to_response(self, context, **_options):
        return HttpResponse("; ".join(str(one) for one in self.request._messages))

    def get_success_url(self) -> str:
        return "/"


def knock(password: str, address: str = "10.0.0.1") -> HttpResponse:
    request = RequestFactory().post("/", {"username": "mai", "password": password}, REMOTE_ADDR=address)
    request.session, request.user = SessionStore(), AnonymousUser()
    request._messages = FallbackStorage(request)
    request._dont_enforce_csrf_checks = True
    return Door.as_view()(request)


@pytest.fixture
def mai(db):
    account = get_user_model()(username="mai", display_name="Mai")
    account.set_password("dung-mat-khau")
    account.save()
    return account


def test_guessing_is_stopped_even_with_the_right_guess(mai):
    for _number in range(10):
        assert knock("sai").status_code == 200
    response = knock("dung-mat-khau")
    assert response.status_code == 429 and int(response["Retry-After"]) > 200
    assert "chờ 5 phút" in response.content.decode()


def test_right_passwords_are_never_counted(mai):
    for _number in range(12):
        assert knock("dung-mat-khau").status_code == 302
    assert Try.objects.count() == 0


@pytest.mark.parametrize(
    ("behind_proxy", "expected"), [(None, "10.0.0.1"), (("HTTP_X_FORWARDED_PROTO", "https"), "203.0.113.9")]
)
def test_only_our_own_proxy_is_believed(settings, behind_proxy, expected):
    settings.SECURE_PROXY_SSL_HEADER = behind_proxy
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "1.1.1.1, 203.0.113.9"}, REMOTE_ADDR="10.0.0.1")
    assert address_of(request) == expected
