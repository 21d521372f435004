"""Refusals shared by several parts of the plumbing."""

from __future__ import annotations


class ConflictError(Exception):
    """409: somebody changed the thing meanwhile: «Đồng nghiệp đã sửa mục này lúc 10:31». ``str`` is Vietnamese."""
