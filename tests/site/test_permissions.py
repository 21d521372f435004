"""Every address × every role: who gets in, who is told who could, who is sent to sign in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from thongsuot.kernel.rules import load_yaml
from thongsuot.platform.imports.models import ImportBatch
from thongsuot.registry.accounts.roles import GRANTS, Permission, Role
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.directives.models import Directive
from thongsuot.registry.documents.models import Document
from thongsuot.registry.findings.models import Finding

PUBLIC, SIGNED_IN = "public", "signed-in"
# Address name → what opens it: everybody, any account, or a permission (held over Lạng Sơn or the whole tree).
GATES: dict[str, str] = {
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
    "import": Permission.IMPORT_RUN,
    "import-batch": Permission.IMPORT_RUN,
    "import-problems": Permission.IMPORT_RUN,
    "import-confirm": Permission.IMPORT_RUN,
    "import-undo": Permission.IMPORT_RUN,
}
POSTED = {
    "sign-out",
    "document-finish",
    "document-publish",
    "document-decide",
    "finding-dismiss",
    "import-confirm",
    "import-undo",
}
HIDDEN_INSTEAD = {"import-batch", "import-problems", "import-confirm", "import-undo"}  # others' batches are not there
ACCOUNTS = [(entry["username"], Role(entry["role"])) for entry in load_yaml("demo/accounts")["accounts"]]


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
        "four-indices": lambda: ["tinh-lang-son"],
        "finding-dismiss": lambda: [Finding.objects.filter(document__unit__key="tinh-lang-son")[0].pk],
        **{name: lambda: [_batch().pk] for name in HIDDEN_INSTEAD},
    }
    return reverse(name, args=arguments.get(name, list)())


def _batch() -> ImportBatch:
    from thongsuot.platform.files.models import StoredFile

    stored, _created = StoredFile.objects.get_or_create(
        digest="0" * 64, name="bang.csv", defaults={"size": 1, "media_type": "text/csv"}
    )
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
    assert names() - OTHER_APPS == set(GATES)


OTHER_APPS: set[str] = set()


def expected(name: str, role: Role | None) -> set[int]:
    gate = GATES[name]
    if gate == PUBLIC or (gate == SIGNED_IN and role is not None):
        return {200, 302, 422}
    if role is None:
        return {302}  # to the sign-in page
    if gate in GRANTS[role]:
        return {200, 302, 422}
    return {404} if name in HIDDEN_INSTEAD else {403}


@pytest.mark.parametrize("name", sorted(GATES))
@pytest.mark.parametrize(("username", "role"), [("", None), *ACCOUNTS], ids=str)
def test_who_gets_in(name: str, username: str, role: Role | None, as_user: Callable[[str], Client]) -> None:
    client = as_user(username)
    url = address(name)
    response = client.post(url, {"decision": "reopen"}) if name in POSTED else client.get(url)
    assert response.status_code in expected(name, role), f"{url} answered {response.status_code}"
    if role is None and GATES[name] != PUBLIC:
        assert response["Location"].startswith(reverse("sign-in"))
