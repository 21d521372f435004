"""Rows of the search index and the words it knows."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """One thing that can be found. ``words`` holds our own lexemes (``domain.lexemes_of``), not PostgreSQL's."""

    kind = models.CharField(_("loại"), max_length=32)
    key = models.CharField(_("mã đối tượng"), max_length=128)
    title = models.TextField(_("tiêu đề"))
    subtitle = models.TextField(_("dòng phụ"), blank=True)
    body = models.TextField(_("nội dung"), blank=True)
    url = models.CharField(_("địa chỉ"), max_length=500)
    unit_path = models.CharField(_("đường dẫn đơn vị"), max_length=400, blank=True)
    permission = models.CharField(_("quyền cần có (trống = công khai)"), max_length=96, blank=True)
    weight = models.SmallIntegerField(_("độ ưu tiên"), default=0)
    updated_at = models.DateTimeField(_("cập nhật lúc"))
    words = SearchVectorField(_("từ khóa"))

    class Meta:
        verbose_name = _("mục tìm kiếm")
        verbose_name_plural = _("mục tìm kiếm")
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "key"], name="search_entry_once")]
        indexes: ClassVar = [GinIndex(fields=["words"], name="search_words")]

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A folded word, or two neighbouring words, met in some title: what a mistyped query is corrected to."""

    word = models.CharField(_("từ"), max_length=80, primary_key=True)

    class Meta:
        verbose_name = _("từ đã gặp")
        verbose_name_plural = _("từ đã gặp")

    def __str__(self) -> str:
        return self.word
