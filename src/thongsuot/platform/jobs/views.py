"""Pages of background work: the list and one piece with its progress, refreshed with or without JavaScript."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError
from thongsuot.platform.http import page_of
from thongsuot.platform.jobs import queries
from thongsuot.platform.jobs.actions import CancelJob, RetryJob, RunInput


@login_required
def runs(request: HttpRequest) -> HttpResponse:
    page = page_of(queries.visible_to(actor_of(request)), ("-id",), request.GET.get("sau"))
    views = [queries.view_of(run) for run in page.rows]
    return render(request, "platform/jobs/list.html", {"views": views, "next": page.next})


@login_required
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    found = queries.get_for(actor_of(request), run_id)
    response = render(request, "platform/jobs/detail.html", {"view": queries.view_of(found)})
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_POST
def cancel(request: HttpRequest, run_id: int) -> HttpResponse:
    queries.get_for(actor_of(request), run_id)
    CancelJob.run(actor_of(request), RunInput(run_id))
    return redirect("job", run_id)


@login_required
@require_POST
def retry(request: HttpRequest, run_id: int) -> HttpResponse:
    queries.get_for(actor_of(request), run_id)
    try:
        RetryJob.run(actor_of(request), RunInput(run_id))
    except ActionError as error:
        messages.error(request, str(error))
    return redirect("job", run_id)
