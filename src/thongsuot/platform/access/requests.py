"""Who stands behind a request."""

from __future__ import annotations

from django.http import HttpRequest

from thongsuot.platform.access.actors import ANONYMOUS, Actor


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in account, or the public. Accounts fulfil ``Actor`` themselves."""
    user: Actor = request.user  # type: ignore[assignment]
    return user if user.is_authenticated else ANONYMOUS
