"""Senders, one of them, its file and codes; the list of differences as a ward's chair sees it."""

from __future__ import annotations

from thongsuot.reporting.feed.models import FeedFile


def addresses() -> dict[str, list[str]]:
    home = "/lam-viec/nguon-ho-so"
    one = f"{home}/mot-cua-cu"
    files = [f"{home}/tep/{file.pk}" for file in FeedFile.objects.filter(source__key="mot-cua-cu")]
    return {
        "so-noi-vu": [home, one, f"{one}/ma", f"{one}/ma?da-ghep=1", *files],
        "chu-tich-phuong": ["/lam-viec/lech-dong-bo"],
    }
