"""Two at once: no shared code, one winner; the other is told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.registry.accounts.models import Account
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.actions import (
    FinishDossier,
    Finishing,
    Passing,
    PassOn,
    StopDossier,
    Stopping,
    TakeInDossier,
)
from thongsuot.serving.dossiers.conftest import NEW, at
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.writing import differences

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts: Callable[[], Any]) -> list[Any]:
    """What each gave or how it was refused; all start at one moment."""
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            gate.wait()
            return act()
        except (ActionError, ConflictError) as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def again(account: Account) -> Account:
    """A fresh object a thread, as each request has."""
    return Account.objects.get(pk=account.pk)


def test_two_receptions_never_share_a_number(scene: Scene) -> None:
    def take(number: int) -> Callable[[], str]:
        return lambda: TakeInDossier.run(again(scene.desk), NEW, idempotency_key=f"k{number}", effective_at=at(1)).code

    codes = together(*(take(number) for number in range(6)))
    assert sorted(code[-4:] for code in codes) == ["0001", "0002", "0003", "0004", "0005", "0006"]


def test_the_same_key_at_once_is_one_dossier(scene: Scene) -> None:
    def take() -> str:
        return TakeInDossier.run(again(scene.desk), NEW, idempotency_key="k", effective_at=at(1)).code

    assert len(set(together(take, take, take))) == 1
    assert Dossier.objects.count() == 1


def test_of_two_officers_one_wins_and_the_other_is_told(scene: Scene) -> None:
    code = TakeInDossier.run(scene.desk, NEW, idempotency_key="k", effective_at=at(1)).code
    seen = Dossier.objects.get().revision
    outcomes = together(
        lambda: PassOn.run(again(scene.desk), Passing(code, officer=scene.specialist.pk, revision=seen)),
        lambda: PassOn.run(again(scene.desk), Passing(code, officer=scene.head.pk, revision=seen)),
    )
    assert sorted(isinstance(one, ConflictError) for one in outcomes) == [False, True]
    [told] = [str(one) for one in outcomes if isinstance(one, ConflictError)]
    assert "vừa được người khác cập nhật" in told
    dossier = Dossier.objects.get()
    assert (dossier.step, dossier.steps.filter(ended_at__isnull=True).count()) == (2, 1)
    assert differences(dossier) == {}


def test_finished_or_stopped_never_both(scene: Scene) -> None:
    code = TakeInDossier.run(scene.desk, NEW, idempotency_key="k", effective_at=at(1)).code
    outcomes = together(
        lambda: FinishDossier.run(again(scene.head), Finishing(code), effective_at=at(2)),
        lambda: StopDossier.run(again(scene.head), Stopping(code, "court"), effective_at=at(2)),
    )
    assert sorted(isinstance(one, ActionError) for one in outcomes) == [False, True]
    assert differences(Dossier.objects.get()) == {}
