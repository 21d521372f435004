"""What a citizen who has proved who he is need not type again (R9): he sees it, and may mend it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from thongsuot.serving.citizens.session import Citizen
from thongsuot.serving.filing.places import resolve
from thongsuot.serving.forms.domain.reading import read
from thongsuot.serving.forms.domain.schema import FieldKind, Form, Source


def prefilled(form: Form, citizen: Citizen | None) -> dict[str, Any]:
    """Answers of the fields that name a source; nothing for a stranger."""
    if citizen is None:
        return {}
    known = {
        Source.FULL_NAME: citizen.name,
        Source.ID_NUMBER: citizen.id_number,
        Source.PHONE: citizen.phone,
        Source.BIRTH_DATE: citizen.birth_date,
        Source.ADDRESS: citizen.address,
    }
    today, answers = timezone.localdate(), {}
    for page in form.all_pages:
        for field in page.fields:
            held = known.get(field.from_source, "")
            if held and field.kind is FieldKind.ADDRESS:
                answers[field.code] = _address(held)
            elif held:
                answers[field.code] = read(field, lambda _name, held=held: [held], today)
    return {code: answer for code, answer in answers.items() if answer is not None}


def _address(text: str) -> dict[str, Any]:
    """«12 Trần Đăng Ninh, phường Đông Kinh, tỉnh Lạng Sơn»: the street before, the commune where one is found."""
    parts = [part.strip() for part in text.split(",")]
    for cut in range(len(parts)):
        place = ", ".join(parts[cut:])
        answer, _found = resolve({"street": ", ".join(parts[:cut]), "place": place}, timezone.localdate())
        if "unit" in answer:
            return answer
    return {"street": text}
