"""The only doors to rows: each subject's ``queries.py`` registers its ``visible_to`` and ``get_for`` here.

List, detail, search, export and API share one scope function (the leaks of a well-known product in 2026 came from
lists and expansions that filtered on their own), and an architecture test reads ``access_functions()``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from thongsuot.platform.access.errors import Hidden

ModelT = TypeVar("ModelT", bound=Model)
FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class AccessFunction:
    """One registered door: which model it opens and where it stands."""

    model: str
    module: str
    name: str


_functions: list[AccessFunction] = []


def access(model: type[Model]) -> Callable[[FunctionT], FunctionT]:
    """Mark a function of a ``queries`` module as a door to ``model``; its first argument must be the actor."""

    def register(function: FunctionT) -> FunctionT:
        code = function.__code__
        if code.co_varnames[:1] != ("actor",):
            raise TypeError(f"{function.__module__}.{function.__name__} must take the actor first")
        if not function.__module__.endswith(".queries"):
            raise TypeError(f"access functions live in a queries module, not in {function.__module__}")
        _functions.append(AccessFunction(model._meta.label, function.__module__, function.__name__))
        return function

    return register


def access_functions() -> tuple[AccessFunction, ...]:
    """Every registered door, for the architecture test."""
    return tuple(_functions)


def one_of(visible: QuerySet[ModelT], **lookup: object) -> ModelT:
    """The single visible row matching ``lookup``; ``Hidden`` (404) when absent, invisible or ill-typed."""
    try:
        row = visible.filter(**lookup).first()
    except (ValueError, ValidationError):  # an address with letters where the key is a number
        row = None
    if row is None:
        name = visible.model._meta.verbose_name
        raise Hidden(_("Không tìm thấy %(what)s này hoặc bạn không có quyền xem.") % {"what": name})
    return row
