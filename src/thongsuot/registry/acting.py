"""From a form to an action and back: refusals land on the fields they are about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

from thongsuot.platform.actions import ActionError, ConflictError

ResultT = TypeVar("ResultT")


def attempt(form: BaseForm, act: Callable[[], ResultT]) -> ResultT | None:
    """The action's result; ``None`` when it refused, with its reasons on the form and everything typed still there."""
    try:
        return act()
    except ActionError as error:
        for one in error.errors:
            form.add_error(one.field if one.field in form.fields else None, one.message)
    except ConflictError as error:
        form.add_error(None, str(error))
    return None


def say(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    """For buttons without a form: run, and tell the person what came of it."""
    try:
        act()
    except ActionError as error:
        messages.error(request, " ".join(one.message for one in error.errors))
        return False
    except ConflictError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, done)
    return True
