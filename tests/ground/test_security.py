from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from thongsuot.config.security import SecurityHeaders
from thongsuot.registry.accounts.models import Account


def _answer(response: HttpResponse) -> HttpResponse:
    def view(request: HttpRequest) -> HttpResponse:
        return response

    return SecurityHeaders(view)(RequestFactory().get("/"))


def test_every_answer_forbids_what_comes_from_elsewhere() -> None:
    policy = _answer(HttpResponse("x"))["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_a_view_may_set_a_stricter_policy_of_its_own() -> None:
    response = HttpResponse("x", headers={"Content-Security-Policy": "sandbox"})
    assert _answer(response)["Content-Security-Policy"] == "sandbox"


@pytest.mark.django_db
@pytest.mark.parametrize(("sample", "demo", "enters"), [(True, True, True), (True, False, False), (False, False, True)])
def test_sample_accounts_sign_in_only_in_a_demonstration(
    settings: object, sample: bool, demo: bool, enters: bool
) -> None:
    account = Account.objects.create_account("can-bo", "mat-khau-thu-nghiem", "Cán bộ")
    Account.objects.filter(pk=account.pk).update(is_sample=sample)
    settings.DEMO = demo  # type: ignore[attr-defined]
    assert (authenticate(username="can-bo", password="mat-khau-thu-nghiem") is not None) is enters


@pytest.mark.django_db
def test_an_account_put_out_of_use_cannot_sign_in() -> None:
    account = Account.objects.create_account("can-bo", "mat-khau-thu-nghiem", "Cán bộ")
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert authenticate(username="can-bo", password="mat-khau-thu-nghiem") is None
