"""The component library: ``{% load ui %}``. What each tag draws is shown at /kieu-dang and listed in web/README.md."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thongsuot.kernel.abbreviations import expansions
from thongsuot.registry.claims import wording as figures
from thongsuot.web import bundle, icons, navigation, statuses

register = template.Library()
Context = dict[str, Any]


@register.simple_tag
def asset(name: str) -> str:
    """Address of a built front-end file by its plain name: ``{% asset "site.css" %}``."""
    return static(bundle.static_name(name))


@register.simple_tag
def icon(name: str) -> SafeString:
    return mark_safe(icons.svg(name))  # noqa: S308 - markup of our own constant table


# — frame —


@register.inclusion_tag("web/parts/search_box.html", takes_context=True)
def search_box(context: Context, large: bool = False) -> Context:
    request = context.get("request")
    query = request.GET.get("q", "") if request else ""
    return {"url": reverse("search"), "large": large, "query": query, "id": "tim-chinh" if large else "tim"}


@register.inclusion_tag("web/parts/public_nav.html", takes_context=True)
def public_nav(context: Context) -> Context:
    """Seven entries, and the rest folded away: on a phone the page begins on the first screen."""
    more = navigation.links(navigation.PUBLIC_TOOLS, context["request"])
    links = navigation.links(navigation.PUBLIC, context["request"])
    return {"links": links, "more": more, "is_in_more": any(one.current for one in more)}


@register.inclusion_tag("web/parts/footer_nav.html", takes_context=True)
def footer_nav(context: Context) -> Context:
    return {"links": navigation.links(navigation.FOOTER, context["request"])}


@register.simple_tag(takes_context=True)
def workspace_nav(context: Context) -> SafeString:
    groups = [(str(name), tuple(navigation.links(of, context["request"]))) for name, of in navigation.WORKSPACE]
    return _rail(tuple((name, links) for name, links in groups if links))


@lru_cache(maxsize=256)
def _rail(groups: tuple[tuple[str, tuple[navigation.Link, ...]], ...]) -> SafeString:
    """Drawn once for the same entries: a few roles share a few dozen menus."""
    return render_to_string("web/parts/workspace_nav.html", {"groups": groups})


@register.simple_tag
def notifications_link() -> SafeString | str:
    """The bell, once there is a page behind it."""
    url = navigation.find_url("notifications")
    return format_html('<a href="{}">{} {}</a>', url, icon("bell"), _("Thông báo")) if url else ""


@register.inclusion_tag("web/parts/flash.html", takes_context=True)
def flash(context: Context) -> Context:
    return {"messages": context.get("messages", ())}


@register.inclusion_tag("web/parts/sample_band.html")
def sample_band() -> Context:
    return {}


# — figures —


@register.simple_tag
def claim(row: Any, text: str = "") -> SafeString:
    """A figure on screen: a link carrying the claim's id. ``text`` replaces the number where a sentence words it."""
    word = "" if text else figures.qualifier_word(row.qualifier)
    qualifier = format_html('<span class="claim-qualifier">{}</span> ', word) if word else ""
    return format_html(
        '<a class="claim claim-{}" data-claim="{}" href="{}">{}{}</a>',
        row.status,
        row.pk,
        reverse("claim", args=[row.pk]),
        qualifier,
        text or figures.value_text(row),
    )


@register.simple_tag
def figure_text(row: Any, text: str) -> SafeString:
    """The same link around words of one's own: ``{% figure_text claim "561,5/1.659,5 ngày" %}``."""
    return claim(row, text)


@register.simple_tag
def missing(reason: str = "") -> SafeString:
    """Missing is never 0: a dash and why (product §4.5)."""
    return format_html('<span class="missing">— <small>{}</small></span>', reason or _("chưa có số liệu"))


@register.filter
def rank(row: Any) -> str:
    return figures.rank_text(row)


# — words in shapes —


@register.simple_tag
def badge(tone: str, text: str) -> SafeString:
    """``tone``: good, warn, bad, info, neutral. Shape and word say the same as the colour."""
    return format_html('<span class="badge badge-{}">{} {}</span>', tone, icon(tone), text)


@register.simple_tag
def status_badge(status: str) -> SafeString:
    """Badge of a stored state (review, document, severity, certainty)."""
    return badge(*statuses.describe(status))


@register.simple_tag
def sample() -> SafeString:
    return format_html('<span class="ribbon">{} {}</span>', icon("sample"), _("Dữ liệu minh họa"))


@register.simple_tag
def abbreviation(short: str) -> SafeString:
    """``{% abbreviation "CCHC" %}`` expands on hover and for screen readers."""
    return format_html('<abbr title="{}">{}</abbr>', expansions(short)[0], short)


@register.simple_block_tag
def notice(content: str, tone: str = "info") -> SafeString:
    """``{% notice "warn" %}<p>…</p>{% endnotice %}``; Django's message levels are understood too."""
    tone = {"success": "good", "warning": "warn", "error": "bad", "debug": "info"}.get(tone, tone)
    return format_html('<div class="notice notice-{}">{}<div>{}</div></div>', tone, icon(tone), content)


@register.simple_tag
def empty(title: str, text: str = "", url: str = "", action: str = "", shape: str = "inbox") -> SafeString:
    """Nothing here: what will be here and one thing to do (product §4.5)."""
    link = format_html('<p><a class="btn btn-quiet" href="{}">{}</a></p>', url, action) if url else ""
    words = format_html("<p>{}</p>", text) if text else ""
    return format_html('<div class="empty">{}<p><strong>{}</strong></p>{}{}</div>', icon(shape), title, words, link)


# — lists and tables —


@register.simple_block_tag
def table_region(content: str, label: str, cards: bool = False) -> SafeString:
    """A table that scrolls in a labelled region, or becomes cards on a narrow screen (give cells ``data-label``)."""
    return format_html(
        '<div class="table-scroll{}" role="region" aria-label="{}" tabindex="0">{}</div>',
        " table-cards" if cards else "",
        label,
        content,
    )


@register.simple_tag
def facts(rows: list[tuple[Any, Any]]) -> SafeString:
    """A list of key and value; rows without a value are left out by the caller, never shown as 0."""
    return format_html('<dl class="facts">{}</dl>', format_html_join("", "<dt>{}</dt><dd>{}</dd>", rows))


@register.simple_tag
def crumbs(*parts: str) -> SafeString:
    """``{% crumbs "Trang chủ" "/" "Văn bản" "/van-ban" document.title %}``: pairs, then the page itself."""
    links = zip(parts[:-1:2], parts[1::2], strict=True)
    items = format_html_join("", '<li><a href="{1}">{0}</a></li>', links)
    here = format_html('<li aria-current="page">{}</li>', parts[-1])
    return format_html('<nav class="crumbs" aria-label="{}"><ol>{}{}</ol></nav>', _("Đường dẫn"), items, here)


@register.inclusion_tag("web/parts/tabs.html")
def tabs(items: list[tuple[Any, ...]], label: str = "") -> Context:
    """``items``: (label, address, is current[, count])."""
    return {"items": items, "label": label or _("Các phần của trang")}


@register.inclusion_tag("web/parts/steps.html")
def steps(names: list[str], current: int) -> Context:
    """Where in a sequence one stands; ``current`` counts from 1."""
    return {"steps": [(name, number < current, number == current) for number, name in enumerate(names, 1)]}


@register.inclusion_tag("web/parts/history.html")
def history(items: list[Any]) -> Context:
    """``items`` with ``when``, ``who``, ``what`` (attributes or keys), newest first."""
    return {"items": items}


@register.inclusion_tag("web/parts/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> Context:
    query = context["request"].GET.copy()
    query.pop("trang", None)
    return {"page": page, "query": query.urlencode()}


@register.simple_tag
def progress(done: int, total: int, label: str) -> SafeString:
    return format_html('<progress class="progress" value="{}" max="{}" aria-label="{}"></progress>', done, total, label)


# — forms —


@register.inclusion_tag("web/parts/error_summary.html")
def error_summary(form: BaseForm) -> Context:
    return {"form": form, "bad_fields": [field for field in form if field.errors]}


@register.inclusion_tag("web/parts/field.html")
def field(bound: BoundField, hint: str = "") -> Context:
    """Label, hint, error and widget tied together for screen readers."""
    hint = hint or str(bound.help_text or "")
    described = [f"{bound.id_for_label}-{part}" for part, there in (("hint", hint), ("error", bound.errors)) if there]
    attributes: dict[str, str | bool] = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return {"field": bound, "widget": bound.as_widget(attrs=attributes), "hint": hint}


# — time —


@register.filter
def vn_date(day: date | None) -> str:
    """10/10/2024; a dash for an unknown day."""
    return day.strftime("%d/%m/%Y") if day else "—"


@register.filter
def vn_time(moment: datetime | None) -> str:
    """16:00 22/11/2026 in Vietnam."""
    return timezone.localtime(moment).strftime("%H:%M %d/%m/%Y") if moment else "—"
