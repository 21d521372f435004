"""Filing asks for no account: the address of a draft is its proof; a dossier is followed after its code and digits."""

from __future__ import annotations

from collections.abc import Callable

from thongsuot.registry.accounts.roles import Role
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.filing.actions import BeginDraft, Beginning, StartFile, Starting
from thongsuot.serving.filing.models import FilingDraft

_PROCEDURE, _PAPER = "1.001193", "chung-sinh"


def _always(*codes: int) -> Callable[[Role | None], set[int]]:
    return lambda _role: set(codes)


_elsewhere = _always(302)
_TRACKED = ("tracked-supplement", "tracked-rate", "tracked-withdraw")
GATES = {
    **dict.fromkeys(("pre-check", "filing-start", "filing-resume", "dossier-tracking"), "public"),
    **dict.fromkeys(("filing-page", "filing-files", "filing-file", "filing-review"), "public"),
    **dict.fromkeys(("filing", "filing-done", "tracked-dossier", "tracked-result", *_TRACKED), _elsewhere),
    "filing-save": "public",
    "filing-file-begin": _always(422),  # nothing announced
    "filing-file-piece": _always(400, 404),  # of no place; or gone, once somebody has dropped it
    "filing-file-drop": _always(302, 404),
    "filing-file-show": _always(404),  # nothing of it is here yet
}
POSTED = {"filing-save", "filing-file-begin", "filing-file-piece", "filing-file-drop", *_TRACKED}


def _draft() -> FilingDraft:
    begun = BeginDraft.run(CitizenActor(""), Beginning(_PROCEDURE))
    return FilingDraft.objects.get(token=begun.token)


def _file() -> list[object]:
    draft = _draft()
    started = StartFile.run(CitizenActor(draft.token), Starting(draft.pk, _PAPER, "a.jpg", 1000))
    return [draft.token, started.file_id]


def _code() -> str:
    return Dossier.objects.order_by("pk")[0].code


def arguments() -> dict[str, Callable[[], list[object]]]:
    procedure: Callable[[], list[object]] = lambda: [_PROCEDURE]  # noqa: E731
    token: Callable[[], list[object]] = lambda: [_draft().token]  # noqa: E731
    page: Callable[[], list[object]] = lambda: [_draft().token, "chu-ho-so"]  # noqa: E731
    paper: Callable[[], list[object]] = lambda: [_draft().token, _PAPER]  # noqa: E731
    code: Callable[[], list[object]] = lambda: [_code()]  # noqa: E731
    return {
        **dict.fromkeys(("pre-check", "filing-start"), procedure),
        **dict.fromkeys(("filing", "filing-files", "filing-review", "filing-done"), token),
        **dict.fromkeys(("filing-page", "filing-save"), page),
        **dict.fromkeys(("filing-file", "filing-file-begin"), paper),
        **dict.fromkeys(("filing-file-piece", "filing-file-drop", "filing-file-show"), _file),
        **dict.fromkeys(("tracked-dossier", *_TRACKED), code),
        "tracked-result": lambda: [_code(), 1],
    }
