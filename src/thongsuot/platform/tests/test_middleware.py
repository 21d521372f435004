from __future__ import annotations

import pytest
import structlog
from django.http import HttpResponse
from django.test import RequestFactory

from thongsuot.platform.middleware import RequestNumber


@pytest.mark.parametrize(("given", "kept"), [("a" * 32, True), ("x", False), ("a\nb" * 10, False), ("", False)])
def test_every_answer_carries_the_number_of_its_log_lines(given, kept):
    seen = {}

    def view(request):
        seen.update(structlog.contextvars.get_contextvars())
        return HttpResponse()

    response = RequestNumber(view)(RequestFactory().get("/so-lieu", headers={"X-Request-ID": given}))
    assert response["X-Request-ID"] == seen["request"] and seen["path"] == "/so-lieu"
    assert (response["X-Request-ID"] == given) is kept
    assert structlog.contextvars.get_contextvars() == {}
