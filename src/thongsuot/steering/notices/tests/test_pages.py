"""The pages as people meet them, without script: warnings, conflicts that show both, steps with their refusals."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from thongsuot.registry.claims.models import Claim
from thongsuot.steering.conftest import Staff
from thongsuot.steering.meetings.models import Meeting
from thongsuot.steering.notices.actions import EditParagraph, ParagraphText
from thongsuot.steering.notices.actions.editing import paragraph_stamp
from thongsuot.steering.notices.models import Notice
from thongsuot.steering.notices.tests.conftest import Way
from thongsuot.steering.notices.tests.test_way import revise

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(client: Client, staff: Staff) -> Client:
    client.force_login(staff.secretary)
    return client


def page(client: Client, name: str, *arguments: object) -> str:
    response = client.get(reverse(name, args=arguments))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_draft_is_started_from_a_meeting(secretary: Client, meeting: Meeting) -> None:
    response = secretary.post(reverse("notice-new"), {"source": f"hop:{meeting.key}"})
    assert response["Location"] == reverse("notice-edit", args=[Notice.objects.get().key])
    assert secretary.post(reverse("notice-new"), {"source": ""}).status_code == 422


def test_the_sheet_shows_blanks_and_the_layout_verdict(secretary: Client, draft: Notice) -> None:
    html = page(secretary, "notice", draft.key)
    assert 'Số: <span class="blank">' in html
    assert "Đạt thể thức NĐ 30" in html
    assert "Trình duyệt" in html


@pytest.mark.parametrize("name", ["notice", "notice-edit"])
def test_a_moved_figure_warns_on_every_view(
    secretary: Client, draft: Notice, claim: Claim, staff: Staff, name: str
) -> None:
    newer = revise(claim, staff)
    html = page(secretary, name, draft.key)
    assert "1 số liệu đã đổi" in html
    assert f'data-claim="{claim.pk}"' in html and f'data-claim="{newer.pk}"' in html
    assert "đã đổi thành" in html and "34,1%" in html


def test_refresh_and_keep_by_plain_buttons(secretary: Client, draft: Notice, claim: Claim, staff: Staff) -> None:
    revise(claim, staff)
    figure = draft.paragraphs.get(role="results", depth=1).figures.get()
    address = reverse("notice-figure", args=[draft.key, figure.pk])
    assert "Hãy ghi lý do" in secretary.post(address, {"act": "keep"}, follow=True).content.decode()
    secretary.post(address, {"act": "refresh"})
    figure.refresh_from_db()
    assert figure.shown == "34,1%"


def test_a_conflict_shows_both_and_keeps_what_was_typed(secretary: Client, draft: Notice, staff: Staff) -> None:
    row = draft.paragraphs.get(label="3.1")
    seen = paragraph_stamp(row)
    EditParagraph.run(staff.home_affairs, ParagraphText(row.pk, "Bản của đồng nghiệp.", 1, True, seen))
    answer = secretary.post(
        reverse("notice-paragraph", args=[draft.key, row.pk]),
        {"text": "Bản của tôi.", "seen": seen, "level": "section"},
    )
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Đồng nghiệp đã sửa mục này lúc" in html
    assert "Bản của đồng nghiệp." in html and "Bản của tôi.</textarea>" in html


def test_paragraphs_are_added_moved_and_removed_without_script(secretary: Client, draft: Notice) -> None:
    added = {"role": "tasks", "text": "Công khai kết quả.", "level": "section"}
    answer = secretary.post(reverse("notice-add", args=[draft.key]), added)
    row = draft.paragraphs.get(text="Công khai kết quả.")
    assert answer["Location"].endswith(f"#d{row.pk}") and row.label == "3.4"
    address = reverse("notice-paragraph", args=[draft.key, row.pk])
    secretary.post(address, {"act": "up", "text": row.text, "level": "section"})
    row.refresh_from_db()
    assert row.label == "3.3"
    secretary.post(address, {"act": "remove", "text": row.text, "level": "section"})
    assert not draft.paragraphs.filter(pk=row.pk).exists()
    empty = secretary.post(reverse("notice-add", args=[draft.key]), {**added, "text": " "})
    assert empty.status_code == 422 and "Đoạn chưa có chữ nào" in empty.content.decode()


def test_a_claim_is_found_by_name_or_by_its_address(secretary: Client, draft: Notice, claim: Claim) -> None:
    row = draft.paragraphs.get(label="3.1")
    address = reverse("notice-figures", args=[draft.key, row.pk])
    for words in ("cắt giảm thời hạn", f"https://vi-du.vn/so-lieu/{claim.pk}"):
        assert f'name="claim" value="{claim.pk}"' in secretary.get(address, {"q": words}).content.decode()
    bad = secretary.post(address, {"claim": claim.pk, "shown": "99%"})
    assert bad.status_code == 422 and "Không thấy «99%»" in bad.content.decode()
    assert secretary.post(address, {"claim": claim.pk}).status_code == 302


def test_who_may_not_is_told_who_can(client: Client, draft: Notice, staff: Staff, way: Way) -> None:
    way.submitted(draft)
    client.force_login(staff.clerk)
    html = page(client, "notice", draft.key)
    assert "Trưởng, Phó Trưởng Ban Chỉ đạo" in html and 'value="approve"' not in html
    assert client.get(reverse("notice-edit", args=[draft.key])).status_code == 403


def test_the_steps_by_buttons_end_in_a_public_paper(client: Client, draft: Notice, staff: Staff) -> None:
    desks = (
        *((staff.secretary, "submit"), (staff.chair, "approve"), (staff.chair, "sign")),
        *((staff.clerk, "number"), (staff.clerk, "issue")),
    )
    for account, step in desks:
        client.force_login(account)
        client.post(reverse("notice-step", args=[draft.key]), {"step": step})
    html = page(client, "notice", draft.key)
    assert "Thông báo số 01/TB-UBND" in html and "Đã phát hành" in html
    assert 'class="num" data-label="Số">01</td>' in page(client, "number-book")
    assert client.get(reverse("notice-pdf", args=[draft.key])).getvalue()[:4] == b"%PDF"
    client.logout()
    assert client.get(reverse("document", args=[draft.key])).status_code == 200


def test_the_list_is_narrowed_by_year_and_step(secretary: Client, draft: Notice) -> None:
    address = reverse("notices")
    assert draft.key in secretary.get(address, {"nam": draft.year, "buoc": "draft"}).content.decode()
    assert "Không có thông báo nào hợp bộ lọc" in secretary.get(address, {"nam": 1999}).content.decode()


def test_recipients_say_whom_they_mean(secretary: Client, draft: Notice) -> None:
    address = reverse("notice-recipients", args=[draft.key])
    secretary.post(address, {"lines": "Các Sở, Ban, ngành\nBan Pháp chế HĐND tỉnh\nLưu: VT"})
    html = page(secretary, "notice-recipients", draft.key)
    assert "Sở Nội vụ tỉnh Lạng Sơn" in html
    assert "Chưa rõ: Ban Pháp chế HĐND tỉnh" in html
    assert "Lưu, không gửi đi" in html


def test_the_signer_form_teaches_the_decree(secretary: Client, draft: Notice) -> None:
    address = reverse("notice-signer", args=[draft.key])
    bad = secretary.post(address, {"form": "tuq", "signer": "", "title": "Phó Giám đốc", "principal": "Chủ tịch"})
    assert bad.status_code == 422 and "không được ủy quyền lại" in bad.content.decode()
    assert secretary.post(address, {"form": "own", "signer": "", "title": "Chủ tịch"}).status_code == 302


def test_the_draft_is_held_against_the_record(secretary: Client, draft: Notice) -> None:
    assert "đối chiếu với kho" in page(secretary, "notice-check", draft.key)
