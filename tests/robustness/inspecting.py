"""Counts what a record holds and everything that would be half-done in it; ``report`` prints it as JSON."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.db.models import F

from thongsuot.platform.events.models import Event
from thongsuot.platform.events.queries import first_break
from thongsuot.platform.files.models import StoredFile
from thongsuot.platform.search.models import SearchEntry
from thongsuot.registry.claims.models import Claim, ClaimSpan
from thongsuot.registry.directives.models import Directive
from thongsuot.registry.documents.models import Document, Passage


def contents() -> dict[str, int]:
    return {
        "documents": Document.objects.count(),
        "claims": Claim.objects.count(),
        "directives": Directive.objects.count(),
        "events": Event.objects.count(),
        "files": StoredFile.objects.count(),
    }


def faults() -> dict[str, int]:
    events: dict[tuple[str, str], list[Event]] = {}
    for event in Event.objects.order_by("aggregate_type", "aggregate_id", "sequence"):
        events.setdefault((event.aggregate_type, event.aggregate_id), []).append(event)
    texts = Counter(Document.objects.values_list("text", flat=True))
    spans = ClaimSpan.objects.filter(start__isnull=False).select_related("claim__document")
    return {
        "documents_twice": sum(count - 1 for count in texts.values()),
        "documents_without_passages": Document.objects.filter(passages__isnull=True).count(),
        "documents_without_claims": Document.objects.filter(claims__isnull=True).count(),
        "documents_without_event": Document.objects.count() - Event.objects.filter(sequence=1).count(),
        "claims_without_span": Claim.objects.filter(spans__isnull=True).count(),
        "spans_that_lie": sum(one.claim.document.text[one.start : one.end] != one.quote for one in spans),
        "passages_beyond": sum(one.end > len(one.document.text) for one in Passage.objects.select_related("document")),
        "chains_broken": sum(first_break(chain) is not None for chain in events.values()),
        "chains_starting_late": sum(chain[0].sequence != 1 for chain in events.values()),
        "search_differs": _search_differs(),
        "files_missing": sum(not _blob(digest).is_file() for digest in _digests()),
        "files_damaged": sum(hashlib.sha256(_blob(digest).read_bytes()).hexdigest() != digest for digest in _digests()),
        "documents_without_file": Document.objects.exclude(file_digest__in=_digests()).count(),
        "directive_of_itself": Directive.objects.filter(parent=F("pk")).count(),
    }


def _search_differs() -> int:
    wanted = {("claim", str(pk)) for pk in Claim.objects.values_list("pk", flat=True)}
    wanted |= {("directive", str(pk)) for pk in Directive.objects.values_list("pk", flat=True)}
    wanted |= {("document", key) for key in Document.objects.values_list("key", flat=True)}
    kinds = ("claim", "directive", "document")
    return len(wanted ^ set(SearchEntry.objects.filter(kind__in=kinds).values_list("kind", "key")))


def _digests() -> list[str]:
    return list(StoredFile.objects.values_list("digest", flat=True))


def _blob(digest: str) -> Path:
    from thongsuot.platform.files import blobs

    return Path(blobs.path_of(digest))


def report() -> None:
    assert settings.DATABASES["default"]["NAME"] == "thongsuot"
    print(json.dumps(contents() | {name: count for name, count in faults().items() if count}))
