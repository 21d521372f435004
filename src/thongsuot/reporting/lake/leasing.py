"""One writer at a time where no lock can be held: a small object beside CURRENT says who writes and until when.

Its holder renews it; that of a killed writer runs out. An object store cannot say «put only if nobody did», so whoever
takes the lease waits a moment and looks whether it is still theirs: of two at once the later stays.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from time import sleep
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from thongsuot.reporting.lake.storage import Store

LEASE = ".lock"
LASTS = timedelta(minutes=10)
RENEWED = timedelta(minutes=1)
SETTLES = 0.5  # seconds: longer than it takes to put so small an object


class LakeBusyError(Exception):
    """Another process is writing this lake; the message says which lake and, where it is known, who until when."""


@contextmanager
def leased(store: Store) -> Iterator[None]:
    """Raises LakeBusyError while another holds the lease."""
    owner = f"{socket.gethostname()}, {os.getpid()}, {uuid4().hex[:8]}"
    _refuse_while_held(store, owner)
    _put(store, owner)
    sleep(SETTLES)
    _refuse_while_held(store, owner)
    done = Event()
    renewing = Thread(target=_renew, args=(store, owner, done), daemon=True)
    renewing.start()
    try:
        yield
    finally:
        done.set()
        renewing.join()
        if _holder(store)[0] == owner:
            store.remove(LEASE)


def _renew(store: Store, owner: str, done: Event) -> None:
    while not done.wait(RENEWED.total_seconds()):
        if _holder(store)[0] != owner:
            return  # it ran out while this machine slept: what is written now is refused when it is to hold
        _put(store, owner)


def _put(store: Store, owner: str) -> None:
    until = datetime.now(UTC) + LASTS
    store.put(LEASE, json.dumps({"owner": owner, "until": until.isoformat(timespec="seconds")}).encode())


def _refuse_while_held(store: Store, owner: str) -> None:
    holder, until = _holder(store)
    if holder != owner and until > datetime.now(UTC):
        raise LakeBusyError(f"{store.address('')} ({holder}, đến {until:%H:%M} UTC)")


def _holder(store: Store) -> tuple[str, datetime]:
    """Who holds the lease and until when; long past where nobody does."""
    try:
        told = json.loads(store.read(LEASE))
    except FileNotFoundError:
        return "", datetime.min.replace(tzinfo=UTC)
    return told["owner"], datetime.fromisoformat(told["until"])
