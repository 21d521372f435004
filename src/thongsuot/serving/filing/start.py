"""What filing joins when the product starts: the nightly sweep of drafts left lying."""

from __future__ import annotations


def start_filing() -> None:
    from thongsuot.serving.filing import jobs  # noqa: F401 - joins the clock by being read
