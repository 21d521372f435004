from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from thongsuot.platform.http import csv_response, page_of, with_etag
from thongsuot.platform.outbox.models import OutboxMessage

START = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture
def messages(db):
    rows = [
        OutboxMessage(
            handler=f"h{number % 3}", payload={}, effect_key=str(number), due_at=START + timedelta(hours=number // 4)
        )
        for number in range(23)
    ]
    return OutboxMessage.objects.bulk_create(rows)


@pytest.mark.parametrize("order", [("id",), ("-id",), ("due_at", "-id"), ("-handler", "due_at", "id")])
def test_pages_hold_every_row_once_in_order(messages, order):
    seen, after = [], None
    while True:
        page = page_of(OutboxMessage.objects.all(), order, after, size=5)
        seen += [row.pk for row in page.rows]
        after = page.next
        if after is None:
            break
    assert seen == list(OutboxMessage.objects.order_by(*order).values_list("pk", flat=True))


@pytest.mark.parametrize("after", ["", None, "%%%", "WzFd", "WyJhIiwiYiJd", "bnVsbA"])
def test_a_spoilt_key_starts_over(messages, after):
    assert page_of(OutboxMessage.objects.all(), ("due_at", "id"), after, size=5).rows[0].effect_key == "0"


def test_rows_added_before_the_page_do_not_shift_it(messages):
    first = page_of(OutboxMessage.objects.all(), ("-id",), None, size=5)
    OutboxMessage.objects.create(handler="new", payload={}, effect_key="new", due_at=START)
    second = page_of(OutboxMessage.objects.all(), ("-id",), first.next, size=5)
    assert second.rows[0].effect_key == "17"


def test_csv_opens_in_vietnamese_excel_and_runs_nothing():
    response = csv_response(
        "số liệu.csv", ["Tên", "Số"], [["Đắk Lắk", "-1,61"], ["=HYPERLINK(1)", "@x"], ['a;"b"', "+84"]]
    )
    text = b"".join(response).decode()
    assert text.splitlines() == ["\ufeffTên;Số", "Đắk Lắk;-1,61", "'=HYPERLINK(1);'@x", '"a;""b""";+84']
    assert "filename*=utf-8''s%E1%BB%91" in response["Content-Disposition"]


def test_an_unchanged_page_is_not_built_twice():
    built = []

    def build() -> HttpResponse:
        built.append(1)
        return HttpResponse("trang")

    first = with_etag(RequestFactory().get("/"), ["v", 1], build)
    again = with_etag(RequestFactory().get("/", headers={"If-None-Match": first["ETag"]}), ["v", 1], build)
    other = with_etag(RequestFactory().get("/", headers={"If-None-Match": first["ETag"]}), ["v", 2], build)
    assert (first.status_code, again.status_code, other.status_code, len(built)) == (200, 304, 200, 2)
