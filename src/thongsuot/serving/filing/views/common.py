"""What the pages of a draft share: whose it is, that no copy stays on a shared phone, how faults are shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.platform.access.errors import Hidden
from thongsuot.platform.ratelimit.limits import TooManyTries
from thongsuot.serving.dossiers.choices import Mode
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.filing.actions import CarryDraft, Carrying
from thongsuot.serving.filing.models import FilingDraft
from thongsuot.serving.filing.queries import draft_for
from thongsuot.serving.procedures.queries import version_on

_TOKENS, _MOST_TOKENS = "filing-drafts", 20
View = Callable[..., HttpResponse]


def with_draft(view: View) -> View:
    """Hand the draft of the address to the view; a filed one leads to its confirmation, an old version is carried."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, *arguments: Any, **options: Any) -> HttpResponse:
        draft = draft_for(CitizenActor(token), timezone.now())
        if draft.mode == Mode.OFFICER and (draft.officer is None or request.user.pk != draft.officer.pk):
            raise Hidden(_("Không tìm thấy bản khai này."))
        remember(request, token)
        if draft.dossier is not None and request.resolver_match and request.resolver_match.url_name != "filing-done":
            return private(redirect("filing-done", token))
        return private(view(request, in_force(draft), *arguments, **options))

    return guarded


def in_force(draft: FilingDraft) -> FilingDraft:
    """The draft under a version that can be filed today; carried over where its own no longer can."""
    if draft.dossier is None and version_on(draft.procedure, timezone.localdate()).pk != draft.version_id:
        CarryDraft.run(CitizenActor(draft.token), Carrying(draft.pk))
        return draft_for(CitizenActor(draft.token), timezone.now())
    return draft


def remember(request: HttpRequest, token: str) -> None:
    """So that the same draft is offered again in this browser (#2860)."""
    tokens = [one for one in request.session.get(_TOKENS, []) if one != token]
    request.session[_TOKENS] = [token, *tokens][:_MOST_TOKENS]


def remembered(request: HttpRequest) -> list[str]:
    return list(request.session.get(_TOKENS, []))


def private(response: HttpResponse) -> HttpResponse:
    """A shared telephone must not show the page again, and the address must not leak to other sites."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def refused_json(words: str, status: int = 422, **more: Any) -> JsonResponse:
    return JsonResponse({"error": words, **more}, status=status)


def too_many(error: TooManyTries) -> JsonResponse:
    response = refused_json(str(error), 429)
    response["Retry-After"] = str(error.seconds)
    return response
