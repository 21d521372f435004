"""Whoever stands before the counter without a name: may say that a procedure is a nuisance, nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from thongsuot.platform.access.actors import AnonymousActor

TAG = "serving.review.tag"


@dataclass(frozen=True, slots=True)
class Visitor(AnonymousActor):
    display_name: str = "Người dân"

    def can(self, permission: str, unit_path: str | None = None) -> bool:
        return permission == TAG


VISITOR = Visitor()
