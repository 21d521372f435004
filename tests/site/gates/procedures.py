"""The catalogue of procedures: everybody reads it, who writes and who announces are two."""

from __future__ import annotations

from collections.abc import Callable

from thongsuot.registry.accounts.roles import GRANTS, Role
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.models import ProcedureVersion, ReviewItem, VersionStatus

_CODE = "1.001193"
_WRITES, _ANNOUNCES = Serving.PROCEDURE_EDIT, Serving.PROCEDURE_PUBLISH


def _any(refused: int, *permissions: str, met: int = 200) -> Callable[[Role | None], set[int]]:
    def expected(role: Role | None) -> set[int]:
        if role is None:
            return {302}
        return {met} if any(one in GRANTS[role] for one in permissions) else {refused}

    return expected


def _on_the_draft(permission: str) -> Callable[[Role | None], set[int]]:
    """Who may do the other half of the work sees the draft and is told who could."""

    def expected(role: Role | None) -> set[int]:
        seen = _any(404, _WRITES, _ANNOUNCES)(role)
        return seen if seen != {200} or (role and permission in GRANTS[role]) else {403}

    return expected


GATES = {
    **dict.fromkeys(("procedures", "procedures-json", "procedures-csv", "service-levels", "life-event"), "public"),
    **dict.fromkeys(("procedure", "procedure-guide", "procedure-nuisance"), "public"),
    "procedures-desk": _any(403, _WRITES, _ANNOUNCES),
    "procedure-reviews": _any(403, _WRITES, _ANNOUNCES),
    "procedure-review": _any(404, _WRITES, _ANNOUNCES),
    "internal-procedures": "signed-in",
    "procedure-add": _any(403, _WRITES),
    "procedure-desk": _any(403, _WRITES, _ANNOUNCES),
    "procedure-compare": "signed-in",
    "procedure-version": "signed-in",
    "procedure-head": _any(403, _WRITES),
    "procedure-draft": _any(403, _WRITES),
    "procedure-withdraw": _any(403, _ANNOUNCES),
    "procedure-delegate": _any(403, _ANNOUNCES),
    "procedure-part": _on_the_draft(_WRITES),
    "procedure-publish": _on_the_draft(_ANNOUNCES),
    "procedure-discard": _any(403, _WRITES, met=302),
}
POSTED = {"procedure-discard"}


def _draft() -> list[object]:
    draft = ProcedureVersion.objects.filter(status=VersionStatus.DRAFT, procedure__is_sample=True)[0]
    return [draft.procedure.code, draft.number]


def arguments() -> dict[str, Callable[[], list[object]]]:
    of_one = ("procedure", "procedure-guide", "procedure-nuisance", "procedure-desk", "procedure-compare")
    steps = ("procedure-head", "procedure-draft", "procedure-withdraw", "procedure-delegate")
    return {
        **{name: lambda: [_CODE] for name in (*of_one, *steps)},
        "life-event": lambda: ["sinh-con"],
        "procedure-version": lambda: [_CODE, 1],
        "procedure-discard": lambda: [_CODE, 1],
        "procedure-part": lambda: [*_draft(), "buoc"],
        "procedure-publish": _draft,
        "procedure-review": lambda: [ReviewItem.objects.order_by("pk")[0].pk],
    }
