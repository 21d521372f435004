"""From a file to a document in the record: keep the bytes, take the text out, read it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.files.store import put
from thongsuot.reading.inputs import load_document
from thongsuot.registry.documents.actions import AddDocument, AddedDocument, NewDocument

_CHUNK = 1024 * 1024
SUFFIXES = (".txt", ".docx", ".pdf")


def documents_in(folder: Path) -> list[Path]:
    """The files of a folder that may be documents, in name order; hidden ones are left alone."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix.lower() in SUFFIXES and not path.name.startswith(".")
    )


def take_in(path: Path, actor: Actor, wanted: NewDocument) -> AddedDocument:
    """Read one file into the record in one transaction; ``wanted`` says what is known beforehand.

    Raises ``reading.inputs.UnreadableDocument`` or ``platform.files.FileRefused`` with a Vietnamese sentence.
    """
    loaded = load_document(path)
    stored = put(_chunks(path), path.name)
    data = replace(wanted, text=loaded.text, file_name=stored.name, file_digest=stored.digest)
    return AddDocument.run(actor, data)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def take_upload(upload: UploadedFile, actor: Actor, wanted: NewDocument) -> AddedDocument:
    """The same for a file sent by a browser, which has no path of its own unless it is large."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(upload.name or "van-ban").name
        with path.open("wb") as stream:
            for chunk in upload.chunks():
                stream.write(chunk)
        return take_in(path, actor, wanted)
