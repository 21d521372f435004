"""``Form`` ⇄ plain values of JSON and YAML: the field names are the keys."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from thongsuot.kernel.digests import digest
from thongsuot.serving.forms.domain.parsing import ExpressionFault
from thongsuot.serving.forms.domain.schema import (
    BadForm,
    Field,
    FieldKind,
    Form,
    Option,
    Page,
    Rule,
    Source,
    Stop,
    verify,
)
from thongsuot.serving.forms.domain.standard import DEFAULT, PERSON_FIELDS, USES

_MOST_ROWS = Decimal(10)


def form_from(plain: Mapping[str, Any], pre_check: Sequence[Mapping[str, Any]] = ()) -> Form:
    """An empty mapping gives the common form; ``pre_check``: the procedure's questions before starting.

    Raises ``BadForm`` naming the place.

    A page ``{use: nguoi_nop}`` stands for the pages every form shares; ``plain_of`` writes them out.
    """
    source = plain or DEFAULT
    try:
        form = Form(
            **{
                **source,
                "pages": tuple(_page(one) for entry in source["pages"] for one in _spread(entry)),
                "pre_check": fields_from(source.get("pre_check") or pre_check),
                "stops": tuple(Stop(**one) for one in source.get("stops", ())),
                "rules": tuple(Rule(**one) for one in source.get("rules", ())),
                **({"stands_for": tuple(source["stands_for"])} if "stands_for" in source else {}),
            }
        )
        verify(form)
    except KeyError as error:
        raise BadForm(f"Bản khai thiếu mục {error}.") from error
    except (TypeError, AttributeError, ArithmeticError) as error:
        raise BadForm(f"Bản khai viết sai: {error}.") from error
    except ExpressionFault as fault:
        raise BadForm(str(fault)) from fault
    except BadForm:
        raise
    except ValueError as error:
        raise BadForm(f"Bản khai viết sai: {error}.") from error
    return form


def fields_from(plain: Any) -> tuple[Field, ...]:
    return tuple(_field(one) for one in plain)


def plain_of(form: Form) -> dict[str, Any]:
    """The inverse of ``form_from``; equal forms give equal plain values. What is left at its default is left out."""
    plain: dict[str, Any] = _plain(form)
    return plain


def digest_of(form: Form) -> str:
    """Names the version of a form by what it says."""
    return digest(plain_of(form))


def _spread(entry: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    if "use" not in entry:
        return (entry,)
    if entry["use"] not in USES:
        raise BadForm(f"Không có nhóm trang chung «{entry['use']}».")
    return USES[entry["use"]]


def _page(plain: Mapping[str, Any]) -> Page:
    return Page(**{**plain, "fields": fields_from(plain["fields"])})


def _field(plain: Mapping[str, Any]) -> Field:
    kind = FieldKind(plain["kind"])
    inner = plain.get("fields", PERSON_FIELDS if kind is FieldKind.PERSON else ())
    most = plain.get("most", _MOST_ROWS if kind is FieldKind.GROUP else None)
    return Field(
        **{
            **plain,
            "kind": kind,
            "options": tuple(Option(**one) for one in plain.get("options", ())),
            "fields": fields_from(inner),
            "least": _decimal(plain.get("least")),
            "most": _decimal(most),
            "from_source": Source(plain.get("from_source", "")),
        }
    )


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        pairs = ((one.name, getattr(value, one.name), one.default) for one in dataclasses.fields(value))
        return {name: _plain(held) for name, held, usual in pairs if held != usual}
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, FieldKind | Source) else value
