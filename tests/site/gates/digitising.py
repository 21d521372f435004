"""Citizens see their own behind a sign-in; anybody verifies; the ward's dossiers are opened by who reads them there."""

from __future__ import annotations

from collections.abc import Callable

from thongsuot.registry.accounts.roles import GRANTS, Role
from thongsuot.serving.digitising.models import Result, Scan
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.papers.models import IssuedPaper, PaperBook
from thongsuot.serving.permissions import Serving

WARD = "phuong-dong-kinh--lang-son"
_CITIZEN: Callable[[Role | None], set[int]] = lambda _role: {302}  # noqa: E731 - no account is a citizen


_READERS = {Role.ONE_STOP, Role.SPECIALIST}  # of the ward in the demo; the head who tries is of a department


def _at_the_ward(seen: int) -> Callable[[Role | None], set[int]]:
    """Addresses of the ward's dossiers: what its own people get, 404 for everybody else who is signed in."""
    return lambda role: {302} if role is None else {seen} if role in _READERS else {404}


def _desk(role: Role | None) -> set[int]:
    if role is None:
        return {302}
    return {200} if Serving.DOSSIER_READ in GRANTS[role] else {403}


def _book(role: Role | None) -> set[int]:
    """The ward's logbook: not there for the head of a department."""
    return {200} if role in _READERS else {404} if role is Role.UNIT_HEAD else _desk(role)


_seen, _issued, _refused, _unclear = (_at_the_ward(code) for code in (200, 302, 403, 422))
_no_book: Callable[[Role | None], set[int]] = lambda role: {302} if role is None else {404}  # noqa: E731


GATES = {
    "citizen-sign-in": "public",
    "citizen-code": lambda _role: {302},  # nobody has asked for a code
    "citizen-sign-out": lambda _role: {302},
    "citizen": _CITIZEN,
    "my-dossiers": _CITIZEN,
    "my-paper": _CITIZEN,
    "my-store": _CITIZEN,
    "my-result": _CITIZEN,
    "verify": "public",
    "verified": "public",
    "logbook": _desk,
    "logbook-file": _book,
    "logbook-enter": _no_book,
    "logbook-close": _no_book,
    "paper-issue": _issued,
    "paper-file": _seen,
    "digitising": _desk,
    "scan": _seen,
    "scan-page": _seen,
    "scan-add": _seen,
    "scan-decide": _unclear,
    "result": _seen,
    "result-sign": _refused,
    "result-revoke": _issued,
    "result-file": _seen,
}
POSTED = {
    *("citizen-sign-out", "logbook-enter", "logbook-close", "paper-issue", "scan-decide"),
    *("result-sign", "result-revoke"),
}


def _result() -> Result:
    return Result.objects.filter(is_sample=True, file__isnull=False).order_by("pk")[0]


def _scan() -> Scan:
    return Scan.objects.filter(archive__isnull=False).order_by("pk")[0]


def _dossier() -> Dossier:
    return _result().dossier


def arguments() -> dict[str, Callable[[], list[object]]]:
    year: Callable[[], int] = lambda: PaperBook.objects.filter(unit__key=WARD).order_by("-year")[0].year  # noqa: E731
    return {
        **dict.fromkeys(("paper-issue", "scan-add", "result", "result-sign"), lambda: [_dossier().code]),
        "result-revoke": lambda: [_dossier().code, _result().pk],
        "result-file": lambda: [_result().pk],
        "my-result": lambda: [_result().pk],
        "verified": lambda: [_result().verify_code],
        "my-paper": lambda: [IssuedPaper.objects.order_by("pk")[0].pk],
        "paper-file": lambda: [IssuedPaper.objects.order_by("pk")[0].pk, "pdf"],
        "logbook-file": lambda: [WARD, year(), "xlsx"],
        "scan": lambda: [_scan().pk],
        "scan-page": lambda: [_scan().pk, 1],
        "scan-decide": lambda: [_scan().pk],
    }
