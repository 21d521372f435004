"""The sample notice of the latest meeting, taken from desk to desk by the demo accounts, and one still in draft."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction

from thongsuot.kernel.rules import load_yaml
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.documents.models import Document, DocumentKind
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.units.models import Unit
from thongsuot.steering.meetings.models import Meeting, MeetingStatus
from thongsuot.steering.notices.actions import (
    AddParagraph,
    ApproveNotice,
    BindFigure,
    Binding,
    DraftFromDocument,
    DraftNotice,
    FromDocument,
    IssueNotice,
    NewNotice,
    NewParagraph,
    NoticeKey,
    Numbering,
    NumberNotice,
    SignNotice,
    SubmitNotice,
)
from thongsuot.steering.notices.domain.numbering import HEADING
from thongsuot.steering.notices.models import Notice, NoticeStatus


def load() -> None:
    """What is there stays as people left it."""
    given = load_yaml("demo/steering/notices")
    home = Unit.objects.get(key=given["home"])
    if not Notice.objects.filter(home=home, is_sample=True, status=NoticeStatus.ISSUED).exists():
        with transaction.atomic():
            _issue(given, _drafted(given, home))
    _draft_from_document(given, home)


def _account(given: dict[str, Any], step: str) -> Account:
    return Account.objects.get(username=given["by"][step])


def _drafted(given: dict[str, Any], home: Unit) -> Notice:
    """The draft of the latest closed meeting, made when it closed or now."""
    held = Meeting.objects.filter(committee__home=home, status=MeetingStatus.CLOSED, is_sample=True)
    latest = held.order_by("-starts_at").first()
    wanted = NewNotice(meeting_key=latest.key if latest else "", home_id=home.pk, is_sample=True)
    return Notice.objects.get(key=DraftNotice.run(_account(given, "draft"), wanted).key)


def _issue(given: dict[str, Any], notice: Notice) -> None:
    drafter = _account(given, "draft")
    for one in given["results"]:
        _add_result(drafter, notice, one)
    for text in given["limitations"]:
        AddParagraph.run(drafter, NewParagraph(notice.key, "limitations", text))
    _add_intro(drafter, notice, given["intro"])
    key = NoticeKey(notice.key)
    SubmitNotice.run(drafter, key)
    ApproveNotice.run(_account(given, "approve"), key)
    SignNotice.run(_account(given, "sign"), key)
    NumberNotice.run(_account(given, "number"), Numbering(notice.key))
    IssueNotice.run(_account(given, "issue"), key)


def _add_result(drafter: Account, notice: Notice, one: dict[str, str]) -> None:
    added = AddParagraph.run(drafter, NewParagraph(notice.key, "results", one["text"]))
    if "claim" not in one:
        return
    claims = Claim.objects.filter(
        subject=notice.home, name__icontains=one["claim"], value=Decimal(one["value"]), status=ReviewStatus.CONFIRMED
    )
    claim = claims.order_by("pk").first()
    if claim is not None:
        BindFigure.run(drafter, Binding(added.id, claim.pk, one["shown"]))


def _add_intro(drafter: Account, notice: Notice, text: str) -> None:
    """A plain sentence before the first section of part 3."""
    heading = notice.paragraphs.get(role="tasks", depth=HEADING)
    AddParagraph.run(drafter, NewParagraph(notice.key, "tasks", text, after_id=heading.pk))


def _draft_from_document(given: dict[str, Any], home: Unit) -> None:
    """A notice of the record, read from outside, open for work."""
    papers = Document.objects.filter(unit=home, kind=DocumentKind.NOTICE, is_sample=True, notice__isnull=True)
    paper = papers.filter(file_name__startswith=given["draft_from"]).first() or papers.order_by("pk").first()
    if paper is not None:
        DraftFromDocument.run(_account(given, "draft"), FromDocument(paper.key, is_sample=True))
