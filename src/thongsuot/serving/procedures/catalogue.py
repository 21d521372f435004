"""The words procedures are sorted by: fields, life events, audiences, databases (``rules/serving/catalogue.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from thongsuot.kernel.rules import RuleFileError, load_yaml

FILE = "serving/catalogue"


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """A field of procedures. ``department``: stem of the province's department that decides; ``ministry``: its key.

    ``code``: the short code a dossier code may carry; ours, not the nation's.
    """

    key: str
    name: str
    code: str
    department: str = ""
    ministry: str = ""
    is_business: bool = False


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """What happens in a life or an enterprise and makes one come to an office."""

    key: str
    name: str
    lead: str
    is_business: bool = False


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields looked at together: the four named first by the source (I17)."""

    key: str
    name: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    fields: Mapping[str, FieldEntry]
    life_events: Mapping[str, LifeEvent]
    audiences: Mapping[str, str]
    databases: Mapping[str, str]
    priority_fields: tuple[FieldGroup, ...]

    def field(self, key: str) -> FieldEntry:
        """An unknown field still has a name: its key."""
        return self.fields.get(key) or FieldEntry(key=key, name=key, code="")


@cache
def catalogue() -> Catalogue:
    """Read once. Raises ``RuleFileError``."""
    plain = load_yaml(FILE)
    try:
        return Catalogue(
            fields={key: FieldEntry(key=key, **one) for key, one in plain["fields"].items()},
            life_events={key: LifeEvent(key=key, **one) for key, one in plain["life_events"].items()},
            audiences=dict(plain["audiences"]),
            databases=dict(plain["databases"]),
            priority_fields=tuple(
                FieldGroup(one["key"], one["name"], tuple(one["fields"])) for one in plain["priority_fields"]
            ),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise RuleFileError(f"Tệp rules/{FILE}.yaml viết sai: {error}.") from error
