"""Answers a request with a stored file, so that nothing in it can run in the reader's browser."""

from __future__ import annotations

from django.http import FileResponse

from thongsuot.platform.files.domain import kind_of
from thongsuot.platform.files.models import StoredFile
from thongsuot.platform.files.store import open_file


def respond(stored: StoredFile, *, inline: bool = False) -> FileResponse:
    """The file as a download; shown in place only when asked and of a kind that cannot run anything.

    The caller has fetched the object the file belongs to through its access function: the file itself has no rights.
    """
    shown = inline and kind_of(stored.media_type).inline
    response = FileResponse(
        open_file(stored),
        as_attachment=not shown,
        filename=stored.name,
        content_type=_content_type(stored.media_type) if shown else "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; object-src 'self'; frame-ancestors 'self'"
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    return response


def _content_type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
