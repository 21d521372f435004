"""Columns that are written sealed and read plain."""

from __future__ import annotations

import json
from typing import Any

from django.db import models

from thongsuot.platform.private.sealing import seal, unseal


class SealedTextField(models.BinaryField):  # type: ignore[type-arg]
    """Text kept sealed. It cannot be searched: keep a ``sealing.fingerprint`` beside it where it must be found."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        self._purpose = f"{cls._meta.label_lower}.{name}"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None or value == self._empty():
            return super().get_db_prep_value(b"", connection, prepared)
        return super().get_db_prep_value(seal(self._encode(value), self._purpose), connection, prepared)

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Any:
        if not value:
            return self._empty()
        return self._decode(unseal(bytes(value), self._purpose))

    def get_default(self) -> Any:
        return self._empty()

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError("sealed columns are not dumped in the clear")

    def _empty(self) -> Any:
        return ""

    def _encode(self, value: Any) -> bytes:
        return str(value).encode()

    def _decode(self, data: bytes) -> Any:
        return data.decode()


class SealedJSONField(SealedTextField):
    """A JSON object kept sealed; empty is ``{}``."""

    def _empty(self) -> Any:
        return {}

    def _encode(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def _decode(self, data: bytes) -> Any:
        return json.loads(data)
