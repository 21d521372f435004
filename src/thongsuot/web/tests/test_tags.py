"""The component library, tag by tag."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from thongsuot.registry.fields import Certainty, ReviewStatus
from thongsuot.web import icons
from thongsuot.web.tests.conftest import Record


def rendered(text: str, **context: Any) -> str:
    return Template("{% load ui charts %}" + text).render(Context(context))


def test_claim_is_a_link_with_its_id_and_unit(record: Record) -> None:
    html = rendered("{% claim c %}", c=record.claim)
    assert f'data-claim="{record.claim.pk}"' in html
    assert f'href="/so-lieu/{record.claim.pk}"' in html
    assert "80,5\xa0điểm" in html and "claim-confirmed" in html


def test_claim_keeps_its_qualifier(record: Record) -> None:
    record.claim.qualifier = ">"
    assert '<span class="claim-qualifier">hơn</span>' in rendered("{% claim c %}", c=record.claim)


def test_figure_text_words_the_same_link(record: Record) -> None:
    html = rendered('{% figure_text c "561,5/1.659,5 ngày" %}', c=record.claim)
    assert f'data-claim="{record.claim.pk}"' in html and ">561,5/1.659,5 ngày</a>" in html


def test_words_are_escaped(record: Record) -> None:
    assert "<script>" not in rendered("{% figure_text c t %}", c=record.claim, t="<script>")
    assert "<script>" not in rendered("{% badge 'good' t %}{% missing t %}{% empty t %}{% crumbs t %}", t="<script>")


def test_missing_is_a_dash_with_a_reason() -> None:
    html = rendered('{% missing "hạn 15/10" %}')
    assert html == '<span class="missing">— <small>hạn 15/10</small></span>'


@pytest.mark.parametrize("status", [*ReviewStatus, *Certainty])
def test_every_status_has_word_and_shape(status: str) -> None:
    html = rendered("{% status_badge s %}", s=status)
    assert "<svg" in html and str(status.label) in html  # type: ignore[attr-defined]


def test_unknown_status_is_shown_as_it_is() -> None:
    assert "lạ" in rendered('{% status_badge "lạ" %}')


@pytest.mark.parametrize("name", sorted(icons.PATHS))
def test_icons_are_silent(name: str) -> None:
    assert 'aria-hidden="true"' in rendered("{% icon n %}", n=name)


class Sample(forms.Form):
    day = forms.CharField(label="Ngày văn bản", help_text="Ví dụ 9/10/2024.")


def test_field_ties_hint_and_error_to_the_input() -> None:
    form = Sample({"day": ""})
    html = rendered("{% error_summary form %}{% field form.day %}", form=form)
    assert 'role="alert"' in html and 'href="#id_day"' in html
    assert 'aria-describedby="id_day-hint id_day-error"' in html and 'aria-invalid="true"' in html
    assert 'id="id_day-hint"' in html and 'id="id_day-error"' in html


def test_error_summary_is_silent_without_errors() -> None:
    assert "role" not in rendered("{% error_summary form %}", form=Sample())


def test_pagination_keeps_the_other_parameters() -> None:
    request = RequestFactory().get("/van-ban?loai=news&trang=2")
    page = Paginator(range(60), 20).get_page(2)
    html = rendered("{% pagination page %}", page=page, request=request)
    assert "?loai=news&amp;trang=1" in html and "?loai=news&amp;trang=3" in html and "Trang 2/3" in html


def test_crumbs_end_with_the_page_itself() -> None:
    html = rendered('{% crumbs "Trang chủ" "/" "Văn bản" "/van-ban" "Thông báo" %}')
    assert html.index('href="/"') < html.index('href="/van-ban"') < html.index('aria-current="page">Thông báo')


def test_steps_say_where_one_stands() -> None:
    html = rendered("{% steps names 2 %}", names=["Chọn tệp", "Khớp cột", "Nhập"])
    assert html.count('class="done"') == 1 and 'aria-current="step">Khớp cột' in html


def test_table_region_is_labelled_and_reachable() -> None:
    html = rendered('{% table_region "Bảng điểm" %}<table></table>{% endtable_region %}')
    assert 'role="region"' in html and 'aria-label="Bảng điểm"' in html and 'tabindex="0"' in html


def test_notice_understands_message_levels() -> None:
    assert "notice-good" in rendered('{% notice "success" %}x{% endnotice %}')
    assert "notice-bad" in rendered('{% notice "error" %}x{% endnotice %}')


def test_times_are_of_vietnam() -> None:
    moment = datetime(2024, 9, 18, 19, 26, tzinfo=UTC)
    assert rendered("{{ m|vn_time }}", m=moment) == "02:26 19/09/2024"
    assert rendered("{{ d|vn_date }}", d=None) == "—"


def test_history_tells_who_and_when() -> None:
    events = [SimpleNamespace(when=datetime(2026, 11, 22, 9, tzinfo=UTC), who="Tổ Thư ký", what="Xác nhận")]
    html = rendered("{% history items %}", items=events)
    assert "16:00 22/11/2026" in html and "Tổ Thư ký" in html


def test_abbreviation_expands() -> None:
    assert 'title="cải cách hành chính"' in rendered('{% abbreviation "CCHC" %}')
