"""What the public reads, and how Sở Nội vụ writes next year's set in the browser's terms: forms and answers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from thongsuot.measuring.conftest import Scene
from thongsuot.measuring.criteria import queries
from thongsuot.measuring.criteria.domain.diff import compare
from thongsuot.measuring.criteria.domain.edit import mark_of
from thongsuot.measuring.criteria.domain.plain import digest_of
from thongsuot.measuring.criteria.load import load_criteria
from thongsuot.measuring.criteria.models import CriteriaRelease
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.indicators.load import load_indicators

pytestmark = pytest.mark.django_db


@pytest.fixture
def public(client: Client) -> Client:
    load_indicators()
    load_criteria()
    return client


def page(client: Client, name: str, *args: object, **asked: str) -> str:
    response = client.get(reverse(name, args=args), asked)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_list_keeps_whom_they_score_apart(public: Client) -> None:
    found = page(public, "criteria")
    order = [found.index(f"<h2>{one}</h2>") for one in ("Bộ, cơ quan ngang bộ", "Tỉnh, thành phố", "Sở, ban, ngành")]
    assert order == sorted(order)
    assert "Dữ liệu minh họa" in found and "Theo văn bản chính thức" in found


def test_how_to_reach_full_points_opens_without_leaving_the_tree(public: Client) -> None:
    found = page(public, "criteria-set", "mau-so-nganh-2025")
    assert found.count("Cách đạt điểm tối đa</p>") == 82
    assert "Gửi thư xin lỗi và hẹn lại cho từng hồ sơ trễ" in found and "Trễ 150 hồ sơ, đã xin lỗi 120" in found
    assert "100 điểm" in found and "Đơn vị tự chấm" in found


def test_what_no_source_prints_is_unknown_and_never_nought(public: Client) -> None:
    found = page(public, "criteria-set", "par-index-provinces-892")
    assert found.count(">chưa rõ</span>") >= 3 and "chưa mở đợt chấm điểm theo bộ này được" in found
    assert "9,5 điểm" in found and "16,5 điểm" in found and " 0 điểm" not in found


def test_the_leaves_are_filtered_by_field_source_and_words(public: Client) -> None:
    found = page(public, "criteria-set", "mau-so-nganh-2025", **{"linh-vuc": "digital", "tim": "nop truc tuyen"})
    assert "1 tiêu chí." in found and "Tỷ lệ hồ sơ nộp trực tuyến" in found
    assert "Không có tiêu chí nào như thế" in page(public, "criteria-set", "mau-so-nganh-2025", tim="bánh chưng")


def test_the_page_of_a_criterion_leads_to_the_national_item_and_to_last_year(public: Client) -> None:
    found = page(public, "criterion", "mau-so-nganh-2025", "3.2.1")
    assert "Từ 30%: 2 điểm." in found and "561,5 ngày" in found
    assert "PCI" in found and "Chi phí thời gian" in found  # the link stands at 3.2, the node above
    assert reverse("criterion", args=["par-index-provinces-892", "3"]) in found  # and this one at 3
    assert reverse("criterion", args=["mau-so-nganh-2024", "3.2.1"]) in found
    assert "tiêu chí mới" in page(public, "criterion", "mau-so-nganh-2025", "8.1.2")
    assert public.get(reverse("criterion", args=["mau-so-nganh-2025", "99"])).status_code == 404


def test_the_comparison_lists_added_removed_and_reweighted(public: Client) -> None:
    keys = ("mau-so-nganh-2025", "mau-so-nganh-2024")
    found = page(public, "criteria-compare", *keys)
    assert "Thêm mới: 2" in found and "Bỏ: 1" in found and "Có sổ theo dõi kiểm tra" in found
    only = page(public, "criteria-compare", *keys, xem="bo")
    assert "Có sổ theo dõi kiểm tra" in only and "Tin, bài tuyên truyền" not in only
    assert "Hai bộ giống nhau" in page(public, "criteria-compare", keys[0], keys[0])


def test_the_set_as_data_can_be_checked_by_its_digest(public: Client) -> None:
    body = json.loads(public.get(reverse("criteria-json", args=["mau-so-nganh-2025"])).content)
    assert digest_of(body["content"]) == body["digest"] and body["is_sample"] is True


def test_a_page_costs_a_fixed_number_of_queries(public: Client, django_assert_max_num_queries: Any) -> None:
    page(public, "criteria-set", "mau-so-nganh-2025")
    with django_assert_max_num_queries(4):
        page(public, "criteria-set", "mau-so-nganh-2025")


@pytest.fixture
def draft(client: Client, scene: Scene) -> CriteriaRelease:
    load_indicators()
    client.force_login(scene.home_affairs)
    data = {"title": "Bộ tiêu chí năm 2027", "year": "2027", "home": scene.home.pk, "khoa": "mot-lan"}
    answer = client.post(reverse("criteria-clone", args=[scene.release.key]), data)
    row = CriteriaRelease.objects.get(status="release_draft")
    assert answer["Location"] == reverse("criteria-draft", args=[row.key])
    return row


def form_of(client: Client, row: CriteriaRelease, code: str) -> dict[str, Any]:
    """What a browser would send back unchanged."""
    forms = client.get(reverse("criteria-node", args=[row.key, code])).context["forms"]
    sent: dict[str, Any] = {"thay": mark_of(row.content, code)}
    for form in (forms.main, forms.rule):
        for bound in form or ():
            value = bound.value()
            if value not in (None, False):
                sent[bound.html_name] = value
    return sent


def test_a_form_sent_back_unchanged_changes_nothing(client: Client, draft: CriteriaRelease) -> None:
    before = queries.set_of(draft)
    for code in before.by_code:
        answer = client.post(reverse("criteria-node", args=[draft.key, code]), form_of(client, draft, code))
        assert answer.status_code == 302, (code, answer.context["forms"].main.errors)
    draft.refresh_from_db()
    assert queries.set_of(draft) == before


def test_a_node_is_tied_to_another_of_the_set_before(client: Client, scene: Scene, draft: CriteriaRelease) -> None:
    sent = form_of(client, draft, "2.1") | {"code": "2.5", "earlier": "2.2", "links": ["pci|4"]}
    assert client.post(reverse("criteria-node", args=[draft.key, "2.1"]), sent).status_code == 302
    draft.refresh_from_db()
    node = queries.set_of(draft).by_code["2.5"]
    assert [(one.target, one.code) for one in node.links] == [("pci", "4"), ("thu-nho", "2.2")]
    found = compare(queries.set_of(scene.release), queries.set_of(draft))
    assert [(one.old.code, one.new.code) for one in found.recoded] == [("2.2", "2.5")]
    assert [one.code for one in found.removed] == ["2.1"] and [one.code for one in found.added] == ["2.2"]
    assert form_of(client, draft, "2.5")["earlier"] == "2.2"


def test_each_kind_of_rule_is_edited_by_its_own_fields(client: Client, draft: CriteriaRelease) -> None:
    sent = form_of(client, draft, "2.2") | {"steps": "90 : 10\n50 : 6,5 : quá nửa", "maximum": "10"}
    assert client.post(reverse("criteria-node", args=[draft.key, "2.2"]), sent).status_code == 302
    draft.refresh_from_db()
    rule = queries.set_of(draft).by_code["2.2"].rule
    assert [(str(one.at_least), str(one.points), one.label) for one in rule.steps] == [
        ("90", "10", ""),
        ("50", "6.5", "quá nửa"),
    ]


def test_choosing_another_kind_shows_its_fields_and_keeps_what_is_typed(client: Client, draft: CriteriaRelease) -> None:
    sent = form_of(client, draft, "1.1") | {"kind": "ratio", "name": "Tên đang gõ dở", "doi-cach-tinh": "1"}
    answer = client.post(reverse("criteria-node", args=[draft.key, "1.1"]), sent)
    text = answer.content.decode()
    assert answer.status_code == 200 and "Tên đang gõ dở" in text and "Không điểm khi dưới (%)" in text
    draft.refresh_from_db()
    assert draft.revision == 1
    full = sent | {"full": "95", "floor": "60", "when_empty": "ask", "source": "claim:online-dossier-rate"}
    full.pop("doi-cach-tinh")
    assert client.post(reverse("criteria-node", args=[draft.key, "1.1"]), full).status_code == 302
    draft.refresh_from_db()
    rule = queries.set_of(draft).by_code["1.1"].rule
    assert (rule.source, rule.then.full, rule.then.floor) == ("claim:online-dossier-rate", 95, 60)


def test_numbers_that_cannot_be_read_say_how_to_write_them(client: Client, draft: CriteriaRelease) -> None:
    address = reverse("criteria-node", args=[draft.key, "1.1"])
    answer = client.post(address, form_of(client, draft, "1.1") | {"maximum": "1.5", "name": "Giữ lại"})
    text = answer.content.decode()
    assert answer.status_code == 422 and "Có phải ý là «1,5»?" in text and "Giữ lại" in text
    bad_step = form_of(client, draft, "2.2") | {"steps": "90 10"}
    answer = client.post(reverse("criteria-node", args=[draft.key, "2.2"]), bad_step)
    assert "thiếu dấu hai chấm" in answer.content.decode()


def test_a_conflict_shows_both_and_loses_nothing(client: Client, draft: CriteriaRelease) -> None:
    address = reverse("criteria-node", args=[draft.key, "1.1"])
    mine = form_of(client, draft, "1.1") | {"name": "Tên của tôi"}
    client.post(address, form_of(client, draft, "1.1") | {"name": "Tên của đồng nghiệp"})
    answer = client.post(address, mine)
    text = answer.content.decode()
    assert answer.status_code == 422 and "đã sửa mục này" in text
    assert "Tên của tôi" in text and "Tên của đồng nghiệp" in text
    draft.refresh_from_db()
    assert answer.context["seen"] == mark_of(draft.content, "1.1")
    assert client.post(address, mine | {"thay": answer.context["seen"]}).status_code == 302
    draft.refresh_from_db()
    assert queries.set_of(draft).by_code["1.1"].name == "Tên của tôi"


def test_the_draft_lists_its_faults_live(client: Client, draft: CriteriaRelease) -> None:
    client.post(reverse("criteria-node", args=[draft.key, "4"]), form_of(client, draft, "4") | {"maximum": "9"})
    text = page(client, "criteria-draft", draft.key)
    assert "cộng được 99, thiếu 1" in text and "chưa ghi minh chứng phải nộp" in text
    assert "Ban hành bộ tiêu chí</button>" not in text


def test_a_node_is_added_moved_and_removed_by_forms(client: Client, draft: CriteriaRelease) -> None:
    address = f"{reverse('criteria-node-add', args=[draft.key])}?duoi=1"
    assert 'value="1.4"' in client.get(address).content.decode()
    sent = {"code": "1.4", "name": "Sáng kiến", "maximum": "2", "method": "appraisal", "kind": "counted", "each": "0,5"}
    assert client.post(address, sent)["Location"] == reverse("criteria-node", args=[draft.key, "1.4"])
    draft.refresh_from_db()
    move = {"thay": mark_of(draft.content, "1.4"), "under": "2", "new_code": "2.3"}
    client.post(reverse("criteria-node-move", args=[draft.key, "1.4"]), move)
    draft.refresh_from_db()
    node = queries.set_of(draft).by_code["2.3"]
    assert (node.name, str(node.rule.each), node.part) == ("Sáng kiến", "0.5", "base")
    client.post(reverse("criteria-node-remove", args=[draft.key, "2.3"]), {"thay": mark_of(draft.content, "2.3")})
    draft.refresh_from_db()
    assert "2.3" not in queries.set_of(draft).by_code


def test_the_head_is_edited_and_the_set_issued(client: Client, scene: Scene, draft: CriteriaRelease) -> None:
    for leaf in queries.set_of(draft).leaves():
        sent = form_of(client, draft, leaf.code) | {"evidence": "Văn bản", "owner": "Sở Nội vụ"}
        client.post(reverse("criteria-node", args=[draft.key, leaf.code]), sent)
        draft.refresh_from_db()
    head = {"title": "Bộ 2027", "standing": "sample", "first_year": "2027", "decimals": "2", "reference": "QĐ thử"}
    head["thay"] = mark_of(draft.content, "")
    assert client.post(reverse("criteria-head", args=[draft.key]), head).status_code == 302
    text = page(client, "criteria-draft", draft.key)
    assert "Tổng đúng 100 điểm" in text and "Ban hành bộ tiêu chí</button>" in text
    draft.refresh_from_db()
    answer = client.post(reverse("criteria-issue", args=[draft.key]), {"lan-sua": str(draft.revision)})
    assert answer["Location"] == reverse("criteria-set", args=[draft.key])
    client.logout()
    assert "Bộ 2027" in page(client, "criteria-set", draft.key)
    client.force_login(scene.home_affairs)
    assert client.get(reverse("criteria-draft", args=[draft.key])).status_code == 302


def test_the_ministry_writes_for_the_whole_country(client: Client, scene: Scene, account: Any) -> None:
    ministry = account(Role.MINISTRY, None, "Bộ Nội vụ")
    client.force_login(ministry)
    address = reverse("criteria-clone", args=[scene.release.key])
    assert "cả nước" in client.get(address).content.decode()
    data = {"title": "Bộ chung năm 2028", "year": "2028", "home": "", "khoa": "bo-1"}
    assert client.post(address, data).status_code == 302
    row = CriteriaRelease.objects.get(key="bo-chung-nam-2028")
    assert row.home is None and client.get(reverse("criteria-draft", args=[row.key])).status_code == 200
    client.force_login(scene.home_affairs)
    assert client.get(reverse("criteria-draft", args=[row.key])).status_code == 404
    assert client.post(address, data | {"title": "Lấn quyền", "khoa": "bo-2"}).status_code == 403


def test_a_draft_is_nobody_elses_business(client: Client, scene: Scene, draft: CriteriaRelease) -> None:
    client.force_login(scene.head)
    assert client.get(reverse("criteria-desk")).status_code == 403
    for name in ("criteria-set", "criteria-draft", "criteria-json", "criteria-clone"):
        assert client.get(reverse(name, args=[draft.key])).status_code in (403, 404)
    client.logout()
    assert client.get(reverse("criteria-set", args=[draft.key])).status_code == 404
