"""Whoever stands before the counter without a name: may say that a procedure is a nuisance, nothing else."""

from __future__ import annotations

from dataclasses import dataclass

TAG = "serving.review.tag"


@dataclass(frozen=True, slots=True)
class Visitor:
    display_name: str = "Người dân"
    position_name: str = ""

    @property
    def id(self) -> None:
        return None

    @property
    def is_authenticated(self) -> bool:
        return False

    def can(self, permission: str, unit_path: str | None = None) -> bool:
        return permission == TAG


VISITOR = Visitor()
