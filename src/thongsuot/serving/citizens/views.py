"""Signing in as a citizen (simulated), one's own data with who read it, one's own dossiers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.platform.http import page_of
from thongsuot.platform.ratelimit.limits import TooManyTries, attempt
from thongsuot.platform.ratelimit.signing import address_of
from thongsuot.serving.citizens import codes, queries, session
from thongsuot.serving.citizens.identity import SIMULATOR, provider, samples
from thongsuot.serving.citizens.session import Citizen

_WINDOW = timedelta(minutes=10)
_BY_ADDRESS, _BY_PERSON = 30, 5  # a village's desk signs many people in behind one address
_PENDING, _NEXT = "citizen-code", "citizen-next"
CitizenView = Callable[..., HttpResponse]


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Mã gồm 6 chữ số"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}),
        error_messages={"required": gettext_lazy("Ông/bà hãy nhập mã trong tin nhắn.")},
    )


def citizen_required(view: CitizenView) -> CitizenView:
    """Hand the citizen to the view as its second argument; strangers are led to sign in and come back here."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **options: Any) -> HttpResponse:
        citizen = session.citizen_of(request)
        if citizen is None:
            return redirect(f"{reverse('citizen-sign-in')}?{urlencode({'tiep': request.get_full_path()})}")
        return view(request, citizen, *arguments, **options)

    return guarded


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Choose a sample person; without a simulator say that no provider is connected."""
    people = samples() if provider() is SIMULATOR else {}
    chosen = people.get(request.POST.get("nguoi", ""))
    refused = ""
    if chosen is not None:
        try:
            attempt([f"citizen-start:address:{address_of(request)}"], _BY_ADDRESS, _WINDOW)
            attempt([f"citizen-start:person:{chosen.number}"], _BY_PERSON, _WINDOW)
        except TooManyTries as error:
            refused = str(error)
        else:
            request.session[_PENDING] = codes.challenge(chosen, timezone.now()).token
            request.session[_NEXT] = _safe(request, request.POST.get("tiep", ""))
            return redirect("citizen-code")
    elif request.method == "POST":
        refused = _("Ông/bà hãy chọn một người trong danh sách.")
    context = {
        "people": people,
        "refused": refused,
        "is_simulated": bool(people),
        "next": request.POST.get("tiep") or request.GET.get("tiep", ""),
        "citizen": session.citizen_of(request),
        "sample_data": bool(people),
    }
    status = HTTPStatus.OK if not refused else HTTPStatus.TOO_MANY_REQUESTS if chosen else 422
    return render(request, "serving/citizens/start.html", context, status=status)


@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    token = request.session.get(_PENDING)
    if not token:
        return redirect("citizen-sign-in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            attempt([f"citizen-code:address:{address_of(request)}"], _BY_ADDRESS, _WINDOW)
            record = codes.prove(token, form.cleaned_data["code"], timezone.now())
        except (codes.CodeRefused, TooManyTries) as refused:
            form.add_error("code", str(refused))
        else:
            request.session.pop(_PENDING, None)
            going = request.session.pop(_NEXT, "")
            session.sign_in(request, record)
            return redirect(going or "citizen")
    message = queries.simulated_code(token) if provider() is SIMULATOR else None
    context = {"form": form, "message": message, "sample_data": message is not None}
    return render(request, "serving/citizens/code.html", context, status=422 if form.errors else 200)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    session.sign_out(request)
    return redirect("home")


@require_GET
@citizen_required
def me(request: HttpRequest, citizen: Citizen) -> HttpResponse:
    """Own data, what it is for, and who opened it."""
    context = {
        "citizen": citizen,
        "readings": queries.readings_of(citizen),
        "count": queries.own_dossiers(citizen).count(),
        "sample_data": citizen.provider == SIMULATOR.key,
    }
    return _private(render(request, "serving/citizens/me.html", context))


@require_GET
@citizen_required
def my_dossiers(request: HttpRequest, citizen: Citizen) -> HttpResponse:
    page = page_of(queries.own_dossiers(citizen), ["-pk"], request.GET.get("sau"), size=20)
    context = {"citizen": citizen, "page": page, "sample_data": citizen.provider == SIMULATOR.key}
    return _private(render(request, "serving/citizens/dossiers.html", context))


def _private(response: HttpResponse) -> HttpResponse:
    """A shared telephone must not show the page again from its memory after signing out."""
    response["Cache-Control"] = "no-store"
    return response


def _safe(request: HttpRequest, url: str) -> str:
    return url if url_has_allowed_host_and_scheme(url, {request.get_host()}) else ""
