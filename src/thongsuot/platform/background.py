"""Tasks the worker does by the clock, and the care every background function needs."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import close_old_connections
from procrastinate.contrib.django import app

ResultT = TypeVar("ResultT")


def by_the_clock(cron: str, name: str) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Register a function without arguments to run at ``cron`` (UTC, as PostgreSQL keeps time), never twice at once."""

    def register(function: Callable[[], object]) -> Callable[[], object]:
        @functools.wraps(function)
        def run(timestamp: int) -> None:
            with_fresh_connection(function)()

        app.periodic(cron=cron, periodic_id=name)(app.task(name=name, queueing_lock=name, lock=name)(run))
        return function

    return register


def with_fresh_connection(function: Callable[..., ResultT]) -> Callable[..., ResultT]:
    """The worker's threads live for days: drop a connection that a restarted server has closed, before and after."""

    @functools.wraps(function)
    def run(*arguments: Any, **options: Any) -> ResultT:
        close_old_connections()
        try:
            return function(*arguments, **options)
        finally:
            close_old_connections()

    return run
