"""Another system's feed: seconds and memory to take it in. ``python bench/feed.py [events]`` in the prepared database.

Leaves a source «bench-feed…» with its events behind: use a database of its own (THONGSUOT_VAR).
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import sys
import time
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.config.settings")
import django

django.setup()
from django.utils import timezone

from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.reporting.feed.importing import close, take_in
from thongsuot.reporting.feed.looking import look
from thongsuot.reporting.feed.models import FeedFile, FeedSource
from thongsuot.reporting.feed.sample import sample_rows
from thongsuot.serving.procedures.models import Procedure

SEED = int(time.time()) % 90 + 10


def write(path: Path, events: int, units: list[str], procedures: list[str]) -> int:
    """Write the file; how many rows."""
    last = timezone.localtime().replace(tzinfo=None)
    rows = islice(sample_rows(events, units, procedures, last, days=365, seed=SEED), events)
    with path.open("w", encoding="utf-8") as target:
        return sum(target.write(json.dumps(row, ensure_ascii=False) + "\n") > 0 for row in rows)


def memory() -> int:
    """Most MiB this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(events: int) -> None:
    units = list(Unit.objects.filter(kind=UnitKind.COMMUNE, valid_to=None).order_by("pk")[:60])
    procedures = list(Procedure.objects.filter(is_internal=False).values_list("code", flat=True))
    nation = Unit.objects.get(kind=UnitKind.NATION)
    number = (FeedSource.objects.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    source = FeedSource.objects.create(number=number, key=f"bench-feed-{number}", name="Bench", home=nation)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "feed.jsonl"
        rows = write(path, events, [unit.key for unit in units], procedures)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        print(f"{rows} rows, {path.stat().st_size >> 20} MiB; {memory()} MiB held before", flush=True)
        began, used = time.perf_counter(), time.process_time()
        with path.open("rb") as stream:
            look(source, stream, timezone.now(), lambda _row: None)
        spent = time.perf_counter() - began, time.process_time() - used
        print(f"dry run {spent[0]:.1f} s ({spent[1]:.1f} s of ours), {memory()} MiB", flush=True)
        file = FeedFile.objects.create(source=source, name=path.name, digest=digest)
        began, used = time.perf_counter(), time.process_time()
        with path.open("rb") as stream:
            take_in(file, stream, lambda _file, _waiting: None)
        close(file)
        spent = time.perf_counter() - began, time.process_time() - used
        print(f"import {spent[0]:.1f} s ({spent[1]:.1f} s of ours), {memory()} MiB", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
