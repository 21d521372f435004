"""Gives each request a number that stands in every line of the log and in the answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.http import HttpRequest, HttpResponse

_HEADER = "X-Request-ID"
_SAFE = re.compile(r"[0-9A-Za-z-]{8,64}")


class RequestNumber:
    """Middleware: takes the number of the proxy in front or makes one; put it before everything that logs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(_HEADER, "")
        number = given if _SAFE.fullmatch(given) else uuid4().hex
        with structlog.contextvars.bound_contextvars(request=number, method=request.method, path=request.path):
            response = self.get_response(request)
        response.headers[_HEADER] = number
        return response
