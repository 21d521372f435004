"""Sample limits of Lạng Sơn: those of earlier years, those of the notice of 2024, the plan of this year."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from thongsuot.kernel.rules import load_yaml
from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.directives.actions import ReviewLimitation
from thongsuot.registry.documents.models import Document
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.positions.models import Position
from thongsuot.registry.reviewing import Decision, Review
from thongsuot.registry.units.models import Unit
from thongsuot.steering.remedies.actions import (
    AddLimit,
    AddRemedy,
    AddRemedyPlan,
    AnalyseLimit,
    Analysis,
    Boxes,
    CloseLimit,
    Closing,
    DraftLimits,
    FromDocument,
    Gathering,
    GatherLimits,
    GiveProof,
    IssueRemedyPlan,
    Issuing,
    NewLimit,
    NewRemedyPlan,
    OpenLimit,
    PlanKey,
    Proving,
    Recurrence,
    Remedying,
    SubmitRemedyPlan,
    Taking,
    TieRecurrence,
    WriteFourBox,
)
from thongsuot.steering.remedies.models import FourBox, Limit, RemedyPlan

Entry = dict[str, Any]


def load() -> None:
    """Skips whatever is there: earlier years, the document, the plan and the four boxes each by themselves."""
    given = load_yaml("demo/steering/remedies")
    home = Unit.objects.get(key=given["home"])
    demo = _Loader(home, Account.objects.get(username=given["manager"]), Account.objects.get(username=given["closer"]))
    if not Limit.objects.filter(home=home, is_sample=True).exists():
        earlier = {one["key"]: demo.old(one) for one in given["earlier"]}
        demo.document(given, earlier)
    if not RemedyPlan.objects.filter(home=home, is_sample=True).exists():
        demo.plan(given["plan"])
    for sheet in given["boxes"]:
        demo.boxes(sheet)


def at(day: date) -> datetime:
    """Nine o'clock in the morning in Vietnam."""
    return datetime.combine(day, time(2), UTC)


class _Loader:
    def __init__(self, home: Unit, manager: Account, closer: Account) -> None:
        self.home, self.manager, self.closer = home, manager, closer
        self.secretary = Account.objects.get(username="thu-ky")
        self.today = timezone.localdate()

    def old(self, one: Entry) -> int:
        pk = self._add(one, one["opened"], one["year"])
        self._finish(pk, one, one["opened"], one["closed"])
        return pk

    def document(self, given: Entry, earlier: dict[str, int]) -> None:
        document = Document.objects.filter(title=given["document"], is_sample=True).first()
        if document is None:
            return
        for one in document.limitations.filter(status=ReviewStatus.PROPOSED):
            ReviewLimitation.run(self.manager, Review(one.pk, Decision.CONFIRM))
        opened = given["opened"]
        made = DraftLimits.run(self.manager, FromDocument(document.key, self.home.pk, True), effective_at=at(opened))
        for limit in Limit.objects.filter(pk__in=made.ids):
            one = next((one for one in given["from_document"] if one["match"] in limit.text), None)
            if one is None:
                continue
            taking = Taking(limit.pk, Unit.objects.get(key=one["unit"]).pk, one["field"])
            OpenLimit.run(self.manager, taking, effective_at=at(opened))
            self._finish(limit.pk, one, opened, one.get("closed"))
            if "recurs" in one:
                TieRecurrence.run(self.manager, Recurrence(limit.pk, earlier[one["recurs"]]))

    def plan(self, given: Entry) -> None:
        day = self._day
        added = day(given["added"])
        new = NewRemedyPlan(
            self.home.pk,
            given["title"],
            added.year,
            given["basis"],
            given["submit_due_text"],
            day(given["finish"]),
            True,
        )
        key = AddRemedyPlan.run(self.manager, new, idempotency_key=new_key(), effective_at=at(added)).key
        limits = tuple(self._planned(one) for one in given["limits"])
        GatherLimits.run(self.manager, Gathering(key, limits), effective_at=at(added))
        SubmitRemedyPlan.run(self.manager, PlanKey(key), effective_at=at(day(given["submitted"])))
        clerk = Account.objects.get(username="van-thu")
        IssueRemedyPlan.run(clerk, Issuing(key, given["number"]), effective_at=at(day(given["issued"])))

    def _planned(self, one: Entry) -> int:
        opened, due = self._day(one["days"]), self._day(one["due"])
        pk = self._add(one, opened, opened.year)
        self._analyse(pk, one | {"due_text": due.strftime("%d/%m/%Y")}, opened)
        task = Remedying(pk, one["task"])
        AddRemedy.run(self.secretary, task, idempotency_key=new_key(), effective_at=at(opened + timedelta(days=2)))
        closed = self._day(one["closed"]) if one["closed"] is not None else None
        self._prove_and_close(pk, one, closed or self.today - timedelta(days=1), closed)
        return pk

    def _add(self, one: Entry, opened: date, year: int) -> int:
        unit = Unit.objects.get(key=one["unit"])
        new = NewLimit(self.home.pk, one["text"], year, unit_id=unit.pk, field=one["field"], is_sample=True)
        return AddLimit.run(self.manager, new, idempotency_key=new_key(), effective_at=at(opened)).id

    def _finish(self, pk: int, one: Entry, opened: date, closed: date | None) -> None:
        self._analyse(pk, one, opened)
        self._prove_and_close(pk, one, closed or opened, closed)

    def _analyse(self, pk: int, one: Entry, opened: date) -> None:
        position = Position.objects.get(unit__key=one["unit"], title=one["position"])
        why = Analysis(pk, one["cause_code"], one["cause"], position.pk, one["due_text"])
        AnalyseLimit.run(self.secretary, why, effective_at=at(opened + timedelta(days=1)))

    def _prove_and_close(self, pk: int, one: Entry, proved: date, closed: date | None) -> None:
        if one.get("proof"):
            proof = Proving(pk, one["proof"])
            GiveProof.run(self.secretary, proof, idempotency_key=new_key(), effective_at=at(proved))
        if closed:
            CloseLimit.run(self.closer, Closing(pk), effective_at=at(closed))

    def boxes(self, given: Entry) -> None:
        unit, year = Unit.objects.get(key=given["unit"]), self.today.year + given["year"]
        if FourBox.objects.filter(unit=unit, year=year).exists():
            return
        words = {name: given[name] for name in ("strengths", "weaknesses", "causes", "duties")}
        WriteFourBox.run(self.secretary, Boxes(unit.pk, self.home.pk, year, is_sample=True, **words))

    def _day(self, days: int) -> date:
        return self.today + timedelta(days=days)
