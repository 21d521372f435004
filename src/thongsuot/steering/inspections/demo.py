"""Sample inspections of Lạng Sơn: a plan by risk, a visit of last year, one concluded, one to come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from thongsuot.kernel.rules import load_yaml
from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.units.models import Unit
from thongsuot.steering.inspections.actions import (
    AnswerFinding,
    Choice,
    ChooseUnits,
    ConcludeInspection,
    Concluding,
    EndVisit,
    FindingAnswer,
    NewInspection,
    NewInspectionPlan,
    NewRecord,
    Order,
    PlanInspections,
    RecordVisit,
    SetInspection,
    Visit,
    VisitOver,
)
from thongsuot.steering.inspections.models import Inspection
from thongsuot.steering.remedies.demo import at

Entry = dict[str, Any]


def load() -> None:
    """All of it once; what is there stays as people made it."""
    given = load_yaml("demo/steering/inspections")
    home = Unit.objects.get(key=given["home"])
    if Inspection.objects.filter(home=home, is_sample=True).exists():
        return
    demo = _Loader(home, Account.objects.get(username=given["manager"]), given["concluder"])
    plan_id = demo.plan(given["plan"])
    for visit in given["visits"]:
        demo.visit(visit, plan_id)


class _Loader:
    def __init__(self, home: Unit, manager: Account, concluder: str) -> None:
        self.home, self.manager = home, manager
        self.concluder = Account.objects.get(username=concluder)
        self.today = timezone.localdate()

    def plan(self, given: Entry) -> int:
        planned = self.today + timedelta(days=given["planned"])
        new = NewInspectionPlan(self.home.pk, self.today.year, given["title"], is_sample=True)
        plan_id = PlanInspections.run(self.manager, new, effective_at=at(planned)).id
        units = dict(Unit.objects.filter(key__in=given["chosen"]).values_list("key", "pk"))
        chosen = {str(units[key]): reason for key, reason in given["chosen"].items() if key in units}
        ChooseUnits.run(self.manager, Choice(plan_id, chosen, True, given["decision"]), effective_at=at(planned))
        return plan_id

    def visit(self, given: Entry, plan_id: int) -> None:
        day = self.today + timedelta(days=given["starts"])
        team = [Account.objects.get(username=name) for name in given["team"]]
        new = NewInspection(
            self.home.pk,
            Unit.objects.get(key=given["unit"]).pk,
            day,
            day,
            given["checklist"],
            tuple(one.pk for one in team),
            plan_id=plan_id if given["planned"] else None,
            is_sample=True,
        )
        set_on = min(day, self.today) - timedelta(days=10)
        pk = SetInspection.run(self.manager, new, idempotency_key=new_key(), effective_at=at(set_on)).id
        if given["records"]:
            self._hold(pk, team[0], given, day)

    def _hold(self, pk: int, leader: Account, given: Entry, day: date) -> None:
        records = tuple(
            NewRecord(
                uuid4(),
                one["answer"],
                one["note"],
                at(day),
                item=one["item"],
                place=one.get("place", ""),
                **({"severity": one["severity"]} if "severity" in one else {}),
            )
            for one in given["records"]
        )
        RecordVisit.run(leader, Visit(pk, records), effective_at=at(day))
        EndVisit.run(leader, VisitOver(pk), effective_at=at(day))
        findings = Inspection.objects.get(pk=pk).findings.select_related("record")
        words = {(one["item"], one["note"]): one for one in given["records"]}
        orders = []
        for finding in findings:
            said = words[finding.record.item, finding.text]
            orders.append(Order(finding.pk, said["task"], said["due_text"]))
            if "reply" in said:
                answer = FindingAnswer(finding.pk, said["reply"], said["accepts"])
                by = Account.objects.get(username=said["answer_by"])
                AnswerFinding.run(by, answer, effective_at=at(day + timedelta(days=5)))
        wanted = Concluding(pk, given["conclusion"], tuple(orders))
        ConcludeInspection.run(self.concluder, wanted, effective_at=at(day + timedelta(days=12)))
