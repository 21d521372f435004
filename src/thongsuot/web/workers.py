"""Service workers are served below the pages they may control; the browser refuses them from /static."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from thongsuot.web import bundle


@require_GET
def worker(request: HttpRequest, name: str) -> HttpResponse:
    """A built script by its plain name, asked for anew each time: an old worker must not outlive a release."""
    script = (bundle.DIST / bundle.static_name(name).rsplit("/", 1)[-1]).read_bytes()
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
