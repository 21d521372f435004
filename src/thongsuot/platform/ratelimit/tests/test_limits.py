from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from thongsuot.platform.ratelimit.limits import TooManyTries, attempt, sign_in, succeeded, sweep
from thongsuot.platform.ratelimit.models import Try

WINDOW = timedelta(minutes=5)


@pytest.mark.django_db
def test_the_eleventh_try_waits_for_name_and_for_address():
    for number in range(10):
        sign_in("mai", f"10.0.0.{number}")
    with pytest.raises(TooManyTries, match="chờ 5 phút") as caught:
        sign_in("MAI ", "10.0.0.99")
    assert 295 <= caught.value.seconds <= 301
    for number in range(10):
        sign_in(f"người {number}", "10.1.1.1")
    with pytest.raises(TooManyTries):
        sign_in("người khác", "10.1.1.1")
    sign_in("người khác", "10.2.2.2")


@pytest.mark.django_db
def test_refused_tries_do_not_prolong_the_wait():
    for _number in range(10):
        sign_in("mai", "a")
    for _number in range(5):
        with pytest.raises(TooManyTries):
            sign_in("mai", "a")
    Try.objects.update(at=timezone.now() - WINDOW)
    sign_in("mai", "a")


@pytest.mark.django_db
def test_an_office_that_signs_in_rightly_is_never_locked_out():
    for number in range(50):
        succeeded(sign_in(f"người {number}", "10.0.0.1"))
    assert Try.objects.count() == 0


@pytest.mark.django_db
def test_names_are_not_kept_readable_and_old_tries_go():
    sign_in("mat-khau-go-nham", "a")
    assert not Try.objects.filter(key__contains="mat-khau").exists()
    Try.objects.update(at=timezone.now() - timedelta(days=2))
    assert sweep() == 2


@pytest.mark.django_db(transaction=True)
def test_many_at_once_cannot_slip_past_the_count():
    gate, outcomes = threading.Barrier(6), []

    def rush() -> None:
        gate.wait()
        try:
            attempt(["cửa"], 3, WINDOW)
            outcomes.append(True)
        except TooManyTries:
            outcomes.append(False)
        finally:
            connection.close()

    threads = [threading.Thread(target=rush) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False] * 3 + [True] * 3
