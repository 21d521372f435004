"""«Soi bài báo»: paste a text, see each number matched or not, with the claim behind it (J12, §5.13)."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from thongsuot.kernel.text import looks_vietnamese
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.checking.service import check_against_record

LONGEST = 60_000


class ArticleForm(forms.Form):
    text = forms.CharField(
        label=_("Nội dung bài"),
        help_text=_("Dán nguyên văn một bài báo, thông báo hoặc báo cáo. Nội dung không được lưu lại."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={
            "required": _("Hãy dán nội dung cần soi."),
            "max_length": _("Bài dài quá %(limit_value)d ký tự. Hãy soi từng phần."),
        },
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not looks_vietnamese(text):
            raise forms.ValidationError(_("Nội dung không phải tiếng Việt có dấu. Hãy dán bản tiếng Việt."))
        return text


@require_http_methods(["GET", "POST"])
def article_check(request: HttpRequest) -> HttpResponse:
    form = ArticleForm(request.POST or None)
    checked = None
    if request.method == "POST" and form.is_valid():
        checked = check_against_record(actor_of(request), form.cleaned_data["text"])
    status = 422 if form.errors else 200
    return render(request, "registry/checking/article.html", {"form": form, "checked": checked}, status=status)
