"""Taking documents in, confirming what was read from them, making them public."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.text import nfc
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural
from thongsuot.platform.events.domain import Aggregate
from thongsuot.reading.clean.normalise import normalise
from thongsuot.reading.reader import read_text
from thongsuot.registry.accounts.roles import Permission
from thongsuot.registry.accounts.scope import require_over
from thongsuot.registry.documents.headings import describe
from thongsuot.registry.documents.models import Document, DocumentStatus
from thongsuot.registry.documents.record import Recorder
from thongsuot.registry.documents.searching import index_document
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.findings.store import examine
from thongsuot.registry.indicators.queries import matcher
from thongsuot.registry.units.resolving import SubjectResolver


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A text as it came in. ``title`` and ``kind`` are read from the text where not given."""

    text: str
    title: str = ""
    kind: str = ""
    file_name: str = ""
    file_digest: str = ""
    source_name: str = ""
    source_url: str = ""
    dated: date | None = None
    is_public: bool = False
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class AddedDocument:
    key: str
    created: bool
    claims: int = 0
    directives: int = 0
    limitations: int = 0
    noise: int = 0
    findings: int = 0
    notes: tuple[str, ...] = ()  # what was put right in the letters themselves, as sentences


class AddDocument(Action[NewDocument, AddedDocument]):
    """Reads a text and keeps it with everything proposed from it. The same text twice is one document."""

    name = "registry.document.add"
    label = gettext_lazy("Đưa văn bản vào")
    permission = Permission.DOCUMENT_ADD
    event = "registry.document.added"
    idempotency = natural("the digest of the text is unique: a second run finds the first document")

    def check(self, actor: Actor, data: NewDocument) -> None:
        if not data.text.strip():
            raise ActionError(_("Văn bản chưa có chữ nào. Hãy dán nội dung hoặc chọn tệp khác."), "text")

    def execute(self, context: Context, data: NewDocument) -> AddedDocument:
        reading = read_text(data.text, file_name=data.file_name)
        digest = hashlib.sha256(nfc(reading.text).encode()).hexdigest()
        kept = Document.objects.filter(digest=digest).first()
        if kept is not None:
            context.unchanged()
            return AddedDocument(kept.key, created=False)
        subjects = SubjectResolver()
        document = describe(data, reading, digest, subjects)
        document.added_by_id = context.actor.id
        try:
            with transaction.atomic():
                document.save()
        except IntegrityError:  # the same text arrived at the same moment and was first
            context.unchanged()
            return AddedDocument(Document.objects.get(digest=digest).key, created=False)
        written = Recorder(subjects, matcher()).write(document, reading)
        findings = examine(document, reading)
        index_document(document)
        context.record(Aggregate("document", document.key), {"title": (None, document.title)})
        return AddedDocument(
            document.key,
            True,
            len(written.claims),
            written.directives,
            written.limitations,
            written.noise,
            findings,
            tuple(change.reason for change in normalise(data.text)[1]),
        )


@dataclass(frozen=True, slots=True)
class DocumentKey:
    key: str


class FinishReview(Action[DocumentKey, DocumentKey]):
    """Says that nothing in the document waits any longer."""

    name = "registry.document.finish_review"
    label = gettext_lazy("Xong việc xác nhận văn bản")
    permission = Permission.CLAIM_CONFIRM
    event = "registry.document.reviewed"
    idempotency = natural("a reviewed document stays reviewed")

    def authorise(self, actor: Actor, data: DocumentKey) -> None:
        _require(actor, self.permission, data)

    def check(self, actor: Actor, data: DocumentKey) -> None:
        document = Document.objects.get(key=data.key)
        waiting = (
            document.claims.filter(status=ReviewStatus.PROPOSED).count()
            + document.directives.filter(status=ReviewStatus.PROPOSED).count()
        )
        if waiting:
            raise ActionError(
                _("Còn %(count)s mục chưa xác nhận. Hãy nhận hoặc bỏ từng mục trước.") % {"count": waiting}
            )

    def execute(self, context: Context, data: DocumentKey) -> DocumentKey:
        return _move(context, data, "status", DocumentStatus.REVIEWED)


class PublishDocument(Action[DocumentKey, DocumentKey]):
    """Makes the document and its claims visible to everybody."""

    name = "registry.document.publish"
    label = gettext_lazy("Công khai văn bản")
    permission = Permission.DOCUMENT_PUBLISH
    event = "registry.document.published"
    idempotency = natural("a public document stays public")

    def authorise(self, actor: Actor, data: DocumentKey) -> None:
        _require(actor, self.permission, data)

    def execute(self, context: Context, data: DocumentKey) -> DocumentKey:
        result = _move(context, data, "is_public", True)
        document = Document.objects.get(key=data.key)
        document.claims.update(is_public=True)
        index_document(document)
        return result


def _require(actor: Actor, permission: str, data: DocumentKey) -> None:
    found = Document.objects.filter(key=data.key).values_list("unit__path", "added_by").first()
    require_over(actor, permission, *(found or (None, None)))


def _move(context: Context, data: DocumentKey, column: str, value: object) -> DocumentKey:
    document = Document.objects.select_for_update().get(key=data.key)
    before = getattr(document, column)
    if before == value:
        context.unchanged()
        return data
    setattr(document, column, value)
    document.save(update_fields=[column])
    context.record(Aggregate("document", document.key), {column: (before, value)})
    return data
