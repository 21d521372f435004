"""Declares jobs: a function of ``Progress`` and one dataclass of parameters."""

from __future__ import annotations

import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from thongsuot.platform.jobs.progress import Progress

InputT = TypeVar("InputT")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a finished job leaves: a sentence and, where there is one, the address of its result."""

    message: str = ""
    url: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Job(Generic[InputT]):
    """A declared job. It may be run again at any moment: commit in steps by ``progress.save``, go on from there."""

    name: str
    label: str
    function: Callable[[Progress, InputT], Outcome]

    def input_type(self) -> Any:
        """The annotated type of the second parameter, to rebuild it from JSON."""
        hints = typing.get_type_hints(self.function)
        hints.pop("return", None)
        return list(hints.values())[1]


_jobs: dict[str, Job[Any]] = {}


def job(name: str, label: str) -> Callable[[Callable[[Progress, InputT], Outcome]], Job[InputT]]:
    """``@job("reporting.export", "Xuất dữ liệu")`` over ``def export(progress: Progress, data: Export) -> Outcome``."""

    def declare(function: Callable[[Progress, InputT], Outcome]) -> Job[InputT]:
        declared = Job(name, label, function)
        if name in _jobs and _jobs[name].function is not function:
            raise ValueError(f"two jobs are named {name!r}")
        _jobs[name] = declared
        return declared

    return declare


def find(name: str) -> Job[Any]:
    """The declared job; ``KeyError`` when this release no longer has it."""
    return _jobs[name]
