from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db.models import Q

from thongsuot.platform.access import ANONYMOUS, SYSTEM, reach
from thongsuot.platform.search import Entry, declare_kind, index, remove
from thongsuot.platform.search.models import SearchEntry
from thongsuot.platform.search.queries import search

NOW = datetime(2024, 10, 9, tzinfo=UTC)
declare_kind("claim", "Số liệu", ("registry.document.read_draft",))
declare_kind("document", "Văn bản")
declare_kind("unit", "Đơn vị")


def entry(kind: str, key: str, title: str, **more: object) -> Entry:
    return Entry(kind=kind, key=key, title=title, url=f"/{kind}/{key}", updated_at=NOW, **more)


CORPUS = [
    entry("claim", "94", "Lạng Sơn: tỷ lệ thanh toán trực tuyến 33,8%", subtitle="9 tháng đầu năm 2024"),
    entry("claim", "95", "Lạng Sơn: tỷ lệ hồ sơ trực tuyến 40,2%", subtitle="9 tháng đầu năm 2024"),
    entry("claim", "96", "Hà Giang: tỷ lệ thanh toán trực tuyến 33,8%"),
    entry("claim", "97", "Số hồ sơ đã nhận 1.659,50 nghìn"),
    entry("document", "1", "Thông báo kết luận 245/TB-UBND", body="Tỉnh Lạng Sơn đạt 33,8 điểm; làng nghề ở Sơn Tây."),
    entry("document", "2", "Quy chế của ĐVSNNCL"),
    entry("document", "3", "Kiểm soát thủ tục hành chính năm 2024"),
    entry("unit", "lang-son", "Lạng Sơn", extra_words=("Xứ Lạng",)),
    entry("unit", "duong", "Xã Đường Âm"),
    entry("unit", "duong2", "Phường Dương Đông"),
]


@pytest.fixture
def corpus(db):
    index(CORPUS)


def found(query: str, actor=ANONYMOUS, **options) -> list[str]:
    return [f"{hit.kind} {hit.key}" for group in search(actor, query, **options).groups for hit in group.hits]


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("lang son 33,8", "claim 94"),
        ("33,8 Lạng Sơn", "claim 94"),
        ("lang son 33.8%", "claim 94"),
        ("Lạng Sơn", "unit lang-son"),
        ("xu lang", "unit lang-son"),
        ("1659,5", "claim 97"),
        ("245/tb-ubnd", "document 1"),
        ("TB-UBND", "document 1"),
        ("don vi su nghiep cong lap", "document 2"),
        ("tthc", "document 3"),
        ("Dương", "unit duong2"),
        ("Đường", "unit duong"),
        ("lang so", "unit lang-son"),
        ("trực truyến lạng sơn 33,8", "claim 94"),
        ("thanh tona", "claim 94"),
        ("phuong duong dogn", "unit duong2"),
        ("làng nghề Sơn Tây", "document 1"),
        ("thông báo kết luận hôm qua", "document 1"),
    ],
)
def test_what_is_found_first(query, first):
    assert found(query)[0] == first


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize("query", ["", "   ", "%", "':*&|!()\\", "🙂", "xyzzy qwrtp", "a" * 5000])
def test_odd_queries_find_nothing_and_break_nothing(query):
    assert found(query) == []


@pytest.mark.usefixtures("corpus")
def test_results_say_why():
    results = search(ANONYMOUS, "lang son 33,8")
    assert results.groups[0].label == "Số liệu"
    hit = results.groups[0].hits[0]
    assert hit.reason == "Khớp cả cụm ở tiêu đề; có số 33,8"
    assert [text for text, matched in hit.title_parts if matched] == ["Lạng", "Sơn", "33,8"]
    assert "".join(text for text, _matched in hit.title_parts) == hit.title
    assert results.exact


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("tthc", "TTHC = thủ tục hành chính"),
        ("thanh toan trực truyến", "Gần đúng: hiểu là «thanh toan truc tuyen»"),
        ("thông báo kết luận hôm qua", "một phần"),
        ("Duờng", "không xét dấu"),
        ("làng nghề", "Khớp trong nội dung"),
    ],
)
def test_reasons_of_looser_matches(query, words):
    assert words in search(ANONYMOUS, query).groups[0].hits[0].reason


@pytest.mark.usefixtures("corpus")
def test_mended_readings_are_marked_as_not_exact():
    assert not search(ANONYMOUS, "thanh tona").exact


@pytest.mark.usefixtures("corpus")
def test_one_kind_alone():
    assert set(found("lang son", kind="document")) == {"document 1"}


@pytest.fixture
def branches(monkeypatch):
    def only_lang_son(actor, permission, column):
        return Q(**{f"{column}__startswith": "vn/ls"}) if actor is ANONYMOUS else Q()

    monkeypatch.setattr(reach, "_reach", only_lang_son)


DRAFTS = [
    entry("claim", "d1", "Dự thảo Lạng Sơn", permission="registry.document.read_draft", unit_path="vn/ls/a"),
    entry("claim", "d2", "Dự thảo Hà Giang", permission="registry.document.read_draft", unit_path="vn/hg"),
    entry("claim", "d3", "Dự thảo lạ", permission="registry.unknown.read", unit_path="vn/ls"),
]


@pytest.mark.django_db
def test_restricted_entries_need_the_permission_in_their_branch(branches):
    index(DRAFTS)
    assert found("du thao") == ["claim d1"]
    assert found("du thao", actor=SYSTEM) == ["claim d1", "claim d2"]


@pytest.mark.django_db
def test_nothing_restricted_is_reached_before_the_branches_are_known(monkeypatch):
    monkeypatch.setattr(reach, "_reach", reach._system_only)
    index(DRAFTS)
    assert found("du thao") == []


@pytest.mark.django_db
def test_indexing_again_replaces_and_removing_forgets():
    assert index([entry("unit", "x", "Tên cũ"), entry("unit", "x", "Tên mới")]) == 1
    assert found("ten cu") == [] or found("ten cu")[0] == "unit x"
    assert SearchEntry.objects.get().title == "Tên mới"
    assert remove("unit", ["x", "y"]) == 1
    assert found("ten moi") == []


@pytest.mark.django_db
def test_a_kind_is_not_crowded_out():
    index([entry("claim", str(number), f"Chỉ số hài lòng {number}") for number in range(450)])
    index([entry("unit", "phong", "Phòng theo dõi", body="phụ trách chỉ số hài lòng")])
    assert "unit phong" in found("chỉ số hài lòng")
    assert search(ANONYMOUS, "chỉ số hài lòng").groups[0].more
