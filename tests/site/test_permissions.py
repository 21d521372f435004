"""Every address × every role: who gets in, who is told who could, who is sent to sign in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.core import signing
from django.db import transaction
from django.http import HttpResponse
from django.template.backends.django import Template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from tests.site import gates
from thongsuot.kernel.consistency.model import Severity
from thongsuot.kernel.rules import load_yaml
from thongsuot.platform.files.store import TABLES, put
from thongsuot.platform.imports.models import ImportBatch
from thongsuot.platform.jobs.models import JobRun
from thongsuot.platform.notifications.models import Notification
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import GRANTS, Permission, Role
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.directives.models import Directive
from thongsuot.registry.documents.models import Document
from thongsuot.registry.findings.models import Finding
from thongsuot.registry.positions.models import Position

PUBLIC, SIGNED_IN = "public", "signed-in"
OWN = "own"  # another person's is not there
# Address name → what opens it: everybody, any account, or a permission (held over Lạng Sơn or the whole tree).
GATES: dict[str, gates.Gate] = {
    **gates.GATES,
    "home": PUBLIC,
    "search": PUBLIC,
    "sign-in": PUBLIC,
    "sign-out": PUBLIC,
    "about": PUBLIC,
    "accessibility": PUBLIC,
    "privacy": PUBLIC,
    "data-sources": PUBLIC,
    "styleguide": PUBLIC,
    "documents": PUBLIC,
    "document": PUBLIC,
    "claim": PUBLIC,
    "claim-json": PUBLIC,
    "claim-csv": PUBLIC,
    "indicators": PUBLIC,
    "indicator": PUBLIC,
    "units": PUBLIC,
    "unit": PUBLIC,
    "article-check": PUBLIC,
    "results": PUBLIC,
    "league": PUBLIC,
    "league-csv": PUBLIC,
    "four-indices": PUBLIC,
    "workspace": SIGNED_IN,
    "inbox": SIGNED_IN,
    "intake": Permission.DOCUMENT_ADD,
    "document-review": Permission.CLAIM_CONFIRM,
    "document-finish": Permission.CLAIM_CONFIRM,
    "document-publish": Permission.DOCUMENT_PUBLISH,
    "document-decide": Permission.DIRECTIVE_CONFIRM,
    "claims-desk": Permission.DOCUMENT_READ_DRAFT,
    "claim-revise": Permission.CLAIM_REVISE,
    "findings-desk": Permission.FINDING_DISMISS,
    "finding-dismiss": Permission.FINDING_DISMISS,
    "import": SIGNED_IN,
    "import-upload": Permission.IMPORT_RUN,
    "import-columns": Permission.IMPORT_RUN,
    "import-batch": Permission.IMPORT_RUN,
    "import-problems": Permission.IMPORT_RUN,
    "import-confirm": Permission.IMPORT_RUN,
    "import-undo": Permission.IMPORT_RUN,
    "units-admin": Permission.UNIT_MANAGE,
    "unit-lap": Permission.UNIT_MANAGE,
    "unit-doi-ten": Permission.UNIT_MANAGE,
    "unit-ket-thuc": Permission.UNIT_MANAGE,
    "positions-admin": Permission.POSITION_MANAGE,
    "position-admin": Permission.POSITION_MANAGE,
    "accounts-admin": Permission.ACCOUNT_MANAGE,
    "account-admin": Permission.ACCOUNT_MANAGE,
    "account-end-role": Permission.ACCOUNT_MANAGE,
    "account-active": Permission.ACCOUNT_MANAGE,
    "jobs": SIGNED_IN,
    "job": OWN,
    "job-cancel": OWN,
    "job-retry": OWN,
    "notifications": SIGNED_IN,
    "notifications-read": SIGNED_IN,
    "notifications-switch": SIGNED_IN,
    "notification": OWN,
}
POSTED = {
    *gates.POSTED,
    "sign-out",
    "document-finish",
    "document-publish",
    "document-decide",
    "finding-dismiss",
    "import-confirm",
    "import-undo",
    "account-end-role",
    "account-active",
    "job-cancel",
    "job-retry",
    "notifications-read",
    "notifications-switch",
    "notification",
}
BATCHES = ("import-batch", "import-problems", "import-confirm", "import-undo")
# Rows of the province itself: a right held over one of its departments does not reach them.
OF_THE_PROVINCE = {"document-review", "document-finish", "document-publish", "document-decide", "claim-revise"}
DEPARTMENT_ROLES = {Role.UNIT_FOCAL, Role.UNIT_HEAD, Role.ONE_STOP, Role.SPECIALIST, Role.POST_CLERK}
_GIVEN = {entry["username"]: Role(entry["role"]) for entry in load_yaml("demo/accounts")["accounts"]}
ACCOUNTS = [(name, role) for name, role in _GIVEN.items() if name == next(n for n, r in _GIVEN.items() if r == role)]


def names(resolver: URLResolver | None = None) -> set[str]:
    found = set()
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            found |= names(entry)
        elif isinstance(entry, URLPattern) and entry.name:
            found.add(entry.name)
    return found


def address(name: str) -> str:
    document = Document.objects.filter(unit__key="tinh-lang-son", directives__isnull=False).first()
    assert document is not None
    claim = Claim.objects.filter(document=document).first()
    assert claim is not None
    arguments: dict[str, Callable[[], list[object]]] = {
        "document": lambda: [document.key],
        "document-review": lambda: [document.key],
        "document-finish": lambda: [document.key],
        "document-publish": lambda: [document.key],
        "document-decide": lambda: [document.key, "d", Directive.objects.filter(document=document)[0].pk],
        "claim": lambda: [claim.pk],
        "claim-json": lambda: [claim.pk],
        "claim-csv": lambda: [claim.pk],
        "claim-revise": lambda: [claim.pk],
        "indicator": lambda: ["sipas"],
        "unit": lambda: ["tinh-lang-son"],
        "league": lambda: ["par-index", "2021"],
        "league-csv": lambda: ["par-index", "2021"],
        "four-indices": lambda: ["tinh-lang-son"],
        "finding-dismiss": lambda: [_doubt(document).pk],
        "job": lambda: [_somebodys_job().pk],
        "job-cancel": lambda: [_somebodys_job().pk],
        "job-retry": lambda: [_somebodys_job().pk],
        "notification": lambda: [_somebodys_letter().pk],
        "unit-lap": lambda: ["tinh-lang-son"],
        "unit-doi-ten": lambda: ["tinh-lang-son"],
        "unit-ket-thuc": lambda: ["tinh-lang-son"],
        "position-admin": lambda: [Position.objects.filter(unit__key="tinh-lang-son")[0].pk],
        "account-admin": lambda: [_someone().pk],
        "account-end-role": lambda: [_someone().pk, _someone().grants.all()[0].pk],
        "account-active": lambda: [_someone().pk],
        "import-upload": lambda: ["claims"],
        "import-columns": lambda: ["claims", signing.dumps(_batch().file_id, salt="platform.import.file")],
        **gates.arguments(),
        **{
            name: lambda: [_batch().pk] for name in ("import-batch", "import-problems", "import-confirm", "import-undo")
        },
    }
    return reverse(name, args=arguments.get(name, list)())


def _doubt(document: Document) -> Finding:
    return Finding.objects.create(
        document=document, kind="missing_unit", severity=Severity.WARNING, message="x", question="x", digest="x"
    )


def _somebodys_job() -> JobRun:
    return JobRun.objects.create(
        name="x", title="x", parameters={}, requester_id=0, requester_name="", created_at=timezone.now()
    )


def _somebodys_letter() -> Notification:
    return Notification.objects.create(recipient_id=0, kind="x", key="x", text="x", why="x", created_at=timezone.now())


def _someone() -> Account:
    return Account.objects.get(username="bien-tap")


def _batch() -> ImportBatch:
    stored = put([b"a;b\n1;2\n"], "bang.csv", accepted=TABLES)
    return ImportBatch.objects.create(
        kind="claims",
        file=stored,
        header_key="",
        mapping={},
        row_count=0,
        error_count=0,
        create_count=0,
        update_count=0,
        unchanged_count=0,
        plan_digest="",
        actor_name="",
        status="undone",
    )


def test_every_address_is_in_the_table() -> None:
    assert names() == set(GATES)


def expected(name: str, role: Role | None) -> set[int]:
    gate = GATES[name]
    if callable(gate):
        return gate(role)
    if gate == PUBLIC or (gate == SIGNED_IN and role is not None):
        return {200, 302, 422}
    if role is None:
        return {302}  # to the sign-in page
    if gate == OWN:
        looked_after = name.startswith("job") and "platform.job.manage" in GRANTS[role]
        return {200, 302} if looked_after else {404}
    if name in OF_THE_PROVINCE and role in DEPARTMENT_ROLES:
        return {403}
    if gate in GRANTS[role]:
        return {200, 302, 422}
    return {404} if name in BATCHES else {403}


ENDS_A_SESSION = {"sign-out", "citizen-sign-out"}
# A public page asks nobody: besides the public, it is tried by those who may least and most.
ASKED_OF_PUBLIC_PAGES = {None, Role.INTERVIEWER, Role.HOME_AFFAIRS, Role.ADMIN}


def test_who_gets_in(as_user: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch) -> None:
    """The door is the view's; what the pages say is read by the crawl and by the browser, so nothing is drawn here.

    The rows behind an address are made once and tried by every role in turn, each try taken back.
    """
    monkeypatch.setattr(Template, "render", lambda *_given, **_more: SafeString(""))
    people = [("", None), *ACCOUNTS]
    clients = {username: as_user(username) for username, _role in people}
    wrong = {}
    for name in sorted(GATES):
        with taken_back():
            url = address(name)
            for username, role in people:
                if GATES[name] == PUBLIC and role not in ASKED_OF_PUBLIC_PAGES:
                    continue
                with taken_back():
                    answer = ask(clients[username], name, url)
                if answer.status_code not in expected(name, role):
                    wrong[f"{name} as {username or 'the public'}"] = (url, answer.status_code)
                elif role is None and isinstance(GATES[name], str) and GATES[name] != PUBLIC:
                    assert answer["Location"].startswith(reverse("sign-in"))
        if name in ENDS_A_SESSION:
            clients = {username: as_user(username) for username, _role in people}
    assert not wrong


def ask(client: Client, name: str, url: str) -> HttpResponse:
    answer: HttpResponse = client.post(url, {"decision": "reopen"}) if name in POSTED else client.get(url)
    return answer


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
