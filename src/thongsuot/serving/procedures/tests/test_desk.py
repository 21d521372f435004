"""The catalogue desk in the browser's words: a draft edited row by row, announced, compared; answers to nuisances."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thongsuot.kernel.formatting import format_date
from thongsuot.serving.conftest import Scene
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion, ReviewItem, VersionStatus
from thongsuot.serving.procedures.rows import PARTS, ordered, rows_from

pytestmark = pytest.mark.django_db


@pytest.fixture
def owned(scene: Scene) -> Scene:
    Procedure.objects.filter(pk=scene.procedure.pk).update(home=scene.province)
    return scene


@pytest.fixture
def draft(owned: Scene, client: Client) -> ProcedureVersion:
    """Begun on the page, by Home Affairs."""
    client.force_login(owned.home_affairs)
    told = client.post(reverse("procedure-draft", args=["mau-1"]), {"reason": "Rút xuống hai ngày"})
    assert told.status_code == 302
    return ProcedureVersion.objects.get(status=VersionStatus.DRAFT)


def _posted(draft: ProcedureVersion, part: str, **more: str) -> dict[str, str]:
    """The form of a part as the page shows it, typed into."""
    shape, data = PARTS[part], {"lan-sua": str(draft.revision)}
    rows = draft.content[shape.key]
    for number, row in enumerate(rows):
        data[f"code-{number}"] = row["code"]
        for column in shape.columns:
            value = row.get(column.name)
            if column.kind == "flag":
                data |= {f"{column.name}-{number}": "1"} if value else {}
            else:
                data[f"{column.name}-{number}"] = ",".join(value) if column.kind == "list" else str(value or "")
    return data | {"so-dong": str(len(rows) + 1)} | more


def _part(draft: ProcedureVersion, part: str) -> str:
    return reverse("procedure-part", args=["mau-1", draft.number, part])


def test_saving_what_is_shown_changes_nothing(draft: ProcedureVersion, client: Client) -> None:
    for part in PARTS:
        client.post(_part(draft, part), _posted(draft, part, lam="luu"))
    fresh = ProcedureVersion.objects.get(pk=draft.pk)
    assert (fresh.content, fresh.revision) == (draft.content, 1)


def test_steps_go_up_and_down_by_buttons(draft: ProcedureVersion, client: Client) -> None:
    client.post(_part(draft, "buoc"), _posted(draft, "buoc", lam="len:2"))
    draft.refresh_from_db()
    assert [one["code"] for one in draft.content["steps"]] == ["tiep-nhan", "ky", "tham-dinh", "tra"]
    client.post(_part(draft, "buoc"), _posted(draft, "buoc", lam="bo:3"))
    draft.refresh_from_db()
    assert [one["code"] for one in draft.content["steps"]] == ["tiep-nhan", "ky", "tham-dinh"]
    assert "Các bước cộng lại 2,5 ngày làm việc" in client.get(_part(draft, "buoc")).content.decode()


def test_a_new_row_gets_a_code_of_its_own(draft: ProcedureVersion, client: Client) -> None:
    new = {"title-4": "Thẩm định", "role-4": "appraise", "office-4": "specialist", "share-4": "0,5"}
    client.post(_part(draft, "buoc"), _posted(draft, "buoc", lam="luu", **new))
    draft.refresh_from_db()
    added = draft.content["steps"][-1]
    assert (added["code"], added["share"], added["adds_value"]) == ("tham-dinh-2", "0.5", False)


def test_looking_ahead_saves_nothing(draft: ProcedureVersion, client: Client) -> None:
    told = client.post(_part(draft, "buoc") + "?xem=1", _posted(draft, "buoc", **{"share-0": "9"}))
    assert "Các bước cộng lại 11,5 ngày làm việc" in told.content.decode()
    draft.refresh_from_db()
    assert draft.revision == 1


def test_a_stale_page_keeps_what_was_typed(draft: ProcedureVersion, client: Client) -> None:
    stale = _posted(draft, "phi", lam="luu", **{"name-0": "Lệ phí của tôi"})
    client.post(_part(draft, "phi"), _posted(draft, "phi", lam="luu", **{"amount-0": "5000"}))
    told = client.post(_part(draft, "phi"), stale)
    assert told.status_code == 422
    assert "Đồng nghiệp vừa sửa" in told.content.decode()
    assert "Lệ phí của tôi" in told.content.decode()


def test_from_draft_to_announced(owned: Scene, draft: ProcedureVersion, client: Client) -> None:
    general = {
        "lan-sua": "1", "value": "2,5", "unit": "working_days", "level": "commune", "service": "full",
        "result": "Giấy chứng nhận", "conditions": "Ai cũng được.\n\nTừ 18 tuổi.",
    }  # fmt: skip
    assert client.post(_part(draft, "chung"), general).status_code == 302
    draft.refresh_from_db()
    assert draft.content["conditions"] == ["Ai cũng được.", "Từ 18 tuổi."]
    client.post(_part(draft, "buoc"), _posted(draft, "buoc", lam="bo:3"))
    draft.refresh_from_db()
    today = format_date(timezone.localdate())
    form = {"lan-sua": str(draft.revision), "valid_from": today, "announced_on": today, "instrument": "QĐ 1"}
    address = reverse("procedure-publish", args=["mau-1", 2])
    assert client.post(address, form).status_code == 403, "who writes does not announce"
    client.force_login(owned.chair)
    assert client.post(address, form).status_code == 302
    public = client.get(reverse("procedure", args=["mau-1"])).content.decode()
    assert "2,5 ngày làm việc" in public
    compared = client.get(reverse("procedure-compare", args=["mau-1"])).content.decode()
    assert "nhanh hơn 0,5 ngày" in compared
    assert "bớt 1 bước" in compared


def test_the_desk_says_what_is_missing(owned: Scene, client: Client) -> None:
    client.force_login(owned.home_affairs)
    page = client.get(reverse("procedures-desk")).content.decode()
    assert "điều kiện thực hiện" in page
    assert "Trả kết quả" in page, "the step that only passes paper on"
    client.force_login(owned.desk)
    assert client.get(reverse("procedures-desk")).status_code == 403
    assert client.get(reverse("procedure-version", args=["mau-1", 1])).status_code == 200


def test_a_draft_is_its_writers_own(owned: Scene, draft: ProcedureVersion, client: Client) -> None:
    for other in (owned.desk, owned.head, owned.neighbour):
        client.force_login(other)
        assert client.get(reverse("procedure-version", args=["mau-1", 2])).status_code == 404
        assert client.get(_part(draft, "buoc")).status_code == 404
    client.logout()
    assert client.get(_part(draft, "buoc")).status_code == 302


def test_a_nuisance_is_answered_on_its_page(owned: Scene, client: Client) -> None:
    item = ReviewItem.objects.create(procedure=owned.procedure, topic="time", text="Lâu quá")
    client.force_login(owned.home_affairs)
    assert "Lâu quá" in client.get(reverse("procedure-reviews")).content.decode()
    address = reverse("procedure-review", args=[item.pk])
    assert client.post(address, {"status": "review_declined", "answer": ""}).status_code == 422
    assert client.post(address, {"status": "review_declined", "answer": "Cần đủ ngày kiểm tra."}).status_code == 302
    client.force_login(owned.desk)
    assert client.get(address).status_code == 404


def test_rows_outside_the_table_move_nothing() -> None:
    rows = [{"code": "a", "title": "A"}, {"code": "b", "title": "B"}]
    assert ordered(rows, "len:0") == ordered(rows, "xuong:1") == ordered(rows, "bo:7") == ordered(rows, "x") == rows
    assert rows_from(PARTS["buoc"], rows, {"so-dong": "9" * 30}) == []
