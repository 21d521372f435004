"""Who is asking, as the record's access functions want to know it."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from thongsuot.platform.access.actors import ANONYMOUS, Actor


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in account, or the public."""
    return cast(Actor, request.user) if request.user.is_authenticated else ANONYMOUS
